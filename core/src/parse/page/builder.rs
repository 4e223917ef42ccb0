//! Builds a page from its tokens. Closes what the page forgets to close, as browsers do.

use super::hiding::Hiding;
use super::hint::Hints;
use super::open::{Open, Stack};
use super::plain::folded;
use super::run_writer::RunWriter;
use super::{Anchor, Content, Element, Node, Page, Time};
use crate::parse::html::{Attributes, Tag, TokenHandler, tokenize};

/// Pictures up to this size, in pixels, are icons.
const ICON: u32 = 40;

/// The maximum number of bytes of a page that are read. No page for people is longer.
const MOST_BYTES: usize = 2 << 20;
/// The maximum number of nodes, elements or links of a page. Reading stops there.
const MOST_PARTS: usize = 10_000;

/// Reads tokens into a page.
#[derive(Default)]
pub(super) struct Builder {
    page: Page,
    stack: Stack,
    run: RunWriter,
    /// Pictures inside the run that is being written; they follow it.
    pictures: Vec<Content>,
    hiding: Hiding,
    /// The node of the video whose `<source>` elements are being read.
    video: Option<usize>,
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
        self.page.elements.push(self.element(Tag::Html, Hints::default(), 0));
        tokenize(html.get(..html.floor_char_boundary(MOST_BYTES)).unwrap_or(html), &mut self);
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

    fn break_line(&mut self) {
        if !self.stack.is_silent() && self.run.break_line(self.stack.style()) {
            self.flush();
        }
    }

    fn open(&mut self, tag: Tag, attributes: &Attributes) {
        self.close_implied(tag);
        if tag.is_block() || tag == Tag::Video {
            self.flush();
        }
        match tag {
            Tag::Time => self.time(attributes),
            Tag::Video => self.start_video(attributes),
            Tag::Textarea => self.mark_fields(true),
            _ => {}
        }
        if tag != Tag::Textarea && self.stack.has_room() {
            self.push(tag, attributes);
        }
    }

    fn push(&mut self, tag: Tag, attributes: &Attributes) {
        let hints = Hints::of(attributes);
        let block = tag.is_block().then(|| self.push_block(tag, hints, style(attributes)));
        let hidden =
            if is_hidden(attributes) { self.hiding.hide(tag == Tag::P || !tag.is_block()) } else { None };
        let is_silent = hidden.is_some() || tag.is_silent() && !self.is_heading_button(tag);
        let link = if tag == Tag::A { self.link(attributes) } else { None };
        self.stack.push(Open { tag, block, is_silent, hidden, link, hints });
    }

    /// A button that is a heading unfolds what follows; its words are those of the heading.
    fn is_heading_button(&self, tag: Tag) -> bool {
        tag == Tag::Button && self.page.element(self.stack.block()).tag.is_heading()
    }

    fn push_block(&mut self, tag: Tag, hints: Hints, style: u32) -> usize {
        let at = self.page.elements.len();
        self.page.elements.push(self.element(tag, hints, style));
        at
    }

    fn element(&self, tag: Tag, hints: Hints, style: u32) -> Element {
        let parent = self.stack.block();
        let depth = self.page.elements.get(parent).map_or(0, |parent| parent.depth.saturating_add(1));
        let next = self.page.nodes.len();
        Element {
            tag,
            parent,
            depth,
            hints,
            style,
            has_fields: false,
            has_textarea: false,
            nodes: next..next,
        }
    }

