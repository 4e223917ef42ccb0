//! Builds a page from its tokens. Closes what the page forgets to close, as browsers do.

use super::element::{Element, Shape};
use super::hiding::Hiding;
use super::hint::{Hint, Hints};
use super::open::{Open, Stack};
use super::part::Part;
use super::plain::folded;
use super::run_writer::RunWriter;
use super::visibility::is_hidden;
use super::{Anchor, Content, Node, Page, Spot, Time, heading};
use crate::parse::html::{Attributes, Tag, TokenHandler, tokenize};

/// The maximum number of bytes of the text and the tags of a page. No page for people has more. Code,
/// comments and the values of attributes do not count.
const MOST_BYTES: usize = 2 << 20;
/// How many bytes a tag counts as.
const TAG: usize = 16;
/// The maximum number of nodes, elements or links of a page. Reading stops there.
const MOST_PARTS: usize = 10_000;

/// The maximum number of bytes of a base. Each relative address of the page becomes longer by it.
const MOST_OF_BASE: usize = 512;

/// The maximum number of pieces of text in one style. Each in a link gets a copy of its address.
const MOST_PIECES: usize = 20_000;

/// Reads tokens into a page.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) page: Page,
    pub(super) stack: Stack,
    pub(super) run: RunWriter,
    /// Pictures inside the run that is being written; they follow it.
    pub(super) pictures: Vec<Content>,
    hiding: Hiding,
    /// The bytes of text and tags so far.
    bytes: usize,
    /// The number of pieces in the nodes so far.
    pieces: usize,
    /// The sets of addresses in the `<source>` elements of the picture that is being read.
    pub(super) sources: Vec<String>,
    /// Whether the last picture stands in a `<noscript>`, and nothing follows it yet.
    pub(super) follows_fallback: bool,
    /// The node of the recording whose `<source>` elements are being read.
    pub(super) media: Option<usize>,
    /// Whether the page has said that it ends.
    is_ended: bool,
}

impl Page {
    /// Reads a page, however broken it is.
    pub(in crate::parse) fn read(html: &str) -> Self {
        Builder::default().read(html)
    }

    /// Reads a page as if some of its hidden elements were shown.
    pub(in crate::parse) fn read_showing(html: &str, hidden: Vec<usize>) -> Self {
        Builder { hiding: Hiding::showing(hidden), ..Builder::default() }.read(html)
    }
}

impl Builder {
    /// Reads a page, up to the limits above.
    pub(super) fn read(mut self, html: &str) -> Page {
        self.page.elements.push(self.element(Tag::Html, Hints::default(), Shape::default(), 0, None));
        tokenize(html, &mut self);
        self.page.is_cut = self.is_full();
        self.page.is_unfinished = !(self.is_ended || self.page.is_cut) && self.stack.has_frame();
        self.close_from(0);
        self.end_nodes(0);
        self.page.hidden_text = self.hiding.text_of(&self.page);
        self.page
    }

    /// A page may have several of these tags; each adds what it knows.
    fn start_page(&mut self, attributes: &Attributes) {
        let language = attributes.text("lang").or_else(|| attributes.text("xml:lang"));
        self.page.head.language = self.page.head.language.take().or_else(|| owned(language));
    }

    /// A second break ends a line, and so does a break behind an inline element that is named as a title.
    fn break_line(&mut self) {
        if self.stack.is_silent() {
            return;
        }
        let is_title = self.run.is_hinted(Hint::TITLE) && !self.stack.hints().meets(Hint::TITLE);
        if self.run.break_line() || is_title {
            self.flush();
        }
    }

    fn open(&mut self, tag: Tag, attributes: &Attributes) {
        self.close_implied(tag);
        if tag.is_block() {
            self.flush();
        } else {
            self.note_border(tag);
        }
        match tag {
            Tag::Time => self.time(attributes),
            Tag::Textarea => self.mark_fields(true),
            Tag::AmpImg => self.picture(attributes),
            Tag::Picture => self.sources.clear(),
            tag if tag.is_media() => self.start_media(tag, attributes),
            Tag::AmpYoutube | Tag::AmpDailymotion | Tag::AmpVimeo | Tag::AmpIframe => {
                self.embed(tag, attributes)
            }
            Tag::LiteYoutube | Tag::Object => self.embed(tag, attributes),
            _ => {}
        }
        if tag != Tag::Textarea && self.stack.has_room() {
            self.push(tag, attributes);
        }
    }

