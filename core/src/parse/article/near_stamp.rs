//! A stamp by the title, and what the lines beside it are: a label, or its time.

use super::date_place::Place;
use crate::model::{Precision, Published};
use crate::parse::stamp::LineDates;

/// The dates of a stamp, and where it stands.
pub(super) struct NearStamp {
    /// How many lines are between it and the title.
    pub(super) distance: usize,
    pub(super) place: Place,
    pub(super) dates: LineDates,
}

/// The date of the nearest stamp of the article. Headers of sites often show the present day. So a stamp in a
/// block that may be one counts only if it has a time, and before a day only if it is closer to the title.
pub(super) fn nearest(stamps: &[NearStamp], date: fn(&LineDates) -> Option<Published>) -> Option<Published> {
    let dated = |place: Place| {
        let stamps = stamps.iter().filter(move |stamp| stamp.place == place);
        stamps.filter_map(move |stamp| Some((stamp.distance, date(&stamp.dates)?)))
    };
    let own = dated(Place::Article).next();
    let beside = dated(Place::Beside).find(|(_, date)| is_to_the_minute(date));
    let is_better = |(distance, _): &(usize, Published)| {
        own.is_none_or(|(day, date)| !is_to_the_minute(&date) && *distance < day)
    };
    beside.filter(is_better).or(own).map(|(_, date)| date)
}

/// Whether a line may be a time and nothing else: `18:05`, `ساعت: ۱۸:۰۵`.
pub(super) fn is_time(line: &str) -> bool {
    let digits = || line.chars().filter(|c| c.is_numeric()).count();
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    line.len() <= LONGEST_TIME
        && line.contains([':', '：'])
        && (3..=6).contains(&digits())
        && words.all(|word| TIME_WORDS.contains(&word.to_lowercase().as_str()))
}

/// The words beside a time.
#[rustfmt::skip]
const TIME_WORDS: &[&str] = &[
    "at", "am", "pm", "a", "p", "m", "ساعت", "وقت", "ب", "ق", "ظ", "الساعة", "صباحا", "مساء", "ص", "م", "بجه",
];

/// The most bytes of a time with its label.
const LONGEST_TIME: usize = 40;

/// Whether these dates are the same days, and now with a time.
pub(super) fn is_refined(days: &LineDates, times: &LineDates) -> bool {
    let hours = |day: Published, time: Published| time.at.duration_since(day.at).as_hours();
    match (days.published, times.published) {
        (Some(day), Some(time)) => {
            !is_to_the_minute(&day)
                && is_to_the_minute(&time)
                && (0..25).contains(&hours(day, time))
                && days.updated == times.updated
        }
        _ => false,
    }
}

pub(super) fn is_to_the_minute(date: &Published) -> bool {
    date.precision == Precision::Minute
}

/// Whether a label speaks of a date or a time.
pub(super) fn names_date(label: &str) -> bool {
    label.split_whitespace().any(|word| DATE_WORDS.contains(&word.to_lowercase().as_str()))
}

const DATE_WORDS: &[&str] = &["date", "تاریخ", "تاريخ", "زمان", "موعد"];
