//! Whether an element is shown.

use crate::parse::html::Attributes;

/// Whether an element is not shown.
pub(super) fn is_hidden(attributes: &Attributes) -> bool {
    attributes.has("hidden") || attributes.text("style").is_some_and(hides)
}

fn hides(style: &str) -> bool {
    let style = style.to_ascii_lowercase().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden")
}
