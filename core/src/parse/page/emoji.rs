//! Small pictures that stand for a sign in a text.

use crate::parse::html::Attributes;

/// The maximum number of characters of a sign. Some are joined from several.
const LONGEST: usize = 12;

/// The sign that a picture stands for; `None` if it is a true picture. Its class, or the alternative text
/// alone, says that it is one.
pub(super) fn sign(attributes: &Attributes) -> Option<&str> {
    let sign = attributes.text("alt").or_else(|| attributes.text("data-emoji"))?;
    let is_short = sign.chars().nth(LONGEST).is_none();
    (is_short && (is_named(attributes) || sign.chars().all(is_sign))).then_some(sign)
}

fn is_named(attributes: &Attributes) -> bool {
    let class = attributes.get("class").unwrap_or_default().to_ascii_lowercase();
    ["emoji", "smiley", "smilie", "emoticon"].iter().any(|name| class.contains(name))
}

/// Symbols and pictographs, and what joins and colours them.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '\u{200D}' | '\u{20E3}' | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{27BF}' | '\u{2900}'..='\u{2BFF}'
            | '\u{FE0E}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E0020}'..='\u{E007F}'
    )
}
