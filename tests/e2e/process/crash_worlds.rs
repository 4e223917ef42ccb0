//! The worlds in which acts are done: a site, the files before the act, the faults during it, and how the
//! client recovers afterwards.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ifilm_core::{Catalog, Client, Config, ExportRequest, Keep, Retention, SyncRequest};
use ifilm_site::{Edit, Edition, Fault, FaultKind, Raw, Removal, Site, SiteConfig};
use ifilm_tests::{HandClock, HandNames, config_for, edition, named, status, wipe};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::killer::copy;
use crate::rows::RECEIVED;

const DAY: Duration = Duration::from_secs(86_400);

/// A site, and the files before an act.
pub(crate) struct World {
    pub(crate) site: Site,
    /// The catalogue, the time, and what else a victim needs to know.
    pub(crate) place: tempfile::TempDir,
    before: tempfile::TempDir,
    /// The faults of the site while the act runs.
    faults: Vec<Fault>,
    /// On how many days a sync runs before everything has settled.
    days: u32,
    /// Statements for the rows to compare after that.
    pub(crate) statements: Vec<&'static str>,
    /// Whether both files are damaged before the act.
    pub(crate) is_damaged: bool,
}

/// A configuration for the client of a place, and its clock.
pub(crate) fn config_at(place: &Path, data: &Path) -> (Config, Arc<HandClock>) {
    let read = |name: &str| fs::read_to_string(place.join(name)).unwrap();
    let clock = HandClock::at(read("now").parse::<Timestamp>().unwrap());
    let mut config = Config::at(data);
    config.catalog = Catalog::from_json(&read("catalog.json")).unwrap();
    config.clock = Arc::<HandClock>::clone(&clock);
    config.time_zone = Some("Asia/Tehran".to_owned());
    config.device_seed = Some(ifilm_tests::DEVICE_SEED);
    config.lead_pictures = 3;
    if place.join("named").exists() {
        named(&mut config, &HandNames::of(&["127.0.0.1"]));
    }
    (config, clock)
}

impl World {
    /// A site with a few articles, and no files yet.
    fn new() -> Self {
        let site = Site::start(SiteConfig { items: 6, ..SiteConfig::default() }).unwrap();
        let (place, before) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let catalog = site.catalog_json().replace(r#""pictures""#, r#""pictures","media""#);
        fs::write(place.path().join("catalog.json"), catalog).unwrap();
        fs::write(place.path().join("now"), (site.now() + DAY).to_string()).unwrap();
        Self {
            site,
            place,
            before,
            faults: Vec::new(),
            days: 1,
            statements: RECEIVED.to_vec(),
            is_damaged: false,
        }
    }

    /// A copy of the files before the act, with those of pictures.
    pub(crate) fn files(&self) -> tempfile::TempDir {
        let files = copy(self.before.path());
        let pictures = self.before.path().join("pictures");
        if pictures.exists() {
            fs::create_dir(files.path().join("pictures")).unwrap();
            for entry in fs::read_dir(pictures).unwrap() {
                let entry = entry.unwrap();
                fs::copy(entry.path(), files.path().join("pictures").join(entry.file_name())).unwrap();
            }
        }
        files
    }

    /// The same world, whose rows count when syncs have run on three days.
    fn settled(self) -> Self {
        Self { days: 3, statements: SETTLED.to_vec(), ..self }
    }

    /// Lets the site do what it does while the act runs.
    pub(crate) fn begin(&self) {
        self.site.clear_faults();
        self.faults.iter().for_each(|fault| self.site.fault(fault.clone()));
        self.site.clear_requests();
    }

    /// Lets the client sync without faults until everything has settled.
    pub(crate) async fn recover(&self, data: &Path) {
        self.site.clear_faults();
        for day in 0..self.days {
            let (config, clock) = config_at(self.place.path(), data);
            clock.advance(DAY * day);
            let client = Client::open(config).unwrap();
            client.sync(SyncRequest::all()).await.unwrap();
            client.close().await.unwrap();
        }
    }

    /// Lets a client do something on the day before the act.
    fn with(self, work: impl AsyncFnOnce(&Client)) -> Self {
        let clock = HandClock::of(&self.site);
        let mut config = config_for(&self.site, self.before.path(), &clock);
        config.lead_pictures = 3;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let client = Client::open(config).unwrap();
            work(&client).await;
            client.close().await.unwrap();
        });
        self
    }
}

