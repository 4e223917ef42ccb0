//! Choosing an edition from a reader's wishes, with the trace that explains it.

use icu_locale::{LanguageIdentifier, LocaleCanonicalizer, LocaleExpander};

use crate::model::{Choice, EditionId, LanguageTag, MatchTrace, Rule};

/// How far apart two regions of one language are: the default distance of CLDR's language matching.
const REGION_DISTANCE: u16 = 4;

/// Something that can be chosen.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The name used for it in the trace and the result.
    pub name: String,
    /// The language it is written in.
    pub language: LanguageTag,
    /// Further names that a wish may use.
    pub aliases: Vec<String>,
}

/// The edition for these wishes, most wanted first. Always gives one: `default` where nothing matches.
/// The first wish that matches decides; of equally near offers the first.
pub fn choose(wishes: &[String], offers: &[Offer], default: &EditionId) -> Choice {
    let (found, mut trace) = best_match(wishes, offers);
    let found = found.and_then(|offer| offer.name.parse().ok());
    if found.is_none() {
        let offer = Some(default.to_string());
        trace.push(MatchTrace { wish: None, offer, rule: Rule::Default, distance: None });
    }
    Choice { edition: found.unwrap_or_else(|| default.clone()), explicit: false, trace }
}

/// The offer that the first matching wish meets, with a line for each wish that was looked at.
pub fn best_match<'a>(wishes: &[String], offers: &'a [Offer]) -> (Option<&'a Offer>, Vec<MatchTrace>) {
    let matcher = Matcher::new(offers);
    let mut trace = Vec::new();
    for wish in wishes {
        let verdict = matcher.judge(wish);
        trace.push(verdict.as_trace(wish));
        if let Verdict::Met { offer, .. } = verdict {
            return (Some(offer), trace);
        }
    }
    (None, trace)
}

/// What became of one wish.
enum Verdict<'a> {
    Met { offer: &'a Offer, rule: Rule, distance: u16 },
    Missed { near: Option<&'a Offer>, rule: Rule },
}

impl Verdict<'_> {
    fn as_trace(&self, wish: &str) -> MatchTrace {
        let (offer, rule, distance) = match self {
            Self::Met { offer, rule, distance } => (Some(*offer), *rule, Some(*distance)),
            Self::Missed { near, rule } => (*near, *rule, None),
        };
        let offer = offer.map(|offer| offer.name.clone());
        MatchTrace { wish: Some(wish.to_owned()), offer, rule, distance }
    }
}

struct Matcher<'a> {
    canonicalizer: LocaleCanonicalizer,
    expander: LocaleExpander,
    offers: Vec<(&'a Offer, Option<LanguageIdentifier>)>,
}

impl<'a> Matcher<'a> {
    fn new(offers: &'a [Offer]) -> Self {
        let canonicalizer = LocaleCanonicalizer::new_extended();
        let expander = LocaleExpander::new_extended();
        let mut matcher = Self { canonicalizer, expander, offers: Vec::new() };
        let full = |offer: &'a Offer| (offer, matcher.expand(offer.language.as_str()));
        matcher.offers = offers.iter().map(full).collect();
        matcher
    }