    fn push(&mut self, tag: Tag, attributes: &Attributes) {
        let hints = Hints::of(attributes);
        let hidden =
            if is_hidden(attributes) { self.hiding.hide(tag == Tag::P || !tag.is_block()) } else { None };
        let is_silent = hidden.is_some() || self.is_silent(tag, attributes);
        let shape = Shape::of(tag, attributes);
        let part = if tag.is_block() { Part::of(attributes) } else { None };
        self.page.hidden_stories.extend(hidden.filter(|_| part == Some(Part::Story)));
        let block = tag.is_block().then(|| self.push_block(tag, hints, shape, style(attributes), part));
        let link = if tag == Tag::A { self.link(attributes) } else { None };
        let language = self.language(attributes);
        self.stack.push(Open { tag, block, is_silent, hidden, link, hints, language });
    }

    /// Whether the contents of an element are no text of the page. A button in a heading unfolds what the
    /// heading names, and browsers show the template of a shadow root. `fallback` and `placeholder` are what
    /// AMP shows instead of an element.
    fn is_silent(&self, tag: Tag, attributes: &Attributes) -> bool {
        let is_heading = || self.page.element(self.stack.block()).tag.is_heading();
        let is_shadow = || tag == Tag::Template && attributes.has("shadowrootmode");
        tag.is_silent() && !(tag == Tag::Button && is_heading() || is_shadow())
            || attributes.has("fallback")
            || attributes.has("placeholder")
    }

    /// The language that an element names.
    fn language(&mut self, attributes: &Attributes) -> Option<usize> {
        let language = attributes.text("lang").or_else(|| attributes.text("xml:lang"))?;
        let languages = &mut self.page.languages;
        if languages.last().is_none_or(|last| last != language) {
            languages.push(language.to_owned());
        }
        languages.len().checked_sub(1)
    }

    fn push_block(&mut self, tag: Tag, hints: Hints, shape: Shape, style: u32, part: Option<Part>) -> usize {
        let at = self.page.elements.len();
        self.page.elements.push(self.element(tag, hints, shape, style, part));
        at
    }

    fn element(&self, tag: Tag, hints: Hints, shape: Shape, style: u32, part: Option<Part>) -> Element {
        let parent = self.stack.block();
        let depth = self.page.elements.get(parent).map_or(0, |parent| parent.depth.saturating_add(1));
        let next = self.page.nodes.len();
        Element {
            tag,
            parent,
            depth,
            hints,
            style,
            part,
            has_fields: false,
            has_textarea: false,
            has_email: false,
            has_choices: false,
            shape,
            nodes: next..next,
        }
    }

    /// Anchors without `href` are targets, not links.
    fn link(&mut self, attributes: &Attributes) -> Option<usize> {
        let address = attributes.address("href")?.to_owned();
        let title = owned(attributes.text("title").or_else(|| attributes.text("aria-label")));
        let has_language = attributes.has("hreflang");
        let at = self.page.links.len();
        self.page.links.push(Anchor { address, title, has_language });
        Some(at)
    }

    /// Closes elements that end without an end tag when another begins.
    fn close_implied(&mut self, tag: Tag) {
        let is_table = |tag: Tag| tag == Tag::Table;
        match tag {
            Tag::Li => self.close(Tag::Li, |tag| tag.is_list() || tag.is_boundary()),
            Tag::Dt | Tag::Dd => {
                self.close(Tag::Dt, |tag| tag == Tag::Dl || tag.is_boundary());
                self.close(Tag::Dd, |tag| tag == Tag::Dl || tag.is_boundary());
            }
            Tag::Td | Tag::Th => {
                self.close(Tag::Td, |tag| is_table(tag) || tag == Tag::Tr);
                self.close(Tag::Th, |tag| is_table(tag) || tag == Tag::Tr);
            }
            Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot => self.close(Tag::Tr, is_table),
            Tag::Option => self.close(Tag::Option, |tag| tag == Tag::Select),
            Tag::A => self.close_inline(Tag::A),
            _ => {}
        }
        if tag.is_block() && self.stack.is_silent() {
            self.close(Tag::Svg, Tag::is_block);
            self.close(Tag::Math, Tag::is_block);
        }
        if tag.is_block() && !tag.is_cell_or_row() {
            self.close(Tag::P, |tag| tag.is_boundary() || tag == Tag::Button);
        }
    }

    fn end_block(&mut self, tag: Tag) {
        if tag.is_cell_or_row() || tag.is_boundary() {
            self.close(tag, |open| open == Tag::Table && tag != Tag::Table);
        } else {
            self.close(tag, Tag::is_boundary);
        }
    }

    /// Ends an element whose contents are not shown. One without blocks in it, as an icon in a sentence, does
    /// not end the line that it stands in.
    fn end_silent(&mut self, tag: Tag) {
        let Some(at) = self.stack.find(tag, Tag::is_boundary) else { return };
        if tag.is_media() || self.stack.has_blocks_from(at) {
            self.close_from(at);
        } else {
            while self.stack.close_one_from(at).is_some() {}
        }
    }

