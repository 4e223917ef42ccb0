//! Shared parts of the tests: a practice site, a client in a new directory, and a clock moved by hand.

mod damage;
mod dice;
pub mod fleet;
mod names;
mod plain;
mod running;
mod says;
mod seeds;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ifilm_core::{
    Article, ArticleBody, Catalog, Client, Clock, Config, EditionId, ErrorCode, Item, ItemKey, ListQuery,
    SectionOutcome, SectionReport, SyncReport, SyncRequest, text_of_blocks,
};
use ifilm_site::{Edition, Fault, FaultKind, Site, SiteConfig};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use tempfile::TempDir;

pub use damage::{PAGE, hold_writing, wipe};
pub use dice::Dice;
pub use names::{HandNames, NAME, named};
pub use plain::{PlainAnswer, PlainScenario, PlainSite};
pub use running::RunningSync;
pub use says::{blocks, says};
pub use seeds::{Seeds, note_figures, note_runs, suite_minutes, suite_seed};

/// The editions of the practice site, in the order of its catalogue.
pub const EDITIONS: [&str; 4] = ["en", "fa", "ar", "fa2"];

/// The seed of the tests' devices, so that random waits are the same in each run.
pub const DEVICE_SEED: u64 = 7;

/// A clock that stands still. Tests move it.
pub struct HandClock(Mutex<Timestamp>);

impl HandClock {
    /// A clock that shows the time of a site.
    pub fn of(site: &Site) -> Arc<Self> {
        Self::at(site.now())
    }

    /// A clock that shows this time.
    pub fn at(now: Timestamp) -> Arc<Self> {
        Arc::new(Self(Mutex::new(now)))
    }

    /// Sets it, forwards or back.
    pub fn set(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Moves it forwards.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += by;
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A test scenario: a practice site and a client that reads it.
pub struct Scenario {
    /// The practice site.
    pub site: Site,
    /// The client's clock.
    pub clock: Arc<HandClock>,
    /// The client's files.
    pub data: TempDir,
    /// The client.
    pub client: Client,
}

impl Scenario {
    /// A client that has not synced yet, at a site with the default options.
    pub fn begin() -> Self {
        Self::at(SiteConfig { items: 60, ..SiteConfig::default() })
    }

    /// A client that has not synced yet, at a site with these options.
    pub fn at(config: SiteConfig) -> Self {
        Self::with(config, |_| ())
    }

    /// A client that has not synced yet, and knows all sections of a site with these options.
    pub fn at_sections(config: SiteConfig) -> Self {
        Self::at_sections_with(config, |_| {})
    }

    /// The same, with the client's configuration changed.
    pub fn at_sections_with(config: SiteConfig, change: impl FnOnce(&mut Config)) -> Self {
        let site = Site::start(config).expect("the practice site starts on free ports");
        let catalog = Catalog::from_json(&site.catalog_json_of_sections());
        let catalog = catalog.expect("the site's catalogue can be read");
        Self::of_site(site, |config| {
            config.catalog = catalog;
            change(config);
        })
    }

    /// The same with a part of the catalogue changed.
    pub fn at_sections_of(site: Site, change: impl FnOnce(&mut Catalog)) -> Self {
        let catalog = site.catalog_json_of_sections();
        let mut catalog = Catalog::from_json(&catalog).expect("the site's catalogue can be read");
        change(&mut catalog);
        Self::of_site(site, |config| config.catalog = catalog)
    }

    /// The same, with the client's configuration changed.
    pub fn with(config: SiteConfig, change: impl FnOnce(&mut Config)) -> Self {
        Self::of_site(Site::start(config).expect("the practice site starts on free ports"), change)
    }

    fn of_site(site: Site, change: impl FnOnce(&mut Config)) -> Self {
        let clock = HandClock::of(&site);
        let data = tempfile::tempdir().expect("a temporary directory can be made");
        let mut config = config_for(&site, data.path(), &clock);
        change(&mut config);
        let client = Client::open(config).expect("the configuration makes sense");
        Self { site, clock, data, client }
    }

    /// A client that has synced once.
    pub async fn synced() -> Self {
        let scenario = Self::begin();
        let report = scenario.sync().await;
        assert!(!report.any_failed(), "{report:?}");
        scenario.site.clear_requests();
        scenario
    }

    /// Syncs all editions.
    pub async fn sync(&self) -> SyncReport {
        self.client.sync(SyncRequest::all()).await.expect("storage works")
    }

    /// Syncs only the English edition and returns its report.
    pub async fn sync_english(&self) -> SectionReport {
        let report = self.client.sync(SyncRequest::of([edition("en")])).await.expect("storage works");
        report.sections.into_iter().next().expect("a report for the edition")
    }

    /// The newest items of an edition, at most 500.
    pub async fn list(&self, id: &str) -> Vec<Item> {
        let query = ListQuery::news(edition(id)).with_limit(500);
        self.client.library().list(query).await.expect("the list can be read").items
    }

    /// An article, which must be stored.
    pub async fn article(&self, edition_id: &str, id: u64) -> Article {
        let key = ItemKey::article(edition(edition_id), id.to_string());
        self.client.library().article(&key).await.expect("the article is stored")
    }
}

/// A configuration for a site.
pub fn config_for(site: &Site, data: &Path, clock: &Arc<HandClock>) -> Config {
    let mut config = Config::at(data);
    config.catalog = Catalog::from_json(&site.catalog_json()).expect("the site's catalogue can be read");
    config.extra_roots_pem = site.ca_pem().into_iter().collect();
    config.clock = Arc::<HandClock>::clone(clock);
    config.time_zone = Some("Asia/Tehran".to_owned());
    config.device_seed = Some(DEVICE_SEED);
    config.lead_pictures = 0; // the tests count requests
    config
}

/// An edition's id.
pub fn edition(id: &str) -> EditionId {
    id.parse().expect("a valid id")
}

/// A fault of every request to the English edition below a path.
pub fn english_fault(path: &str, kind: FaultKind) -> Fault {
    Fault::new(kind).edition(Edition::En).path(path)
}

/// An answer with only this status.
pub fn status(status: u16) -> FaultKind {
    FaultKind::Status { status, retry_after: None }
}

/// The text of an article, which must be ready.
pub fn text(article: &Article) -> String {
    match &article.body {
        ArticleBody::Ready { blocks } => text_of_blocks(blocks),
        other => panic!("{} is {other:?}", article.key),
    }
}

/// The code a section failed with, if it did.
pub fn failure(section: &SectionReport) -> Option<ErrorCode> {
    match section.outcome {
        SectionOutcome::Failed { code, .. } => Some(code),
        _ => None,
    }
}

/// The rows of a golden table, `tests/fixtures/language/NAME.jsonl`, in order.
///
/// # Panics
/// If the table is missing, or a row is not a `T`. The message names the line.
pub fn golden<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../fixtures/language/{name}.jsonl"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|cause| panic!("{}: {cause}", file.display()));
    let row = |(number, line)| match serde_json::from_str(line) {
        Ok(row) => row,
        Err(cause) => panic!("{name}.jsonl, line {}: {cause}", number + 1),
    };
    text.lines().enumerate().map(row).collect()
}
