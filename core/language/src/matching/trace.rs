//! The trace of a choice: the steps that explain why it was made.

use serde::Serialize;

/// One step of a decision: which wish matched which offer by which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatchTrace {
    /// The wish as it was given, at most its first 100 characters; `None` for a step that needs no wish, and
    /// for a malformed offer.
    pub wish: Option<String>,
    /// The offer that it matched; `None` if it matched none. In a line without a wish, the malformed offer.
    pub offer: Option<String>,
    /// The rule that was applied.
    pub rule: Rule,
    /// How far the wish is from the offer; 0 for the same. `None` if they were not compared, because nothing
    /// was near, or because an alias, the territory, a person or the default decided.
    pub distance: Option<u32>,
}

/// The rules of a decision, in stable codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A person chose it.
    Explicit,
    /// Wish and offer are the same after the missing parts of both tags are filled in: `fa` is `fa-Arab-IR`.
    Exact,
    /// The same language and script, another region.
    Region,
    /// The same language in another script. From a distance of 50 on it is not a match, because a person who
    /// reads one script may not read the other.
    Script,
    /// Another language that people who read the wish's language understand: a dialect or a close relative.
    RelatedLanguage,
    /// Another language that, by CLDR, many people who read the wish's language read too.
    SecondLanguage,
    /// A second language as above, but the wish comes so late in the list that it is used only if nothing
    /// else matches.
    Demoted,
    /// The catalogue names the wish as an alias of the offer.
    Alias,
    /// The offer's language is official in the region of the wish, or in its likely region.
    Territory,
    /// The wish is well formed, but no offer is in its language or in a related one.
    NoMatch,
    /// The wish is no language tag; in a line without a wish, the offer is none.
    Malformed,
    /// The wish has a `*`. Any offer is fine for it, so it decides nothing.
    Wildcard,
    /// Nothing matched: the catalogue's default.
    Default,
}
