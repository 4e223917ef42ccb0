//! The title and the text of a page about something else than news, such as a programme or a person.

use super::aids::Aids;
use super::blocks::Blocks;
use super::body::{self, Body};
use super::facts::Facts;
use super::groups::Groups;
use super::language::Letters;
use super::measured_page::MeasuredPage;
use super::region;
use super::title::{self, Title};
use crate::model::Block;
use crate::parse::Document;
use crate::parse::page::{Content, Page};

/// The title and the text of a page.
pub(in crate::parse) struct Outline<'p> {
    measured: MeasuredPage<'p>,
    title: Title,
    aids: Aids,
    body: Body,
}

impl<'p> Outline<'p> {
    /// Finds them by the votes that find those of an article.
    pub(in crate::parse) fn of(page: &'p Page, document: Document<'p>) -> Self {
        let measured = MeasuredPage::of(page, document);
        let facts = Facts::of(&page.head);
        let title = title::find(&measured, &facts);
        let region = region::find(&measured, title.node);
        let aids = Aids::of(&measured, &facts, title.node);
        let body = body::find(&measured, &facts, &region, &aids);
        Self { measured, title, aids, body }
    }

    /// The title, as the page prints or declares it.
    pub(in crate::parse) fn title(&self) -> Option<&str> {
        self.title.text.as_deref()
    }

    /// The node that prints the title.
    pub(in crate::parse) fn title_node(&self) -> Option<usize> {
        self.title.node
    }

    /// The nodes of the text, in order.
    pub(in crate::parse) fn text(&self) -> &[usize] {
        &self.body.nodes
    }

    /// The level of the heading that a node is.
    pub(in crate::parse) fn heading(&self, node: usize) -> Option<u8> {
        self.measured.line(node).heading
    }

    /// Whether a node is a label or a button, not text.
    pub(in crate::parse) fn is_label(&self, node: usize) -> bool {
        self.measured.line(node).label.is_some()
    }

    /// These nodes as blocks.
    pub(in crate::parse) fn blocks(&self, nodes: &[usize]) -> Vec<Block> {
        let is_shown = |node: &usize| !matches!(self.measured.page.node(*node).content, Content::Divider);
        let nodes: Vec<usize> = nodes.iter().copied().filter(is_shown).collect();
        let texts = nodes.iter().map(|node| self.measured.line(*node).text.as_str());
        let letters = Letters::of(texts);
        let language = letters.language_of(&self.measured);
        let groups = Groups::of(&self.measured, &self.aids.tables, &nodes);
        let maker = Blocks {
            measured: &self.measured,
            groups: &groups,
            captions: &self.aids.captions,
            cut: self.body.cut,
            language: &language,
            fallback: letters.direction(&language),
        };
        maker.of(&nodes)
    }
}
