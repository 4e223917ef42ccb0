//! The links of a page to other editions: to the same story, to home pages, or by mistake to another story.

use crate::edition::Edition;
use crate::seeded_random::SeededRandom;
use crate::story::Subject;
use crate::timeline;

/// The base address of each edition.
pub(crate) type Bases<'a> = &'a [(Edition, String)];

/// The links of a page to other editions.
#[derive(Default)]
pub(super) struct Alternates {
    /// The `hreflang` links of the head: language and address.
    pub(super) declared: Vec<(&'static str, String)>,
    /// The language links of the header that lead to articles.
    switch: Vec<(Edition, String)>,
}

impl Alternates {
    pub(super) fn of(subject: &Subject, bases: Bases<'_>) -> Self {
        let mut random = subject.random("alternates");
        let same = same_story(subject, bases);
        let declares = subject.event.is_some_and(|event| event.is_declared()) && random.percent(85);
        if declares && random.percent(35) {
            return Self { declared: Vec::new(), switch: same };
        }
        if declares {
            return Self { declared: tagged(same), switch: Vec::new() };
        }
        let others = bases.iter().filter(|(edition, _)| *edition != subject.edition);
        if is_mistaken(subject) {
            let same_id = others.map(|(edition, base)| (*edition, article(base, subject.id)));
            return Self { declared: tagged(same_id.collect()), switch: Vec::new() };
        }
        if random.percent(20) {
            let homes = others.map(|(edition, base)| (*edition, format!("{base}/")));
            return Self { declared: tagged(homes.collect()), switch: Vec::new() };
        }
        Self::default()
    }

    /// The address that the header links to for another edition.
    pub(super) fn edition_address(&self, other: Edition) -> String {
        let switch = self.switch.iter().find(|(edition, _)| *edition == other);
        switch.map_or_else(|| other.public_base(), |(_, address)| address.clone())
    }
}

/// The same story in other editions.
fn same_story(subject: &Subject, bases: Bases<'_>) -> Vec<(Edition, String)> {
    let places = subject.event.into_iter().flat_map(|event| event.places());
    let others = places.filter(|(edition, _)| *edition != subject.edition);
    let address = |(edition, place)| {
        let (_, base) = bases.iter().find(|(other, _)| *other == edition)?;
        Some((edition, article(base, timeline::id_at(edition, place))))
    };
    others.filter_map(address).collect()
}

/// Whether the template uses its own id for the other editions by mistake. All editions share the template.
fn is_mistaken(subject: &Subject) -> bool {
    let is_recent = timeline::place_of(subject.edition, subject.id).is_some_and(|place| place > -4_000);
    is_recent && SeededRandom::new("mistaken", &[subject.seed, subject.id]).percent(5)
}

fn article(base: &str, id: u64) -> String {
    format!("{base}/News/Content/{id}")
}

fn tagged(addresses: Vec<(Edition, String)>) -> Vec<(&'static str, String)> {
    addresses.into_iter().map(|(edition, address)| (edition.language(), address)).collect()
}