    fn close(&mut self, tag: Tag, is_barrier: impl Fn(Tag) -> bool) {
        if let Some(at) = self.stack.find(tag, is_barrier) {
            self.close_from(at);
        }
    }

    fn close_from(&mut self, at: usize) {
        self.flush();
        while let Some(closed) = self.stack.close_one_from(at) {
            closed.block.into_iter().for_each(|block| self.end_nodes(block));
        }
        if !self.stack.has_media() {
            self.media = None;
        }
    }

    /// The last node so far is the last one inside this block.
    fn end_nodes(&mut self, block: usize) {
        if let Some(block) = self.page.elements.get_mut(block) {
            block.nodes.end = self.page.nodes.len();
        }
    }

    /// The border of an inline element separates words. That of an emphasis may stand amid a word.
    fn note_border(&mut self, tag: Tag) {
        if !matches!(tag, Tag::B | Tag::Strong | Tag::I | Tag::Em | Tag::Sup | Tag::Sub) {
            self.run.border();
        }
    }

    fn close_inline(&mut self, tag: Tag) {
        self.note_border(tag);
        if let Some(at) = self.stack.find(tag, Tag::is_boundary) {
            self.stack.remove(at);
        }
    }

    /// Whether either the text so far or the text that follows is named as a date or an author. Style sheets
    /// put such a text in a line of its own: `<span class=date>2 May</span>Halverton`.
    fn is_byline_apart(&self, next: Hints) -> bool {
        let is_next = next.meets(Hint::BYLINE) || next.in_slug(Hint::BYLINE);
        self.run.is_hinted(Hint::BYLINE) != is_next
    }

    fn count_hidden(&mut self, text: &str) {
        if let Some(hidden) = self.stack.hidden_in() {
            self.hiding.count(hidden, text);
        }
    }

    /// Ends the run that is being written.
    pub(super) fn flush(&mut self) {
        if self.run.is_new() && self.pictures.is_empty() {
            return;
        }
        let is_heading = self.page.element(self.stack.block()).tag.is_heading();
        for run in self.run.take() {
            self.follows_fallback = false;
            let run = if is_heading { heading::without_tools(run, &self.page.links) } else { run };
            if !run.pieces.is_empty() {
                self.pieces = self.pieces.saturating_add(run.pieces.len());
                self.node(Content::Text(run));
            }
        }
        for picture in std::mem::take(&mut self.pictures) {
            self.node(picture);
        }
    }

    pub(super) fn node(&mut self, content: Content) {
        let parent = self.stack.block();
        self.page.nodes.push(Node { parent, content });
    }

    fn time(&mut self, attributes: &Attributes) {
        if let Some(value) =
            attributes.text("datetime").or_else(|| attributes.text("title")).map(str::to_owned)
        {
            let name = attributes.text("itemprop").or_else(|| attributes.text("class")).unwrap_or_default();
            let name = name.to_ascii_lowercase();
            let is_update = ["updated", "modified"].iter().any(|word| name.contains(word));
            let is_update = is_update && !name.contains("published");
            self.page.times.push(Time { spot: self.spot(), value, is_update });
        }
    }

    fn spot(&self) -> Spot {
        Spot { node: self.page.nodes.len(), block: self.stack.block() }
    }

    fn field(&mut self, attributes: &Attributes) {
        let kind = attributes.get("type").unwrap_or("text").to_ascii_lowercase();
        let asks_for_mail = || {
            ["name", "placeholder", "autocomplete"]
                .iter()
                .any(|name| attributes.get(name).is_some_and(is_mail))
        };
        match kind.as_str() {
            "email" => self.mark(|block| block.has_email = true),
            "text" if asks_for_mail() => self.mark(|block| block.has_email = true),
            "radio" | "checkbox" => self.mark(|block| block.has_choices = true),
            _ => {}
        }
        if matches!(kind.as_str(), "text" | "email" | "url" | "tel" | "submit" | "") {
            self.mark_fields(false);
        }
    }

    /// Marks the innermost form or set of fields, or else the innermost block.
    fn mark(&mut self, mark: impl Fn(&mut Element)) {
        let is_form = |at: &usize| matches!(self.page.element(*at).tag, Tag::Form | Tag::Fieldset);
        let block = self.stack.block();
        let form = self.page.around(block).find(is_form).unwrap_or(block);
        self.page.elements.get_mut(form).into_iter().for_each(mark);
    }

    /// Marks the innermost form as one with a field. A field outside of forms is ignored.
    fn mark_fields(&mut self, is_textarea: bool) {
        let form = self.page.around(self.stack.block()).find(|at| self.page.element(*at).tag == Tag::Form);
        if let Some(form) = form.and_then(|at| self.page.elements.get_mut(at)) {
            form.has_fields = true;
            form.has_textarea |= is_textarea;
        }
    }
}

