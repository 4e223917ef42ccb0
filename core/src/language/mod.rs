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
mod figure;
mod fold;
mod matching;
mod message;
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
pub(crate) mod stamp;
mod wish;
mod words;

pub use calendar::{Calendar, CalendarDay};
pub use cardinal::number_words;
pub use choose::{Offer, best_match, choose};
pub use count::{Counted, count};
pub use date::{ArabicMonths, DateSettings, DateStyle, DateWords, TimeOfDay, tehran};
pub use direction::{
    direction_of, direction_of_language, direction_of_line, isolate, isolate_mixed, isolate_title, plain,
};
pub use duration::duration;
pub use fold::{FOLDING, FOLDING_RULES, Fate, Folded, FoldedPiece, FoldingRule, fold, fold_words};
pub use message::message;
pub use name::{edition_name, language_name};
pub use number::number;
pub use reason::choice_reason;
pub(crate) use same_story::{LEAD, Rarity, Telling, WINDOW_HOURS, score, signs};
pub use same_story::{
    Likeness, SHOWN, StoryText, evidence_text, no_same_story, same_story_reason, story_likeness,
};
pub use search::{Search, finds, mark_found, search_query, searchable};
pub use speech::speech_runs;
pub(crate) use spelling::{is_alphanumeric, likeness};
pub use stamp::{Stamp, parse_stamp};
pub use wish::{accept_language, wishes_of};
