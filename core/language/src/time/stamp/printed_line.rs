//! Reads the dates of a line: when a text was published, and when it was changed.

use super::dated_line::{self, DatedLine};
use super::day::Origin;
use super::field::{self, Field, fields};
use super::other_words::strange;
use super::part::Part;
use super::role::Role;
use super::usual_word::is_usual;
use super::{author, weekday, year_words};
use crate::text::spelling::normalized;
use crate::time::month::month;

/// The dates of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct LineDates {
    /// The date of publication: the first that a label calls so, else the first without a label.
    pub(super) published: Option<DatedLine>,
    /// The first date that a label calls an update.
    pub(super) updated: Option<DatedLine>,
}

/// The longest line, in bytes, that is read for few digits or a year in words. Longer lines are mostly text.
const SHORT: usize = 200;
/// The most parts of a time: two numbers, a word before them and one behind.
const MOST_TIME_PARTS: usize = 5;
/// A day of two digits and a year of four. With fewer digits the day is in words.
const DIGITS: usize = 5;

/// Reads a line. Its time is linear in its length, because a line with many other words is not read further.
pub(super) fn read(line: &str, origin: Origin) -> LineDates {
    if !may_have_date(line, origin) {
        return LineDates::default();
    }
    // Most lines with so many digits are sentences, and their heads alone show it.
    if field::head(line).is_some_and(|head| is_sentence(line, &head)) {
        return LineDates::default();
    }
    let fields = fields(line);
    if is_sentence(line, &fields) {
        return LineDates::default();
    }
    let own: Vec<Option<DatedLine>> = fields.iter().map(|field| dated(field, origin)).collect();
    let line = LineFields { fields: &fields, own: &own, origin };
    let mut dates = LineDates::default();
    for (role, date) in line.dates() {
        let place = match role {
            Some(Role::Other) => continue,
            Some(Role::Updated) => &mut dates.updated,
            Some(Role::Published) | None => &mut dates.published,
        };
        *place = place.take().or(Some(date));
    }
    dates
}

/// Whether a line has enough digits for a date, or words of a year, so that most need not be read further.
fn may_have_date(line: &str, origin: Origin) -> bool {
    let fewest = origin.fewest_digits();
    let digits = line.chars().filter(|c| crate::number::digit_groups::digit(*c).is_some());
    let count = digits.take(DIGITS).count();
    count >= DIGITS || line.len() <= SHORT && (count >= fewest || year_words::may_have(line))
}

/// Whether a line is a sentence: it ends as one, is no label and no byline, and has words that are no names.
/// Arabic letters do not tell names from other words.
fn is_sentence(line: &str, fields: &[Field]) -> bool {
    let ends = line.trim_end().ends_with(['.', '!', '?', '؟', '…', '۔']) && !line.trim_end().ends_with("m.");
    let parts = || fields.iter().flat_map(|field| &field.parts);
    let is_label = |part: &Part| part.word().is_some_and(|word| Role::of(word).is_some());
    let begins = || {
        parts().take(LABEL_AT_HEAD).any(is_label)
            || fields.first().is_some_and(|field| author::end(&field.parts, 0).is_some())
    };
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '\u{200C}');
    let is_of_date = |word: &str| is_usual(word) || weekday::is_name(word) || month(word).is_some();
    let is_no_name = |word: &str| {
        let is_small = word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase());
        is_small && !is_of_date(&normalized(word))
    };
    ends && !begins() && words.filter(|word| !word.is_empty()).any(is_no_name)
}

/// A label of a line is one of its first words: `Last updated`, `تاریخ انتشار`.
const LABEL_AT_HEAD: usize = 2;

fn dated(field: &Field, origin: Origin) -> Option<DatedLine> {
    dated_line::read(field, origin).filter(|dated| dated.strange <= origin.most_strange())
}

struct LineFields<'a> {
    fields: &'a [Field],
    /// The date of each field by itself.
    own: &'a [Option<DatedLine>],
    origin: Origin,
}

