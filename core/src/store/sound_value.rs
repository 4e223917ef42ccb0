//! Which values of a damaged row can be used: those that this library can read again.

use std::str::from_utf8;

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use serde::de::IgnoredAny;

use super::{blocks, row};
use crate::model::{DataFile, EditionId, Kind, LanguageTag};

/// Whether a value of a column can be read again. SQLite finds no changed letter inside a text, so a text in
/// a known form is checked here.
///
/// In the user's file only what no version ever writes is wrong: a later one may have other values.
pub(super) fn is_sound(file: DataFile, table: &str, column: &str, value: ValueRef<'_>) -> bool {
    let is_of_cache = file == DataFile::Cache;
    match value {
        ValueRef::Text(bytes) => from_utf8(bytes).is_ok_and(|text| {
            has_form(table, column, text) && (!is_of_cache || is_of_this_version(table, column, text))
        }),
        ValueRef::Integer(number) if is_of_cache && column.ends_with("_at") => {
            Timestamp::from_millisecond(number).is_ok()
        }
        ValueRef::Blob(bytes) if is_of_cache && column == "hash" => bytes.len() == 32,
        _ => true,
    }
}

/// Whether a text is JSON where it must be.
fn has_form(table: &str, column: &str, text: &str) -> bool {
    match (table, column) {
        (
            _,
            "blocks" | "related" | "tags" | "people" | "changes" | "top" | "numbers" | "head_numbers"
            | "alternates" | "unknown",
        )
        | ("setting" | "unknown_mark" | "program" | "track", "value")
        | ("person", "page") => serde_json::from_str::<IgnoredAny>(text).is_ok(),
        _ => true,
    }
}

fn is_of_this_version(table: &str, column: &str, text: &str) -> bool {
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
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(file: DataFile, table: &str, column: &str, text: &str) -> bool {
        is_sound(file, table, column, ValueRef::Text(text.as_bytes()))
    }

    #[test]
    fn a_text_of_the_cache_that_lost_its_form_is_not_used() {
        let cache = |table, column, value| text(DataFile::Cache, table, column, value);

        assert!(cache("item", "kind", "article") && !cache("item", "kind", "artical"));
        assert!(cache("resource", "kind", "listing"));
        assert!(cache("item", "edition", "fa2") && !cache("item", "edition", "f\u{1}2"));
        assert!(cache("article", "blocks", "[]") && !cache("article", "blocks", "[}"));
        assert!(cache("person", "page", "{}") && !cache("person", "page", "{]"));
        assert!(cache("program", "value", "{}") && !cache("program", "value", "{]"));
        assert!(cache("item", "title", "any words") && !cache("item", "title", "a \0 letter"));
        let value = |column, value| is_sound(DataFile::Cache, "item", column, value);
        assert!(!value("title", ValueRef::Text(b"\xff")));
        assert!(!value("published_at", ValueRef::Integer(i64::MAX)));
        assert!(!value("hash", ValueRef::Blob(b"short")));
    }

    /// Seen: a sound mark of a kind that a later version knows counted as damaged, and was left out.
    #[test]
    fn a_value_of_the_user_that_a_later_version_wrote_is_sound() {
        let user = |table, column, value| text(DataFile::User, table, column, value);

        assert!(user("read_mark", "kind", "podcast") && user("saved", "direction", "vertical"));
        assert!(
            user("saved_search", "name", "a \0 letter") && user("saved", "blocks", "[{\"type\":\"map\"}]")
        );
        assert!(!user("saved", "blocks", "[}") && !user("unknown_mark", "value", "{"));
        assert!(!is_sound(DataFile::User, "saved", "title", ValueRef::Text(b"\xff")));
    }
}
