//! What stands around a line, and what that says about the line.

use super::TextFinder;
use crate::parse::html::Tag;
use crate::parse::label::Label;

/// How many nodes of a list or a figure are looked at for each of its lines.
const CLOSE: usize = 32;

/// The maximum number of words of a line between the lead and the text that is part of neither.
const LONGEST_ABOVE: usize = 6;

/// The fewest entries of a list.
const LEAST_ENTRIES: usize = 2;

/// The maximum number of paragraphs in the caption of a figure. A longer one was not closed.
const LONGEST_CAPTION: usize = 2;

/// The maximum number of words of an author and what he or she is.
const LONGEST_NAME: usize = 10;

/// The fewest links of a menu in one line.
const LEAST_OF_MENU: usize = 4;

/// The fewest words of an advertisement that is a link.
const LEAST_OF_ADVERT: usize = 6;

impl TextFinder<'_, '_> {
    /// Whether a line is code between prose, in which signs and numbers count.
    pub(super) fn is_code(&self, node: usize) -> bool {
        let run = self.measured.page.node(node).run();
        self.is_between(node) && run.is_some_and(|run| run.is_preformatted)
    }

    /// Whether a heading between prose has prose of the text right below it. Then its words are no button.
    pub(super) fn heads_section(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        let is_button = line.label.is_some() && (line.word_count() > 2 || line.text.ends_with(':'));
        let is_heading = line.heading.is_some() && line.linked == 0 && !is_button && self.is_between(node);
        let next = || self.measured.behind(node).find(|next| self.measured.line(*next).weight > 0);
        let is_text = |next: usize| {
            let line = self.measured.line(next);
            line.is_prose() && line.heading.is_none() && line.linked == 0
        };
        is_heading && !self.is_above_text(node) && next().is_some_and(is_text)
    }

    /// Whether a line is an entry of a list without links between prose. Such a list shares nothing.
    pub(super) fn is_plain_entry(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        if line.linked > 0 || !self.is_between(node) || self.is_above_text(node) {
            return false;
        }
        let mut around = self.measured.around(node).map(|at| self.measured.page.element(at));
        let list = around.find(|element| element.tag.is_list() || element.tag == Tag::Dl);
        let says = |node: usize| {
            let line = self.measured.line(node);
            line.weight > 0 && line.label.is_none() && !line.is_credit
        };
        list.is_some_and(|list| {
            let is_plain = self.measured.counts.linked(list) == 0;
            is_plain
                && self.measured.counts.lines(list) >= LEAST_ENTRIES
                && list.nodes.clone().take(CLOSE).any(says)
        })
    }

    /// Whether the words of a line announce comments, links or other parts of the page.
    pub(super) fn announces(&self, node: usize) -> bool {
        let label = self.measured.line(node).label;
        !matches!(label, None | Some(Label::Button | Label::Views))
    }

    /// Whether a short line stands between the lead and the block of the text, outside of that block.
    pub(super) fn is_short_above_text(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        let is_listed = || self.measured.is_inside(node, |tag| matches!(tag, Tag::Li | Tag::Dt | Tag::Dd));
        let is_short = !line.is_prose()
            && line.heading.is_none()
            && !is_listed()
            && line.word_count() <= LONGEST_ABOVE
            && !line.ends_a_sentence();
        let is_apart = || node < self.text.start && self.first.is_some_and(|first| first < self.text.start);
        is_short && self.is_between(node) && self.is_above_text(node) && is_apart()
    }

    /// Whether a line stands in a quotation with prose, as who said it and when does.
    pub(super) fn is_quoted(&self, node: usize) -> bool {
        let mut around = self.measured.around(node).map(|at| self.measured.page.element(at));
        let quotation = around.find(|element| element.tag == Tag::Blockquote);
        quotation.is_some_and(|quotation| self.measured.counts.prose(quotation) > 0)
    }

    /// Whether a line at the end of the text says who the author is.
    pub(super) fn is_note_on_author(&self, node: usize) -> bool {
        let is_last = || self.last.is_some_and(|last| last <= node.saturating_add(1));
        let is_first = || self.second.is_none_or(|second| node <= second);
        let line = self.measured.line(node);
        let is_named = || self.names.iter().any(|name| line.normalized.starts_with(&**name));
        let is_about = || self.aids.authors.are_described(line) || is_named();
        is_last() && !is_first() && line.is_prose() && is_about()
    }

