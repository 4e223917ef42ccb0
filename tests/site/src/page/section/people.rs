//! The list of people, and the page of a person.

use super::card::Card;
use super::frame::Frame;
use super::index::pagination;
use super::node::el;
use super::program::story;
use super::{SectionPage, SectionPages};
use crate::section::{Person, Program};

impl SectionPages {
    /// A page of the list of directors or actors.
    pub(crate) fn people(
        self,
        directors: bool,
        number: u64,
        cards: &[Card],
        pages: usize,
        base: &str,
    ) -> SectionPage {
        let mut random = self.random(if directors { "directors" } else { "actors" }, number);
        let labels = &self.words().labels;
        let title = if directors { labels.directors } else { labels.actors };
        let links: Vec<_> =
            cards.iter().map(|card| card.link("artist-item", "h3", base, &mut random)).collect();
        let list = el("div", &[("class", "artist-body row")]).rows().children(links);
        let main = el("div", &[("class", "main-body")]).child(el("h2", &[]).text(title)).child(list);
        let script =
            format!("$('#pagination-demo').twbsPagination({{ totalPages: {pages}, visiblePages: 5 }});");
        self.finish(Frame::new(title, main.child(pagination())).script(script), random)
    }

    /// The page of a person: biography and works, each with what the person did.
    pub(crate) fn person(
        self,
        person: Person,
        works: &[(Program, Option<&'static str>)],
        base: &str,
    ) -> SectionPage {
        let mut random = self.random("person page", person.id());
        let labels = &self.words().labels;
        let name = person.name();
        let tag = random.pick(&["h1", "h2", "h3"]);
        let mut main = el("div", &[("class", "artist-content")]).rows();
        main = main.child(el("div", &[]).child(el(tag, &[("class", "artist-name")]).text(&name)));
        if let Some(picture) = person.picture() {
            let image = el(
                "img",
                &[("class", "fill-box"), ("src", &picture.path.replace(' ', "%20")), ("alt", &name)],
            );
            main = main.child(el("div", &[("class", "artist-image")]).child(image));
        }
        main = main.child(story(&person.biography(), labels.biography, &mut random));
        let mut panel = el("div", &[("class", "panel-inner-movies")]).rows();
        for (program, role) in works {
            let link = Card::of_program(program).link("neme-movie", "span", base, &mut random);
            panel = panel.child(match role {
                Some(role) => link.child(el("h6", &[]).text(role)),
                None => link,
            });
        }
        let heading = el("h4", &[]).text(labels.works);
        main = main.child(el("div", &[("class", "artist-movies-panel")]).child(heading).child(panel));
        let mut frame = Frame::new(&name, main).field("name", "Uid", &person.id().to_string());
        frame = frame.field("property", "og:title", &name);
        if let Some(picture) = person.picture() {
            frame = frame.field("property", "og:image", &picture.path.replace(' ', "%20"));
        }
        self.finish(frame, random)
    }
}
