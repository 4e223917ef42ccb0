//! A time of day as it is said, on a clock of twenty-four hours.

use super::phrase::{MINUTE, SECOND};
use super::reading::Clock;
use crate::language::cardinal::{cardinal, feminine, hour};
use crate::language::words::Words;
use crate::model::LanguageTag;

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
    let parts = [things(minute, &MINUTES), second.and_then(|second| things(second, &SECONDS))];
    let mut said = vec![hour(at)];
    said.extend(parts.into_iter().flatten());
    said.join(" و")
}

/// A feminine thing: one, two, three to ten, and more.
struct Thing {
    one: &'static str,
    two: &'static str,
    few: &'static str,
    many: &'static str,
}

const MINUTES: Thing =
    Thing { one: "دقيقة واحدة", two: "دقيقتان", few: "دقائق", many: "دقيقة" };
const SECONDS: Thing =
    Thing { one: "ثانية واحدة", two: "ثانيتان", few: "ثوانٍ", many: "ثانية" };

fn things(number: u8, thing: &Thing) -> Option<String> {
    let counted = |things: &str| format!("{} {things}", feminine(number.into()));
    Some(match number {
        0 => return None,
        1 => thing.one.to_owned(),
        2 => thing.two.to_owned(),
        3..=10 => counted(thing.few),
        _ => counted(thing.many),
    })
}
