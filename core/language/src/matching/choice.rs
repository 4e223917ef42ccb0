//! Choosing an edition from a person's wishes, with the trace that explains it.
//!
//! The stages. Each is tried with all wishes before the next begins:
//! 1. language matching on CLDR's data, without the rows of stage 4;
//! 2. the catalogue's aliases. They come after matching: if a list names `dari` and a real tag, the tag
//!    decides;
//! 3. the official languages of the region that a wish names or that is likely for it: `ps-AF` gets Dari, and
//!    so does `ps`. A language counts if at least a quarter of the people there use it. So a wish for Hebrew
//!    in Israel does not get Arabic;
//! 4. CLDR's one-way rows for a second language (`ps` to English), if the wish's language is at home in its
//!    region. CLDR's row does not depend on the region. In the home region of the language, the official
//!    languages are better evidence, so they are used first: they make `ckb-IR` Persian and `ps-AF` Dari.
//!    Elsewhere they say nothing about the person, so the row is used in stage 1: `ur-AE` gets English, not
//!    Arabic, and `ckb-DE` gets Arabic;
//! 5. the default.

#[cfg(test)]
mod tests;

use super::cldr;
use super::distance::{Difference, Distance};
use super::matcher::{Best, Matcher, Nearest};
use super::subtags::Subtags;
use super::trace::{MatchTrace, Rule};
use super::wish::{self, Wish};
use crate::LanguageTag;
use crate::error::short;

/// Something that can be chosen.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Offer {
    /// Its name in the trace: the id of the edition that is chosen with it.
    pub id: String,
    /// The language it is written in.
    pub language: LanguageTag,
    /// Further names that a wish may use.
    pub aliases: Vec<String>,
}

impl Offer {
    /// An offer without further names.
    pub fn of(id: impl Into<String>, language: LanguageTag) -> Self {
        Self { id: id.into(), language, aliases: Vec::new() }
    }
}

/// The index of the offer for these wishes, most wanted first. `None` if nothing matches; then the offer
/// `default` is meant. The trace has a line for each offer that matching cannot read, then one for each step;
/// the deciding line comes last. Only the first 100 wishes count.
pub fn choose(wishes: &[String], offers: &[Offer], default: &str) -> (Option<usize>, Vec<MatchTrace>) {
    let tags: Vec<Option<Subtags>> =
        offers.iter().map(|offer| Subtags::of(offer.language.as_str())).collect();
    let mut trace = malformed_offers(&tags, |at| offers.get(at).map_or("", |offer| &offer.id));
    let question = Question::new(wish::read(wishes), offers, tags);
    let (looked, matched) = question.by_matching();
    trace.extend(looked);
    if let Some(met) = matched {
        return (Some(met.offer), trace);
    }
    let stages = [Question::by_alias, Question::by_official_language, Question::by_second_language];
    let (offer, line) = match stages.iter().find_map(|stage| stage(&question)) {
        Some(Decided { offer, line }) => (Some(offer), line),
        None => (None, line(None, Some(default), Rule::Default, None)),
    };
    trace.retain(|undecided| *undecided != line);
    trace.push(line);
    (offer, trace)
}

/// Language matching alone: the index of the offer that matches the wishes; `None` if none is near enough.
/// The trace has a line for each offer that is no language tag, then one for each wish that was looked at.
/// The deciding line comes last. The trace repeats wishes and offers as they are given.
///
/// Of equally near offers, the first rule that tells them apart decides: one of CLDR's paradigm locales
/// (`en-GB`, `es-419`, …), the likelier script, the likelier region, the earlier offer. Of offers that mean
/// the same (`nl`, `nl-NL`; `he`, `iw`) the one written like the wish is taken, or else one with the same
/// parts.
pub fn best_match(wishes: &[String], offers: &[String]) -> (Option<usize>, Vec<MatchTrace>) {
    let tags: Vec<Option<Subtags>> = offers.iter().map(|offer| Subtags::of(offer)).collect();
    let mut trace = malformed_offers(&tags, |at| offers.get(at).map_or("", |offer| offer));
    let matcher = Matcher::new(tags);
    let names: Vec<&str> = offers.iter().map(String::as_str).collect();
    let (looked, found) = look_at(&wish::read(wishes), &matcher, &names, |_, distance| distance.is_near());
    trace.extend(looked);
    (found.map(|found| found.offer), trace)
}

/// A line for each offer that is no language tag.
fn malformed_offers<'a>(tags: &[Option<Subtags>], name: impl Fn(usize) -> &'a str) -> Vec<MatchTrace> {
    let malformed = tags.iter().enumerate().filter(|(_, tag)| tag.is_none());
    malformed.map(|(at, _)| line(None, Some(&short(name(at))), Rule::Malformed, None)).collect()
}

/// The decision of a stage: the index of the offer, and the line of the trace that explains it.
struct Decided {
    offer: usize,
    line: MatchTrace,
}

/// The wishes as they were read, and the offers made ready for matching.
struct Question<'a> {
    wishes: Vec<(&'a str, Wish)>,
    offers: &'a [Offer],
    names: Vec<&'a str>,
    matcher: Matcher,
}

