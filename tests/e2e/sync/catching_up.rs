//! A listing changes while it is read: items are published, removed and reordered between any two of its
//! pages. No item is missing afterwards, and none is there twice.

use std::collections::BTreeSet;

use ifilm_core::ListQuery;
use ifilm_tests::{PlainAnswer, PlainScenario, edition};

const SEEDS: u64 = 50;
/// The rows of one page of the listing.
const ROWS: usize = 4;
/// The most changes during one sync.
const STEPS: usize = 8;
/// The most pages that the listing has.
const PAGES: usize = 40;

/// Numbers that look random, the same for the same seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// What the site lists, newest first.
struct Listing {
    ids: Vec<u32>,
    next: u32,
    numbers: Numbers,
}

impl Listing {
    fn of(seed: u64) -> Self {
        Self { ids: (1..=24).rev().collect(), next: 25, numbers: Numbers(seed) }
    }

    fn publish(&mut self, count: u64) {
        for _ in 0..count {
            self.ids.insert(0, self.next);
            self.next += 1;
        }
    }

    /// One small change: new items, fewer than a page holds, or one that leaves, moves up by one, or goes
    /// to the top.
    fn change(&mut self) {
        let place = usize::try_from(self.numbers.below(self.ids.len() as u64 - 1)).unwrap();
        match self.numbers.below(5) {
            0 | 1 => {
                let count = self.numbers.below(3) + 1;
                self.publish(count);
            }
            2 => drop(self.ids.remove(place)),
            3 => self.ids.swap(place, place + 1),
            _ => {
                let id = self.ids.remove(place);
                self.ids.insert(0, id);
            }
        }
    }

    fn pages(&self) -> Vec<(String, PlainAnswer)> {
        let page = |number: usize| {
            let ids = self.ids.iter().skip((number - 1) * ROWS).take(ROWS);
            let rows: Vec<(String, String)> =
                ids.map(|id| (id.to_string(), format!("Story number {id} of the town"))).collect();
            let rows: Vec<(&str, &str)> =
                rows.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect();
            (format!("/list?page={number}"), PlainAnswer::rows(&rows))
        };
        (1..=PAGES).map(page).collect()
    }

    fn show(&self, scenario: &PlainScenario) {
        self.pages().into_iter().for_each(|(path, answer)| scenario.site.answer(&path, answer));
    }

    /// Syncs, while the site changes after one in three requests for its listing. Between two pages there
    /// are two requests, because each page is read again. With a change after every request, two of them
    /// could hide an item: it goes up by one, and before its new page is read again, new items move it
    /// down.
    async fn change_during_a_sync(&mut self, scenario: &PlainScenario) {
        let (mut states, mut steps) = (vec![self.ids.clone()], Vec::new());
        for _ in 0..STEPS {
            if self.numbers.below(3) == 0 {
                self.change();
            }
            states.push(self.ids.clone());
            steps.push(self.pages());
        }
        scenario.site.change_step_by_step(steps);
        scenario.sync().await;
        let made = states.len() - 1 - scenario.site.stop_changing();
        self.ids.clone_from(&states[made]);
    }
}

async fn listed(scenario: &PlainScenario) -> (Vec<u32>, usize) {
    let query = ListQuery::news(edition("en")).with_limit(500);
    let list = scenario.client.library().list(query).await.unwrap();
    (list.items.iter().map(|item| item.key.id.parse().unwrap()).collect(), list.holes.len())
}

#[tokio::test]
async fn no_item_is_missing_or_twice_there_whatever_happens_between_two_pages() {
    for seed in 0..SEEDS {
        let scenario = PlainScenario::begin();
        let mut site = Listing::of(seed);
        site.show(&scenario);
        scenario.sync().await;
        let oldest = site.ids[ROWS - 1];

        for _ in 0..4 {
            let count = site.numbers.below(18) + 1;
            site.publish(count);
            site.show(&scenario);
            site.change_during_a_sync(&scenario).await;
        }
        let mut syncs = 0;
        while syncs < 3 || (listed(&scenario).await.1 > 0 && syncs < 20) {
            scenario.sync().await;
            syncs += 1;
        }

        let (ids, holes) = listed(&scenario).await;
        let here: BTreeSet<u32> = ids.iter().copied().collect();
        let missing: Vec<&u32> = site.ids.iter().filter(|id| **id >= oldest && !here.contains(id)).collect();
        assert_eq!((missing.len(), holes), (0, 0), "seed {seed}: {missing:?} of {:?}", site.ids);
        assert_eq!(ids.len(), here.len(), "seed {seed}");
    }
}
