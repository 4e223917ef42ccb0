//! Fields of JSON whose names are one or two letters, as in scripts that were made small. What they are is
//! seen by their values: a time, a title, an address.

use serde_json::Value;

use super::json_fields::{Fields, text_of};
use super::json_time::FieldTime;
use super::words;

/// A row with short names.
pub(super) struct ShortRow {
    pub(super) start: FieldTime,
    pub(super) end: Option<FieldTime>,
    pub(super) title: String,
    pub(super) link: Option<String>,
}

impl ShortRow {
    /// Reads a row; `None` if it has no title or no start. `time` reads the time of a value.
    pub(super) fn of(fields: &Fields<'_>, time: impl Fn(&Value) -> Option<FieldTime>) -> Option<Self> {
        let is_end = |name: &str| name.starts_with('e') && name != "ep";
        let start = fields.short(|name, value| time(value).filter(|_| !is_end(name)))?;
        let end = fields.short(|name, value| time(value).filter(|_| is_end(name)));
        let title = fields.short(|_, value| title(value).filter(|_| time(value).is_none()))?;
        let link = fields.short(|_, value| value.as_str().filter(|text| is_address(text)).map(str::to_owned));
        Some(Self { start, end, title, link })
    }
}

fn title(value: &Value) -> Option<String> {
    text_of(value).filter(|text| words::may_be_title(text) && !is_address(text))
}

fn is_address(text: &str) -> bool {
    text.starts_with('/') || text.contains("://")
}
