//! Whether an element is shown.

use crate::parse::html::Attributes;

/// Whether an element is not shown.
pub(super) fn is_hidden(attributes: &Attributes) -> bool {
    let style = attributes.get("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    attributes.has("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}
