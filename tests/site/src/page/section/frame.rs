//! What all pages of the sections have around their content.

use super::SectionPages;
use super::node::{Element, Node, el};
use super::style::SectionStyle;
use crate::page::above::other_editions;
use crate::seeded_random::SeededRandom;

/// A page before it is written.
pub(super) struct Frame {
    pub(super) title: String,
    /// Fields of the head: the attribute that names them, their name, their content.
    pub(super) fields: Vec<(&'static str, &'static str, String)>,
    pub(super) main: Element,
    /// Scripts at the end of the page.
    pub(super) scripts: Vec<String>,
}

impl Frame {
    pub(super) fn new(title: &str, main: Element) -> Self {
        Self { title: title.to_owned(), fields: Vec::new(), main, scripts: Vec::new() }
    }

    pub(super) fn field(mut self, kind: &'static str, name: &'static str, content: &str) -> Self {
        self.fields.push((kind, name, content.to_owned()));
        self
    }

    pub(super) fn script(mut self, script: String) -> Self {
        self.scripts.push(script);
        self
    }

    pub(super) fn document(
        self,
        pages: SectionPages,
        style: SectionStyle,
        random: &mut SeededRandom,
    ) -> Element {
        let edition = pages.edition;
        let language = random.pick(&[edition.language(), edition.language(), ""]);
        let direction = if edition.is_rtl() { random.pick(&["rtl", ""]) } else { "" };
        let head = self.head(pages, style, random);
        let body = el("body", &[("class", edition.id())]).child(header(pages, random));
        let mut body = body.child(self.main);
        if random.percent(40) {
            body = body.child(comments(pages, random));
        }
        let mut body = body.child(footer(pages));
        for script in self.scripts {
            body = body.raw(&format!("<script>{script}</script>"));
        }
        el("html", &[("lang", language), ("dir", direction)]).child(head).child(body)
    }

    fn head(&self, pages: SectionPages, style: SectionStyle, random: &mut SeededRandom) -> Element {
        let charset = if style == SectionStyle::Windows1256 { "windows-1256" } else { "utf-8" };
        let dash = random.pick(&[" - ", " | "]);
        let site = pages.labels().site;
        let title =
            if random.percent(50) { format!("{}{dash}{site}", self.title) } else { self.title.clone() };
        let head = el("head", &[]).child(el("meta", &[("charset", charset)]));
        let head = head.child(el("title", &[]).text(&title));
        let fields =
            self.fields.iter().map(|(kind, name, content)| el("meta", &[(kind, name), ("content", content)]));
        head.children(fields).child(el("link", &[("rel", "stylesheet"), ("href", "/Content/site.css?v=12")]))
    }
}

fn header(pages: SectionPages, random: &mut SeededRandom) -> Element {
    let labels = pages.labels();
    let entry = |(text, href): &(&str, &str)| el("li", &[]).child(el("a", &[("href", href)]).text(text));
    let menu =
        el("div", &[("class", "button-menu")]).child(el("ul", &[]).children(labels.menu.iter().map(entry)));
    let search = el("input", &[("id", "input_Search_"), ("type", "text"), ("placeholder", labels.search)]);
    let link =
        |other: &crate::edition::Edition| el("a", &[("href", &other.public_base())]).text(other.name());
    let logo = el("img", &[("src", "/img/colorize-logo-final.png"), ("alt", labels.site)]);
    let live = el("a", &[("href", "/Home/Live")]).text(labels.live);
    let header =
        el("div", &[("class", "header"), ("id", "top")]).child(el("a", &[("href", "/")]).child(logo));
    let header = header.child(live).children(other_editions(pages.edition).iter().map(link));
    let header = if random.percent(70) { header.child(search) } else { header };
    header.child(el("nav", &[]).child(menu))
}

fn comments(pages: SectionPages, random: &mut SeededRandom) -> Element {
    let labels = pages.labels();
    let comment = random.pick(labels.guest_comments);
    let item = el("div", &[("class", "Comment_panel_Item_row")]);
    let item = item.child(el("span", &[]).text(labels.guest)).child(el("div", &[]).text(comment));
    let form = el("form", &[("action", "/News/AddComment"), ("method", "post")]);
    let form =
        form.child(el("input", &[("type", "text"), ("name", "name"), ("placeholder", labels.fields[0])]));
    let form = form.child(el("button", &[("type", "submit")]).text(labels.send));
    let panel = el("div", &[("class", "Comment_panel")]);
    panel.child(el("h4", &[]).text(labels.comments)).child(item).child(form)
}

fn footer(pages: SectionPages) -> Element {
    let labels = pages.labels();
    let links = labels.footer.iter().map(|text| el("a", &[("href", "/Home/About")]).text(text));
    let footer = el("footer", &[("class", "footer")]).children(links);
    let mut about = el("div", &[]);
    about.children.push(Node::Text(labels.about.to_owned()));
    footer.child(about)
}
