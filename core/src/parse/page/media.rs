//! Reads what a page shows among its text: pictures, recordings, players.

use super::builder::{Builder, owned};
use super::node::{Content, MediaFile, Node, Size};
use super::visibility::is_hidden;
use super::{emoji, picture_source, player};
use crate::parse::html::{Attributes, Tag, TokenHandler, tokenize};

/// Pictures up to this size, in pixels, are icons.
const ICON: u32 = 40;

/// The maximum number of bytes of a `<noscript>` that are read.
const LONGEST_FALLBACK: usize = 20_000;

/// Attributes that hold the address of a recording.
const RECORDINGS: &[&str] = &[
    "src",
    "data-src",
    "data-video-src",
    "data-video",
    "data-file",
    "data-mp4",
    "data-lazy-src",
    "data-url",
];

impl Builder {
    /// A picture, or the sign that stands for one in a text.
    pub(super) fn picture(&mut self, attributes: &Attributes) {
        if self.stack.is_silent() {
            return;
        }
        if let Some(sign) = emoji::sign(attributes) {
            self.run.write(sign, self.stack.style(), self.stack.hints());
        } else if let Some(picture) = self.picture_of(attributes) {
            let is_twin = self.follows_fallback && picture_source::is_late(attributes);
            self.add_picture(picture, is_twin);
        }
        self.sources.clear();
    }

    fn picture_of(&self, attributes: &Attributes) -> Option<Content> {
        let size = size(attributes);
        if [size.width, size.height].into_iter().flatten().any(|size| size <= ICON) {
            return None;
        }
        let src = picture_source::src(attributes, &self.sources)?;
        let description = owned(attributes.text("alt").or_else(|| attributes.text("title")));
        Some(Content::Picture { src, description, link: self.stack.style().link, size })
    }

    /// Adds a picture, unless it is that of the node before it: a picture that a script loads late often
    /// stands in a `<noscript>` as well.
    fn add_picture(&mut self, picture: Content, is_twin: bool) {
        self.follows_fallback = false;
        let known =
            self.pictures.last().or_else(|| if self.run.wrote() { None } else { self.last_content() });
        let is_same =
            known.is_some_and(|known| is_same_picture(known, &picture) || is_twin && is_picture(known));
        if !is_same {
            self.pictures.push(picture);
        }
        if !self.run.wrote() {
            self.flush();
        }
    }

    /// The content of the last node, if it lies in the block that is open.
    fn last_content(&self) -> Option<&Content> {
        let block = self.stack.block();
        self.page.nodes.last().filter(|node| node.parent == block).map(|node| &node.content)
    }

    /// What a page shows where no script runs: the picture that a script loads late, or a player.
    pub(super) fn fallback(&mut self, text: &str) {
        if self.stack.is_silent() || text.len() > LONGEST_FALLBACK || !text.contains('<') {
            return;
        }
        let mut fallback = Fallback { builder: self, sources: Vec::new() };
        tokenize(text, &mut fallback);
    }

    /// A place where late pictures are named before their `<img>`, or a file of a recording.
    pub(super) fn source(&mut self, attributes: &Attributes) {
        if self.stack.has_media() {
            self.add_file(attributes);
        } else if self.stack.find(Tag::Picture, Tag::is_block).is_some() {
            self.sources.extend(picture_source::sets_of_source(attributes));
        }
    }

    pub(super) fn start_media(&mut self, tag: Tag, attributes: &Attributes) {
        if self.stack.is_silent() {
            return;
        }
        self.flush();
        self.media = Some(self.page.nodes.len());
        let poster = owned(attributes.address("poster").or_else(|| attributes.address("data-poster")));
        let files = Vec::new();
        let is_sound = matches!(tag, Tag::Audio | Tag::AmpAudio);
        self.node(if is_sound { Content::Audio { files } } else { Content::Video { files, poster } });
        self.add_file(attributes);
    }

