//! Language as data: choosing an edition, folding for search, dates and digits, direction, words for people. Pure, total,
//! no I/O.

mod address;
mod calendar;
mod cardinal;
mod choose;
mod cldr;
mod count;
mod date;
mod direction;
mod duration;
mod error;
mod figure;
mod fold;
mod matching;
mod name;
mod number;
#[cfg(test)]
mod parity;
mod phone;
mod plural;
mod quote;
mod reason;
mod same_story;
mod search;
mod speech;
mod spelling;
mod stamp;
mod tag;
mod wish;
mod words;

pub use calendar::{Calendar, CalendarDay};
pub use cardinal::number_words;
pub use choose::{MatchTrace, Offer, Rule, best_match, choose};
pub use count::{Counted, count};
pub use date::{ArabicMonths, DateSettings, DateStyle, DateWords, TimeOfDay, tehran};
pub use direction::{
    Direction, direction_of, direction_of_language, direction_of_line, isolate, isolate_mixed, isolate_title,
    plain,
};
pub use duration::duration;
pub use error::{Error, Result};
pub use fold::{FOLDING, FOLDING_RULES, Fate, Folded, FoldedPiece, FoldingRule, fold, fold_words};
pub use name::language_name;
pub use number::number;
pub use reason::choice_reason;
pub use same_story::{
    Evidence, EvidenceKind, LEAD, Likeness, Number, Rarity, SHOWN, Signs, StoryPage, StoryText, Telling,
    WINDOW_HOURS, evidence_text, no_same_story, same_story_reason, score, signs, story_likeness,
};
pub use search::{Marked, MarkedSpan, Search, finds, mark_found, search_query, searchable};
pub use speech::{SpeechRun, speech_runs};
pub use spelling::{is_alphanumeric, likeness};
pub use stamp::{Stamp, machine_stamp, parse_stamp, printed_stamp};
pub use tag::LanguageTag;
pub use wish::{accept_language, wishes_of};
pub use words::Words;
