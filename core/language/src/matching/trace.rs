//! The steps of a choice, which explain it.

use serde::Serialize;

/// One step of a decision: which wish met which offer by which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatchTrace {
    /// The wish as it was given, at most its first 100 characters; `None` for a step that needs no wish.
    pub wish: Option<String>,
    /// The offer it met; `None` where it met none.
    pub offer: Option<String>,
    /// The rule that was applied.
    pub rule: Rule,
    /// How far the wish is from the offer, 0 for the same; `None` where they were not compared: nothing was
    /// near, or an alias, the territory, a person or the default decided.
    pub distance: Option<u32>,
}

/// The rules of a decision, in stable codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A person chose it.
    Explicit,
    /// Wish and offer are the same, once what a tag leaves open is filled in: `fa` is `fa-Arab-IR`.
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
    /// A second language as above. The wish is so far down the list that it counts only where nothing else
    /// does.
    Demoted,
    /// The catalogue names the wish as an alias of the offer.
    Alias,
    /// The offer's language is official in the region of the wish, or in the one that is likely for it.
    Territory,
    /// The wish is well formed, but no offer is in its language or in one near it.
    NoMatch,
    /// The wish is no language tag.
    Malformed,
    /// The wish has a `*`: any offer is fine, so it decides nothing.
    Wildcard,
    /// Nothing matched: the catalogue's default.
    Default,
}
