//! The nouns that hosts see, one file each. Plain values: no I/O, no rules.

mod article;
mod block;
mod choice;
mod edition;
mod id;
mod item;
mod limits;

mod plan;
mod progress;
mod published;
mod report;
mod same_story;
mod search;
mod signs;
mod slice;
mod speech;

pub use article::{Article, ArticleBody, Related};
pub use block::{Block, BlockContent, Direction, Mark, Span, text_of_blocks};
pub use choice::{Choice, MatchTrace, Rule};
pub use edition::{Edition, EditionId, LanguageTag};
pub use id::{ItemKey, Kind, Section};
pub use item::Item;
pub use limits::Limits;
pub use plan::{Plan, PlannedRequest, Reason, Skip, SkipReason, Validators};
pub use progress::{Progress, Stage};
pub use published::{Precision, Published, PublishedSource};
pub use report::{SectionOutcome, SectionReport, SyncReport, SyncRequest, Written};
pub use same_story::{Evidence, EvidenceKind, SameStory};
pub use search::{Marked, MarkedSpan, Place, SearchCursor, SearchHit, SearchQuery, SearchSlice, Snippet};
pub(crate) use signs::{Number, Signs};
pub use slice::{Cursor, ItemSlice, ListQuery};
pub use speech::{Passage, PassagePlace, SpeechRun};
