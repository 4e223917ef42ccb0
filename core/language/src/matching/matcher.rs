//! Language matching as UTS #35 describes it, on CLDR's data, with the answers of ICU where the text leaves a
//! choice: the threshold is 50, and each later wish is 5 farther than the one before it. Where ICU gives up
//! at the threshold for the place of a wish alone, a wish for its own language or a related one is still
//! heard.
//!
//! Ties between offers: [`best_match`](super::best_match) tells. Of equally good wishes the earlier one
//! counts.

use super::cldr;
use super::distance::{Apart, Distance, THRESHOLD};
use super::subtags::Subtags;

/// How much farther each later wish is, as far as two Englishes are from each other that nothing brings
/// together.
const DEMOTION: u16 = 5;

/// Offers, made ready to be met.
pub(crate) struct Matcher {
    /// In the order of preference, each meaning once.
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
    /// Makes offers ready; `None` among them is an offer that nothing meets.
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

    /// The offer nearest to a wish, among those at a distance that will do.
    pub(crate) fn nearest(&self, wish: &Subtags, will_do: impl Fn(Distance) -> bool) -> Option<Nearest> {
        let mut best: Option<(&Offered, Distance)> = None;
        for offer in &self.offers {
            let Some(distance) = Distance::between(wish, &offer.tag).filter(|distance| will_do(*distance))
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

/// The best of what wishes met, when they come in their order.
#[derive(Default)]
pub(crate) struct Best {
    wishes: u16,
    found: Option<(usize, Nearest, u16)>,
}

impl Best {
    /// Whether what the next wish met counts so far down the list. A second language does not where demotion
    /// brings it to the threshold; its own or one that it understands a reader never lists too late.
    pub(crate) fn hears(&self, met: &Nearest) -> bool {
        let is_second = met.distance.apart() == Apart::SecondLanguage;
        !is_second || met.distance.weight().saturating_add(self.demotion()) < THRESHOLD << 3
    }

    /// Takes what the next wish met; `place` is where the wish stands in its list.
    pub(crate) fn add(&mut self, place: usize, met: Option<Nearest>) {
        let demotion = self.demotion();
        self.wishes = self.wishes.saturating_add(1);
        let Some(met) = met else { return };
        let weight = met.distance.weight().saturating_add(demotion);
        if self.found.is_none_or(|(_, _, least)| weight < least) {
            self.found = Some((place, met, weight));
        }
    }

    /// Whether no later wish can be better.
    pub(crate) fn is_decided(&self) -> bool {
        self.found.is_some_and(|(_, _, least)| least <= self.demotion())
    }

    /// The place of the wish that counts, and what it met.
    pub(crate) fn found(&self) -> Option<(usize, Nearest)> {
        self.found.map(|(place, met, _)| (place, met))
    }

    /// What is added to the next wish.
    fn demotion(&self) -> u16 {
        self.wishes.saturating_mul(DEMOTION << 3)
    }
}
