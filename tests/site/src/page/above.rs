//! The parts above an article: banner, links, menu, and the line with date and views or views and text size.

use crate::calendar;
use crate::edition::Edition;
use crate::page::Page;
use crate::page::style::{Banner, Frame, TitleForm};
use crate::seeded_random::SeededRandom;
use crate::story::Dating;

impl Page<'_> {
    pub(super) fn above(&mut self) {
        if self.style.banner == Some(Banner::Top) {
            self.cookies();
        }
        let tag = self.markup.pick(&["div", "header", "div"]);
        self.markup.open(tag, &[("class", self.names.header), ("id", "top")]);
        self.logo();
        self.header_links();
        self.menu();
        self.search();
        self.markup.close(tag);
    }

    pub(super) fn cookies(&mut self) {
        let (text, button) = self.labels.cookies;
        self.markup.open("div", &[("id", "cookie-bar"), ("role", "dialog")]);
        self.markup.element("p", &[], text);
        self.markup.element("button", &[("type", "button")], button);
        self.markup.close("div");
    }

    fn logo(&mut self) {
        let heads = self.style.title == TitleForm::H2BelowLogo;
        if heads {
            self.markup.open("h1", &[]);
        }
        self.markup.open("a", &[("href", "/"), ("title", self.labels.site)]);
        self.markup.void("img", &[("src", "/img/colorize-logo-final.png"), ("alt", self.labels.site)]);
        self.markup.close("a");
        if heads {
            self.markup.text(self.labels.site);
            self.markup.close("h1");
        }
    }

    /// Links to live, the app (twice in three editions), and other languages. No edition links to Dari.
    fn header_links(&mut self) {
        let list = self.markup.percent(50);
        if list {
            self.markup.open("ul", &[("class", "lang")]);
        }
        for (href, text) in self.header_addresses() {
            if list {
                self.markup.open("li", &[]);
            }
            self.markup.element("a", &[("href", &href)], &text);
            if list {
                self.markup.close_if_tidy("li");
            }
        }
        if list {
            self.markup.close("ul");
        }
    }

    fn header_addresses(&self) -> Vec<(String, String)> {
        let edition = self.edition();
        let apps = if edition == Edition::En { 1 } else { 2 };
        let live = ("/Home/Live".to_owned(), self.labels.live.to_owned());
        let app = ("/app/ifilm.apk".to_owned(), self.labels.app.to_owned());
        let switch = |other: &Edition| (self.alternates.edition_address(*other), other.name().to_owned());
        let others = other_editions(edition).iter().map(switch);
        std::iter::once(live).chain(std::iter::repeat_n(app, apps)).chain(others).collect()
    }

    fn menu(&mut self) {
        let tag = self.markup.pick(&["nav", "div", "nav"]);
        self.markup.open(tag, &[("class", self.names.menu)]);
        self.markup.open("ul", &[]);
        for (text, href) in self.labels.menu {
            self.markup.open("li", &[]);
            self.markup.element("a", &[("href", href)], text);
            self.markup.close_if_tidy("li");
        }
        self.markup.close("ul");
        self.markup.close(tag);
    }

    fn search(&mut self) {
        self.markup
            .void("input", &[("id", "input_Search_"), ("type", "text"), ("placeholder", self.labels.search)]);
        if self.markup.percent(15) {
            self.ticker();
        }
        self.markup.line();
    }

    /// Headlines of other articles that run across the top.
    fn ticker(&mut self) {
        self.markup.open("marquee", &[("scrollamount", "3")]);
        let titles: Vec<String> = self.story.related.iter().map(|related| related.title.clone()).collect();
        for title in titles {
            self.markup.element("span", &[], &title);
            self.markup.raw(" &nbsp; ");
        }
        self.markup.close("marquee");
    }

    /// The line above the title.
    pub(super) fn tools(&mut self) {
        self.open_part(self.names.tools);
        self.time_for_machines();
        if self.story.dating.has_stamp() {
            self.date_and_views();
        } else {
            self.views_and_size();
        }
        self.close_part();
    }

    /// A machine-readable time, which is not shown.
    fn time_for_machines(&mut self) {
        if self.style.time_in_attribute && matches!(self.story.dating, Dating::Meta | Dating::StampAndMeta) {
            let local = calendar::tehran(self.story.subject.published);
            let time = local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
            self.markup.open("time", &[("datetime", &time), ("itemprop", "datePublished")]);
            self.markup.raw("</time>");
        }
    }

    /// Nothing separates the minutes from the count of views, so the text is `18:05412`.
    fn date_and_views(&mut self) {
        let stamp = self.stamp();
        let views = self.story.views.to_string();
        match self.markup.between(0, 4) {
            0 => self.markup.text(&format!("{stamp}{views}")),
            1 => {
                self.markup.raw("<span>");
                self.markup.text(&stamp);
                self.markup.raw("<i class=\"eye\"></i>");
                self.markup.text(&views);
                self.markup.raw("</span>");
            }
            2 => {
                self.markup.raw("<b>");
                self.markup.text(&stamp);
                self.markup.raw(&format!("</b><em>{views}</em>"));
            }
            _ => self.cells(&stamp, &views),
        }
    }

    fn cells(&mut self, stamp: &str, views: &str) {
        self.markup.open("span", &[("class", self.names.date)]);
        self.markup.text(stamp);
        self.markup.raw("</span>");
        self.markup.open("span", &[("class", self.names.views)]);
        self.markup.raw(views);
        self.markup.close("span");
    }

    /// The stamp of the shared English template, or that of the edition, in either kind of digits.
    fn stamp(&mut self) -> String {
        let (edition, at) = (self.edition(), self.story.subject.published);
        let stamp = match self.markup.between(0, 5) {
            0 | 1 => return calendar::english_stamp(at),
            2 => calendar::numeric_stamp(edition, at),
            _ => calendar::native_stamp(edition, at),
        };
        if self.markup.percent(50) { calendar::native_digits(edition, &stamp) } else { stamp }
    }

    fn views_and_size(&mut self) {
        let views = self.story.views.to_string();
        let tag = self.markup.pick(&["span", "div", "a", "li"]);
        if tag == "li" {
            self.markup.open("ul", &[]);
        }
        self.markup.element(tag, &[("class", self.names.views)], &views);
        for (text, id) in [("-", "minus"), (self.labels.size, "size"), ("+", "plus")] {
            self.markup.element(tag, &[("id", id)], text);
        }
        if tag == "li" {
            self.markup.close("ul");
        }
    }

    /// The label of the section. One edition leaves it empty.
    pub(super) fn section_label(&mut self) {
        if !self.label {
            return;
        }
        self.open_part(self.names.section);
        let tag = self.markup.pick(&["span", "h4", "a", "strong"]);
        self.markup.element(tag, &[], self.labels.tourism);
        self.close_part();
    }

    /// Opens one part of the article. The part is a row if the article is a table.
    pub(super) fn open_part(&mut self, class: &str) {
        if self.style.frame == Frame::Table {
            self.markup.open("tr", &[]);
            self.markup.open("td", &[("class", class)]);
        } else {
            self.markup.open("div", &[("class", class)]);
        }
    }

    pub(super) fn close_part(&mut self) {
        if self.style.frame == Frame::Table {
            self.markup.close_if_tidy("td");
            self.markup.close_if_tidy("tr");
        } else {
            self.markup.close("div");
        }
    }
}

