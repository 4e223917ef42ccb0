//! Boxes amid the text that are not part of it: forms to sign up or to vote with what stands around them,
//! drawn players, words about the author.

use super::line::Line;
use super::measured_page::MeasuredPage;
use super::noise;
use super::prefix_sums::PrefixSums;
use crate::parse::html::Tag;
use crate::parse::page::{Content, Element, Hint};

/// The maximum number of lines of a box around a form, and of sentences among them.
const MOST_LINES: usize = 8;
const MOST_PROSE: usize = 3;

/// The maximum number of letters of a box around a form.
const MOST_LETTERS: usize = 300;

/// The maximum number of lines of a drawn player. Each of its buttons may be one.
const MOST_CONTROLS: usize = 60;

/// From this number of letters and digits on, a line beside a player is text.
const LONG: usize = 40;

/// A box has at most one part in so many of the page's prose.
const SHARE: usize = 4;

/// How many nodes before a form its heading may be.
const ABOVE_FORM: usize = 3;

/// The nodes of a page that stand in boxes.
pub(super) struct Boxes(Vec<bool>);

impl Boxes {
    /// Finds the boxes of a page. None holds the title or much of the prose.
    pub(super) fn of(measured: &MeasuredPage<'_>, title: Option<usize>) -> Self {
        let counts = Counts::of(measured, title);
        let mut boxes = Self(vec![false; measured.lines.len()]);
        for (at, element) in measured.page.elements.iter().enumerate().skip(1) {
            if asks(element) && counts.is_small(element) {
                boxes.add_form(measured, &counts, at);
            } else if counts.is_player(element) || counts.is_about_author(element) {
                boxes.add(element.nodes.start, element.nodes.end);
            }
        }
        boxes.add_slides(measured, title);
        boxes
    }

    /// Adds galleries whose lines are numbered: `1/12 …`, `2/12 …`.
    fn add_slides(&mut self, measured: &MeasuredPage<'_>, title: Option<usize>) {
        let numbered =
            (0..measured.lines.len()).filter_map(|node| Some((node, slide(&measured.line(node).text)?)));
        let numbered: Vec<(usize, u32)> = numbered.collect();
        for slides in numbered.chunk_by(|(_, one), (_, other)| one == other) {
            let ends = slides.first().zip(slides.last()).filter(|_| slides.len() >= LEAST_SLIDES);
            let Some(((first, _), (last, _))) = ends else { continue };
            let holds = |at: &usize| measured.nodes(*at).contains(last);
            let around = measured.around(*first).find(holds).unwrap_or(0);
            if around != 0 && !title.is_some_and(|title| measured.nodes(around).contains(&title)) {
                let end = if measured.page.element(around).tag.is_list() {
                    measured.nodes(around).end
                } else {
                    *last
                };
                self.add(*first, end.max(*last));
            }
        }
    }

    /// Whether a line stands in a box.
    pub(super) fn has(&self, node: usize) -> bool {
        self.0.get(node).copied().unwrap_or(false)
    }

    fn add(&mut self, start: usize, end: usize) {
        self.0.get_mut(start..end).into_iter().for_each(|nodes| nodes.fill(true));
    }

    /// Adds a form with the block around it that says what it is for, or with the heading above it.
    fn add_form(&mut self, measured: &MeasuredPage<'_>, counts: &Counts, form: usize) {
        let element = measured.page.element(form);
        let is_box = |at: &usize| counts.is_box(measured.page.element(*at));
        let around = measured.page.around(element.parent).take_while(is_box).last();
        if let Some(around) = around {
            let nodes = measured.nodes(around);
            return self.add(nodes.start, nodes.end);
        }
        let start = element.nodes.start;
        let above = (start.saturating_sub(ABOVE_FORM)..start).rev();
        let heading = above.take_while(|node| counts.is_apart_from_title(*node));
        let heading = heading.filter(|node| measured.line(*node).heading.is_some()).last();
        self.add(heading.unwrap_or(start), element.nodes.end);
    }
}

