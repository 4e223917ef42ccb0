//! The timeline of an edition: places for its articles from old to new, and the id and the date of each. The
//! last place before the site starts is -1.

use jiff::Timestamp;

use crate::calendar;
use crate::edition::Edition;
use crate::seeded_random::SeededRandom;

/// The site's clock when it starts: 2 May 2024, 09:30 UTC.
const START_SECOND: i64 = 1_714_642_200;

/// The moment at which every site starts.
pub(crate) fn start() -> Timestamp {
    Timestamp::from_second(START_SECOND).expect("a moment of our century")
}

/// The first id after the start. All editions use the same ids, so a key needs its edition.
fn origin(edition: Edition) -> i64 {
    2_044_000 + 30 * edition.index() as i64
}

/// How many places there are before the start.
pub(crate) fn lowest(edition: Edition) -> i64 {
    origin(edition) / 5 * 4 - 8
}

/// The id of a place. Four of five ids belong to articles, the rest to other things of the site.
pub(crate) fn id_at(edition: Edition, place: i64) -> u64 {
    let (group, within) = (place.div_euclid(4), place.rem_euclid(4));
    let step = within + i64::from(within >= gap(edition, group));
    (origin(edition) + 5 * group + step) as u64
}

/// The place of an id; `None` if the id belongs to something else.
pub(crate) fn place_of(edition: Edition, id: u64) -> Option<i64> {
    let from_origin = i64::try_from(id).ok()? - origin(edition);
    let (group, step) = (from_origin.div_euclid(5), from_origin.rem_euclid(5));
    let gap = gap(edition, group);
    (step != gap).then(|| 4 * group + step - i64::from(step > gap))
}

/// The id of a group of five that no article has: those of series, films and programmes.
pub(crate) fn free_id(edition: Edition, group: i64) -> u64 {
    (origin(edition) + 5 * group + gap(edition, group)) as u64
}

fn gap(edition: Edition, group: i64) -> i64 {
    SeededRandom::new("gap", &[edition.index() as u64, group as u64]).below(5) as i64
}

/// In the last year before the start, twelve articles came each day. More than a million older ones came in
/// the few years before that.
pub(crate) fn first_published(edition: Edition, place: i64) -> Timestamp {
    let back = -place;
    let (recent, old) = (back.min(4_000), (back - 4_000).max(0));
    let jitter = SeededRandom::new("moment", &[edition.index() as u64, place as u64]).below(90) as i64;
    let jitter = if old == 0 { jitter * 60 } else { 0 };
    let second = START_SECOND - recent * 6_600 - old * 120 + jitter;
    calendar::minute(Timestamp::from_second(second).unwrap_or_else(|_| start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_and_each_gives_its_place() {
        let mut before = 0;
        for place in -1_000_000..-999_000 {
            let id = id_at(Edition::Fa2, place);
            assert!(id > before);
            assert_eq!(place_of(Edition::Fa2, id), Some(place));
            before = id;
        }
    }
}
