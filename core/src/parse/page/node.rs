//! A node: a run of text without a break, or something that is shown among the text.

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

/// The content of a node. Addresses are as the page writes them.
#[derive(Debug, Clone)]
pub(in crate::parse) enum Content {
    /// Text, never empty.
    Text(Run),
    /// A picture, and what it shows.
    Picture { src: String, description: Option<String>, link: Option<usize>, size: Size },
    /// A video, and a still of it.
    Video { files: Vec<MediaFile>, poster: Option<String> },
    /// A recording of sound.
    Audio { files: Vec<MediaFile> },
    /// A player of another page.
    Embed { src: String, title: Option<String> },
    /// A line between two parts.
    Divider,
}

/// The size of a picture in pixels, as far as the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::parse) struct Size {
    pub(in crate::parse) width: Option<u32>,
    pub(in crate::parse) height: Option<u32>,
}

/// One of the files of a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct MediaFile {
    pub(in crate::parse) src: String,
    pub(in crate::parse) media_type: Option<String>,
}

/// A run of text.
#[derive(Debug, Clone, Default)]
pub(in crate::parse) struct Run {
    /// Its pieces, each in one style. White space is folded; a line break is `\n`.
    pub(in crate::parse) pieces: Vec<Piece>,
    /// What the names of the inline elements around all of it hint at.
    pub(in crate::parse) hints: Hints,
    /// Whether its white space is that of the page.
    pub(in crate::parse) is_preformatted: bool,
    /// Where borders of inline elements separate two words without a blank: the piece, and the byte in it.
    pub(in crate::parse) seams: Vec<(usize, usize)>,
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
    /// Code, keys and the output of programs.
    pub(in crate::parse) code: bool,
    /// Whether it is raised or lowered.
    pub(in crate::parse) shift: Option<Shift>,
    /// The language that the page names for it, as an index into the languages of the page.
    pub(in crate::parse) language: Option<usize>,
    /// The link it belongs to, as an index into the links of the page.
    pub(in crate::parse) link: Option<usize>,
}

/// Where raised or lowered text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Shift {
    Up,
    Down,
}

impl Node {
    /// Its text, where it is text.
    pub(in crate::parse) fn run(&self) -> Option<&Run> {
        match &self.content {
            Content::Text(run) => Some(run),
            _ => None,
        }
    }

    /// The pieces of its text; none where it is no text.
    pub(in crate::parse) fn pieces(&self) -> &[Piece] {
        self.run().map(|run| run.pieces.as_slice()).unwrap_or_default()
    }
}

impl Run {
    /// The whole text in one line.
    pub(in crate::parse) fn text(&self) -> String {
        in_one_line(&self.pieces)
    }

    /// The whole text with a blank at each border that separates words; `None` if there is no such border.
    pub(in crate::parse) fn spaced(&self) -> Option<String> {
        let mut seams = self.seams.iter().rev().peekable();
        seams.peek()?;
        let mut pieces = self.pieces.clone();
        for (piece, at) in seams {
            let text = pieces.get_mut(*piece).map(|piece| &mut piece.text);
            text.into_iter().filter(|text| text.is_char_boundary(*at)).for_each(|text| text.insert(*at, ' '));
        }
        Some(in_one_line(&pieces))
    }

    /// Its texts in order, each with the link that it is in.
    pub(in crate::parse) fn by_link(&self) -> impl Iterator<Item = (Option<usize>, String)> {
        let groups = self.pieces.chunk_by(|one, other| one.style.link == other.style.link);
        groups.map(|group| (group.first().and_then(|piece| piece.style.link), in_one_line(group)))
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

/// The text of pieces. A blank stands for a line break, so places in it are those in the pieces.
fn in_one_line(pieces: &[Piece]) -> String {
    let mut text = String::with_capacity(pieces.iter().map(|piece| piece.text.len()).sum());
    pieces.iter().for_each(|piece| text.push_str(&piece.text));
    if text.contains('\n') { text.replace('\n', " ") } else { text }
}
