//! A local time in the zone that its line names.

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, civil};

use super::named_zone::Zone;
use super::read_date::{Stamp, in_zone};
use crate::time::calendar::Calendar;
use crate::time::tehran::TEHRAN;

/// A time in the zone that its line names, else in that of the site. If the letters of a zone contradict the
/// season, only the day is known.
pub(super) fn at(local: civil::DateTime, named: Zone, own: &TimeZone) -> Stamp {
    let offset = |minutes: i32| Offset::from_seconds(minutes.saturating_mul(60)).ok().map(TimeZone::fixed);
    let at = match named {
        Zone::East(minutes) => offset(minutes).map(|zone| in_zone(local, &zone)),
        Zone::Tehran => Some(in_zone(local, &TEHRAN)),
        Zone::TehranStandard => Some(in_zone(local, &TEHRAN)).filter(|at| tehran_minutes(*at) == STANDARD),
        Zone::TehranSummer => {
            offset(SUMMER).map(|zone| in_zone(local, &zone)).filter(|_| is_summer(local.date()))
        }
        Zone::Season(rule, letters) => in_season(local, rule, letters),
        Zone::Own => Some(in_zone(local, own)),
        Zone::Unknown => None,
    };
    at.map_or(Stamp::Day(local.date()), Stamp::Moment)
}

/// Tehran's two times, in minutes east of UTC.
const STANDARD: i32 = 210;
const SUMMER: i32 = 270;

fn tehran_minutes(at: Timestamp) -> i32 {
    TEHRAN.to_offset(at).seconds() / 60
}

/// Whether a day is in the half of the year that had summer time in Iran: the first six Solar months.
fn is_summer(day: civil::Date) -> bool {
    Calendar::SolarHijri.name(day).month <= 6
}

/// A local time by a rule of POSIX; `None` if these letters are not in force then.
fn in_season(local: civil::DateTime, rule: &str, letters: &str) -> Option<Timestamp> {
    let zone = TimeZone::posix(rule).ok()?;
    let at = in_zone(local, &zone);
    zone.to_offset_info(at).abbreviation().eq_ignore_ascii_case(letters).then_some(at)
}
