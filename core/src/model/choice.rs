//! The edition chosen for a reader, and the trace that explains it.

use serde::Serialize;

use crate::model::EditionId;

/// An edition, and why it was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The edition; there always is one.
    pub edition: EditionId,
    /// Whether a person chose it; otherwise it follows from the wishes.
    pub explicit: bool,
    /// Each step of the decision, in order. The last line is the one that decided.
    pub trace: Vec<MatchTrace>,
}

/// One step of a decision: which wish met which offer by which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatchTrace {
    /// The wish as it was given; `None` for a step that needs no wish.
    pub wish: Option<String>,
    /// The offer it met; `None` where it met none.
    pub offer: Option<String>,
    /// The rule that was applied.
    pub rule: Rule,
    /// How far apart wish and offer are, 0 for the same; `None` where nothing was compared.
    pub distance: Option<u16>,
}

/// The rules of a decision, in stable codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A person chose it.
    Explicit,
    /// Wish and offer are the same, once what a tag leaves open is filled in: `fa` is `fa-Arab-IR`.
    Exact,
    /// The catalogue names the wish as an alias of the offer.
    Alias,
    /// The same language and script, another region.
    Region,
    /// The same language in another script: not taken, for who reads one may not read the other.
    Script,
    /// The wish is well formed, but no offer is in its language.
    NoMatch,
    /// The wish is no language tag.
    Malformed,
    /// The wish is `*`: anything will do, so it says nothing.
    Wildcard,
    /// Nothing matched: the catalogue's default.
    Default,
}
