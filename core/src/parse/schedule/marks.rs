//! What tags and their attributes say about the reading of a page.

use crate::parse::html::{Attributes, Tag};

/// The most bytes of a text.
pub(super) const LONGEST_TEXT: usize = 20_000;
/// The most bytes of an attribute, and the most attributes of an element.
const LONGEST_MARK: usize = 300;
const MOST_MARKS: usize = 16;

/// Attributes with the time that begins a broadcast.
pub(super) const STARTS: &[&str] = &[
    "data-start",
    "data-start-time",
    "data-starttime",
    "data-begin",
    "data-from",
    "data-time",
    "data-timestamp",
];
/// Attributes with the time that ends one.
pub(super) const ENDS: &[&str] =
    &["data-end", "data-end-time", "data-endtime", "data-stop", "data-to", "data-until"];

/// Whether a value for machines may be a time.
pub(super) fn is_time(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    value.len() <= 40
        && (value.contains(':') && digits >= 3 || digits == value.len() && matches!(digits, 10 | 13))
}

pub(super) fn is_aside(tag: Tag, attributes: &Attributes) -> bool {
    let role = attributes.text("role").unwrap_or_default();
    matches!(tag, Tag::Nav | Tag::Footer | Tag::Aside)
        || matches!(role, "navigation" | "contentinfo" | "complementary")
}

/// The attributes that may say what an element is.
pub(super) fn marks(attributes: &Attributes) -> Vec<(String, String)> {
    let kept = attributes.all().filter(|(name, value)| is_kept(name) && value.len() <= LONGEST_MARK);
    kept.take(MOST_MARKS).map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect()
}

fn is_kept(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "id", "class", "href", "itemprop", "datetime", "colspan", "rowspan", "for", "value", "role",
        "selected",
    ];
    let lower = name.to_ascii_lowercase();
    lower.starts_with("data-") || lower.starts_with("aria-") || NAMES.contains(&lower.as_str())
}

/// A text with single blanks, without marks of direction.
pub(super) fn clean(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}');
    let mut clean = String::with_capacity(text.len().min(LONGEST_TEXT));
    for word in text.split_whitespace() {
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.extend(word.chars().filter(|c| !is_mark(*c) && !c.is_control()));
    }
    clean.trim().to_owned()
}

/// Elements whose contents are no text.
pub(super) fn is_skipped(tag: Tag) -> bool {
    matches!(tag, Tag::Template | Tag::Svg | Tag::Math | Tag::Canvas | Tag::Object | Tag::Audio | Tag::Video)
}

/// Elements inside a text, which do not end it unless they have a class.
pub(super) fn is_within_text(tag: Tag, attributes: &Attributes) -> bool {
    matches!(tag, Tag::Em | Tag::I | Tag::Sub | Tag::Sup | Tag::Font | Tag::Other) && !attributes.has("class")
}
