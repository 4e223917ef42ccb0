//! The time zones of places, as lines name them: `18:05 Tehran`, `به وقت کابل`, `بتوقيت مكة`. A place whose
//! clocks change gives no time, except Tehran.

use super::named_zone::Zone;

/// The zone of a place, in one spelling (see `normalized`); `None` if it is not in the table.
pub(super) fn of_place(place: &str) -> Option<Zone> {
    let row = PLACES.iter().find(|(places, _)| places.contains(&place));
    row.map(|(_, zone)| *zone)
}

#[rustfmt::skip]
const PLACES: &[(&[&str], Zone)] = &[
    (&["محلی", "المحلی", "local"], Zone::Own),
    (&["iran", "tehran", "تهران", "طهران", "ایران"], Zone::Tehran),
    (&["greenwich", "غرینتش", "غرینیتش", "جرینتش", "جرینیتش", "گرینویچ", "گرینیچ"], Zone::East(0)),
    (&["mecca", "makkah", "مکه", "arabia", "arabian"], Zone::East(180)),
    (&["baghdad", "بغداد"], Zone::East(180)),
    (&["riyadh", "الریاض", "ریاض"], Zone::East(180)),
    (&["kuwait", "الکویت", "کویت"], Zone::East(180)),
    (&["doha", "الدوحه", "دوحه"], Zone::East(180)),
    (&["istanbul", "ankara", "اسطنبول", "استانبول", "انقره", "انکارا"], Zone::East(180)),
    (&["moscow", "موسکو", "مسکو"], Zone::East(180)),
    (&["dubai", "دبی"], Zone::East(240)),
    (&["muscat", "مسقط"], Zone::East(240)),
    (&["kabul", "کابل", "افغانستان", "afghanistan"], Zone::East(270)),
    (&["islamabad", "karachi", "اسلاماباد", "کراچی", "پاکستان"], Zone::East(300)),
    (&["london", "paris", "berlin", "brussels", "geneva", "rome", "madrid", "vienna"], Zone::Unknown),
    (&["washington", "sydney", "cairo", "beirut", "jerusalem", "damascus"], Zone::Unknown),
    (&["لندن", "پاریس", "باریس", "برلین", "واشنگتن", "واشنطن", "القاهره", "قاهره"], Zone::Unknown),
    (&["بیروت", "القدس", "دمشق", "اروپا", "اوروبا"], Zone::Unknown),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::spelling::normalized;

    #[test]
    fn every_place_is_written_in_the_one_spelling() {
        for place in PLACES.iter().flat_map(|(places, _)| *places) {
            assert_eq!(normalized(place), *place);
        }
    }
}