    /// Anchors without `href` are targets, not links.
    fn link(&mut self, attributes: &Attributes) -> Option<usize> {
        let address = attributes.text("href")?.to_owned();
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

    fn close(&mut self, tag: Tag, is_barrier: impl Fn(Tag) -> bool) {
        if let Some(at) = self.stack.find(tag, is_barrier) {
            self.close_from(at);
        }
    }

    fn close_from(&mut self, at: usize) {
        self.flush();
        for block in self.stack.close_from(at) {
            self.end_nodes(block);
        }
        self.video = None;
    }

    /// The last node so far is the last one inside this block.
    fn end_nodes(&mut self, block: usize) {
        if let Some(block) = self.page.elements.get_mut(block) {
            block.nodes.end = self.page.nodes.len();
        }
    }

    fn close_inline(&mut self, tag: Tag) {
        if let Some(at) = self.stack.find(tag, Tag::is_boundary) {
            self.stack.remove(at);
        }
    }

    /// Ends the run that is being written.
    fn flush(&mut self) {
        for run in self.run.take() {
            self.node(Content::Text(run));
        }
        for picture in std::mem::take(&mut self.pictures) {
            self.node(picture);
        }
    }

    fn node(&mut self, content: Content) {
        let parent = self.stack.block();
        self.page.nodes.push(Node { parent, content });
    }

    fn picture(&mut self, attributes: &Attributes) {
        if self.stack.is_silent() || is_icon(attributes) {
            return;
        }
        let Some(src) = picture_src(attributes) else {
            return;
        };
        let description = owned(attributes.text("alt").or_else(|| attributes.text("title")));
        let link = self.stack.style().link;
        self.pictures.push(Content::Picture { src, description, link });
        if !self.run.wrote() {
            self.flush();
        }
    }

    fn start_video(&mut self, attributes: &Attributes) {
        let (src, poster) = (owned(attributes.text("src")), owned(attributes.text("poster")));
        self.video = Some(self.page.nodes.len());
        self.node(Content::Video { src, poster });
    }

    /// The first `src` of a video counts.
    fn video_src(&mut self, attributes: &Attributes) {
        let node = self.video.and_then(|at| self.page.nodes.get_mut(at));
        if let Some(Node { content: Content::Video { src, .. }, .. }) = node {
            *src = src.take().or_else(|| owned(attributes.text("src")));
        }
    }

    fn time(&mut self, attributes: &Attributes) {
        if let Some(value) =
            attributes.text("datetime").or_else(|| attributes.text("title")).map(str::to_owned)
        {
            let name = attributes.text("itemprop").or_else(|| attributes.text("class")).unwrap_or_default();
            let name = name.to_ascii_lowercase();
            let is_update = ["updated", "modified"].iter().any(|word| name.contains(word));
            let is_update = is_update && !name.contains("published");
            self.page.times.push(Time { node: self.page.nodes.len(), value, is_update });
        }
    }

    fn field(&mut self, attributes: &Attributes) {
        let kind = attributes.get("type").unwrap_or("text").to_ascii_lowercase();
        if matches!(kind.as_str(), "text" | "email" | "url" | "tel" | "submit" | "") {
            self.mark_fields(false);
        }
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
        nodes.len().max(elements.len()).max(links.len()) >= MOST_PARTS
    }

    fn text(&mut self, text: &str) {
        if !self.stack.is_silent() {
            self.run.write(text, self.stack.style(), self.stack.hints());
        } else if let Some(hidden) = self.stack.hidden_in() {
            self.hiding.count(hidden, text);
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
            Tag::Xmp => self.text(text),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, attributes: &Attributes) {
        self.page.has_tags |= tag != Tag::Other;
        if attributes.get("aria-expanded") == Some("false") {
            self.hiding.fold();
        }
        if tag == Tag::Meta || attributes.has("itemprop") || attributes.has("property") {
            self.page.head.add_meta(attributes);
        }
        if is_marked_date(attributes) {
            self.time(attributes);
        }
        match tag {
            Tag::Html | Tag::Body => self.start_page(attributes),
            Tag::Base => {
                self.page.head.base = self.page.head.base.take().or_else(|| owned(attributes.text("href")))
            }
            Tag::Link => self.page.head.add_link(attributes),
            Tag::Br => self.break_line(),
            Tag::Hr => self.flush(),
            Tag::Img | Tag::Image => self.picture(attributes),
            Tag::Source => self.video_src(attributes),
            Tag::Input => self.field(attributes),
            Tag::Other => {}
            _ if tag.is_void() || tag.holds_only_text() && tag != Tag::Textarea => {}
            _ => self.open(tag, attributes),
        }
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Html | Tag::Body | Tag::Head | Tag::Other => {}
            Tag::Br => self.break_line(),
            Tag::P if self.stack.find(tag, Tag::is_boundary).is_none() => self.flush(),
            _ if tag.is_void() || tag.holds_only_text() => {}
            _ if self.stack.closes_beyond() => self.flush(),
            _ if tag.is_block() || tag.is_silent() => self.end_block(tag),
            _ => self.close_inline(tag),
        }
    }
}

fn owned(text: Option<&str>) -> Option<String> {
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

fn is_hidden(attributes: &Attributes) -> bool {
    let style = attributes.get("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    attributes.has("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}

fn is_icon(attributes: &Attributes) -> bool {
    let is_small = |name: &str| {
        let size = attributes.get(name).and_then(|size| size.trim_end_matches("px").parse::<u32>().ok());
        size.is_some_and(|size| size <= ICON)
    };
    is_small("width") || is_small("height")
}

/// Pages that load pictures late keep the true address in a `data-` attribute.
fn picture_src(attributes: &Attributes) -> Option<String> {
    let names = ["data-src", "data-original", "data-lazy-src", "src"];
    let mut written = names.iter().filter_map(|name| attributes.text(name));
    written.find(|src| !src.starts_with("data:")).map(str::to_owned).or_else(|| first_of_set(attributes))
}

fn first_of_set(attributes: &Attributes) -> Option<String> {
    let set = attributes.text("srcset")?;
    let first = set.split([' ', ',']).find(|part| !part.is_empty() && !part.starts_with("data:"))?;
    Some(first.to_owned())
}
