//! The page of the schedule.

use super::frame::Frame;
use super::node::{Element, el};
use super::{SectionPage, SectionPages};
use crate::page::above::address_form;
use crate::section::{Entry, Guide, ScheduleForm};
use crate::seeded_random::SeededRandom;

impl SectionPages {
    /// The page of a guide in HTML.
    pub(crate) fn schedule(self, guide: &Guide, base: &str) -> SectionPage {
        let mut random = self.random("schedule page", 0);
        let words = guide.clock_words();
        let mut main = el("div", &[("class", "schedule-body")]).child(el("h1", &[]).text(words.schedule));
        if guide.style.says_zone {
            let zone = if guide.style.tehran { words.tehran } else { words.gmt };
            main = main.child(el("div", &[("class", "zone")]).text(zone));
        }
        let tabs = guide.style.form == ScheduleForm::Tabs;
        if tabs {
            main = main.child(self.tabs(guide));
        }
        for place in 0..guide.days.len() {
            let heading = el("h3", &[("class", "day-title")]).text(&guide.heading(place));
            let id = format!("day{}", place + 1);
            let day = el("div", &[("class", "day tab-pane"), ("id", &id)]);
            let day = if tabs { day } else { day.child(heading) };
            main = main.child(day.child(self.day(guide, place, base, &mut random)));
        }
        self.finish(Frame::new(words.schedule, main), random)
    }

    fn tabs(self, guide: &Guide) -> Element {
        let tab = |place: usize| {
            let href = format!("#day{}", place + 1);
            el("li", &[]).child(el("a", &[("href", &href)]).text(&guide.heading(place)))
        };
        el("ul", &[("class", "nav nav-tabs")]).children((0..guide.days.len()).map(tab))
    }

    fn day(self, guide: &Guide, place: usize, base: &str, random: &mut SeededRandom) -> Element {
        let (outer, inner, part) = match guide.style.form {
            ScheduleForm::Table => (el("table", &[("class", "schedule-table")]), "tr", "td"),
            ScheduleForm::List | ScheduleForm::Json => {
                (el("ul", &[("class", "schedule-list")]), "li", "span")
            }
            ScheduleForm::Cards | ScheduleForm::Tabs => {
                (el("div", &[("class", "schedule-cards")]), "div", "div")
            }
        };
        let entries: Vec<Element> = guide.days[place]
            .entries
            .iter()
            .map(|entry| {
                let title = self.title(entry, part, base, random);
                let row = el(inner, &[("class", "schedule-item")]);
                let row = row.child(el(part, &[("class", "time")]).text(&guide.times(entry))).child(title);
                match entry.episode {
                    Some(number) => {
                        let text = guide.digits(&format!("{} {number}", guide.clock_words().episode));
                        row.child(el(part, &[("class", "episode")]).text(&text))
                    }
                    None => row,
                }
            })
            .collect();
        outer.rows().children(entries)
    }

    fn title(self, entry: &Entry, part: &'static str, base: &str, random: &mut SeededRandom) -> Element {
        let cell = el(part, &[("class", "title")]);
        let Some(program) = entry.program else { return cell.text(&entry.title) };
        let base = random.pick(&["", "", base]);
        let route = format!("{base}/{}", program.kind.route());
        let href = address_form(self.edition, &route, program.id, &entry.title, random);
        cell.child(el("a", &[("href", &href)]).text(&entry.title))
    }
}
