//! Marks that name a calendar, such as AH.

use super::part::{Part, joined};
use crate::time::calendar::Calendar;

/// The calendar that the first mark names: `ه.ش`, `شمسی`, `هـ`, `قمری`, `AH`, `میلادی`. `هجری` alone could
/// mean two calendars.
pub(super) fn find(parts: &[Part]) -> Option<Calendar> {
    (0..parts.len()).find_map(|at| {
        let named = |words| calendar(&joined(parts.get(at..)?, words)?);
        named(2).or_else(|| named(1))
    })
}

fn calendar(mark: &str) -> Option<Calendar> {
    match mark {
        "هش" | "شمسی" | "شمسیه" | "خورشیدی" | "sh" | "ap" => Some(Calendar::SolarHijri),
        "هق" | "ه" | "قمری" | "قمریه" | "ah" => Some(Calendar::LunarHijri),
        "میلادی" | "میلادیه" | "ad" | "ce" => Some(Calendar::Gregorian),
        _ => None,
    }
}