/// The editions that the header of an edition leads to.
pub(crate) fn other_editions(edition: Edition) -> &'static [Edition] {
    match edition {
        Edition::En => &[Edition::Fa, Edition::Ar],
        Edition::Ar => &[Edition::Fa, Edition::En],
        Edition::Fa => &[Edition::En, Edition::Ar],
        Edition::Fa2 => &[Edition::Fa, Edition::En, Edition::Ar],
    }
}

/// One of the forms in which the site writes the address of an article. `route` is `/News` or `/Iran`, below
/// a base or none.
pub(crate) fn address_form(
    edition: Edition,
    route: &str,
    id: u64,
    title: &str,
    random: &mut SeededRandom,
) -> String {
    let path = format!("{route}/Content/{id}");
    let slug = title.replace([' ', '\u{200c}'], "-").replace(['"', '«', '»'], "");
    match random.below(9) {
        0 => format!("{path}/"),
        1 => format!("{path}?{}", capital(edition.id())),
        2 => format!("{path}\\"),
        3 => format!("{path}/{slug}"),
        4 => format!("{path}/{}", percent_encoded(&slug)),
        5 => format!("{path}/{}", percent_encoded(title)),
        6 => format!("{path}/it's-here?src=home&page=1"),
        7 => format!("{}/content/{id}", route.replace("/News", "/news")),
        _ => path,
    }
}

fn capital(id: &str) -> String {
    id[..1].to_uppercase() + &id[1..]
}

pub(crate) fn percent_encoded(text: &str) -> String {
    let encode = |byte: u8| {
        let keep = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
        if keep { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(encode).collect()
}
