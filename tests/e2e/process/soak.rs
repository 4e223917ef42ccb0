//! A client syncs, reads, searches, saves and prunes without a pause, while the site publishes, edits and has
//! faults. What the process uses does not grow. `tests/soak.sh` does it for half an hour.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

#[path = "site_process.rs"]
mod site_process;
#[path = "usage.rs"]
mod usage;

use std::sync::Arc;
use std::time::{Duration, Instant};

use ifilm_core::{
    ArticleBody, Client, Config, Error, Item, ItemKey, Keep, ListQuery, Retention, SavedQuery, SearchQuery,
    SyncRequest,
};
use ifilm_tests::{
    DEVICE_SEED, Dice, EDITIONS, HandClock, edition, note_figures, note_runs, suite_minutes, suite_seed,
};
use site_process::SiteProcess;
use tempfile::TempDir;
use usage::{Halves, Usage};

/// In the checks, it takes so long.
const SHORT: Duration = Duration::from_secs(24);
/// The first part of the time is not measured: caches fill, and the limits of the cache are not reached yet.
const WARMING_UP: u32 = 4;

/// The site lists no more articles of an edition than this.
const MOST_LISTED: usize = 26;
const MOST_KEPT: u32 = 40;
const MOST_SAVED: usize = 12;
const DAYS: Duration = Duration::from_secs(3_000 * 24 * 60 * 60);
/// Slow answers end here.
const IDLE: Duration = Duration::from_millis(60);
const WORDS: [&str; 6] = ["series", "film", "فیلم", "سریال", "فيلم", "the"];

struct Soak {
    site: SiteProcess,
    clock: Arc<HandClock>,
    data: TempDir,
    client: Client,
    dice: Dice,
    syncs: u64,
    failed_sections: u64,
}

impl Soak {
    fn begin(seed: u64) -> Self {
        let mut site = SiteProcess::start(seed);
        EDITIONS.iter().for_each(|id| shorten(&mut site, id));
        let clock = HandClock::at(site.now);
        let data = tempfile::tempdir().unwrap();
        let client = opened(&site, &clock, &data);
        Self { site, clock, data, client, dice: Dice::of(seed), syncs: 0, failed_sections: 0 }
    }

    /// One turn of everything.
    async fn turn(&mut self, number: u64) {
        self.change_the_site(number);
        self.sync(number).await;
        for id in EDITIONS {
            self.read(id).await;
        }
        self.search().await;
        self.keep_few_saved().await;
        if number.is_multiple_of(5) {
            let keep = Retention::default().with_each(Keep::of(MOST_KEPT / 2, DAYS));
            self.client.storage().prune_to(&keep).await.unwrap();
        }
        if number.is_multiple_of(7) {
            self.client.user().undo().await.unwrap();
        }
        if number.is_multiple_of(20) {
            self.client.close().await.unwrap();
            self.client = opened(&self.site, &self.clock, &self.data);
        }
    }

    /// The site publishes, edits and removes about as much in each part of the time.
    fn change_the_site(&mut self, number: u64) {
        let id = self.dice.pick(&EDITIONS);
        self.site.run("requests clear");
        let hours = self.dice.pick(&[1, 6, 27]);
        self.advance(hours * 3_600);
        if number.is_multiple_of(3) {
            self.site.run(&format!("publish {id} 1"));
        }
        let chosen = self.dice.pick(&newest(&mut self.site, id));
        let what = self.dice.pick(&["headline", "body", "both"]);
        self.site.run(&format!("edit {id} {chosen} {what}"));
        shorten(&mut self.site, id);
    }

