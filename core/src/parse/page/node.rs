//! A node: a run of text without a break, a picture or a video.

use ifilm_language::text::is_alphanumeric;

use super::hint::Hints;

/// One node of a page.
#[derive(Debug, Clone)]
pub(in crate::parse) struct Node {
    /// The innermost block element around it.
    pub(in crate::parse) parent: usize,
    /// Its content.
    pub(in crate::parse) content: Content,
}

/// The content of a node.
#[derive(Debug, Clone)]
pub(in crate::parse) enum Content {
    /// Text, white space folded, never empty.
    Text(Run),
    /// A picture: its address as the page writes it, and what it shows.
    Picture { src: String, description: Option<String>, link: Option<usize> },
    /// A video: its address as the page writes it, and a still of it.
    Video { src: Option<String>, poster: Option<String> },
}

/// A run of text.
#[derive(Debug, Clone, Default)]
pub(in crate::parse) struct Run {
    /// Its pieces, each in one style.
    pub(in crate::parse) pieces: Vec<Piece>,
    /// What the names of the inline elements around all of it hint at.
    pub(in crate::parse) hints: Hints,
}

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Piece {
    /// The text.
    pub(in crate::parse) text: String,
    /// Its style.
    pub(in crate::parse) style: Style,
}

/// The style of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::parse) struct Style {
    /// Strong emphasis.
    pub(in crate::parse) bold: bool,
    /// Emphasis.
    pub(in crate::parse) italic: bool,
    /// The link it belongs to, as an index into the links of the page.
    pub(in crate::parse) link: Option<usize>,
}

impl Node {
    /// Its text, where it is text.
    pub(in crate::parse) fn run(&self) -> Option<&Run> {
        match &self.content {
            Content::Text(run) => Some(run),
            Content::Picture { .. } | Content::Video { .. } => None,
        }
    }

    /// The pieces of its text; none where it is no text.
    pub(in crate::parse) fn pieces(&self) -> &[Piece] {
        self.run().map(|run| run.pieces.as_slice()).unwrap_or_default()
    }
}

impl Run {
    /// The whole text.
    pub(in crate::parse) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Its texts in order, each with the link that it is in.
    pub(in crate::parse) fn by_link(&self) -> impl Iterator<Item = (Option<usize>, String)> {
        let groups = self.pieces.chunk_by(|one, other| one.style.link == other.style.link);
        groups.map(|group| {
            let link = group.first().and_then(|piece| piece.style.link);
            (link, group.iter().map(|piece| piece.text.as_str()).collect())
        })
    }

    /// Letters and digits, and how many of them are in links.
    pub(in crate::parse) fn weights(&self) -> (usize, usize) {
        let weight = |piece: &Piece| piece.text.chars().filter(|c| is_alphanumeric(*c)).count();
        self.pieces.iter().fold((0, 0), |(all, linked), piece| {
            let weight = weight(piece);
            let in_link = if piece.style.link.is_some() { weight } else { 0 };
            (all.saturating_add(weight), linked.saturating_add(in_link))
        })
    }
}
