//! The sections besides news: series, films, programmes, music, people, tags, live and schedule.
//!
//! Everything is computed from the seed. [`SectionArchive`] stores only what a test changed.

mod archive;
mod config;
mod episode;
mod facts;
mod fields;
mod json;
mod kind;
mod live;
mod media;
mod media_hosts;
mod music;
mod person;
mod program;
mod roll;
mod route;
mod schedule;
mod schedule_day;
mod schedule_form;
mod search;
mod snapshot;
mod tag;
mod truth;
mod windows1256;

pub(crate) use archive::SectionArchive;
pub use config::Sections;
pub(crate) use episode::{Attachment, Scheme};
pub(crate) use facts::Facts;
pub use kind::ProgramKind;
pub(crate) use live::Live;
pub(crate) use media_hosts::MediaHosts;
pub(crate) use music::{Album, Track};
pub(crate) use person::{Credit, Person};
pub(crate) use program::Program;
pub(crate) use roll::Roll;
pub(crate) use route::SectionRouter;
pub(crate) use schedule::ScheduleStyle;
pub(crate) use schedule::{Entry, Guide};
pub use schedule_form::ScheduleForm;
pub use snapshot::SectionSnapshot;
pub(crate) use tag::Tag;
pub use truth::{
    AlbumTruth, CreditTruth, EntryTruth, EpisodeTruth, HitTruth, LiveTruth, PersonTruth, ProgramTruth,
    ScheduleTruth, SectionTruth, TagTruth, TrackTruth, VariantTruth, WorkTruth,
};
pub(crate) use windows1256::encoded as in_windows_1256;

use crate::page::percent_encoded;

/// The full address of something that the site names by a path or a whole address.
pub(crate) fn address(base: &str, written: &str) -> String {
    if written.contains("://") { written.to_owned() } else { format!("{base}{}", percent_encoded(written)) }
}
