//! The practice site: a loopback server that behaves like iFilm, as far as we know it.
//!
//! All content is invented and computed from numbers: the same seed, edition, id and revision give the same
//! bytes, and a million items need no memory. A test moves the clock, publishes, edits and removes items
//! between requests, and adds faults.
//!
//! - [`Site`]: the server, one address for each edition.
//! - [`page`], [`stripped`], [`renamed`], [`listing_json`]: the generators alone, each with what a perfect
//!   parser finds.
//! - [`Sections`], [`SectionSnapshot`]: series, films, programmes, music, people, tags, live and schedule.
//! - [`serve_lines`]: the line protocol by which tests in other languages control a site.

mod answer;
mod archive;
mod authority;
mod calendar;
mod catalog;
mod class_names;
mod command;
mod config;
mod edition;
mod encoding;
mod ending;
mod error;
mod event;
mod fault;
mod holding;
mod host;
mod lexicon;
mod lines;
mod listener;
mod listing;
mod meter;
mod page;
mod picture;
mod prose;
mod query;
mod raw;
mod request_log;
mod route;
mod section;
mod seeded_random;
mod shared_socket;
mod site;
mod spelling;
mod state;
mod story;
mod stream;
mod timeline;
mod truth;
mod weather;

pub use archive::{Edit, Removal};
pub use catalog::NewsForm;
pub use class_names::{renamed, stripped};
pub use config::SiteConfig;
pub use edition::{Direction, Edition};
pub use error::SiteError;
pub use fault::{Fault, FaultKind};
pub use host::Host;
pub use lines::serve_lines;
pub use listing::{Quirks, listing_json};
pub use page::{SectionStyle, page};
pub use raw::Raw;
pub use request_log::RequestRecord;
pub use section::{
    AlbumTruth, CreditTruth, EntryTruth, EpisodeTruth, HitTruth, LiveTruth, PersonTruth, ProgramKind,
    ProgramTruth, ScheduleForm, ScheduleTruth, SectionSnapshot, SectionTruth, Sections, TagTruth, TrackTruth,
    VariantTruth, WorkTruth,
};
pub use site::Site;
pub use story::Layout;
pub use truth::{DateSource, Precision, Published, Truth, TruthRow};
pub use weather::{Weather, WeatherAnswer, WeatherKind, WeatherPlace};
