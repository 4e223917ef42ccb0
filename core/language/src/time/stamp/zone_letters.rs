//! The letters of time zones. Letters that are not in the table, or that several zones share, give no time:
//! a day is better than a wrong hour.

use super::named_zone::Zone;

/// The zone of some letters, in one spelling; `None` if they are in no table.
pub(super) fn of_letters(letters: &str) -> Option<Zone> {
    let rows =
        ROWS.iter().find_map(|(names, row)| Some((names.split(' ').find(|name| *name == letters)?, row)));
    rows.map(|(name, row)| match *row {
        Row::Always(zone) => zone,
        Row::Seasons(rule) => Zone::Season(rule, name),
    })
}

/// What letters stand for.
#[derive(Debug, Clone, Copy)]
enum Row {
    /// The same zone all year.
    Always(Zone),
    /// One of the two times of a rule of POSIX. Letters that contradict the season of their day give no time.
    Seasons(&'static str),
}

const fn hours(hours: i32) -> Row {
    Row::Always(Zone::East(hours.saturating_mul(60)))
}

const UNKNOWN: Row = Row::Always(Zone::Unknown);

/// The letters in one spelling. The rules are those in force since 2007 in America, since 1996 in Europe.
const ROWS: &[(&str, Row)] = &[
    ("z تغ", hours(0)), // `ت.غ`: the time of Greenwich
    ("irst", Row::Always(Zone::TehranStandard)),
    ("irdt", Row::Always(Zone::TehranSummer)),
    ("aft", Row::Always(Zone::East(270))),
    ("msk trt ast", hours(3)), // Moscow, Turkey, Arabia
    ("gst azt", hours(4)),     // the Gulf, Azerbaijan
    ("pkt uzt tjt tmt", hours(5)),
    ("hkt sgt", hours(8)),
    ("jst kst", hours(9)),
    ("aest", hours(10)),
    ("aedt", hours(11)),
    ("est edt", Row::Seasons("EST5EDT,M3.2.0,M11.1.0")),
    ("cdt", Row::Seasons("CST6CDT,M3.2.0,M11.1.0")),
    ("mst mdt", Row::Seasons("MST7MDT,M3.2.0,M11.1.0")),
    ("pst pdt", Row::Seasons("PST8PDT,M3.2.0,M11.1.0")),
    ("bst", Row::Seasons("GMT0BST,M3.5.0/1,M10.5.0")),
    ("wet west", Row::Seasons("WET0WEST,M3.5.0/1,M10.5.0")),
    ("cet cest", Row::Seasons("CET-1CEST,M3.5.0,M10.5.0/3")),
    ("eet eest", Row::Seasons("EET-2EEST,M3.5.0/3,M10.5.0/4")),
    ("ist", UNKNOWN),                              // India, Ireland, Israel
    ("cst", UNKNOWN),                              // Chicago, China
    ("et ct mt pt", UNKNOWN),                      // the season is not said
    ("eastern central mountain pacific", UNKNOWN), // nor here
];

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn every_rule_is_valid_and_has_its_letters() {
        for (names, row) in ROWS {
            if let Row::Seasons(rule) = row {
                TimeZone::posix(rule).unwrap();
                for name in names.split(' ') {
                    assert!(rule.contains(&name.to_ascii_uppercase()), "{name} {rule}");
                }
            }
        }
    }

    #[test]
    fn no_letters_are_listed_twice() {
        let mut names: Vec<&str> = ROWS.iter().flat_map(|(names, _)| names.split(' ')).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();

        assert_eq!(names.len(), count);
    }
}
