//! Which values of a damaged row can be used: those that this library can read again.

use std::str::from_utf8;

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use serde::de::IgnoredAny;

use super::{blocks, row};
use crate::model::{EditionId, Kind, LanguageTag};

/// Whether a value of a column can be read again. SQLite finds no changed letter inside a text, so a text in
/// a known form is checked here.
pub(super) fn is_sound(table: &str, column: &str, value: ValueRef<'_>) -> bool {
    match value {
        ValueRef::Text(bytes) => from_utf8(bytes).is_ok_and(|text| is_sound_text(table, column, text)),
        ValueRef::Integer(number) if column.ends_with("_at") => Timestamp::from_millisecond(number).is_ok(),
        ValueRef::Blob(bytes) if column == "hash" => bytes.len() == 32,
        _ => true,
    }
}

fn is_sound_text(table: &str, column: &str, text: &str) -> bool {
    match (table, column) {
        _ if text.contains('\0') => false,
        (_, "edition") => text.parse::<EditionId>().is_ok(),
        ("resource" | "data_used", "kind") => text.bytes().all(|byte| byte.is_ascii_lowercase()),
        (_, "kind") => text.parse::<Kind>().is_ok(),
        (_, "published_source") => row::source(text).is_ok(),
        (_, "published_precision" | "updated_precision") => row::precision(text).is_ok(),
        (_, "direction") => matches!(text, "ltr" | "rtl"),
        (_, "language") => text.parse::<LanguageTag>().is_ok(),
        (_, "blocks") => blocks::parsed(text).is_ok(),
        (_, "related" | "changes" | "top" | "numbers" | "head_numbers" | "alternates" | "unknown")
        | ("setting" | "unknown_mark", "value") => serde_json::from_str::<IgnoredAny>(text).is_ok(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_lost_its_form_is_not_used() {
        let text =
            |table, column, text: &'static str| is_sound(table, column, ValueRef::Text(text.as_bytes()));

        assert!(text("item", "kind", "article") && !text("item", "kind", "artical"));
        assert!(text("resource", "kind", "listing"));
        assert!(text("item", "edition", "fa2") && !text("item", "edition", "f\u{1}2"));
        assert!(text("article", "blocks", "[]") && !text("article", "blocks", "[}"));
        assert!(text("item", "title", "any words") && !is_sound("item", "title", ValueRef::Text(b"\xff")));
        assert!(!text("item", "title", "a \0 letter"));
        assert!(!is_sound("item", "published_at", ValueRef::Integer(i64::MAX)));
        assert!(!is_sound("picture", "hash", ValueRef::Blob(b"short")));
    }
}
