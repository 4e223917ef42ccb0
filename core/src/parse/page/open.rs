//! The elements that are open at a place in a page, and how they style the text there.

use super::hint::Hints;
use super::node::{Shift, Style};
use crate::parse::html::Tag;

/// The maximum depth of nesting. Deeper elements are read as if they were at this depth. Browsers stop at
/// 512.
const DEEPEST: usize = 256;

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// Its kind.
    pub(super) tag: Tag,
    /// The block it is, as an index into the elements of the page.
    pub(super) block: Option<usize>,
    /// Whether its contents are not shown as text of the page.
    pub(super) is_silent: bool,
    /// Which of the hidden elements of the page it is, if nothing shows it.
    pub(super) hidden: Option<usize>,
    /// The link it is, as an index into the links of the page.
    pub(super) link: Option<usize>,
    /// What its names hint at.
    pub(super) hints: Hints,
    /// The language that it names, as an index into the languages of the page.
    pub(super) language: Option<usize>,
}

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many elements are open beyond the maximum depth.
    beyond: usize,
    silent: usize,
    hidden: usize,
    bold: usize,
    italic: usize,
    code: usize,
    raised: usize,
    lowered: usize,
    preformatted: usize,
    media: usize,
}

impl Stack {
    /// Whether another element can be opened. If not, counts it in `beyond`.
    pub(super) fn has_room(&mut self) -> bool {
        let has_room = self.open.len() < DEEPEST;
        self.beyond = self.beyond.saturating_add(usize::from(!has_room));
        has_room
    }

    /// Whether an end tag belongs to an element beyond the maximum depth. If so, counts it as closed.
    pub(super) fn closes_beyond(&mut self) -> bool {
        let beyond = self.beyond > 0;
        self.beyond = self.beyond.saturating_sub(usize::from(beyond));
        beyond
    }

    /// Opens an element.
    pub(super) fn push(&mut self, open: Open) {
        self.count(open, |counter| counter.saturating_add(1));
        self.open.push(open);
    }

    /// Where the innermost open element of this kind is; `None` if a barrier comes first.
    pub(super) fn find(&self, tag: Tag, is_barrier: impl Fn(Tag) -> bool) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.tag == tag {
                return Some(at);
            }
            if is_barrier(open.tag) {
                return None;
            }
        }
        None
    }

    /// Closes the innermost element, if it was opened at this place or later.
    pub(super) fn close_one_from(&mut self, at: usize) -> Option<Open> {
        if self.open.len() > at { self.pop() } else { None }
    }

    /// Whether a block is open from this place on.
    pub(super) fn has_blocks_from(&self, at: usize) -> bool {
        self.open.iter().skip(at).any(|open| open.block.is_some())
    }

    /// Whether an element is open that frames parts of a page, and whose end tag may not be left out.
    pub(super) fn has_frame(&self) -> bool {
        let is_frame = |tag| matches!(tag, Tag::Div | Tag::Article | Tag::Main | Tag::Section | Tag::Table);
        self.open.iter().any(|open| is_frame(open.tag))
    }

    /// Closes one inline element and keeps what is open inside it.
    pub(super) fn remove(&mut self, at: usize) {
        let open = self.open.remove(at);
        self.count(open, |counter| counter.saturating_sub(1));
    }

    /// The innermost open block, as an index into the elements of the page; 0 is the page.
    pub(super) fn block(&self) -> usize {
        self.open.iter().rev().find_map(|open| open.block).unwrap_or(0)
    }

    /// The style of text here.
    pub(super) fn style(&self) -> Style {
        let shift = if self.raised > 0 { Some(Shift::Up) } else { None };
        Style {
            bold: self.bold > 0,
            italic: self.italic > 0,
            code: self.code > 0,
            shift: shift.or(if self.lowered > 0 { Some(Shift::Down) } else { None }),
            language: self.open.iter().rev().find_map(|open| open.language),
            link: self.open.iter().rev().find_map(|open| open.link),
        }
    }

    /// Whether white space counts here.
    pub(super) fn is_preformatted(&self) -> bool {
        self.preformatted > 0
    }

    /// Whether a recording is open.
    pub(super) fn has_media(&self) -> bool {
        self.media > 0
    }

    /// What the inline elements around a text hint at.
    pub(super) fn hints(&self) -> Hints {
        let inline = self.open.iter().rev().take_while(|open| open.block.is_none());
        inline.fold(Hints::default(), |hints, open| hints.with(open.hints))
    }

    /// Whether text here is not shown as text of the page.
    pub(super) fn is_silent(&self) -> bool {
        self.silent > 0
    }

    /// Whether an `<object>` is all that keeps text here from being shown.
    pub(super) fn is_only_in_object(&self) -> bool {
        let is_object = self.open.last().is_some_and(|open| open.tag == Tag::Object);
        self.silent == 1 && is_object
    }

    /// The outermost hidden element, if only such elements keep the text here from being shown.
    pub(super) fn hidden_in(&self) -> Option<usize> {
        let is_only_hidden = self.hidden > 0 && self.hidden == self.silent;
        if is_only_hidden { self.open.iter().find_map(|open| open.hidden) } else { None }
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.count(open, |counter| counter.saturating_sub(1));
        Some(open)
    }

    fn count(&mut self, open: Open, change: impl Fn(usize) -> usize) {
        if open.is_silent {
            self.silent = change(self.silent);
        }
        if open.hidden.is_some() {
            self.hidden = change(self.hidden);
        }
        match open.tag {
            Tag::B | Tag::Strong => self.bold = change(self.bold),
            Tag::I | Tag::Em => self.italic = change(self.italic),
            Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => self.code = change(self.code),
            Tag::Sup => self.raised = change(self.raised),
            Tag::Sub => self.lowered = change(self.lowered),
            Tag::Pre => self.preformatted = change(self.preformatted),
            tag if tag.is_media() => self.media = change(self.media),
            _ => {}
        }
    }
}
