//! The texts under pictures and recordings. They are a field of what they belong to, never text.

use std::collections::HashMap;

use super::caption_credit::{bracketed, without_credit};
use super::credit;
use super::measured_page::MeasuredPage;
use super::tables::Tables;
use super::votes::MOST;
use crate::parse::html::Tag;
use crate::parse::page::{Content, Element, Hint};

/// The maximum number of lines of a caption outside of a figure, and of its letters and digits.
const MOST_LINES: usize = 2;
const MOST_LETTERS: usize = 300;

/// The score from which a text beside a picture is its caption.
const ENOUGH: u32 = 50;

/// The captions of a page.
pub(super) struct Captions {
    /// For each node whether it is a caption.
    are: Vec<bool>,
    /// The caption of each picture and recording that has one.
    texts: Vec<Option<String>>,
}

impl Captions {
    /// Finds the captions of a page. `title` is never one, nor is a cell of a table of data.
    pub(super) fn of(measured: &MeasuredPage<'_>, tables: &Tables, title: Option<usize>) -> Self {
        let length = measured.lines.len();
        let mut captions = Self { are: vec![false; length], texts: vec![None; length] };
        let mut frames = Frames::of(measured);
        for node in (0..length).filter(|node| shows(measured, *node)) {
            let mut nodes = caption(measured, &mut frames, node);
            nodes.retain(|text| Some(*text) != title && tables.around(*text).is_none());
            for text in &nodes {
                captions.are.get_mut(*text).into_iter().for_each(|is_caption| *is_caption = true);
            }
            let marked = |node: &usize| measured.is_inside(*node, |tag| tag == Tag::Figcaption);
            if nodes.iter().any(marked) {
                nodes.retain(marked);
            }
            nodes.retain(|text| shows_no_author(measured, *text));
            let texts: Vec<&str> = nodes.iter().map(|node| &*measured.line(*node).text).collect();
            let shown = without_credit(&texts.join(" ")).map(str::to_owned);
            captions.texts.get_mut(node).into_iter().for_each(|text| text.clone_from(&shown));
        }
        captions.drop_repeated_brackets();
        if captions.are_the_text(measured) {
            return Self { are: vec![false; length], texts: vec![None; length] };
        }
        captions
    }

    /// Whether what looks like captions is most of the prose.
    fn are_the_text(&self, measured: &MeasuredPage<'_>) -> bool {
        let is_marked = |node: usize| measured.is_inside(node, |tag| tag == Tag::Figcaption);
        let mass = |is: &dyn Fn(usize) -> bool| -> usize {
            let prose = (0..measured.lines.len()).filter(|node| measured.line(*node).is_prose() && is(*node));
            prose.map(|node| measured.line(node).mass()).sum()
        };
        let captions = mass(&|node| self.has(node) && !is_marked(node));
        captions.saturating_mul(MOST) > mass(&|_| true)
    }

    /// Removes brackets at the end that several captions share: the agency that took the pictures.
    fn drop_repeated_brackets(&mut self) {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for brackets in self.texts.iter().flatten().filter_map(|text| bracketed(text)) {
            let count = counts.entry(brackets.to_owned()).or_default();
            *count = count.saturating_add(1);
        }
        for text in self.texts.iter_mut().flatten() {
            let repeated = bracketed(text).filter(|brackets| counts.get(*brackets) > Some(&1));
            if let Some(at) = repeated.map(|brackets| text.len().saturating_sub(brackets.len())) {
                text.truncate(text.get(..at).unwrap_or_default().trim_end().len());
            }
        }
    }

    /// Whether a node is a caption.
    pub(super) fn has(&self, node: usize) -> bool {
        self.are.get(node).copied().unwrap_or(false)
    }

    /// The caption of a picture or a recording.
    pub(super) fn of_node(&self, node: usize) -> Option<String> {
        self.texts.get(node).cloned().flatten()
    }
}

/// Whether a line under a picture is not who wrote the article, or when.
fn shows_no_author(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let line = measured.line(node);
    line.stamp.is_none() && (!line.is_credit || credit::is_caption(&line.text))
}

fn shows(measured: &MeasuredPage<'_>, node: usize) -> bool {
    !matches!(measured.page.node(node).content, Content::Text(_) | Content::Divider)
}

/// The nodes of the caption of a picture or a recording.
fn caption(measured: &MeasuredPage<'_>, frames: &mut Frames, node: usize) -> Vec<usize> {
    let tag = |at: &usize| measured.page.element(*at).tag;
    let figure = measured.around(node).find(|at| tag(at) == Tag::Figure);
    if let Some(figure) = figure {
        // The caption of several pictures is that of the first.
        return if frames.begin(figure) { in_figure(measured, figure) } else { Vec::new() };
    }
    let next = measured.behind(node).next();
    let named = next.filter(|next| is_named(measured, *next) || repeats_description(measured, node, *next));
    match named {
        Some(named) => vec![named],
        None => frames.around(measured, node),
    }
}

/// Whether a line has a name of captions.
fn is_named(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let line = measured.line(node);
    let hints = measured.hints(node);
    let is_short = (1..=MOST_LETTERS).contains(&line.weight);
    let is_caption = || hints.meets(Hint::PICTURE) || hints.in_slug(Hint::CAPTION);
    hints.meets(Hint::BYLINE) && line.weight > 0 || is_caption() && is_short
}

/// Whether a line begins with what the page says that the picture before it shows.
fn repeats_description(measured: &MeasuredPage<'_>, picture: usize, node: usize) -> bool {
    let Content::Picture { description: Some(description), .. } = &measured.page.node(picture).content else {
        return false;
    };
    let line = measured.line(node);
    let is_described = description.split_whitespace().nth(2).is_some();
    is_described
        && line.weight <= MOST_LETTERS
        && line.heading.is_none()
        && line.text.starts_with(&**description)
}

