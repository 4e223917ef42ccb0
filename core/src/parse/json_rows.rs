//! The rows of the site's JSON answers: an array of objects, whatever drifts in it.

use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::model::ascii_digits;
use crate::parse::listing::{is_same_name, is_template, repaired};
use crate::parse::page::plain;
use crate::parse::{Document, bounded_json, encoding};

/// How many objects and texts may be around the array.
const DEEPEST: usize = 5;

/// The names of fields with the picture of a row, the full one first, also as they are misspelt.
pub(super) const PICTURES: &[&str] = &[
    "ImageAddress_M",
    "ImageAdress_M",
    "ImageAddress_L",
    "ImageAdress_L",
    "ImageAddress_S",
    "ImageAdress_S",
    "ImageAddress",
    "ImageAdress",
];

/// One row. The case of its names does not matter.
#[derive(Debug, Clone)]
pub(super) struct JsonRow(Map<String, Value>);

/// The rows of a document, and how many of its array were no rows. An empty body has none.
///
/// # Errors
/// [`Error::Unreadable`] if it is no JSON, or holds no array.
pub(super) fn json_rows(document: Document<'_>) -> Result<(Vec<JsonRow>, u32)> {
    let text = encoding::decode(document.bytes, document.charset);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if text.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let value = bounded_json::whole(text).or_else(|| bounded_json::whole(&repaired(text)?));
    let unreadable =
        |reason: &str| Error::Unreadable { what: document.address.to_string(), reason: reason.to_owned() };
    let value = value.ok_or_else(|| unreadable("the document is no JSON"))?;
    let rows = array(value, 0).ok_or_else(|| unreadable("it holds no array of rows"))?;
    let count = rows.len();
    let rows: Vec<JsonRow> = rows.into_iter().filter_map(row).collect();
    let dropped = u32::try_from(count.saturating_sub(rows.len())).unwrap_or(u32::MAX);
    Ok((rows, dropped))
}

/// The array of rows in a value: itself, or the longest one inside it, also as JSON in a text.
fn array(value: Value, depth: usize) -> Option<Vec<Value>> {
    let deeper = depth.saturating_add(1);
    match value {
        Value::Array(values) => Some(values),
        Value::Null if depth == 0 => Some(Vec::new()),
        Value::Object(fields) if depth < DEEPEST => {
            let arrays = fields.into_iter().filter_map(|(_, value)| array(value, deeper));
            arrays.max_by_key(|values| values.iter().filter(|value| value.is_object()).count())
        }
        Value::String(text) if depth < DEEPEST && text.trim_start().starts_with(['[', '{']) => {
            array(bounded_json::whole(text.trim())?, deeper)
        }
        _ => None,
    }
}

fn row(value: Value) -> Option<JsonRow> {
    match value {
        Value::Object(fields) => Some(JsonRow(fields)),
        Value::String(text) => match bounded_json::whole(text.trim())? {
            Value::Object(fields) => Some(JsonRow(fields)),
            _ => None,
        },
        _ => None,
    }
}

impl JsonRow {
    /// The values under these names, those of the first name first.
    fn all<'a>(&'a self, names: &'a [&'a str]) -> impl Iterator<Item = &'a Value> {
        let named = |name: &'a str| self.0.iter().filter(move |(own, _)| is_same_name(own, name));
        names.iter().flat_map(move |name| named(name)).map(|(_, value)| value)
    }

    /// The first text, as it is, trimmed.
    pub(super) fn raw(&self, names: &[&str]) -> Option<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let mut texts = self.all(names).filter_map(text);
        texts.find(|text| {
            !text.is_empty() && !matches!(text.as_str(), "null" | "undefined") && !is_template(text)
        })
    }

    /// The first text without tags and entities.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        plain(&self.raw(names)?)
    }

    /// The first whole number that is not negative, also as text in any digits.
    pub(super) fn number(&self, names: &[&str]) -> Option<u64> {
        self.all(names).find_map(|value| match value {
            Value::Number(number) => number.as_u64().or_else(|| whole(number.as_f64()?)),
            Value::String(text) => number_in(text),
            _ => None,
        })
    }
}

fn whole(number: f64) -> Option<u64> {
    (number.fract() == 0.0 && (0.0..9e15).contains(&number)).then_some(number as u64)
}

/// The number that a text is, or the only one in it: `12`, `۱۲`, `12.0`, `Episode 12`.
fn number_in(text: &str) -> Option<u64> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    if let Some(digits) = ascii_digits(text) {
        return digits.parse().ok();
    }
    let mut numbers = text.split(|c: char| !c.is_numeric()).filter(|part| !part.is_empty());
    let only = numbers.next().filter(|_| numbers.next().is_none() && !text.starts_with(['-', '−']))?;
    ascii_digits(only)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_a_text() {
        for (text, number) in [
            ("12", Some(12)),
            (" ۱۲ ", Some(12)),
            ("12.0", Some(12)),
            ("Episode 12", Some(12)),
            ("-3", None),
            ("1 of 2", None),
            ("99999999999999999999999", None),
            ("", None),
        ] {
            assert_eq!(number_in(text), number, "{text}");
        }
    }
}