/// No files, and rows that are of no site.
pub(crate) fn empty() -> World {
    World { statements: Vec::new(), ..World::new() }
}

/// No files, and a site that is found by a name.
pub(crate) fn far() -> World {
    let world = World::new();
    fs::write(world.place.path().join("named"), "").unwrap();
    world
}

/// The files of an old version.
fn of_fixture(name: &str) -> World {
    let stores = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/stores");
    let world = World::new();
    World { before: copy(&stores.join(name)), ..world }
}

/// The files of a version that could not free pages, and had no search index of today's form.
pub(crate) fn old() -> World {
    of_fixture("2").settled()
}

/// The files of the last version but a few.
pub(crate) fn older() -> World {
    of_fixture("18").settled()
}

/// Two editions, of which something is read and saved.
pub(crate) fn synced() -> World {
    let world = World::new();
    let [first, second] = *world.site.newest("en", 2) else { unreachable!("there are six") };
    world.with(async |client| {
        client.sync(SyncRequest::of([edition("en"), edition("fa")])).await.unwrap();
        let key = |id: u64| ifilm_core::ItemKey::article(edition("en"), id.to_string());
        client.user().save(&key(first)).await.unwrap();
        client.user().mark_read(&key(second), true).await.unwrap();
    })
}

/// The same, and the site has news and edits.
pub(crate) fn news() -> World {
    let mut world = synced();
    world.statements.push(PICTURES);
    let newest = world.site.newest("en", 2);
    world.site.advance(DAY);
    world.site.edit("en", newest[0], Edit::Both);
    world.site.edit("en", newest[1], Edit::Headline);
    world.site.publish("en", 3);
    world.site.publish("fa", 5);
    world
}

/// The same, for a client that gets little at a time.
pub(crate) fn news_in_parts() -> World {
    news().settled()
}

/// Two editions, and more news than a page of the listing has. The second page fails once.
pub(crate) fn holed() -> World {
    let mut world = synced();
    world.site.advance(DAY);
    world.site.publish("fa", 33);
    world.faults = vec![Fault::new(status(500)).edition(Edition::Fa).path("/Home").after(1).times(1)];
    world.settled()
}

/// Two editions, and so many pruned items that the oldest are forgotten.
pub(crate) fn stuffed() -> World {
    let world = synced();
    let cache = Connection::open(world.before.path().join("cache.db")).unwrap();
    let rows = "
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1050)
        INSERT INTO item (edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at, pruned_at)
        SELECT 'en', 'article', 900000 + n, 900000 + n, NULL, 1000 * n, 'meta', 'day', 1000 * n, 2000
        FROM n;
        DELETE FROM search_due";
    cache.execute_batch(rows).unwrap();
    drop(cache);
    World { statements: REVIVED.to_vec(), ..world.settled() }
}

/// Two editions, and the export of another device.
pub(crate) fn exported() -> World {
    let (world, other) = (synced(), synced());
    let place = world.place.path().to_owned();
    other.with(async |client| {
        client.language().choose(Some(&edition("fa2"))).await.unwrap();
        client.user().hide_word("nothing-has-this", true).await.unwrap();
        client.user().clear_history().await.unwrap();
        let text = client.user().export(ExportRequest::default().with_history(true)).await.unwrap();
        fs::write(place.join("export.json"), text).unwrap();
    });
    world
}

/// Two editions of which most was pruned, though there is room again.
pub(crate) fn pruned() -> World {
    synced()
        .with(async |client| {
            let few = Retention::default().with_each(Keep::of(2, 180 * DAY));
            assert!(client.storage().prune_to(&few).await.unwrap().items > 0);
        })
        .settled()
}

