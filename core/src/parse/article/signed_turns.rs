//! Runs of comments that nothing announces: a name with a date, then what the person says, again and again.

use ifilm_language::text::{is_alphabetic, is_numeric, normalized};
use ifilm_language::time::{has_date_label, is_age, is_date_word};

use jiff::tz::TimeZone;

use super::line::Line;
use super::measured_page::MeasuredPage;
use crate::parse::stamp;

/// The fewest turns of a run.
const LEAST_TURNS: usize = 3;

/// The maximum number of words of a name with a date, and of a name alone.
const LONGEST: usize = 10;
const LONGEST_NAME: usize = 5;

/// The maximum number of paragraphs of a comment.
const MOST_PROSE: usize = 3;

/// The first line of the first run of signed turns among these nodes.
pub(super) fn first_run(measured: &MeasuredPage<'_>, nodes: impl Iterator<Item = usize>) -> Option<usize> {
    let mut run = Run::default();
    nodes.filter(|node| measured.line(*node).weight > 0).find_map(|node| {
        run.add(node, measured.line(node), measured.zone());
        run.start.filter(|_| run.turns >= LEAST_TURNS)
    })
}

/// What the lines so far are.
#[derive(Default)]
struct Run {
    /// The first line of the run, and how many turns it has.
    start: Option<usize>,
    turns: usize,
    /// The lines of who and when before the next turn: the first of them, and what they hold.
    head: Option<usize>,
    has_name: bool,
    has_date: bool,
    /// The paragraphs of the turn.
    prose: usize,
}

impl Run {
    fn add(&mut self, node: usize, line: &Line, zone: &TimeZone) {
        let sign = Sign::of(line, zone);
        if line.is_prose() && self.has_name && self.has_date {
            self.start = self.start.or(self.head);
            self.turns = self.turns.saturating_add(1);
            self.prose = 1;
            self.clear_head();
        } else if line.is_prose() && self.head.is_none() && self.turns > 0 && self.prose < MOST_PROSE {
            self.prose = self.prose.saturating_add(1);
        } else if let Some(Sign { has_name, has_date }) = sign {
            if has_name && self.has_name {
                self.clear_head();
            }
            self.head = self.head.or(Some(node));
            self.has_name |= has_name;
            self.has_date |= has_date;
        } else if line.label.is_none() {
            *self = Self::default();
        }
    }

    fn clear_head(&mut self) {
        (self.head, self.has_name, self.has_date) = (None, false, false);
    }
}

/// What a short line says about who and when.
struct Sign {
    has_name: bool,
    has_date: bool,
}

impl Sign {
    /// A name before a date, a date, or a name; `None` for other lines.
    fn of(line: &Line, zone: &TimeZone) -> Option<Self> {
        if line.is_prose() || line.label.is_some() || line.word_count() > LONGEST {
            return None;
        }
        let has_date =
            || line.stamp.is_some() || stamp::facts(&line.text, zone).is_some() || is_aged(&line.text);
        if line.text.contains(is_numeric) && has_date() && !has_date_label(&line.text) {
            return Some(Self { has_name: begins_with_name(&line.text), has_date: true });
        }
        let is_name = line.word_count() <= LONGEST_NAME && line.heading.is_none() && !line.ends_a_sentence();
        is_name.then_some(Self { has_name: true, has_date: false })
    }
}

/// Whether a line ends in how long ago something was: `Ida 3 hours ago`.
fn is_aged(line: &str) -> bool {
    let words = line.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    let ends = words.filter_map(|at| line.get(at..)).take(LONGEST_NAME);
    is_age(line) || ends.into_iter().any(is_age)
}

/// Whether a line with a date begins with a word that is no part of the date.
fn begins_with_name(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    first.contains(is_alphabetic) && !is_date_word(&normalized(first)) && !is_age(line)
}
