//! Writes the tree of a page in its style.

use super::frame::Frame;
use super::node::{Element, Node};
use super::reshape;
use super::style::SectionStyle;
use super::{SectionPage, SectionPages};
use crate::answer::HTML;
use crate::class_names::{renamed, stripped};
use crate::page::markup::{Habits, Markup};
use crate::section;
use crate::seeded_random::SeededRandom;

const WINDOWS_1256: &str = "text/html; charset=windows-1256";
/// A server that leaves the encoding to the page.
const BARE_HTML: &str = "text/html";

impl SectionPages {
    /// The bytes of a page, in the style of all pages or one of its own.
    pub(super) fn finish(self, frame: Frame, mut random: SeededRandom) -> SectionPage {
        let drawn = SectionStyle::draw(&mut random);
        page(frame, self, self.style.unwrap_or(drawn), random)
    }
}

fn page(frame: Frame, pages: SectionPages, style: SectionStyle, mut random: SeededRandom) -> SectionPage {
    let renaming = random.next() % 1_000;
    let content_type = match style {
        SectionStyle::Windows1256 => random.pick(&[WINDOWS_1256, BARE_HTML]),
        _ => HTML,
    };
    let tree = frame.document(pages, style, &mut random);
    let tree = match style {
        SectionStyle::Tables => reshape::in_tables(tree),
        SectionStyle::Divisions => reshape::in_divisions(tree),
        _ => tree,
    };
    let html = html(&tree, style, random);
    let html = match style {
        SectionStyle::Renamed | SectionStyle::Tables => renamed(&html, renaming),
        SectionStyle::Classless | SectionStyle::Divisions => stripped(&html),
        _ => html,
    };
    let is_old = style == SectionStyle::Windows1256;
    let bytes = if is_old { section::in_windows_1256(&html) } else { html.into_bytes() };
    SectionPage { bytes, content_type }
}

fn html(tree: &Element, style: SectionStyle, mut random: SeededRandom) -> String {
    let habits = match style {
        SectionStyle::Minified => Habits::minified(),
        _ => Habits::draw(&mut random),
    };
    let mut writer = Writer { markup: Markup::new(habits, random), style };
    writer.markup.raw("<!DOCTYPE html>");
    writer.element(tree);
    writer.markup.finish()
}

struct Writer {
    markup: Markup,
    style: SectionStyle,
}

impl Writer {
    fn element(&mut self, element: &Element) {
        let attributes: Vec<(&str, &str)> =
            element.attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if element.is_void() {
            return self.markup.void(element.tag, &attributes);
        }
        self.markup.open(element.tag, &attributes);
        if self.crosses(element) {
            return self.crossed(element);
        }
        for node in &element.children {
            self.node(node, element);
        }
        self.close(element.tag);
    }

    fn node(&mut self, node: &Node, parent: &Element) {
        match node {
            Node::Element(child) => self.element(child),
            Node::Raw(html) => self.markup.raw(html),
            Node::Text(text) if parent.tag == "title" => self.markup.plain(text),
            Node::Text(text) if self.is_broken() && parent.tag == "p" => self.misnested(text),
            Node::Text(text) => self.markup.text(text),
        }
    }

    fn is_broken(&self) -> bool {
        self.style == SectionStyle::Broken
    }

    fn close(&mut self, tag: &str) {
        let is_optional = matches!(tag, "li" | "td" | "tr" | "p" | "th" | "html" | "body");
        let omitted = match self.style {
            SectionStyle::Minified => is_optional,
            SectionStyle::Broken => is_optional && self.markup.percent(60),
            _ => false,
        };
        match tag {
            _ if omitted => self.markup.line(),
            "li" | "td" | "tr" => self.markup.close_if_tidy(tag),
            _ => self.markup.close(tag),
        }
        if self.is_broken() && tag != "head" && self.markup.percent(6) {
            self.markup.raw("</span></b>");
        }
    }

    /// Text whose first word is in two elements that are closed in the wrong order.
    fn misnested(&mut self, text: &str) {
        let Some((word, rest)) = text.split_once(' ').filter(|_| self.markup.percent(40)) else {
            return self.markup.text(text);
        };
        self.markup.raw("<b><i>");
        self.markup.text(word);
        self.markup.raw("</b></i> ");
        self.markup.text(rest);
    }

    /// Whether a link is closed before the heading inside it.
    fn crosses(&mut self, element: &Element) -> bool {
        let ends_in_heading = match element.children.last() {
            Some(Node::Element(last)) => last.tag.starts_with('h'),
            _ => false,
        };
        self.is_broken() && element.tag == "a" && ends_in_heading && self.markup.percent(20)
    }

    fn crossed(&mut self, element: &Element) {
        let Some((Node::Element(last), others)) = element.children.split_last() else { return };
        for node in others {
            self.node(node, element);
        }
        self.markup.open(last.tag, &[]);
        for node in &last.children {
            self.node(node, last);
        }
        self.markup.close("a");
        self.markup.close(last.tag);
    }
}
