//! JSON lists with the quirks of the site: attachments, tracks, search.

use serde_json::Value;

use crate::listing::{Quirks, escaped, with_entities, with_tags};
use crate::seeded_random::SeededRandom;

/// The value of a field.
pub(crate) enum Field {
    Number(u64),
    /// A text that a parser takes as it is, such as a path.
    Path(String),
    /// A text that may have entities and tags.
    Text(String),
    /// Null, an empty text, or no field.
    Nothing,
}

impl Field {
    pub(crate) fn path(path: Option<String>) -> Self {
        path.map_or(Self::Nothing, Self::Path)
    }

    pub(crate) fn text(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

/// A list that is being written.
pub(crate) struct JsonList {
    rows: Vec<String>,
    quirks: Quirks,
}

impl JsonList {
    pub(crate) fn new(quirks: Quirks) -> Self {
        Self { rows: Vec::new(), quirks }
    }

    pub(crate) fn row(&mut self, fields: Vec<(&'static str, Field)>, random: &mut SeededRandom) {
        if self.quirks.odd_rows && random.percent(3) {
            self.rows.push(random.pick(&["null", "{}", "\"\"", "[]", "17", r#"{"Id":null}"#]).to_owned());
        }
        let fields: Vec<String> =
            fields.into_iter().filter_map(|(name, field)| self.field(name, field, random)).collect();
        let extra = if self.quirks.unknown_keys && random.percent(50) {
            r#","VisitCount":0,"Extra":{"Id":5}"#
        } else {
            ""
        };
        self.rows.push(format!("{{{}{extra}}}", fields.join(",")));
    }

    /// The last row again.
    pub(crate) fn again(&mut self) {
        self.rows.extend(self.rows.last().cloned());
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let mark = if self.quirks.bom { "\u{feff}" } else { "" };
        format!("{mark}[{}]", self.rows.join(",")).into_bytes()
    }

    fn field(&self, name: &str, field: Field, random: &mut SeededRandom) -> Option<String> {
        let value = match field {
            Field::Number(number) if self.quirks.text_numbers && random.percent(15) => {
                format!("\"{number}\"")
            }
            Field::Number(number) => number.to_string(),
            Field::Path(path) => self.quoted(&path),
            Field::Text(text) => self.quoted(&self.dressed(text, random)),
            Field::Nothing => random.pick(&[Some("null"), Some("\"\""), None])?.to_owned(),
        };
        Some(format!("\"{name}\":{value}"))
    }

    fn dressed(&self, text: String, random: &mut SeededRandom) -> String {
        let text = if self.quirks.entities && random.percent(25) { with_entities(&text) } else { text };
        if self.quirks.tags && random.percent(10) { with_tags(&text, random) } else { text }
    }

    fn quoted(&self, text: &str) -> String {
        let json = Value::from(text).to_string();
        if self.quirks.escapes { escaped(&json) } else { json }
    }
}
