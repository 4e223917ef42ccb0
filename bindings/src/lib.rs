//! The ifilm core for Kotlin, Swift and Python.
//!
//! Each exported function is a call into the core and a conversion. All decisions are made in `ifilm-core`.
//! The doc comments here are the manual for hosts.

mod act;
mod article;
mod article_changes;
mod block;
mod block_media;
mod budget;
mod cached_picture;
mod calendar;
mod check;
mod choice;
mod client;
mod clock;
mod conditions;
mod config;
mod counts;
mod date;
mod debug;
mod direction;
mod due_times;
mod edition;
mod ended;
mod enum_conversion;
mod episode;
mod error;
mod error_code;
mod exchange;
mod fold;
mod follow_up;
mod guide;
mod hole;
mod item;
mod key;
mod language;
mod library;
mod limits;
mod link;
mod list_change;
mod media;
mod number;
mod observation;
mod open_core;
mod periods;
mod person;
mod plan;
mod playable;
mod program;
mod progress;
mod proxy;
mod published;
mod report;
mod retention;
mod runtime;
mod same_story;
mod search;
mod search_query;
mod site_search;
mod slice;
mod speech;
mod stamp;
mod storage;
mod storage_report;
mod sync_job;
mod tag;
mod track;
mod transport;
mod transport_request;
mod user;
mod verdict;
mod waiting;
mod wishes;

pub use act::{Act, UndoStep};
pub use article::{Article, ArticleBody, Related, Topic};
pub use article_changes::{ArticleChanges, BlockChange, TextPiece, WordChange};
pub use block::{Block, BlockContent, Mark, Span, TableCell};
pub use block_media::{MediaAddress, Picture};
pub use budget::{Budget, DataKind, DataUsed, Left};
pub use cached_picture::{CachedPicture, PictureFile, PixelSize};
pub use calendar::{Calendar, CalendarDay, calendar_days, days_in_month, epoch_days, is_leap_year};
pub use check::{CheckReport, CheckedFile, DataFile, FileState, Repair, SalvagedTable, check_text};
pub use choice::{Choice, MatchTrace, Rule};
pub use client::Client;
pub use clock::Clock;
pub use conditions::{AskedBy, Conditions};
pub use config::Config;
pub use counts::{Counts, SectionCount};
pub use date::{ArabicMonths, DateSettings, DateStyle, TimeOfDay, age_text, date_text};
pub use debug::debug_panic;
pub use direction::{
    Direction, direction_of_language, direction_of_line, isolate, isolate_mixed, isolate_title, plain,
};
pub use due_times::{DueTimes, NextDueReason, SectionDue};
pub use edition::{Edition, edition_name, language_name};
pub use ended::Ended;
pub use episode::{Episode, EpisodeList};
pub use error::{IfilmError, Result, error_message};
pub use error_code::ErrorCode;
pub use exchange::HostExchange;
pub use fold::{Folded, FoldedPiece, finds, fold, fold_words, mark_found, search_query, searchable};
pub use follow_up::{FollowUp, FollowUpRule};
pub use guide::{Broadcast, Guide, LiveStream, NowAndNext};
pub use hole::{HoleReason, ListHole};
pub use item::Item;
pub use key::{ItemKey, Kind, Section};
pub use language::Language;
pub use library::Library;
pub use limits::Limits;
pub use link::{Link, NotOurs, SitePart};
pub use list_change::{ListChange, ListChanges, ListEvent};
pub use media::Media;
pub use number::{Counted, count_text, duration_text, number_text};
pub use observation::{ListListener, Observation};
pub use periods::Periods;
pub use person::{NamedPerson, PeopleSlice, PersonPage, PersonWork};
pub use plan::{Method, Plan, PlanTotals, PlannedRequest, Reason, RequestKind, Skip, SkipReason, Validators};
pub use playable::{AddressCheck, Playable, StreamVariant};
pub use program::{CastMember, Program, ProgramPage};
pub use progress::{Progress, ProgressListener, Stage};
pub use proxy::Proxy;
pub use published::{Precision, PublishedSource};
pub use report::{PageFailure, SectionOutcome, SectionReport, SyncReport, SyncRequest, Written};
pub use retention::{Keep, Retention};
pub use same_story::{
    ComparedStory, Evidence, EvidenceKind, SameStory, StoryLikeness, evidence_text, no_same_story,
    same_story_reason, story_likeness,
};
pub use search::{MarkedSpan, Place, SearchHit, SearchSlice, Snippet};
pub use search_query::{SearchOrder, SearchQuery, parse_search_line, search_line};
pub use site_search::{FoundIn, SiteSearch, SiteSearchFailure, SiteSearchHit};
pub use slice::ItemSlice;
pub use speech::{Passage, PassagePlace, SpeechRun, number_words, speech_runs};
pub use stamp::{Stamp, parse_stamp};
pub use storage::Storage;
pub use storage_report::{EditionStorage, Pruned, StorageReport};
pub use sync_job::SyncJob;
pub use tag::{TagPage, TaggedItem};
pub use track::{Track, TrackList};
pub use transport::HostTransport;
pub use transport_request::{TransportFailure, TransportHeader, TransportRequest};
pub use user::{
    Followed, FollowedItem, HiddenSection, HistoryEntry, HistorySlice, ImportReport, PlaybackPosition,
    ReadingPosition, Reminder, SavedItem, SavedSearch, SavedSearchCount, SavedSlice, Setting, SettingValue,
    User,
};
pub use verdict::{Verdict, verdict_text};
pub use waiting::{Waiting, WaitingReason};
pub use wishes::{BestMatch, accept_language, best_match, wishes_of};

uniffi::setup_scaffolding!("ifilm");
