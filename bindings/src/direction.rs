//! The direction a text is written in.

use crate::error::{Result, caught};
use crate::mirror::mirror;

/// The direction a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

mirror!(Direction { Ltr, Rtl });

/// A line with each fragment isolated that could turn round in it, such as `2024-05-02` among Persian words.
/// `direction` is that of the line. For display only: never store it, or take the marks away again with
/// `plain`.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn isolate_mixed(text: String, direction: Direction) -> Result<String> {
    caught(|| Ok(ifilm_core::language::text::isolate_mixed(&text, direction.into())))
}

/// A title of this direction, to be put into a sentence of any direction, such as "Saved: …": neither
/// disturbs the other, and each fragment of the title keeps its order too. For display only: never store it.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn isolate_title(title: String, direction: Direction) -> Result<String> {
    caught(|| Ok(ifilm_core::language::text::isolate_title(&title, direction.into())))
}

/// A name or another text of unknown direction, as a unit that neither disturbs the line around it nor is
/// disturbed by it. For display only: never store it.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn isolate(text: String) -> Result<String> {
    caught(|| Ok(ifilm_core::language::text::isolate(&text)))
}

/// The text without the invisible characters that steer its order on a screen: what was made for display
/// becomes fit to be stored, searched, compared or copied again.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn plain(text: String) -> Result<String> {
    caught(|| Ok(ifilm_core::language::text::plain(&text)))
}

/// The direction a language is written in, a BCP-47 tag: of its script, else of its likely script.
///
/// # Errors
/// `BadArgument` where the tag is malformed.
#[uniffi::export]
pub fn direction_of_language(language: String) -> Result<Direction> {
    caught(|| Ok(ifilm_core::language::text::direction_of_language(&language.parse()?).into()))
}

/// The direction of a line of text, where one of `expected` is expected: that one, also where the line begins
/// with a foreign name, unless fewer than two words in five are written in it; then that of its first letter.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn direction_of_line(text: String, expected: Direction) -> Result<Direction> {
    caught(|| Ok(ifilm_core::language::text::direction_of_line(&text, expected.into()).into()))
}