    /// Whether a short line that ends in a colon stands above a block of links that is no text.
    pub(super) fn heads_dropped(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        let next = || self.measured.behind(node).find(|next| self.measured.line(*next).weight > 0);
        line.text.ends_with(':')
            && line.word_count() <= LONGEST_NAME
            && next().is_some_and(|next| {
                self.links.has(next) && self.measured.line(next).is_link() && !self.is_source(next)
            })
    }

    /// Whether a line is the caption of a figure: in a `<figcaption>` that was closed, and not below a
    /// quotation, whose source it would be.
    pub(super) fn is_in_figcaption(&self, node: usize) -> bool {
        let measured = self.measured;
        let around = |wanted: Tag| measured.around(node).find(|at| measured.page.element(*at).tag == wanted);
        let Some(caption) = around(Tag::Figcaption).map(|at| measured.page.element(at)) else {
            return false;
        };
        let is_closed = measured.counts.prose(caption) <= LONGEST_CAPTION || node == caption.nodes.start;
        let is_quote = |other: usize| measured.is_inside(other, |tag| tag == Tag::Blockquote);
        is_closed
            && !around(Tag::Figure).is_some_and(|figure| measured.nodes(figure).take(CLOSE).any(is_quote))
    }

    /// Whether a short line above the text stands beside a date, as the name of an author does.
    pub(super) fn is_beside_credit(&self, node: usize) -> bool {
        let is_credit = |at: usize| {
            let line = self.measured.lines.get(at);
            line.is_some_and(|line| line.is_credit || line.stamp.is_some())
        };
        let line = self.measured.line(node);
        let is_short = !line.is_prose() && line.heading.is_none() && line.word_count() <= LONGEST_NAME;
        is_short
            && self.standfirst != Some(node)
            && !self.is_quoted(node)
            && self.is_above_text(node)
            && (is_credit(node.saturating_add(1)) || node.checked_sub(1).is_some_and(is_credit))
    }

    /// Whether a line is a paragraph that ends in a dash, right above the first prose: a place and a day.
    pub(super) fn is_dateline(&self, node: usize) -> bool {
        self.first == Some(node.saturating_add(1))
            && self.measured.parent(node).tag == Tag::P
            && self.measured.line(node).text.ends_with(['-', '–', '—', 'ـ'])
    }

    /// Whether a line of links between prose is no part of the text: a menu, one of several links below each
    /// other, a headline in brackets, or an advertisement.
    pub(super) fn links_away(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        let is_own = |node: usize| self.leads_to_own_pages(node);
        let is_advert = || {
            let leads_out = |link: usize| self.aids.hosts.leads_out(&self.measured.page.link(link).address);
            self.measured.parent(node).tag == Tag::Div
                && line.word_count() >= LEAST_OF_ADVERT
                && self.measured.links(node).into_iter().all(leads_out)
        };
        let is_bracketed = || line.text.starts_with('[') && line.text.ends_with(']');
        let is_menu = || self.measured.links(node).len() >= LEAST_OF_MENU;
        if is_own(node) { is_menu() || is_bracketed() || self.is_in_column(node) } else { is_advert() }
    }

    /// Whether lines around this one, too, are nothing but links to pages of the site.
    fn is_in_column(&self, node: usize) -> bool {
        let is_link = |node: &usize| self.measured.line(*node).is_link() && self.leads_to_own_pages(*node);
        let has_text = |node: &usize| self.measured.line(*node).weight > 0;
        let above = (node.saturating_sub(CLOSE)..node).rev().filter(has_text).take_while(is_link).take(2);
        let below = self.measured.behind(node).take(CLOSE).filter(has_text).take_while(is_link).take(2);
        above.count().saturating_add(below.count()) >= 2
    }

    fn leads_to_own_pages(&self, node: usize) -> bool {
        let is_page = |link: usize| {
            let address = self.measured.address_of(link).filter(|to| self.measured.is_own_host(to));
            address.is_some_and(|to| to.path() != self.measured.address.path())
        };
        self.measured.links(node).into_iter().all(is_page)
    }

    /// Whether the table around a cell stands in the block of a paragraph.
    pub(super) fn is_beside(&self, cell: usize, prose: usize) -> bool {
        let table = self.aids.tables.around(cell).map(|at| self.measured.page.element(at).parent);
        table.is_some_and(|block| block != 0 && self.measured.parent(prose).parent == block)
    }
}