impl LineFields<'_> {
    /// The dates with their roles, those of publication first.
    fn dates(&self) -> Vec<(Option<Role>, DatedLine)> {
        let dated: Vec<usize> =
            (0..self.own.len()).filter(|at| self.own.get(*at).is_some_and(Option::is_some)).collect();
        let mut dates: Vec<(Option<Role>, DatedLine)> = match dated[..] {
            [] => self.whole().map(|date| (self.role_of_all(), date)).into_iter().collect(),
            [at] => {
                self.whole().or_else(|| self.best(at)).map(|date| (self.role(at), date)).into_iter().collect()
            }
            _ => dated.iter().filter_map(|at| Some((self.role(*at), self.best(*at)?))).collect(),
        };
        for (role, date) in &mut dates {
            *role = if date.is_other { Some(Role::Other) } else { *role };
        }
        dates.sort_by_key(|(role, _)| *role != Some(Role::Published));
        dates
    }

    /// The date of all fields together: `۱۳ ثور (اردیبهشت) ۱۴۰۳`.
    fn whole(&self) -> Option<DatedLine> {
        match self.own {
            [own] => own.clone(),
            _ => dated(&Field::joined(self.fields), self.origin),
        }
    }

    fn role_of_all(&self) -> Option<Role> {
        self.fields.iter().find_map(|field| field.role)
    }

    /// The date of a field. Its time may stand in the next one.
    fn best(&self, at: usize) -> Option<DatedLine> {
        let own = self.own.get(at)?.clone().filter(|_| !self.is_in_sentence(at))?;
        let next = at.saturating_add(1);
        let is_free = own.time.is_none() && self.own.get(next).is_some_and(Option::is_none);
        let both = || dated(&Field::joined(self.fields.get(at..=next)?), self.origin);
        Some(if is_free { both().or_else(|| self.timed(at, next)).unwrap_or(own) } else { own })
    }

    /// The date of a field with the time that begins the next one. Other facts may follow that time.
    fn timed(&self, at: usize, next: usize) -> Option<DatedLine> {
        let (date, behind) = (self.fields.get(at)?, self.fields.get(next)?);
        let begun = |count: usize| {
            let time = Field { parts: behind.parts.iter().take(count).cloned().collect(), ..behind.clone() };
            dated(&Field::joined(&[date.clone(), time]), self.origin).filter(|both| both.time.is_some())
        };
        (1..=MOST_TIME_PARTS.min(behind.parts.len())).rev().find_map(begun)
    }

    /// Whether a field is part of a sentence: too many words stand beside it before the next stroke.
    fn is_in_sentence(&self, at: usize) -> bool {
        let begins = |at: &usize| self.fields.get(*at).is_some_and(Field::is_apart);
        let start = (0..=at).rev().find(begins).unwrap_or(0);
        let end = (at.saturating_add(1)..self.fields.len()).find(begins).unwrap_or(self.fields.len());
        let words = (start..end).filter_map(|at| match self.own.get(at)? {
            Some(dated) => Some(dated.strange),
            None => Some(strange(&self.fields.get(at)?.parts)),
        });
        words.sum::<usize>() > self.origin.most_strange_in_all()
    }

    /// The role of the date of a field: by its own label, by one alone before it, or by one alone behind it.
    fn role(&self, at: usize) -> Option<Role> {
        let alone = |at: Option<usize>| {
            at.and_then(|at| self.fields.get(at)).filter(|field| field.role_alone().is_some())
        };
        let (before, behind) = (alone(at.checked_sub(1)), alone(at.checked_add(1)));
        let own = self.fields.get(at).and_then(|field| field.role);
        let behind = behind.filter(|field| field.sign == Some('(') || !self.is_dated(at.saturating_add(2)));
        let before = before.filter(|field| field.sign != Some('('));
        own.or_else(|| before.or(behind).and_then(Field::role_alone))
    }

    fn is_dated(&self, at: usize) -> bool {
        self.own.get(at).is_some_and(Option::is_some)
    }
}
