//! The date in the state from which a script draws the page, where the page has no other.

use ifilm_language::text::normalized;
use serde_json::{Map, Value};

use super::script_text;

/// The names of the field.
const NAMES: &[&str] = &[
    "publishedAt",
    "published_at",
    "publishDate",
    "publish_date",
    "publishedDate",
    "published_date",
    "firstPublished",
    "firstPublishedAt",
    "publicationDate",
];

/// The names of the headline beside it.
const HEADLINES: &[&str] = &["title", "headline", "name"];

/// The date in the first object that has the headline of the page.
pub(super) fn find(html: &str, title: &str) -> Option<String> {
    let title = normalized(title);
    let is_named = || NAMES.iter().any(|name| html.contains(name));
    if title.is_empty() || !is_named() {
        return None;
    }
    script_text::state(html).iter().find_map(|value| beside(value, &title))
}

fn beside(value: &Value, title: &str) -> Option<String> {
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(fields) => match date(fields).filter(|_| is_headed(fields, title)) {
                Some(date) => return Some(date),
                None => waiting.extend(fields.values()),
            },
            _ => {}
        }
    }
    None
}

fn is_headed(fields: &Map<String, Value>, title: &str) -> bool {
    let mut headlines = HEADLINES.iter().filter_map(|name| fields.get(*name)?.as_str());
    headlines.any(|headline| normalized(headline) == title)
}

fn date(fields: &Map<String, Value>) -> Option<String> {
    NAMES.iter().find_map(|name| match fields.get(*name)? {
        Value::String(date) if !date.trim().is_empty() => Some(date.clone()),
        Value::Number(seconds) => Some(seconds.to_string()),
        _ => None,
    })
}