    fn advance(&mut self, seconds: u64) {
        self.site.run(&format!("advance {seconds}"));
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// Every second sync meets faults.
    async fn sync(&mut self, number: u64) {
        if number.is_multiple_of(2) {
            self.site
                .run(&format!(r#"fault {{"after":2,"times":6,"do":{{"kind":"seed","seed":{number}}}}}"#));
        }
        let report = self.client.sync(SyncRequest::all()).await.unwrap();
        self.site.run("fault clear");
        self.syncs += 1;
        self.failed_sections += u64::from(report.any_failed());
    }

    async fn list(&self, id: &str) -> Vec<Item> {
        let query = ListQuery::news(edition(id)).with_limit(100);
        self.client.library().list(query).await.unwrap().items
    }

    async fn read(&mut self, id: &str) {
        let items = self.list(id).await;
        for _ in 0..items.len().min(3) {
            let key = &items[self.dice.below(items.len() as u64) as usize].key;
            let article = self.client.library().article(key).await.unwrap();
            self.client.user().note_opened(key).await.unwrap();
            self.client.user().mark_read(key, self.dice.percent(80)).await.unwrap();
            if let ArticleBody::Ready { blocks } = &article.body {
                let block = self.dice.below(blocks.len() as u64) as u32;
                self.client.user().set_position(key, block, 0).await.unwrap();
            }
        }
        if let Some(item) = items.first() {
            self.client.user().save(&item.key).await.unwrap();
        }
    }

    async fn search(&mut self) {
        for _ in 0..3 {
            let query = SearchQuery::of(self.dice.pick(&WORDS)).with_limit(20);
            self.client.library().search(query).await.unwrap();
        }
    }

    /// The articles that were saved longest ago are saved no more. Each can still be read.
    async fn keep_few_saved(&self) {
        let saved = self.client.user().saved(SavedQuery::all().with_limit(500)).await.unwrap().items;
        let keys: Vec<ItemKey> = saved.into_iter().map(|saved| saved.item.key).collect();
        for key in keys.iter().skip(MOST_SAVED) {
            self.client.library().article(key).await.unwrap();
            self.client.user().unsave(key).await.unwrap();
            let found = self.client.library().article(key).await;
            assert!(matches!(found, Ok(_) | Err(Error::NotFound(_))), "{key}: {found:?}");
        }
    }
}

/// The ids of the articles that the site lists, newest first.
fn newest(site: &mut SiteProcess, id: &str) -> Vec<u64> {
    let ids = site.run(&format!("newest {id} 500"))["ids"].clone();
    ids.as_array().unwrap().iter().map(|id| id.as_u64().unwrap()).collect()
}

/// The oldest articles leave the site.
fn shorten(site: &mut SiteProcess, id: &str) {
    for oldest in newest(site, id).into_iter().skip(MOST_LISTED) {
        site.run(&format!("remove {id} {oldest} 410"));
    }
}

fn opened(site: &SiteProcess, clock: &Arc<HandClock>, data: &TempDir) -> Client {
    let mut config = Config::at(data.path());
    config.catalog = site.catalog.clone();
    config.clock = Arc::<HandClock>::clone(clock);
    config.device_seed = Some(DEVICE_SEED);
    config.time_zone = Some("Asia/Tehran".to_owned());
    config.retention = Retention::default().with_each(Keep::of(MOST_KEPT, DAYS));
    config.lead_pictures = 3;
    (config.limits.idle, config.limits.total) = (IDLE, 4 * IDLE);
    Client::open(config).unwrap()
}

#[tokio::test]
async fn what_a_process_uses_does_not_grow_however_long_it_works() {
    let duration = suite_minutes().map_or(SHORT, |minutes| Duration::from_secs(60 * minutes));
    let (mut soak, begun) = (Soak::begin(suite_seed()), Instant::now());
    let (warm, middle) = (duration / WARMING_UP, duration / WARMING_UP + duration * 3 / 8);
    let (mut first, mut second, mut turns) = (Usage::default(), Usage::default(), 0);

    while begun.elapsed() < duration {
        turns += 1;
        soak.turn(turns).await;
        let (now, elapsed) = (Usage::now(soak.data.path()), begun.elapsed());
        if elapsed > middle {
            second = second.or_more(now);
        } else if elapsed > warm {
            first = first.or_more(now);
        }
    }

    let Soak { syncs, failed_sections, .. } = &soak;
    let did = format!("{turns} turns, {syncs} syncs, in {failed_sections} of them a section failed.");
    let halves = Halves(first, second);
    note_runs(begun.elapsed().as_secs() / 60);
    note_figures(&format!("{did}\n\n{halves}"));
    assert!(turns >= 8 && *failed_sections > 0, "{did}");
    let grown = second.grown_since(first);
    assert!(grown.is_empty(), "{did}\n{grown:#?}\n{halves}");
    soak.client.close().await.unwrap();
}

/// If something grew without end, the test would see it.
#[test]
fn growth_beyond_the_margin_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let before = Usage::now(folder.path());
    std::fs::write(folder.path().join("user.db"), vec![0; 2 << 20]).unwrap();
    let files: Vec<_> =
        (0..40).map(|_| std::fs::File::open(folder.path().join("user.db")).unwrap()).collect();

    let grown = Usage::now(folder.path()).grown_since(before);

    assert!(grown.iter().any(|line| line.starts_with("file handles")), "{grown:?} {}", files.len());
    assert!(grown.iter().any(|line| line == "user.db: 0, then 2048; allowed are 1024"), "{grown:?}");
}
