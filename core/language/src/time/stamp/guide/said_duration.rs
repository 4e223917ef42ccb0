//! How long something lasts, as a guide says it: `45 min`, «۱ ساعت و ۳۰ دقیقه», `PT45M`.

use std::ops::Range;

use super::super::part::Part;
use super::placed::Placed;

/// How long something lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidDuration {
    /// In minutes.
    pub minutes: u32,
    /// Its bytes in the line.
    pub span: Range<usize>,
}

/// The most minutes: a day.
const LONGEST: u32 = 1440;

/// The durations of a line, in its order. The caller takes out the times of day first: «ساعت ۸ و ۳۰ دقیقه».
pub fn said_durations(line: &str) -> Vec<SaidDuration> {
    let placed = Placed::of(line);
    let (mut said, mut at) = (Vec::new(), 0);
    while at < placed.len() {
        let found = machine(&placed, at).or_else(|| hours_and_minutes(&placed, at));
        match found.filter(|(minutes, _)| (1..=LONGEST).contains(minutes)) {
            Some((minutes, end)) => {
                said.push(SaidDuration { minutes, span: placed.span(at..end) });
                at = end;
            }
            None => at = at.saturating_add(1),
        }
    }
    said
}

/// `1 h 30 min`, `90 minutes`, `2 hours`, «یک ساعت و نیم».
fn hours_and_minutes(placed: &Placed<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some((minutes, end)) = minutes(placed, at) {
        return Some((minutes, end));
    }
    if is_half(placed.word(at)) && is_hours(placed.word(at.saturating_add(1))?) {
        return Some((30, at.saturating_add(2)));
    }
    let (hours, behind) = hours(placed, at)?;
    let whole = hours.saturating_mul(60);
    let joint = usize::from(matches!(placed.word(behind), Some("و" | "and")));
    let rest = behind.saturating_add(joint);
    if is_half(placed.word(rest)) || matches!(placed.word(rest), Some("ونصف" | "والنصف")) {
        return Some((whole.saturating_add(30), rest.saturating_add(1)));
    }
    if let Some((minutes, end)) = minutes(placed, rest).filter(|(minutes, _)| *minutes < 60) {
        return Some((whole.saturating_add(minutes), end));
    }
    let bare = placed.small(rest).filter(|_| placed.touches(rest) && joint == 0);
    let end = if bare.is_some() { rest.saturating_add(1) } else { behind };
    Some((whole.saturating_add(bare.unwrap_or(0).into()), end))
}

fn is_half(word: Option<&str>) -> bool {
    matches!(word, Some("نیم" | "نصف"))
}

/// A number of hours, in digits or as one word.
fn hours(placed: &Placed<'_>, at: usize) -> Option<(u32, usize)> {
    let next = at.saturating_add(1);
    if placed.word(at) == Some("ساعتان") {
        return Some((2, next));
    }
    let number = match placed.word(at) {
        Some("یک" | "one") => 1,
        Some("دو" | "two") => 2,
        Some(_) => return None,
        None => placed.small(at).filter(|hours| (1..24).contains(hours) && !placed.touches(at))?.into(),
    };
    is_hours(placed.word(next)?).then_some((number, next.saturating_add(1)))
}

fn is_hours(word: &str) -> bool {
    matches!(word, "h" | "hr" | "hrs" | "hour" | "hours" | "ساعت" | "ساعه" | "ساعات")
}

/// A number of minutes.
fn minutes(placed: &Placed<'_>, at: usize) -> Option<(u32, usize)> {
    let number = placed.digits(at).filter(|digits| digits.len() <= 4)?;
    let minutes = number.parse().ok()?;
    let next = at.saturating_add(1);
    let is_prime =
        placed.line.get(placed.span(at..next).end..).is_some_and(|rest| rest.starts_with(['\'', '′', '’']));
    let is_unit = placed.word(next).is_some_and(is_minutes);
    match (is_unit, is_prime && placed.stops(next)) {
        (true, _) => Some((minutes, next.saturating_add(1))),
        (false, true) => Some((minutes, next)),
        _ => None,
    }
}

fn is_minutes(word: &str) -> bool {
    matches!(word, "m" | "min" | "mins" | "minute" | "minutes" | "دقیقه" | "دقایق" | "دقیقهای" | "دق" | "د")
}

/// `PT1H30M`.
fn machine(placed: &Placed<'_>, at: usize) -> Option<(u32, usize)> {
    if placed.word(at)? != "pt" {
        return None;
    }
    let (mut minutes, mut end) = (0_u32, at.saturating_add(1));
    while let Some(number) = placed.digits(end).and_then(|digits| digits.parse::<u32>().ok()) {
        let unit = match placed.get(end.saturating_add(1)).and_then(Part::word)? {
            "h" => number.saturating_mul(60),
            "m" => number,
            "s" => number / 60,
            _ => return None,
        };
        minutes = minutes.saturating_add(unit);
        end = end.saturating_add(2);
    }
    (minutes > 0).then_some((minutes, end))
}
