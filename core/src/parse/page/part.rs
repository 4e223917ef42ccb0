//! Blocks of the site's pages that are known by a name. A page may lack the names, so they only add to what
//! the structure of the page says.

use crate::parse::html::Attributes;

/// What a block holds, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Part {
    /// The story of a programme or the biography of a person.
    Story,
    /// Those who took part in a programme.
    Cast,
    /// The programmes that a person took part in.
    Works,
}

/// The classes of these blocks.
const CLASSES: &[(&str, Part)] = &[
    ("Fulltext_panel", Part::Story),
    ("Film-Artists-panel", Part::Cast),
    ("artist-movies-panel", Part::Works),
];

impl Part {
    /// The part that an element is.
    pub(super) fn of(attributes: &Attributes) -> Option<Self> {
        if attributes.get("id").is_some_and(|id| id.eq_ignore_ascii_case("wrapper")) {
            return Some(Self::Story);
        }
        let classes = attributes.get("class").unwrap_or_default().split_ascii_whitespace();
        let known = |class: &str| CLASSES.iter().find(|(name, _)| name.eq_ignore_ascii_case(class));
        classes.filter_map(known).map(|(_, part)| *part).next()
    }
}
