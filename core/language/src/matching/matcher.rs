//! Language matching as UTS #35 describes it, on CLDR's data. Where the text leaves a choice, this follows
//! ICU: the threshold is 50, and each later wish is 5 farther than the one before it. ICU drops a wish if its
//! place in the list alone adds 50 or more. We keep it if the offer has the same language or a related one.
//!
//! [`best_match`](super::best_match) explains how ties between offers are decided. Of equally good wishes the
//! earlier one counts.

use super::cldr;
use super::distance::{Difference, Distance, THRESHOLD, in_sixteenths};
use super::subtags::Subtags;

/// The distance that is added for each step down the list. It equals CLDR's distance between two regions of
/// English that have no rule of their own.
const DEMOTION: u16 = 5;

/// Offers, made ready for matching.
pub(crate) struct Matcher {
    /// In order of preference. Of offers with the same parts only the first is here.
    offers: Vec<Offered>,
}

struct Offered {
    index: usize,
    tag: Subtags,
}

/// The offer nearest to a wish, by its index among the offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Nearest {
    pub(crate) offer: usize,
    pub(crate) distance: Distance,
}

impl Matcher {
    /// Prepares offers for matching. A `None` among them matches nothing.
    pub(crate) fn new(tags: impl IntoIterator<Item = Option<Subtags>>) -> Self {
        let mut offers: Vec<Offered> = Vec::new();
        for (index, tag) in tags.into_iter().enumerate() {
            let Some(tag) = tag else { continue };
            if offers.iter().all(|offer| offer.tag != tag) {
                offers.push(Offered { index, tag });
            }
        }
        offers.sort_by_key(|offer| !is_paradigm(&offer.tag));
        Self { offers }
    }

    /// The nearest offer to a wish, among those at an accepted distance.
    pub(crate) fn nearest(&self, wish: &Subtags, is_accepted: impl Fn(Distance) -> bool) -> Option<Nearest> {
        let mut best: Option<(&Offered, Distance)> = None;
        for offer in &self.offers {
            let Some(distance) =
                Distance::between(wish, &offer.tag).filter(|distance| is_accepted(*distance))
            else {
                continue;
            };
            if best.is_none_or(|best| is_better((offer, distance), best)) {
                best = Some((offer, distance));
            }
        }
        best.map(|(offer, distance)| Nearest { offer: offer.index, distance })
    }
}

fn is_paradigm(tag: &Subtags) -> bool {
    cldr::is_paradigm(tag.language.as_str(), tag.script(), tag.region())
}

fn is_better((offer, distance): (&Offered, Distance), (best, least): (&Offered, Distance)) -> bool {
    let is_tie = distance.weight() == least.weight() && distance.total() > 0;
    let is_relative = offer.tag.language == best.tag.language;
    distance.weight() < least.weight() || (is_tie && is_relative && offer.tag.is_likelier_than(&best.tag))
}

/// The best match so far of wishes that are tried in their order.
#[derive(Default)]
pub(crate) struct Best {
    wishes: u16,
    found: Option<(usize, Nearest, u16)>,
}

impl Best {
    /// Whether a match of the next wish still counts so far down the list. A second language is dropped when
    /// its demoted distance reaches the threshold. The wish's own language, or a related one, always counts.
    pub(crate) fn accepts(&self, met: &Nearest) -> bool {
        let is_second = met.distance.difference() == Difference::SecondLanguage;
        !is_second || met.distance.weight().saturating_add(self.demotion()) < in_sixteenths(THRESHOLD)
    }

    /// Takes the match of the next wish; `place` is the place of the wish in its list.
    pub(crate) fn add(&mut self, place: usize, met: Option<Nearest>) {
        let demotion = self.demotion();
        self.wishes = self.wishes.saturating_add(1);
        let Some(met) = met else { return };
        let weight = met.distance.weight().saturating_add(demotion);
        if self.found.is_none_or(|(_, _, least)| weight < least) {
            self.found = Some((place, met, weight));
        }
    }

    /// Whether no later wish can match better.
    pub(crate) fn is_decided(&self) -> bool {
        self.found.is_some_and(|(_, _, least)| least <= self.demotion())
    }

    /// The place of the wish that counts, and its match.
    pub(crate) fn found(&self) -> Option<(usize, Nearest)> {
        self.found.map(|(place, met, _)| (place, met))
    }

    /// The distance that is added to the next wish.
    fn demotion(&self) -> u16 {
        self.wishes.saturating_mul(in_sixteenths(DEMOTION))
    }
}
