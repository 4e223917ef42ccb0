//! Where a page leads in other editions: to the same story, as far as it says so, to home pages, or by mistake elsewhere.

use crate::chance::Chance;
use crate::edition::Edition;
use crate::page::Page;
use crate::shelf;
use crate::story::Subject;

/// Where the editions are.
pub(crate) type Bases<'a> = &'a [(Edition, String)];

/// What a page says of other editions.
#[derive(Default)]
pub(super) struct Alternates {
    /// For machines: languages, and where they are said to be.
    pub(super) declared: Vec<(&'static str, String)>,
    /// Where the language links of the header lead, besides home pages.
    pub(super) switch: Vec<(Edition, String)>,
}

impl Alternates {
    pub(super) fn of(subject: &Subject, bases: Bases<'_>) -> Self {
        let mut chance = subject.chance("alternates");
        let told = told(subject, bases);
        let declares = subject.event.is_some_and(|event| event.is_declared()) && chance.percent(85);
        if declares && chance.percent(35) {
            return Self { declared: Vec::new(), switch: told };
        }
        if declares {
            return Self { declared: tagged(told), switch: Vec::new() };
        }
        let others = bases.iter().filter(|(edition, _)| *edition != subject.edition);
        if is_mistaken(subject) {
            let same_id = others.map(|(edition, base)| (*edition, article(base, subject.id)));
            return Self { declared: tagged(same_id.collect()), switch: Vec::new() };
        }
        if chance.percent(20) {
            let homes = others.map(|(edition, base)| (*edition, format!("{base}/")));
            return Self { declared: tagged(homes.collect()), switch: Vec::new() };
        }
        Self::default()
    }
}

/// The same story in other editions.
fn told(subject: &Subject, bases: Bases<'_>) -> Vec<(Edition, String)> {
    let tellings = subject.event.into_iter().flat_map(|event| event.tellings());
    let others = tellings.filter(|(edition, _)| *edition != subject.edition);
    let address = |(edition, place)| {
        let (_, base) = bases.iter().find(|(other, _)| *other == edition)?;
        Some((edition, article(base, shelf::id_at(edition, place))))
    };
    others.filter_map(address).collect()
}

/// A template that takes its own id for that of other editions. It is the same template in all of them.
fn is_mistaken(subject: &Subject) -> bool {
    let is_recent = shelf::place_at(subject.edition, subject.id).is_some_and(|place| place > -4_000);
    is_recent && Chance::new("mistaken", &[subject.seed, subject.id]).percent(5)
}

fn article(base: &str, id: u64) -> String {
    format!("{base}/News/Content/{id}")
}

fn tagged(addresses: Vec<(Edition, String)>) -> Vec<(&'static str, String)> {
    addresses.into_iter().map(|(edition, address)| (edition.language(), address)).collect()
}

impl Page<'_> {
    pub(super) fn declared_alternates(&mut self) {
        let declared = std::mem::take(&mut self.alternates.declared);
        for (language, address) in &declared {
            self.markup.void("link", &[("rel", "alternate"), ("hreflang", language), ("href", address)]);
            self.markup.line();
        }
    }

    /// Where the header leads to another edition.
    pub(super) fn edition_address(&self, other: Edition) -> String {
        let switch = self.alternates.switch.iter().find(|(edition, _)| *edition == other);
        switch.map_or_else(|| other.public_base(), |(_, address)| address.clone())
    }
}