    fn judge(&self, wish: &str) -> Verdict<'a> {
        if wish.trim() == "*" {
            return Verdict::Missed { near: None, rule: Rule::Wildcard };
        }
        let verdict = match self.expand(wish) {
            Some(wish) => self.nearest(&wish),
            None => Verdict::Missed { near: None, rule: Rule::Malformed },
        };
        match (&verdict, self.offer_called(wish)) {
            (Verdict::Missed { .. }, Some(offer)) => Verdict::Met { offer, rule: Rule::Alias, distance: 0 },
            _ => verdict,
        }
    }

    /// The offer with this alias.
    fn offer_called(&self, wish: &str) -> Option<&'a Offer> {
        let wish = wish.trim();
        let is_called = |offer: &Offer| offer.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(wish));
        self.offers.iter().map(|(offer, _)| *offer).find(|offer| is_called(offer))
    }

    fn nearest(&self, wish: &LanguageIdentifier) -> Verdict<'a> {
        let known = self.offers.iter().filter_map(|(offer, tag)| Some((*offer, tag.as_ref()?)));
        let same_language: Vec<_> = known.filter(|(_, tag)| tag.language == wish.language).collect();
        let Some(first) = same_language.first() else {
            return Verdict::Missed { near: None, rule: Rule::NoMatch };
        };
        let same_script = same_language.iter().filter(|(_, tag)| tag.script == wish.script);
        match same_script.min_by_key(|(_, tag)| region_distance(tag, wish)) {
            Some((offer, tag)) => met(offer, region_distance(tag, wish)),
            None => Verdict::Missed { near: Some(first.0), rule: Rule::Script },
        }
    }

    /// The tag in canonical form with what it leaves open filled in; `None` where it is malformed.
    fn expand(&self, tag: &str) -> Option<LanguageIdentifier> {
        let mut locale = icu_locale::Locale::try_from_str(&tag.trim().replace('_', "-")).ok()?;
        self.canonicalizer.canonicalize(&mut locale);
        let mut id = locale.id;
        self.expander.maximize(&mut id);
        Some(id)
    }
}

fn met(offer: &Offer, distance: u16) -> Verdict<'_> {
    let rule = if distance == 0 { Rule::Exact } else { Rule::Region };
    Verdict::Met { offer, rule, distance }
}

fn region_distance(offer: &LanguageIdentifier, wish: &LanguageIdentifier) -> u16 {
    if offer.region == wish.region { 0 } else { REGION_DISTANCE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn four_editions() -> Vec<Offer> {
        let offer = |name: &str, language: &str, aliases: &[&str]| Offer {
            name: name.to_owned(),
            language: language.parse().unwrap(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        };
        vec![
            offer("en", "en", &[]),
            offer("ar", "ar", &[]),
            offer("fa", "fa", &[]),
            offer("fa2", "fa-AF", &["dari", "prs"]),
        ]
    }

    fn chosen(wishes: &[&str]) -> (String, Vec<Rule>) {
        let wishes: Vec<String> = wishes.iter().map(|wish| (*wish).to_owned()).collect();
        let choice = choose(&wishes, &four_editions(), &"en".parse().unwrap());
        (choice.edition.to_string(), choice.trace.iter().map(|line| line.rule).collect())
    }

    #[test]
    fn each_wish_meets_the_edition_its_reader_can_read() {
        for (wishes, edition, rules) in [
            (&["fa"][..], "fa", &[Rule::Exact][..]),
            (&["fa-IR-u-nu-latn"], "fa", &[Rule::Exact]),
            (&["fa_AF"], "fa2", &[Rule::Exact]),
            (&["prs"], "fa2", &[Rule::Exact]),
            (&["prs-!!"], "en", &[Rule::Malformed, Rule::Default]),
            (&["Dari"], "fa2", &[Rule::Alias]),
            (&["fa-TJ"], "fa", &[Rule::Region]),
            (&["ar-LB"], "ar", &[Rule::Region]),
            (&["en-GB", "fa"], "en", &[Rule::Region]),
            (&["de", "ar"], "ar", &[Rule::NoMatch, Rule::Exact]),
            (&["fa-Latn", "ar"], "ar", &[Rule::Script, Rule::Exact]),
            (&["*", "!!", "fa"], "fa", &[Rule::Wildcard, Rule::Malformed, Rule::Exact]),
        ] {
            assert_eq!(chosen(wishes), (edition.to_owned(), rules.to_vec()), "{wishes:?}");
        }
    }

    #[test]
    fn without_a_match_the_default_is_chosen_and_the_trace_says_so() {
        assert_eq!(chosen(&[]), ("en".to_owned(), vec![Rule::Default]));
        assert_eq!(chosen(&["zh"]), ("en".to_owned(), vec![Rule::NoMatch, Rule::Default]));
    }
}
