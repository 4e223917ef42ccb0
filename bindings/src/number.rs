//! Numbers, counts and durations in words.

use std::time::Duration;

use ifilm_core::language;

use crate::enum_conversion::convert_enum;
use crate::error::{Result, caught};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Counted {
    /// Articles of a list.
    Articles,
    /// Results of a search.
    Results,
    /// Episodes of a programme.
    Episodes,
    /// Pictures of an article.
    Pictures,
    /// Videos of an article.
    Videos,
    /// How often something was viewed.
    Views,
    /// Seconds.
    Seconds,
    /// Minutes, such as a reading time.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
}

convert_enum!(Counted {
    Articles,
    Results,
    Episodes,
    Pictures,
    Videos,
    Views,
    Seconds,
    Minutes,
    Hours,
    Days
});

/// A number in the digits and with the grouping of a language, a BCP-47 tag: `12,345`, `۱۲٬۳۴۵`.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn number_text(number: i64, language: String) -> Result<String> {
    caught(|| Ok(language::number::number(number, &language.parse()?)))
}

/// A count with its noun, in the plural form of a language: `1 article`, `حلقتان`. In English if the language
/// has no edition.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn count_text(count: u64, counted: Counted, language: String) -> Result<String> {
    caught(|| Ok(language::number::count(count, counted.into(), &language.parse()?)))
}

/// How long something takes, in its two largest units: `1 h 5 min`, `۱ ساعت و ۵ دقیقه`. In English if the
/// language has no edition.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn duration_text(seconds: u64, language: String) -> Result<String> {
    caught(|| Ok(language::time::duration(Duration::from_secs(seconds), &language.parse()?)))
}