    fn add_file(&mut self, attributes: &Attributes) {
        let mut named = RECORDINGS.iter().filter_map(|name| attributes.address(name));
        let Some(src) = named.find(|src| !src.starts_with("blob:") && !src.starts_with("data:")) else {
            return;
        };
        let file = MediaFile { src: src.to_owned(), media_type: owned(attributes.text("type")) };
        let node = self.media.and_then(|at| self.page.nodes.get_mut(at));
        if let Some(Node { content: Content::Video { files, .. } | Content::Audio { files }, .. }) = node
            && !files.iter().any(|known| known.src == file.src)
            && files.len() < MOST_FILES
        {
            files.push(file);
        }
    }

    /// A player. An `<embed>` may stand in an `<object>` for browsers that do not know that.
    pub(super) fn embed(&mut self, tag: Tag, attributes: &Attributes) {
        if self.stack.is_silent() && !(tag == Tag::Embed && self.stack.is_only_in_object()) {
            return;
        }
        if let Some(src) = player::of_element(tag, attributes) {
            self.add_embed(src, owned(attributes.text("title").or_else(|| attributes.text("aria-label"))));
        }
    }

    fn add_embed(&mut self, src: String, title: Option<String>) {
        let is_known =
            matches!(self.last_content(), Some(Content::Embed { src: known, .. }) if *known == src);
        if !is_known {
            self.flush();
            self.node(Content::Embed { src, title });
        }
    }

    /// A line between two parts. Of several in a row one is kept.
    pub(super) fn divider(&mut self) {
        self.flush();
        let is_first = !matches!(self.page.nodes.last(), Some(Node { content: Content::Divider, .. }) | None);
        if is_first && !self.stack.is_silent() {
            self.node(Content::Divider);
        }
    }
}

/// The maximum number of files of one recording.
const MOST_FILES: usize = 16;

/// Reads the pictures and players of a `<noscript>`.
struct Fallback<'b> {
    builder: &'b mut Builder,
    sources: Vec<String>,
}

impl TokenHandler for Fallback<'_> {
    fn start(&mut self, tag: Tag, attributes: &Attributes) {
        match tag {
            Tag::Source => self.sources.extend(picture_source::sets_of_source(attributes)),
            Tag::Img | Tag::AmpImg => {
                self.builder.sources = std::mem::take(&mut self.sources);
                if let Some(picture) = self.builder.picture_of(attributes).filter(|_| !is_hidden(attributes))
                {
                    self.builder.add_picture(picture, true);
                    self.builder.follows_fallback = true;
                }
                self.builder.sources.clear();
            }
            Tag::Iframe if !is_hidden(attributes) => self.builder.embed(tag, attributes),
            _ => {}
        }
    }

    fn end(&mut self, _: Tag) {}
    fn text(&mut self, _: &str) {}
    fn raw(&mut self, _: Tag, _: &str) {}
}

fn is_picture(content: &Content) -> bool {
    matches!(content, Content::Picture { .. })
}

/// Whether two pictures have the same file. Their addresses may differ in the folder of their size.
fn is_same_picture(one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Picture { src: one, .. }, Content::Picture { src: other, .. }) => file(one) == file(other),
        _ => false,
    }
}

fn file(src: &str) -> &str {
    let path = src.split(['?', '#']).next().unwrap_or(src);
    let file = path.rsplit('/').next().unwrap_or(path);
    if file.contains('.') { file } else { src }
}

fn size(attributes: &Attributes) -> Size {
    let size = |name| attributes.get(name).and_then(|size| size.trim_end_matches("px").trim().parse().ok());
    let size = Size { width: size("width"), height: size("height") };
    if is_ratio(size) { Size::default() } else { size }
}

/// Whether a size is a ratio: 16 to 9.
fn is_ratio(size: Size) -> bool {
    let (Some(width), Some(height)) = (size.width, size.height) else { return false };
    RATIOS.contains(&(width, height)) || RATIOS.contains(&(height, width))
}

/// The ratios of pictures that pages give in the place of a size.
const RATIOS: &[(u32, u32)] = &[(16, 9), (16, 10), (4, 3), (3, 2), (21, 9), (5, 4), (2, 1)];
