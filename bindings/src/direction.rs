//! The direction a text is written in.

use crate::enum_conversion::convert_enum;
use crate::error::{Result, caught};

/// The direction a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

convert_enum!(Direction { Ltr, Rtl });

/// A line in which each fragment is isolated that could be shown in the wrong order, such as `2024-05-02`
/// among Persian words. `direction` is that of the line. For display only: do not store it, or remove the
/// marks with `plain` first.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn isolate_mixed(text: String, direction: Direction) -> Result<String> {
    caught(|| Ok(ifilm_core::language::text::isolate_mixed(&text, direction.into())))
}

/// A title of this direction, for use in a sentence of any direction, such as "Saved: …". Title and sentence
/// keep their order, and so does each fragment of the title. For display only: never store it.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn isolate_title(title: String, direction: Direction) -> Result<String> {
    caught(|| Ok(ifilm_core::language::text::isolate_title(&title, direction.into())))
}

/// A name or another text of unknown direction, isolated: it keeps its order, and so does the line around it.
/// For display only: never store it.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn isolate(text: String) -> Result<String> {
    caught(|| Ok(ifilm_core::language::text::isolate(&text)))
}

/// The text without the invisible characters that control its order on a screen. Use it before a text made
/// for display is stored, searched, compared or copied.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn plain(text: String) -> Result<String> {
    caught(|| Ok(ifilm_core::language::text::plain(&text)))
}

/// The direction in which a language, a BCP-47 tag, is written: that of its script, else of its likely
/// script.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn direction_of_language(language: String) -> Result<Direction> {
    caught(|| Ok(ifilm_core::language::text::direction_of_language(&language.parse()?).into()))
}

/// The direction of a line of text. It is `expected`, even if the line begins with a foreign name. But if
/// fewer than one word in three is written in that direction, the first letter decides.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn direction_of_line(text: String, expected: Direction) -> Result<Direction> {
    caught(|| Ok(ifilm_core::language::text::direction_of_line(&text, expected.into()).into()))
}