/// The fewest slides of a gallery.
const LEAST_SLIDES: usize = 3;

/// The number of slides that a line at the head of one names: `1/12 A boat comes home`.
fn slide(line: &str) -> Option<u32> {
    let (counter, _) = line.split_once(' ')?;
    let (at, all) = counter.split_once('/')?;
    let (at, all): (u32, u32) = (at.parse().ok()?, all.parse().ok()?);
    (0 < at && at <= all && all > 1).then_some(all)
}

/// Whether an element is a form that asks for an address or for a choice.
fn asks(element: &Element) -> bool {
    let is_form = matches!(element.tag, Tag::Form | Tag::Fieldset);
    element.has_email || is_form && element.has_choices
}

/// Running totals over the lines of a page.
struct Counts {
    title: Option<usize>,
    mass: PrefixSums,
    lines: PrefixSums,
    prose: PrefixSums,
    long: PrefixSums,
    media: PrefixSums,
}

impl Counts {
    fn of(measured: &MeasuredPage<'_>, title: Option<usize>) -> Self {
        let sums = |count: fn(&Line) -> usize| PrefixSums::of(measured.lines.iter().map(count));
        let is_media = |node: &crate::parse::page::Node| {
            matches!(node.content, Content::Video { .. } | Content::Audio { .. } | Content::Embed { .. })
        };
        Self {
            title,
            mass: sums(Line::mass),
            lines: sums(|line| usize::from(line.weight > 0)),
            prose: sums(|line| usize::from(line.is_prose())),
            long: sums(|line| usize::from(line.mass() >= LONG && !noise::shows_clock(&line.text))),
            media: PrefixSums::of(measured.page.nodes.iter().map(|node| usize::from(is_media(node)))),
        }
    }

    /// Whether an element is a small part of the page, without the title.
    fn is_small(&self, element: &Element) -> bool {
        !self.holds_title(element)
            && self.mass.within(&element.nodes).saturating_mul(SHARE) <= self.mass.total()
    }

    fn holds_title(&self, element: &Element) -> bool {
        self.title.is_some_and(|title| element.nodes.contains(&title))
    }

    fn is_box(&self, element: &Element) -> bool {
        self.is_small(element)
            && self.lines.within(&element.nodes) <= MOST_LINES
            && self.prose.within(&element.nodes) <= MOST_PROSE
            && self.mass.within(&element.nodes) <= MOST_LETTERS
    }

    fn is_apart_from_title(&self, node: usize) -> bool {
        self.title != Some(node)
    }

    /// Whether a block is a player that a script draws: it has a recording, and no line beside its controls
    /// is long.
    fn is_player(&self, element: &Element) -> bool {
        let within = |sums: &PrefixSums| sums.within(&element.nodes);
        let is_small = within(&self.mass).saturating_mul(2) <= self.mass.total();
        let is_drawn = within(&self.media) > 0
            && (1..=MOST_CONTROLS).contains(&within(&self.lines))
            && within(&self.long) == 0;
        let is_named =
            element.hints.meets(Hint::PLAYER) && within(&self.prose) <= 1 && within(&self.lines) > 0;
        is_small && !self.holds_title(element) && (is_drawn || is_named)
    }

    /// Whether a block is named after the author, stands above the text or in its last third, and has a
    /// sentence.
    fn is_about_author(&self, element: &Element) -> bool {
        let before = self.mass.within(&(0..element.nodes.start));
        let is_first = || self.prose.within(&(0..element.nodes.start)) == 0;
        let is_named = element.hints.meets(Hint::AUTHOR) || element.hints.in_slug(Hint::AUTHOR);
        is_named
            && (1..=MOST_PROSE).contains(&self.prose.within(&element.nodes))
            && (before.saturating_mul(3) >= self.mass.total().saturating_mul(2) || is_first())
            && self.is_small(element)
    }
}
