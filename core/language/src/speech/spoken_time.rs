//! A time of day in words, for voices, on a clock of twenty-four hours.

use super::meaning::Clock;
use super::phrase::{MINUTE, SECOND};
use super::thing::{self, Thing};
use crate::LanguageTag;
use crate::number::cardinal::{Case, cardinal, hour};
use crate::words::Words;

/// A time in words: «هجده و پنج دقیقه», «الثامنة عشرة وخمس دقائق». English voices read `18:05` well.
pub(super) fn said(time: Clock, language: &LanguageTag) -> String {
    const IN: Words<fn(Clock, &LanguageTag) -> String> =
        Words { english: |time, _| english(time), arabic: |time, _| arabic(time), persian, dari: persian };
    IN.of(language)(time, language)
}

fn english(Clock { hour, minute, second }: Clock) -> String {
    let second = second.map(|second| format!(":{second:02}")).unwrap_or_default();
    format!("{hour}:{minute:02}{second}")
}

fn persian(Clock { hour, minute, second }: Clock, language: &LanguageTag) -> String {
    let counted = |number: u8, thing: &Words| {
        (number > 0).then(|| format!("{} {}", cardinal(number.into(), language), thing.of(language)))
    };
    let parts = [counted(minute, &MINUTE), second.and_then(|second| counted(second, &SECOND))];
    let mut said = vec![cardinal(hour.into(), language)];
    said.extend(parts.into_iter().flatten());
    said.join(" و ")
}

fn arabic(Clock { hour: at, minute, second }: Clock) -> String {
    let counted =
        |number: u8, thing: &Thing| (number > 0).then(|| thing.counted(number.into(), Case::Oblique));
    let parts = [counted(minute, &thing::MINUTE), second.and_then(|second| counted(second, &thing::SECOND))];
    let mut said = vec![hour(at)];
    said.extend(parts.into_iter().flatten());
    said.join(" و")
}