impl<'a> Question<'a> {
    fn new(wishes: Vec<(&'a str, Wish)>, offers: &'a [Offer], tags: Vec<Option<Subtags>>) -> Self {
        let matcher = Matcher::new(tags);
        let names = offers.iter().map(|offer| offer.id.as_str()).collect();
        Self { wishes, offers, names, matcher }
    }

    /// A line for each wish that was looked at. The last line is the match, if there is one.
    fn by_matching(&self) -> (Vec<MatchTrace>, Option<Nearest>) {
        look_at(&self.wishes, &self.matcher, &self.names, is_accepted_in_stage_1)
    }

    /// The first wish that is an alias.
    fn by_alias(&self) -> Option<Decided> {
        self.wishes.iter().find_map(|(wish, _)| {
            let is_wish = |alias: &String| alias.eq_ignore_ascii_case(wish.trim());
            let offer = self.offers.iter().position(|offer| offer.aliases.iter().any(is_wish))?;
            Some(self.decided(wish, offer, Rule::Alias, None))
        })
    }

    /// The first wish whose region has an official language that matches an offer.
    fn by_official_language(&self) -> Option<Decided> {
        self.tags().find_map(|(wish, tag)| {
            let mut languages = official_languages(tag);
            let met =
                languages.find_map(|language| self.matcher.nearest(&language, is_accepted_as_official))?;
            Some(self.decided(wish, met.offer, Rule::Territory, None))
        })
    }

    /// The best match by a second language. Stage 1 skipped it for one of two reasons: the wish is at home in
    /// its region, or it is too far down the list.
    fn by_second_language(&self) -> Option<Decided> {
        let mut best = Best::default();
        for (place, (_, tag)) in self.tags().enumerate() {
            best.add(place, self.matcher.nearest(tag, Distance::is_near));
        }
        let (place, met) = best.found()?;
        let (wish, _) = self.tags().nth(place)?;
        Some(self.decided(wish, met.offer, Rule::SecondLanguage, Some(met.distance.total().into())))
    }

    fn decided(&self, wish: &str, offer: usize, rule: Rule, distance: Option<u32>) -> Decided {
        Decided { offer, line: line(Some(wish), self.names.get(offer).copied(), rule, distance) }
    }

    fn tags(&self) -> impl Iterator<Item = (&'a str, &Subtags)> {
        self.wishes.iter().filter_map(|(wish, meaning)| match meaning {
            Wish::Tag(tag) => Some((*wish, tag)),
            Wish::Wildcard | Wish::Malformed => None,
        })
    }
}

/// Whether matching alone decides. If the wish's language is at home in its region, a second language waits
/// for stage 4.
fn is_accepted_in_stage_1(wish: &Subtags, distance: Distance) -> bool {
    distance.is_near() && (distance.difference() != Difference::SecondLanguage || !wish.is_at_home())
}

fn is_accepted_as_official(distance: Distance) -> bool {
    distance.is_near() && distance.difference() != Difference::SecondLanguage
}

/// The official languages of a wish's region, as they are written there.
fn official_languages(wish: &Subtags) -> impl Iterator<Item = Subtags> {
    let home = wish.home().unwrap_or_default();
    let languages = cldr::official_languages(home).iter();
    languages.filter_map(move |language| Subtags::of(&format!("{language}-{home}")))
}

/// Looks at the wishes in their order until one decides. The nearest accepted match counts. Each later wish
/// counts as farther away.
fn look_at(
    wishes: &[(&str, Wish)],
    matcher: &Matcher,
    names: &[&str],
    is_accepted: impl Fn(&Subtags, Distance) -> bool,
) -> (Vec<MatchTrace>, Option<Nearest>) {
    let (mut best, mut trace) = (Best::default(), Vec::new());
    for (place, (wish, meaning)) in wishes.iter().enumerate() {
        let Wish::Tag(tag) = meaning else {
            trace.push(line(Some(wish), None, unread(meaning), None));
            continue;
        };
        let met = matcher.nearest(tag, |distance| is_accepted(tag, distance));
        let accepted = met.filter(|met| best.accepts(met));
        best.add(place, accepted);
        trace.push(match met.filter(|_| accepted.is_none()) {
            Some(late) => met_line(wish, late, names, Rule::Demoted),
            None => step(wish, met.or_else(|| matcher.nearest(tag, |_| true)), names),
        });
        if best.is_decided() {
            break;
        }
    }
    let found = best.found();
    if let Some(late) = found.and_then(|(place, _)| trace.get_mut(place..)) {
        late.rotate_left(1);
    }
    (trace, found.map(|(_, met)| met))
}

fn unread(wish: &Wish) -> Rule {
    match wish {
        Wish::Wildcard => Rule::Wildcard,
        Wish::Malformed | Wish::Tag(_) => Rule::Malformed,
    }
}

/// The line for a wish: the rule by which its nearest offer fits.
fn step(wish: &str, nearest: Option<Nearest>, names: &[&str]) -> MatchTrace {
    let rule = |near: &Nearest| match near.distance.difference() {
        Difference::Nothing => Some(Rule::Exact),
        Difference::Region => Some(Rule::Region),
        Difference::Script => Some(Rule::Script),
        Difference::RelatedLanguage => Some(Rule::RelatedLanguage),
        Difference::SecondLanguage => Some(Rule::SecondLanguage),
        Difference::Foreign => None,
    };
    match nearest.and_then(|near| Some((near, rule(&near)?))) {
        Some((near, rule)) => met_line(wish, near, names, rule),
        None => line(Some(wish), None, Rule::NoMatch, None),
    }
}

fn met_line(wish: &str, met: Nearest, names: &[&str], rule: Rule) -> MatchTrace {
    line(Some(wish), names.get(met.offer).copied(), rule, Some(met.distance.total().into()))
}

fn line(wish: Option<&str>, offer: Option<&str>, rule: Rule, distance: Option<u32>) -> MatchTrace {
    MatchTrace { wish: wish.map(short), offer: offer.map(str::to_owned), rule, distance }
}
