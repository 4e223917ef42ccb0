//! Reads a page into its elements and texts, in one pass.

use super::episode;
use super::marks::{ENDS, LONGEST_TEXT, STARTS, clean, is_aside, is_skipped, is_time, is_within_text, marks};
use super::page::{Element, GuidePage, Link, Piece, PieceKind};
use crate::parse::html::{Attributes, Tag, TokenHandler, tokenize};

/// Elements deeper than this are read as if their tags were not there.
const DEEPEST: usize = 128;

/// Reads a page.
pub(in crate::parse) fn read(html: &str) -> GuidePage {
    let mut builder = Builder::new();
    tokenize(html, &mut builder);
    builder.finish()
}

struct Builder {
    page: GuidePage,
    /// The open elements, outermost first.
    open: Vec<usize>,
    /// Tags that were too deep to be opened.
    too_deep: usize,
    /// The element whose contents are left out, and how many of its kind are open in it.
    skipped: Option<(Tag, usize)>,
    /// The text since the last piece.
    text: String,
}

impl Builder {
    fn new() -> Self {
        let root =
            Element { parent: 0, tag: Tag::Html, end: 1, pieces: 0..0, marks: Vec::new(), is_aside: false };
        let page = GuidePage { elements: vec![root], ..GuidePage::default() };
        Self { page, open: vec![0], too_deep: 0, skipped: None, text: String::new() }
    }

    fn finish(mut self) -> GuidePage {
        self.flush();
        while self.open.len() > 1 {
            self.close();
        }
        let (end, pieces) = (self.page.elements.len(), self.page.pieces.len());
        if let Some(root) = self.page.elements.first_mut() {
            (root.end, root.pieces) = (end, 0..pieces);
        }
        self.page
    }

