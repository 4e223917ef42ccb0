//! The half of the day beside a time of a guide. Titles follow their times, and may begin with the same word:
//! `08:00 Morning Road`, `۲۱:۰۰ شب آرام`.

use super::super::day_part::{self, DayPart};
use super::super::part::Part;
use super::super::vocabulary;
use super::placed::Placed;

/// A part of the day that was found behind a time.
pub(super) struct Half {
    pub(super) part: DayPart,
    /// The part behind its name.
    pub(super) end: usize,
    /// Whether the same word may begin a title, and a word follows.
    pub(super) may_be_title: bool,
}

/// Names that begin no title, in one spelling, words joined.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "am", "pm", "ص", "م", "صباحا", "مساا", "ظهرا", "عصرا", "لیلا", "فجرا", "بامداد", "قظ", "بظ", "قبلازظهر",
    "بعدازظهر", "قبلالظهر", "بعدالظهر", "قبلازچاشت", "بعدازچاشت", "بعدمنتصفاللیل", "بعدازنیمهشب",
];

/// The part of the day that begins here, also in brackets.
pub(super) fn after(placed: &Placed<'_>, at: usize) -> Option<Half> {
    let is_open = placed.is_sign(at, '(');
    let inner = at.saturating_add(is_open.into());
    let is_joint = |part: &&Part| part.word().is_some_and(vocabulary::is_before_day_part);
    let between = placed.from(inner).iter().take_while(is_joint).take(MOST_JOINTS).count();
    let start = inner.saturating_add(between);
    let (length, part, name) = day_part::at(placed.from(start))?;
    let end = start.saturating_add(length);
    let text = placed.text(start..end);
    let is_mark = between > 0 || MARKS.contains(&&*name) || text.contains('\u{64B}');
    let is_letter = text.chars().count() == 1 && between == 0;
    let closed = is_open && placed.is_sign(end, ')');
    let may_be_title = !closed && !placed.stops(end) && (!is_mark || is_letter && is_word_of_arabic(text));
    (closed || !is_open).then(|| Half { part, end: end.saturating_add(closed.into()), may_be_title })
}

/// The most words between a time and the part of the day: `8 in the evening`.
const MOST_JOINTS: usize = 2;

/// Whether a letter alone is a word of Arabic, too.
fn is_word_of_arabic(text: &str) -> bool {
    !text.is_ascii()
}

/// The part of the day before a time, and where it begins. Only what begins the line or follows a sign.
pub(super) fn before(placed: &Placed<'_>, at: usize) -> Option<(DayPart, usize)> {
    let (length, part) = day_part::ending(placed.parts.get(..at)?)?;
    let start = at.checked_sub(length)?;
    let is_free = start == 0 || placed.word(start.saturating_sub(1)).is_none();
    let is_letter = placed.text(start..at).chars().count() == 1;
    (is_free && !is_letter).then_some((part, start))
}
