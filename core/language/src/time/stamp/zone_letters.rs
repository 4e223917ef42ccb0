//! The letters of time zones. Letters that are not in the table, or that several zones share, give no time:
//! a day is better than a wrong hour.

use super::named_zone::Zone;

/// The zone of some letters, in one spelling; `None` if they are in no table.
pub(super) fn of_letters(letters: &str) -> Option<Zone> {
    let row = LETTERS.iter().find(|(names, _)| names.split(' ').any(|name| name == letters));
    row.map(|(names, zone)| match zone {
        Zone::Season(rule, _) => {
            Zone::Season(rule, names.split(' ').find(|name| *name == letters).unwrap_or_default())
        }
        zone => *zone,
    })
}

const fn hours(hours: i32) -> Zone {
    Zone::East(hours.saturating_mul(60))
}

/// The two times of a zone, by a rule of POSIX. Letters that contradict the season of their day give no time.
const fn seasons(rule: &'static str) -> Zone {
    Zone::Season(rule, "")
}

/// The letters in one spelling. The rules are those in force since 2007 in America, since 1996 in Europe.
const LETTERS: &[(&str, Zone)] = &[
    ("z", hours(0)),
    ("irst", Zone::East(210)),
    ("irdt", Zone::East(270)), // Iran has had no summer time since 2023, but old systems still print it
    ("aft", Zone::East(270)),
    ("msk trt ast", hours(3)), // Moscow, Turkey, Arabia
    ("gst azt", hours(4)),     // the Gulf, Azerbaijan
    ("pkt uzt tjt tmt", hours(5)),
    ("hkt sgt", hours(8)),
    ("jst kst", hours(9)),
    ("aest", hours(10)),
    ("aedt", hours(11)),
    ("est edt", seasons("EST5EDT,M3.2.0,M11.1.0")),
    ("cdt", seasons("CST6CDT,M3.2.0,M11.1.0")),
    ("mst mdt", seasons("MST7MDT,M3.2.0,M11.1.0")),
    ("pst pdt", seasons("PST8PDT,M3.2.0,M11.1.0")),
    ("bst", seasons("GMT0BST,M3.5.0/1,M10.5.0")),
    ("wet west", seasons("WET0WEST,M3.5.0/1,M10.5.0")),
    ("cet cest", seasons("CET-1CEST,M3.5.0,M10.5.0/3")),
    ("eet eest", seasons("EET-2EEST,M3.5.0/3,M10.5.0/4")),
    ("ist", Zone::Unknown),         // India, Ireland, Israel
    ("cst", Zone::Unknown),         // Chicago, China
    ("et ct mt pt", Zone::Unknown), // the season is not said
];

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn every_rule_is_valid_and_has_its_letters() {
        for (names, zone) in LETTERS {
            if let Zone::Season(rule, _) = zone {
                TimeZone::posix(rule).unwrap();
                for name in names.split(' ') {
                    assert!(rule.contains(&name.to_ascii_uppercase()), "{name} {rule}");
                }
            }
        }
    }

    #[test]
    fn no_letters_are_listed_twice() {
        let mut names: Vec<&str> = LETTERS.iter().flat_map(|(names, _)| names.split(' ')).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();

        assert_eq!(names.len(), count);
    }
}