    fn innermost(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// Ends the text that is being read.
    fn flush(&mut self) {
        let text = clean(&joined(&self.text));
        self.text.clear();
        if !text.is_empty() && !self.goes_on(&text) {
            self.add(text, PieceKind::Text);
        }
    }

    /// Joins the two halves of a time: `<b>20</b>:<b>05</b>`.
    fn goes_on(&mut self, text: &str) -> bool {
        let is_digit = |c: char| c.is_numeric();
        let block = self.open.iter().rev().find(|at| self.page.tag(**at).is_block()).copied().unwrap_or(0);
        let Some(last) = self.page.pieces.last() else { return false };
        let is_near =
            last.kind == PieceKind::Text && last.text.len() <= 12 && self.page.is_in(last.element, block);
        let is_half =
            last.text.ends_with(is_digit) && text.starts_with(':') && !text.contains(char::is_whitespace)
                || last.text.ends_with(':') && last.text.starts_with(is_digit) && text.starts_with(is_digit);
        if is_near
            && is_half
            && let Some(last) = self.page.pieces.last_mut()
        {
            last.text.push_str(text);
            return true;
        }
        false
    }

    fn add(&mut self, text: String, kind: PieceKind) {
        let element = self.innermost();
        let link = self.open.iter().rev().find_map(|at| self.link_of(*at));
        let mut near = self.open.iter().rev().take(2).filter_map(|at| self.page.element(*at));
        let machine = near.find(|element| element.tag == Tag::Time).and_then(|time| time.mark("datetime"));
        let machine = machine.filter(|_| kind == PieceKind::Text).map(str::to_owned);
        self.page.pieces.push(Piece { text, element, link, kind, machine });
    }

    fn link_of(&self, element: usize) -> Option<usize> {
        let at = self.page.links.partition_point(|link| link.element < element);
        self.page.links.get(at).filter(|link| link.element == element).map(|_| at)
    }

    fn close(&mut self) {
        self.flush();
        self.add_moment(self.innermost());
        let (end, pieces) = (self.page.elements.len(), self.page.pieces.len());
        if let Some(element) = self.open.pop().and_then(|at| self.page.elements.get_mut(at)) {
            (element.end, element.pieces.end) = (end, pieces);
        }
    }

    /// Closes the innermost element of these kinds, and all in it, unless a boundary is nearer.
    fn close_to(&mut self, is_target: impl Fn(Tag) -> bool, is_boundary: impl Fn(Tag) -> bool) {
        let tags =
            self.open.iter().enumerate().skip(1).rev().map(|(at, element)| (at, self.page.tag(*element)));
        let found = tags
            .take_while(|(_, tag)| is_target(*tag) || !is_boundary(*tag))
            .find(|(_, tag)| is_target(*tag));
        if let Some((at, _)) = found {
            while self.open.len() > at {
                self.close();
            }
        }
    }

    /// Closes what an element of this kind ends without an end tag.
    fn close_before(&mut self, tag: Tag) {
        use Tag::*;
        match tag {
            Li => self.close_to(|tag| tag == Li, |tag| tag.is_list() || tag.is_boundary()),
            Dt | Dd => self.close_to(|tag| matches!(tag, Dt | Dd), |tag| tag == Dl || tag.is_boundary()),
            Td | Th => self.close_to(|tag| matches!(tag, Td | Th), |tag| matches!(tag, Tr | Table)),
            Tr => self.close_to(|tag| tag == Tr, |tag| tag == Table),
            Tbody | Thead | Tfoot => {
                self.close_to(|tag| matches!(tag, Tbody | Thead | Tfoot), |tag| tag == Table)
            }
            Option => self.close_to(|tag| tag == Option, |tag| tag == Select),
            _ => {}
        }
        if tag.is_block() && !matches!(tag, Td | Th | Tr | Li | Dt | Dd) {
            self.close_to(|tag| tag == P, |tag| tag.is_block());
        }
    }

    /// Closes an element whose end tag was read. The end of a table also closes its last row and cell, which
    /// often have no end tags.
    fn end_element(&mut self, tag: Tag) {
        let is_of_table = tag.is_cell_or_row() || tag == Tag::Table;
        let is_inline = !tag.is_block();
        self.close_to(
            |open| open == tag,
            |open| match is_of_table {
                true => open == Tag::Table,
                false => open.is_boundary() && open != tag || is_inline && open.is_block(),
            },
        );
    }

    fn push(&mut self, tag: Tag, attributes: &Attributes) {
        if self.open.len() >= DEEPEST {
            self.too_deep = self.too_deep.saturating_add(1);
            return;
        }
        let (at, parent) = (self.page.elements.len(), self.innermost());
        let is_aside =
            self.page.element(parent).is_some_and(|parent| parent.is_aside) || is_aside(tag, attributes);
        let pieces = self.page.pieces.len();
        let marks = marks(attributes);
        self.page.elements.push(Element { parent, tag, end: at, pieces: pieces..pieces, marks, is_aside });
        self.open.push(at);
        let address =
            ["href", "data-href", "data-url", "data-link"].iter().find_map(|name| attributes.address(name));
        if let Some(address) = address {
            self.page.links.push(Link { address: address.to_owned(), element: at, piece: pieces });
        }
        let data = attributes
            .all()
            .filter(|(name, value)| name.starts_with("data-") && value.starts_with(['[', '{']));
        self.page.scripts.extend(data.map(|(_, value)| value.to_owned()));
        for (names, kind) in [(STARTS, PieceKind::Start), (ENDS, PieceKind::End)] {
            let value = names.iter().find_map(|name| attributes.text(name)).filter(|value| is_time(value));
            value.into_iter().for_each(|value| self.add(value.to_owned(), kind));
        }
        let number =
            ["data-episode", "data-episode-number", "data-ep"].iter().find_map(|name| attributes.text(name));
        number.into_iter().for_each(|number| self.episode(number));
    }

    /// Adds the file of a player.
    fn recording(&mut self, attributes: &Attributes) {
        let element = self.innermost();
        if let Some(address) = attributes.address("src").map(str::to_owned) {
            self.page.recordings.push(Link { address, element, piece: self.page.pieces.len() });
        }
    }

    fn void(&mut self, tag: Tag, attributes: &Attributes) {
        match tag {
            Tag::Br | Tag::Hr => self.flush(),
            Tag::Img | Tag::Image => {
                self.flush();
                let text = attributes.text("alt").map(clean).filter(|text| !text.is_empty());
                text.into_iter().for_each(|text| self.add(text, PieceKind::Description));
            }
            Tag::Base => {
                self.page.base = self.page.base.take().or(attributes.address("href").map(str::to_owned))
            }
            Tag::Meta => self.meta(attributes),
            _ => {}
        }
    }

    /// Adds the number of an episode that is in an attribute.
    fn episode(&mut self, number: &str) {
        self.flush();
        if number.len() <= 8 && number.chars().all(char::is_numeric) {
            self.add(format!("episode {number}"), PieceKind::Text);
        }
    }

    /// Adds the moment of a `<time>` without text: `<time itemprop="endDate" datetime="…"></time>`.
    fn add_moment(&mut self, element: usize) {
        let Some(time) = self.page.element(element).filter(|element| element.tag == Tag::Time) else {
            return;
        };
        let is_empty = time.pieces.start == self.page.pieces.len();
        let kind = match time.mark("itemprop").map(str::to_ascii_lowercase).as_deref() {
            Some("startdate" | "starttime") => PieceKind::Start,
            Some("enddate" | "endtime") => PieceKind::End,
            _ => return,
        };
        if let Some(value) = time.mark("datetime").filter(|_| is_empty).map(str::to_owned) {
            self.add(value, kind);
        }
    }

    /// `<meta itemprop="startDate" content="…">`.
    fn meta(&mut self, attributes: &Attributes) {
        let (Some(name), Some(value)) = (attributes.text("itemprop"), attributes.text("content")) else {
            return;
        };
        let kind = match name.to_ascii_lowercase().as_str() {
            "startdate" | "starttime" => PieceKind::Start,
            "enddate" | "endtime" => PieceKind::End,
            "duration" | "name" => PieceKind::Text,
            "episodenumber" => return self.episode(value),
            _ => return,
        };
        self.flush();
        self.add(clean(value), kind);
    }
}

/// Stands in a text where an element within it begins.
const SEAM: char = '\u{E000}';

/// A text without seams. The number of an episode is apart from the title that it touches:
/// `Road<em>Episode 3</em>`; an element within a word is not.
fn joined(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(SEAM) {
        return text.into();
    }
    let mut whole = String::with_capacity(text.len());
    for part in text.split(SEAM) {
        let is_apart = !whole.is_empty() && episode::find(part).is_some_and(|found| found.begins());
        whole.push_str(if is_apart { " " } else { "" });
        whole.push_str(part);
    }
    whole.into()
}

impl TokenHandler for Builder {
    fn start(&mut self, tag: Tag, attributes: &Attributes) {
        self.page.has_tags = true;
        if matches!(tag, Tag::Audio | Tag::Video | Tag::Source) {
            self.recording(attributes);
        }
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth = if *skipped == tag { depth.saturating_add(1) } else { *depth };
        } else if is_skipped(tag) {
            self.flush();
            self.skipped = Some((tag, 1));
        } else if tag.is_void() {
            self.void(tag, attributes);
        } else if tag.holds_only_text() {
            // its contents come as raw text
        } else if is_within_text(tag, attributes) && !self.text.trim().is_empty() {
            self.text.push(SEAM); // its contents belong to the text around them
        } else {
            self.flush();
            self.close_before(tag);
            self.push(tag, attributes);
        }
    }

    fn end(&mut self, tag: Tag) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth = if *skipped == tag { depth.saturating_sub(1) } else { *depth };
            if *depth == 0 {
                self.skipped = None;
            }
        } else if self.too_deep > 0 && !tag.is_void() {
            self.too_deep = self.too_deep.saturating_sub(1);
        } else if tag != Tag::Body && tag != Tag::Html {
            self.end_element(tag);
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        let is_lines = self.open.iter().any(|at| self.page.tag(*at) == Tag::Pre);
        if !is_lines {
            let room = LONGEST_TEXT.saturating_sub(self.text.len()).min(text.len());
            self.text.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or_default());
            return;
        }
        for line in text.split_inclusive('\n') {
            self.text.push_str(line);
            if line.ends_with('\n') {
                self.flush();
            }
        }
    }

    fn raw(&mut self, tag: Tag, text: &str) {
        match tag {
            Tag::Script if text.contains(['{', '[']) => self.page.scripts.push(text.to_owned()),
            Tag::Title if self.page.title.is_empty() => self.page.title = clean(text),
            _ => {}
        }
    }
}
