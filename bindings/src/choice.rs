//! The edition chosen for a person, and the trace that explains it.

use crate::enum_conversion::convert_enum;
use crate::error::{IfilmError, Result};

/// An edition, and why it was chosen.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Choice {
    /// The id of the edition; there always is one.
    pub edition: String,
    /// Whether a person chose it; otherwise it follows from the wishes.
    pub explicit: bool,
    /// Each step of the decision: a line for each wish that was looked at, in order; those of matching first.
    /// The deciding line comes last. If an earlier line is equal to it, the earlier one is left out.
    pub trace: Vec<MatchTrace>,
}

impl From<ifilm_core::Choice> for Choice {
    fn from(choice: ifilm_core::Choice) -> Self {
        let ifilm_core::Choice { edition, explicit, trace } = choice;
        let trace = trace.into_iter().map(MatchTrace::from).collect();
        Self { edition: edition.into(), explicit, trace }
    }
}

impl TryFrom<Choice> for ifilm_core::Choice {
    type Error = IfilmError;

    fn try_from(choice: Choice) -> Result<Self> {
        let Choice { edition, explicit, trace } = choice;
        let trace = trace.into_iter().map(ifilm_core::MatchTrace::from).collect();
        Ok(Self { edition: edition.parse()?, explicit, trace })
    }
}

/// One step of a decision: which wish matched which offer by which rule.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MatchTrace {
    /// The wish as it was given, at most its first 100 characters; absent for a step that needs no wish.
    pub wish: Option<String>,
    /// The edition it matched; absent if it matched none.
    pub offer: Option<String>,
    /// The rule that was applied.
    pub rule: Rule,
    /// The distance of the wish from the offer, 0 for the same. Absent if they were not compared: nothing was
    /// near, or an alias, the territory, a person or the default decided.
    pub distance: Option<u32>,
}

impl From<ifilm_core::MatchTrace> for MatchTrace {
    fn from(line: ifilm_core::MatchTrace) -> Self {
        let ifilm_core::MatchTrace { wish, offer, rule, distance } = line;
        Self { wish, offer, rule: rule.into(), distance }
    }
}

impl From<MatchTrace> for ifilm_core::MatchTrace {
    fn from(line: MatchTrace) -> Self {
        let MatchTrace { wish, offer, rule, distance } = line;
        Self { wish, offer, rule: rule.into(), distance }
    }
}

/// The rules of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Rule {
    /// A person chose it.
    Explicit,
    /// Wish and offer are the same after the missing parts of both tags are filled in.
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
    /// The wish is well formed, but no edition is in its language or in a related one.
    NoMatch,
    /// The wish is no language tag.
    Malformed,
    /// The wish has a star. It matches anything, so it is ignored.
    Wildcard,
    /// Nothing matched: the catalogue's default.
    Default,
}

convert_enum!(Rule {
    Explicit,
    Exact,
    Region,
    Script,
    RelatedLanguage,
    SecondLanguage,
    Demoted,
    Alias,
    Territory,
    NoMatch,
    Malformed,
    Wildcard,
    Default,
});
