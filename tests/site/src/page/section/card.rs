//! A card: a link with a picture and a title.

use super::node::{Element, el};
use crate::edition::Edition;
use crate::page::above::address_form;
use crate::picture::Picture;
use crate::section::{Album, Person, Program};
use crate::seeded_random::SeededRandom;

/// What a card shows.
pub(crate) struct Card {
    edition: Edition,
    /// The route before `/Content/`.
    route: &'static str,
    id: u64,
    title: String,
    picture: Option<Picture>,
}

impl Card {
    pub(crate) fn of_program(program: &Program) -> Self {
        Self {
            edition: program.edition,
            route: program.kind.route(),
            id: program.id,
            title: program.shown_title(),
            picture: program.poster(),
        }
    }

    pub(crate) fn of_album(album: Album) -> Self {
        let (edition, id, title) = (album.edition, album.id(), album.title());
        Self { edition, route: "Music", id, title, picture: album.picture() }
    }

    pub(crate) fn of_person(person: Person) -> Self {
        let (edition, id, title) = (person.edition, person.id(), person.name());
        Self { edition, route: "artist", id, title, picture: person.picture() }
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    /// The address of the page, in one of the forms of the site.
    pub(super) fn href(&self, base: &str, random: &mut SeededRandom) -> String {
        let relative = base.split_once(':').map_or("", |(_, rest)| rest);
        let base = random.pick(&["", "", "", base, relative]);
        let route = if random.percent(15) { self.route.to_lowercase() } else { self.route.to_owned() };
        address_form(self.edition, &format!("{base}/{route}"), self.id, &self.title, random)
    }

    /// The link with its picture and, in an element of this tag, its title.
    pub(super) fn link(
        &self,
        class: &'static str,
        tag: &'static str,
        base: &str,
        random: &mut SeededRandom,
    ) -> Element {
        let link = el("a", &[("class", class), ("href", &self.href(base, random))]);
        let link = if let Some(image) = self.image(random) { link.child(image) } else { link };
        link.child(el(tag, &[]).text(&self.title))
    }

    /// The small picture.
    pub(super) fn image(&self, random: &mut SeededRandom) -> Option<Element> {
        let small = self.picture.as_ref()?.small();
        let source = if random.percent(70) { small.replace(' ', "%20") } else { small };
        let alt = if random.percent(60) { self.title.as_str() } else { "" };
        Some(el("img", &[("class", "fill-box"), ("src", &source), ("alt", alt)]))
    }

    /// The link without an image: the picture is the background, in an attribute with quoted entities.
    pub(super) fn painted(&self, class: &'static str, base: &str, random: &mut SeededRandom) -> Element {
        let small = self.picture.as_ref().map(|picture| picture.small().replace(' ', "%20"));
        let style = small.map_or_else(String::new, |small| format!("background-image: url(\"{small}\")"));
        let link = el("a", &[("class", class), ("href", &self.href(base, random)), ("style", &style)]);
        link.child(el("h4", &[]).text(&self.title))
    }
}