/// The text of a figure that is no quotation, table or code. Of a long text it is the first line of the
/// caption: the figure was not closed, or lays out the page.
fn in_figure(measured: &MeasuredPage<'_>, figure: usize) -> Vec<usize> {
    let is_other =
        |node: usize| measured.is_inside(node, |tag| matches!(tag, Tag::Blockquote | Tag::Table | Tag::Pre));
    let is_marked = |node: &usize| measured.is_inside(*node, |tag| tag == Tag::Figcaption);
    let texts = measured.nodes(figure).filter(|node| measured.line(*node).weight > 0);
    let texts: Vec<usize> = texts.filter(|node| !is_other(*node)).collect();
    if is_short(measured, &texts) {
        return texts;
    }
    let marked: Vec<usize> = texts.into_iter().filter(is_marked).collect();
    if is_short(measured, &marked) { marked } else { marked.into_iter().take(1).collect() }
}

/// Whether lines are as short as the caption of a figure.
fn is_short(measured: &MeasuredPage<'_>, lines: &[usize]) -> bool {
    let letters: usize = lines.iter().map(|node| measured.line(*node).weight).sum();
    let prose = lines.iter().filter(|node| measured.line(**node).is_prose()).count();
    letters <= LONGEST_IN_FIGURE && prose <= MOST_LINES
}

/// The maximum number of letters of a caption in a figure.
const LONGEST_IN_FIGURE: usize = 800;

/// The blocks that hold a picture and a line or two.
struct Frames {
    /// For each element how many of its children are such blocks.
    rows: Vec<usize>,
    /// The figures whose captions are known.
    begun: Vec<bool>,
}

impl Frames {
    fn of(measured: &MeasuredPage<'_>) -> Self {
        let elements = &measured.page.elements;
        let mut rows = vec![0_usize; elements.len()];
        for element in elements.iter().filter(|element| is_frame(measured, element)) {
            rows.get_mut(element.parent).into_iter().for_each(|row| *row = row.saturating_add(1));
        }
        Self { rows, begun: vec![false; elements.len()] }
    }

    /// Whether this is the first picture of a figure.
    fn begin(&mut self, figure: usize) -> bool {
        self.begun.get_mut(figure).is_some_and(|begun| !std::mem::replace(begun, true))
    }

    /// The lines beside a picture in the innermost block that holds more than the picture, if they are its
    /// caption.
    fn around(&self, measured: &MeasuredPage<'_>, node: usize) -> Vec<usize> {
        let is_shared = |at: &usize| measured.nodes(*at).len() > 1;
        let Some(frame) = measured.around(node).find(is_shared) else { return Vec::new() };
        let element = measured.page.element(frame);
        if !is_frame(measured, element) {
            return Vec::new();
        }
        let texts: Vec<usize> = texts(measured, element).collect();
        if self.score(measured, element, &texts) >= ENOUGH { texts } else { Vec::new() }
    }

    /// How much speaks for a caption.
    fn score(&self, measured: &MeasuredPage<'_>, frame: &Element, texts: &[usize]) -> u32 {
        let all = |is: &dyn Fn(usize) -> bool| texts.iter().all(|text| is(*text));
        let row = self.rows.get(frame.parent).copied().unwrap_or(0);
        let evidence = [
            (frame.hints.meets(Hint::PICTURE), 40),
            (frame.hints.meets(Hint::CAPTION), 40),
            (all(&|text| measured.hints(text).meets(Hint::PICTURE)), 60),
            (all(&|text| measured.hints(text).in_slug(Hint::CAPTION)), 60),
            (all(&|text| measured.parent(text).tag != Tag::P), 10),
            (row > 1, 40),
            (all(&|text| !measured.line(text).is_prose()), 20),
            (all(&|text| is_smaller(measured, text)), 20),
            (frame.tag == Tag::P && all(&|text| is_smaller(measured, text)), 30),
            (all(&|text| credit::is_caption(&measured.line(text).text)), 40),
        ];
        evidence.iter().filter(|(applies, _)| *applies).map(|(_, weight)| *weight).sum()
    }
}

/// Whether a line is set in italics or in small letters.
fn is_smaller(measured: &MeasuredPage<'_>, node: usize) -> bool {
    measured.hints(node).meets(Hint::SMALL)
        || measured.page.node(node).pieces().iter().all(|piece| piece.style.italic)
}

/// Whether a block holds one picture or recording and then a line or two that are no links.
fn is_frame(measured: &MeasuredPage<'_>, element: &Element) -> bool {
    let nodes = element.nodes.clone();
    let is_small = nodes.len() > 1 && nodes.len() <= MOST_LINES.saturating_add(1) && element.depth > 0;
    if !is_small || !nodes.clone().next().is_some_and(|first| shows(measured, first)) {
        return false;
    }
    let lines = || texts(measured, element).map(|node| measured.line(node));
    let letters: usize = lines().map(|line| line.weight).sum();
    let is_text = lines().all(|line| !line.is_link() && line.heading.is_none());
    let shown = nodes.filter(|node| shows(measured, *node)).count();
    is_text && shown == 1 && (1..=MOST_LETTERS).contains(&letters)
}

fn texts<'s>(measured: &'s MeasuredPage<'_>, element: &Element) -> impl Iterator<Item = usize> + use<'s> {
    element.nodes.clone().filter(|node| measured.line(*node).weight > 0)
}
