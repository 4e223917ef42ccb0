//! Pages that link to articles: the home page and the news index.

use crate::archive::Item;
use crate::edition::Edition;
use crate::lexicon::{self, Labels};
use crate::page::above::{address_form, other_editions};
use crate::page::markup::{Habits, Markup};
use crate::picture::Picture;
use crate::section::Program;
use crate::seeded_random::SeededRandom;
use crate::story::Layout;

/// The home page: sliders, cards and menus with the newest items, in several forms of address.
pub(crate) fn home(seed: u64, edition: Edition, base: &str, items: &[Item], programs: &[Program]) -> String {
    let mut page = ListPage::new(seed, edition, base, "home");
    page.head();
    page.slider(&items[..items.len().min(4)]);
    page.strangers();
    page.cards(items);
    page.programs(programs);
    page.foot(None);
    page.markup.finish()
}

/// The news index: one page of cards.
pub(crate) fn index(seed: u64, edition: Edition, base: &str, items: &[Item], total: u64) -> String {
    let mut page = ListPage::new(seed, edition, base, "index");
    page.head();
    page.cards(items);
    page.foot(Some(total));
    page.markup.finish()
}

struct ListPage<'a> {
    seed: u64,
    edition: Edition,
    base: &'a str,
    labels: &'static Labels,
    markup: Markup,
}

impl<'a> ListPage<'a> {
    fn new(seed: u64, edition: Edition, base: &'a str, purpose: &str) -> Self {
        let mut random = SeededRandom::new(purpose, &[seed, edition.index() as u64]);
        let markup = Markup::new(Habits::draw(&mut random), random);
        Self { seed, edition, base, labels: &lexicon::of(edition).labels, markup }
    }

    fn head(&mut self) {
        self.markup.raw("<!DOCTYPE html><html><head><meta charset=utf-8><title>");
        self.markup.plain(self.labels.site);
        self.markup.raw(
            "</title><link rel=stylesheet href=/Content/site.css></head><body><div class=button-menu><ul>",
        );
        for (text, href) in self.labels.menu {
            self.markup.open("li", &[]);
            self.markup.element("a", &[("href", href)], text);
            self.markup.close_if_tidy("li");
        }
        self.markup.raw("</ul></div>");
        for other in other_editions(self.edition) {
            self.markup.element("a", &[("href", &other.public_base())], other.name());
        }
        self.markup.line();
    }

    /// The newest items again, as pictures without words, and with a link that says only "more".
    fn slider(&mut self, items: &[Item]) {
        self.markup.open("div", &[("class", "Jashnvarh-slider")]);
        for item in items {
            let (title, mut random) = (item.title(), item.subject.random("slider"));
            let href = self.address(item, &title, &mut random);
            self.markup.open("a", &[("href", &href), ("class", "Jashnvarh-slider-item")]);
            self.picture(item.subject.picture().as_ref(), "");
            self.markup.close("a");
            self.markup.element("a", &[("href", &href)], self.labels.more);
        }
        self.markup.close("div");
    }

    /// Links that are not news of this edition.
    fn strangers(&mut self) {
        let other = other_editions(self.edition)[0].public_base();
        let series = lexicon::of(self.edition).names.series;
        self.markup.element("a", &[("href", "/Series/Content/8712/")], series[0]);
        self.markup.element("a", &[("href", "/series/Content/8713")], series[1]);
        self.markup.element("a", &[("href", &format!("{other}/News/Content/123"))], self.labels.app);
        self.markup.element("a", &[("href", "https://example.org/News/Content/124")], self.labels.live);
        self.markup.element("a", &[("href", "/News/Tag?id=31&page=1")], self.labels.menu[1].0);
        self.markup.element("a", &[("href", "/News/Content/result[i].Id")], "result[i].Title");
        self.markup.element("a", &[("href", "/News/Content/")], self.labels.more);
        self.markup.element("a", &[("href", "javascript:void(0)")], self.labels.more);
    }

    fn cards(&mut self, items: &[Item]) {
        self.markup.open("div", &[("class", "row All-News-body")]);
        for item in items {
            self.card(item);
        }
        self.markup.close("div");
    }

    fn card(&mut self, item: &Item) {
        let (title, mut random) = (item.title(), item.subject.random("card"));
        let href = self.address(item, &title, &mut random);
        self.markup.open("div", &[("class", "content-all-news")]);
        self.markup.open("a", &[("class", "inner-panel"), ("href", &href)]);
        self.picture(item.subject.picture().as_ref(), &title);
        let tag = random.pick(&["h6", "h3", "span"]);
        let apart = random.percent(30);
        if apart {
            self.markup.close("a");
            self.markup.open("a", &[("href", &self.address(item, &title, &mut random))]);
        }
        self.markup.element(tag, &[], &title);
        self.markup.close("a");
        self.markup.close_if_tidy("div");
        if self.markup.habits.sloppy {
            self.markup.raw("</div>");
        }
    }

    /// The newest programmes, where the site has sections.
    fn programs(&mut self, programs: &[Program]) {
        for program in programs {
            let mut random = program.random("home");
            let (route, title) = (format!("/{}", program.kind.route()), program.shown_title());
            let href = address_form(self.edition, &route, program.id, &title, &mut random);
            self.markup.open("a", &[("class", "inner-panel"), ("href", &href)]);
            self.picture(program.poster().as_ref(), &title);
            self.markup.element("h6", &[], &title);
            self.markup.close("a");
        }
    }

    fn picture(&mut self, picture: Option<&Picture>, alt: &str) {
        if let Some(picture) = picture {
            let small = picture.small().replace(' ', "%20");
            self.markup.void("img", &[("class", "fill-box"), ("src", &small), ("alt", alt)]);
        }
    }

    fn address(&self, item: &Item, title: &str, random: &mut SeededRandom) -> String {
        let relative = self.base.split_once(':').map_or("", |(_, rest)| rest);
        let base = random.pick(&["", "", "", self.base, relative]);
        let route = if item.subject.layout == Layout::Tourism { "Iran" } else { "News" };
        address_form(self.edition, &format!("{base}/{route}"), item.subject.id, title, random)
    }

    fn foot(&mut self, total: Option<u64>) {
        if let Some(total) = total {
            self.markup.raw(&format!(
                "<ul id='pagination-demo' class=pagination></ul><script>var Counter2 = parseInt('{total}'); var seed = {};</script>",
                self.seed
            ));
        }
        self.markup.raw("<p>");
        self.markup.plain(self.labels.about);
        self.markup.raw("</p></body></html>");
    }
}
