//! What the four editions publish, and when.

use ifilm_core::EditionId;

use super::events::Events;
use super::random::{random, random_below};
use super::time::{DAY, HOUR};

/// An article of an edition. Its number is its place.
#[derive(Debug, Clone, Copy)]
struct Article {
    published: u32,
    /// When its text was changed.
    edited: Option<u32>,
}

/// An edition.
pub(crate) struct Edition {
    pub(crate) id: EditionId,
    articles: Vec<Article>,
}

/// The name of an edition, its share of the devices, and its articles of a day.
const EDITIONS: [(&str, f64, u32); 4] =
    [("fa", 0.45, 28), ("ar", 0.30, 16), ("en", 0.15, 12), ("fa2", 0.10, 10)];
/// The rows of a page of a listing, as in the embedded catalogue.
pub(crate) const ROWS: u32 = 30;
/// The newsroom works from seven to half past eleven.
const WORKS: (u32, u32) = (7 * HOUR, 23 * HOUR + HOUR / 2);
/// The share of articles whose text is changed within two hours.
const EDITED: f64 = 0.15;

impl Edition {
    /// All editions, through the days of a simulation.
    pub(crate) fn all(seed: u64, days: u32, events: &Events) -> Vec<Self> {
        let of = |(place, (name, _, daily)): (usize, (&str, f64, u32))| {
            let words = [seed, 1, place as u64];
            let mut times: Vec<u32> = (0..=days).flat_map(|day| day_times(&words, day, daily)).collect();
            times.push(events.push);
            times.sort_unstable();
            let old = (0..ROWS).map(|_| Article { published: 0, edited: None });
            let articles = old.chain(times.into_iter().map(|published| article(&words, published))).collect();
            Self { id: name.parse().expect("it is an id"), articles }
        };
        EDITIONS.into_iter().enumerate().map(of).collect()
    }

    /// The edition of a device.
    pub(crate) fn of_device(words: &[u64]) -> usize {
        let mut left = random(words);
        let chosen = EDITIONS.iter().position(|(_, share, _)| {
            left -= share;
            left < 0.0
        });
        chosen.unwrap_or(0)
    }

    /// How many articles are published.
    pub(crate) fn published(&self, second: u32) -> u32 {
        self.articles.partition_point(|article| article.published <= second) as u32
    }

    /// The revision of an article.
    pub(crate) fn revision(&self, number: u32, second: u32) -> u32 {
        let article = self.articles.get(number as usize);
        u32::from(article.and_then(|article| article.edited).is_some_and(|edited| edited <= second))
    }
}

fn day_times(words: &[u64], day: u32, daily: u32) -> Vec<u32> {
    let time = |n| {
        let words = [words, &[u64::from(day), u64::from(n)]].concat();
        day * DAY + WORKS.0 + random_below(WORKS.1 - WORKS.0, &words)
    };
    (0..daily).map(time).collect()
}

fn article(words: &[u64], published: u32) -> Article {
    let words = [words, &[2, u64::from(published)]].concat();
    let edited = published + 300 + random_below(2 * HOUR, &[&words[..], &[3]].concat());
    Article { published, edited: (random(&words) < EDITED).then_some(edited) }
}