/// Two editions, and a bad page in an index of both files. The last writer was killed, so the next one looks
/// for damage.
pub(crate) fn damaged() -> World {
    let world = synced();
    let files = world.before.path();
    wipe(&files.join("cache.db"), "picture_failure_retry");
    wipe(&files.join("user.db"), "history_newest");
    let mut note = fs::read(files.join("writing.note")).unwrap();
    note[0] = 1;
    fs::write(files.join("writing.note"), note).unwrap();
    World { is_damaged: true, ..world.settled() }
}

/// Statements for what is the same after a while, however often a sync failed before: no validators, no
/// dates that were estimated or that say when something was seen first.
const SETTLED: &[&str] = &[
    "SELECT edition, kind, remote_id, title, picture, removed_at IS NULL FROM item WHERE pruned_at IS NULL",
    "SELECT edition, remote_id, section FROM listed JOIN item ON item.id = item_id",
    "SELECT edition, remote_id, article.title, article.lead, language, blocks FROM article JOIN item ON item.id = item_id",
    "SELECT edition, section FROM hole",
    "SELECT item_id FROM search_due",
];

/// The same, without the texts.
const LISTED: &[&str] = &[
    "SELECT edition, kind, remote_id, title, picture, removed_at IS NULL FROM item WHERE pruned_at IS NULL",
    "SELECT edition, remote_id, section FROM listed JOIN item ON item.id = item_id",
    "SELECT edition, section FROM hole",
    "SELECT item_id FROM search_due",
];

/// The same, where items were pruned and came again. Their rows lost what only the listing has.
const REVIVED: &[&str] = &[
    "SELECT edition, kind, remote_id FROM item WHERE pruned_at IS NULL",
    "SELECT edition, remote_id, article.title, article.lead, language, blocks FROM article JOIN item ON item.id = item_id",
    "SELECT item_id FROM search_due",
];

/// The pictures that came with a sync.
const PICTURES: &str = "SELECT address, hex(hash), bytes FROM picture_address JOIN picture USING (hash)";

/// Four editions whose site fails in many ways.
pub(crate) fn troubled() -> World {
    let world = World::new();
    world.site.fault(Fault::new(FaultKind::Refuse).edition(Edition::Fa2));
    let mut world = world.with(async |client| {
        client.sync(SyncRequest::all()).await.unwrap();
    });
    let site = &world.site;
    let old = site.newest("en", 6);
    site.advance(DAY);
    site.remove("en", old[1], Removal::NotFound);
    site.edit("en", old[2], Edit::Headline);
    let (new, of_fa, of_ar) = (site.publish("en", 5), site.publish("fa", 2), site.publish("ar", 2));
    let titles: Vec<String> = new[..2].iter().map(|id| site.truth("en", *id).title).collect();
    let paragraph = "<p>Both stories stand at both addresses, word for word, as a mistake of an editor.</p>";
    let twice = format!(
        "<html><head><title>{0} {1}</title></head><body><h1>{0} {1}</h1><div>{2}</div></body></html>",
        titles[0],
        titles[1],
        paragraph.repeat(6)
    );
    let raw = || FaultKind::Raw(Raw { content: Some(twice.clone()), ..Raw::new(200, [""; 0]) });
    let of_english =
        |id: u64, kind| Fault::new(kind).edition(Edition::En).path(format!("/News/Content/{id}"));
    let wait = FaultKind::Status { status: 503, retry_after: Some("120".to_owned()) };
    world.faults = vec![
        of_english(new[0], raw()),
        of_english(new[1], raw()),
        of_english(new[2], FaultKind::EmptyBody),
        of_english(new[3], status(500)),
        of_english(old[2], FaultKind::Notice { long: true, varying: false }),
        Fault::new(FaultKind::Refuse).edition(Edition::Fa).path(format!("/News/Content/{}", of_fa[0])),
        Fault::new(wait).edition(Edition::Ar).path(format!("/News/Content/{}", of_ar[0])),
        Fault::new(status(404)).edition(Edition::Fa).path("/UploadedFiles"),
        Fault::new(status(500)).edition(Edition::Fa2),
    ];
    // A text that came three times instead of an article is taken for it, and is read again late.
    World { days: 6, statements: LISTED.to_vec(), ..world }
}
