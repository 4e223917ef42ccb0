//! Words for people.

use crate::code::ErrorCode;
use crate::error::{Result, caught};

/// A sentence for people in the language given, a BCP-47 tag: what went wrong and what to do.
/// In English where it is none of the editions' languages.
///
/// # Errors
/// `BadArgument` where the tag is malformed.
#[uniffi::export]
pub fn error_message(code: ErrorCode, language: String) -> Result<String> {
    caught(|| Ok(ifilm_core::words::message(code.into(), &language.parse()?).to_owned()))
}
