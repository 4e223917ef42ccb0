//! The edition chosen for a reader, and the trace that explains it.

use crate::mirror::mirror;

/// An edition, and why it was chosen.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Choice {
    /// The id of the edition; there always is one.
    pub edition: String,
    /// Whether a person chose it; otherwise it follows from the wishes.
    pub explicit: bool,
    /// Each step of the decision, in order. The last line is the one that decided.
    pub trace: Vec<MatchTrace>,
}

impl From<ifilm_core::Choice> for Choice {
    fn from(choice: ifilm_core::Choice) -> Self {
        let ifilm_core::Choice { edition, explicit, trace } = choice;
        let trace = trace.into_iter().map(MatchTrace::from).collect();
        Self { edition: edition.into(), explicit, trace }
    }
}

/// One step of a decision: which wish met which offer by which rule.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MatchTrace {
    /// The wish as it was given; absent for a step that needs no wish.
    pub wish: Option<String>,
    /// The edition it met; absent where it met none.
    pub offer: Option<String>,
    /// The rule that was applied.
    pub rule: Rule,
    /// How far apart wish and offer are, 0 for the same; absent where nothing was compared.
    pub distance: Option<u32>,
}

impl From<ifilm_core::MatchTrace> for MatchTrace {
    fn from(line: ifilm_core::MatchTrace) -> Self {
        let ifilm_core::MatchTrace { wish, offer, rule, distance } = line;
        Self { wish, offer, rule: rule.into(), distance: distance.map(u32::from) }
    }
}

/// The rules of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Rule {
    /// A person chose it.
    Explicit,
    /// Wish and offer are the same, once what a tag leaves open is filled in.
    Exact,
    /// The catalogue names the wish as an alias of the offer.
    Alias,
    /// The same language and script, another region.
    Region,
    /// The same language in another script: not taken, for who reads one may not read the other.
    Script,
    /// The wish is well formed, but no edition is in its language.
    NoMatch,
    /// The wish is no language tag.
    Malformed,
    /// The wish is a star: anything will do, so it says nothing.
    Wildcard,
    /// Nothing matched: the catalogue's default.
    Default,
}

mirror!(Rule { Explicit, Exact, Alias, Region, Script, NoMatch, Malformed, Wildcard, Default });
