//! The nouns that hosts see, one file each. Plain values: no I/O, no rules.

mod article;
mod block;
mod changes;
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
mod slice;
mod speech;
mod waiting;

pub use article::{Article, ArticleBody, Related};
pub use block::{Block, BlockContent, Mark, Span, text_of_blocks};
pub(crate) use changes::Changes;
pub use choice::Choice;
pub use edition::{Edition, EditionId};
pub use id::{ItemKey, Kind, Section};
pub use ifilm_language::matching::{MatchTrace, Rule};
pub(crate) use ifilm_language::number::ascii_digits;
pub use ifilm_language::speech::SpeechRun;
pub(crate) use ifilm_language::story::Fingerprint;
pub use ifilm_language::story::{Evidence, EvidenceKind};
pub use ifilm_language::text::{Marked, MarkedSpan};
pub use ifilm_language::{Direction, LanguageTag};
pub use item::Item;
pub use limits::Limits;
pub use plan::{Plan, PlannedRequest, Reason, Skip, SkipReason, Validators};
pub use progress::{Progress, Stage};
pub use published::{Precision, Published, PublishedSource};
pub use report::{PageFailure, SectionOutcome, SectionReport, SyncReport, SyncRequest, Written};
pub use same_story::SameStory;
pub use search::{Place, SearchCursor, SearchHit, SearchQuery, SearchSlice, Snippet};
pub(crate) use slice::SortKey;
pub use slice::{Cursor, ItemSlice, ListHole, ListQuery};
pub use speech::{Passage, PassagePlace};
pub use waiting::{Waiting, WaitingReason};
