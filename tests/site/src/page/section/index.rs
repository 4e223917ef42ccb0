//! Pages of cards: series, films, programs and tags.

use super::card::Card;
use super::frame::Frame;
use super::node::{Element, el};
use super::{SectionPage, SectionPages};
use crate::section::{ProgramKind, Tag};
use crate::seeded_random::SeededRandom;

/// A row of the template that a script was to fill.
pub(super) const TEMPLATE: &str = "<div class=\"content-all-film\"><a class=\"inner-panel\" href=\"/Series/Content/result[i].Id\"><img class=\"fill-box\" src=\"result[i].ImageAddress_S\"><h6>result[i].Title</h6></a></div>";

impl SectionPages {
    /// A page of the index of a kind, with what is on air above it.
    pub(crate) fn index(
        self,
        kind: ProgramKind,
        number: u64,
        cards: &[Card],
        on_air: &[Card],
        total: usize,
        base: &str,
    ) -> SectionPage {
        let mut random = self.random(&format!("index of {kind}"), number);
        let mut main = el("div", &[("class", "main-body")]).child(el("h2", &[]).text(self.menu_label(kind)));
        if !on_air.is_empty() {
            main = main.child(self.on_air(on_air, base, &mut random));
        }
        let class =
            if kind == ProgramKind::Series { "row All-Film-body Serial" } else { "row All-Film-body" };
        let main = main.child(list(class, cards, base, &mut random)).child(pagination());
        let frame = Frame::new(self.menu_label(kind), main);
        self.finish(frame.script(counter(total, &mut random)), random)
    }

    fn menu_label(self, kind: ProgramKind) -> &'static str {
        let place = match kind {
            ProgramKind::Series => 2,
            ProgramKind::Film => 3,
            ProgramKind::Program => 4,
        };
        self.labels().menu[place].0
    }

    /// The block of what is on air. These programmes are in the list, too.
    fn on_air(self, cards: &[Card], base: &str, random: &mut SeededRandom) -> Element {
        let block =
            el("div", &[("class", "serial-body")]).child(el("h4", &[]).text(self.words().labels.on_air));
        let cards = cards.iter().map(|card| card.link("serial-item", "h3", base, random)).collect::<Vec<_>>();
        block.child(el("div", &[("class", "serial-items")]).rows().children(cards))
    }

    /// The page of a tag. `cards` is empty for every page but the first.
    pub(crate) fn tag(self, tag: Tag, cards: &[Card], base: &str) -> SectionPage {
        let mut random = self.random("tag page", tag.id());
        let title = tag.title();
        let mut list = el("div", &[("class", "Tag-body")]).rows();
        for card in cards {
            let entry = match random.below(3) {
                0 => card.painted("Jashnvarh-slider-item", base, &mut random),
                _ => card.link("panel-inner-small", "h4", base, &mut random),
            };
            list = list.child(entry);
        }
        let main = el("div", &[("class", "main-body")]).child(el("h1", &[]).text(title)).child(list);
        self.finish(Frame::new(title, main), random)
    }
}

/// Cards with a row of the template, and one of them twice.
pub(super) fn list(class: &'static str, cards: &[Card], base: &str, random: &mut SeededRandom) -> Element {
    let mut list = el("div", &[("class", class)]).rows();
    let tag = random.pick(&["h6", "h6", "h3"]);
    for card in cards {
        let times = if random.percent(5) { 2 } else { 1 };
        for _ in 0..times {
            let link = card.link("inner-panel", tag, base, random);
            list = list.child(el("div", &[("class", "content-all-film")]).child(link));
        }
        if random.percent(4) {
            list = list.raw(TEMPLATE);
        }
    }
    list
}

pub(super) fn pagination() -> Element {
    el("ul", &[("id", "pagination-demo"), ("class", "pagination")])
}

/// The script that knows how many items there are.
pub(super) fn counter(total: usize, random: &mut SeededRandom) -> String {
    let quote = random.pick(&["'", "\"", ""]);
    format!("var Counter2 = parseInt({quote}{total}{quote}); var totalItems = Counter2 / 18;")
}
