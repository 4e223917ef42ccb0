//! Words for people, and lines of mixed direction.

use crate::code::ErrorCode;
use crate::direction::Direction;
use crate::error::{Result, caught};

/// A sentence for people in the language given, a BCP-47 tag: what went wrong and what to do.
/// In English where it is none of the editions' languages.
///
/// # Errors
/// `BadArgument` where the tag is malformed.
#[uniffi::export]
pub fn error_message(code: ErrorCode, language: String) -> Result<String> {
    caught(|| Ok(ifilm_core::language::message(code.into(), &language.parse()?).to_owned()))
}

/// A line with each fragment isolated that could turn round in it, such as `2024-05-02` among Persian words.
/// `direction` is that of the line. For display only: never store it.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn isolate_mixed(text: String, direction: Direction) -> Result<String> {
    caught(|| Ok(ifilm_core::language::isolate_mixed(&text, direction.into())))
}