impl TokenHandler for Builder {
    fn is_full(&self) -> bool {
        let Page { nodes, elements, links, .. } = &self.page;
        let pieces = self.pieces.saturating_add(self.run.len());
        let parts = nodes.len().max(elements.len()).max(links.len());
        parts >= MOST_PARTS || pieces >= MOST_PIECES || self.bytes >= MOST_BYTES
    }

    fn text(&mut self, text: &str) {
        let room = MOST_BYTES.saturating_sub(self.bytes);
        let text = text.get(..text.floor_char_boundary(room)).unwrap_or(text);
        self.bytes = self.bytes.saturating_add(text.len());
        let (style, hints) = (self.stack.style(), self.stack.hints());
        match (self.stack.is_silent(), self.stack.is_preformatted()) {
            (true, _) => self.count_hidden(text),
            (false, true) => self.run.write_preformatted(text, style, hints),
            (false, false) => {
                if self.run.is_at_seam(text) && self.is_byline_apart(hints) {
                    self.flush();
                }
                self.run.write(text, style, hints);
            }
        }
    }

    fn raw(&mut self, tag: Tag, text: &str) {
        match tag {
            Tag::Title if self.page.head.title.is_none() && !self.stack.is_silent() => {
                self.page.head.title = folded(text);
            }
            Tag::Script if text.contains("schema.org") || text.contains("datePublished") => {
                self.page.head.scripts.push(text.to_owned());
            }
            Tag::Xmp => self.run.write_preformatted(text, self.stack.style(), self.stack.hints()),
            Tag::Noscript => self.fallback(text),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, attributes: &Attributes) {
        self.bytes = self.bytes.saturating_add(TAG);
        self.page.has_tags |= tag != Tag::Other;
        if attributes.get("aria-expanded") == Some("false") {
            self.hiding.fold();
        }
        if tag == Tag::Meta || attributes.has("itemprop") || attributes.has("property") {
            self.page.head.add_meta(attributes, self.spot());
        }
        if is_marked_date(attributes) {
            self.time(attributes);
        }
        match tag {
            Tag::Html | Tag::Body => self.start_page(attributes),
            Tag::Base => {
                let base = attributes.text("href").filter(|base| base.len() <= MOST_OF_BASE);
                self.page.head.base = self.page.head.base.take().or_else(|| owned(base));
            }
            Tag::Link => self.page.head.add_link(attributes),
            Tag::Br => self.break_line(),
            Tag::Hr => self.divider(),
            Tag::Img | Tag::Image => self.picture(attributes),
            Tag::Source => self.source(attributes),
            Tag::Iframe | Tag::Embed | Tag::Script => self.embed(tag, attributes),
            Tag::Input => self.field(attributes),
            Tag::Other => {}
            _ if tag.is_void() || tag.holds_only_text() && tag != Tag::Textarea => {}
            _ => self.open(tag, attributes),
        }
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Html | Tag::Body => self.is_ended = true,
            Tag::Head | Tag::Other => {}
            Tag::Br => self.break_line(),
            Tag::P if self.stack.find(tag, Tag::is_boundary).is_none() => self.flush(),
            _ if tag.is_void() || tag.holds_only_text() => {}
            _ if self.stack.closes_beyond() => self.flush(),
            _ if tag.is_block() => self.end_block(tag),
            _ if tag.is_silent() => self.end_silent(tag),
            _ => self.close_inline(tag),
        }
    }
}

/// Whether the name of a field is that of a mail address.
fn is_mail(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["email", "e-mail", "ایمیل", "رایانامه", "البريد"].iter().any(|word| name.contains(word))
}

pub(super) fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// Whether an element that is no `<time>` has a date for machines, as microformats write it:
/// `<abbr class=published title=2024-05-02>`.
fn is_marked_date(attributes: &Attributes) -> bool {
    let names = attributes.get("class").unwrap_or_default();
    let is_date = |name: &str| matches!(name, "published" | "updated" | "dt-published" | "dt-updated");
    let begins_with_year = || attributes.text("title").is_some_and(|title| title.starts_with("20"));
    names.split_ascii_whitespace().any(is_date) && !attributes.has("datetime") && begins_with_year()
}

/// A number for the class names of an element (FNV-1a).
fn style(attributes: &Attributes) -> u32 {
    let class = attributes.get("class").unwrap_or_default();
    let says_first = ["first", "drop"].iter().any(|word| class.contains(word));
    let hash = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    if class.is_empty() || says_first { 0 } else { class.bytes().fold(0x811C_9DC5, hash).max(1) }
}
