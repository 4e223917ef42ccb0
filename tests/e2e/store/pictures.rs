//! Pictures: fetched once, each stored once, those that nobody shows deleted first, and nothing stored that a
//! phone cannot draw.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use crate::waiting::disk::Disk;
use ifilm_core::{
    ArticleBody, BlockContent, CachedPicture, Client, ErrorCode, ExportRequest, Item, ItemKey, PixelSize,
    Retention, SavedQuery, SearchQuery, SyncRequest,
};
use ifilm_site::{Fault, FaultKind, Raw, SiteConfig};
use ifilm_tests::{EDITIONS, Scenario, config_for, status};
use rusqlite::Connection;

const FOLDER: &str = "/UploadedFiles/Images/02-05-2024/";

fn scenario() -> Scenario {
    with_retention(Retention::default())
}

fn with_retention(retention: Retention) -> Scenario {
    let config = SiteConfig { items: 4, ..SiteConfig::default() };
    Scenario::with(config, |config| config.retention = retention)
}

/// The address of a picture of the English edition.
fn address(scenario: &Scenario, name: &str) -> String {
    format!("{}{FOLDER}{name}.jpg", scenario.site.base("en"))
}

/// Answers all requests for a picture with these bytes.
fn serve(scenario: &Scenario, name: &str, content: String) {
    let raw = Raw { content: Some(content), ..Raw::default() };
    scenario.site.fault(Fault::new(FaultKind::Raw(raw)).path(format!("{FOLDER}{name}.jpg")));
}

/// A GIF of this size in pixels, filled up to 1,000 bytes with a letter.
fn gif(side: u16, letter: char) -> String {
    let [low, high] = side.to_le_bytes().map(char::from);
    let head = format!("GIF89a{low}{high}{low}{high}");
    let filler = letter.to_string().repeat(1_000 - head.len());
    head + &filler
}

async fn fetch(scenario: &Scenario, name: &str) -> CachedPicture {
    scenario.client.media().fetch_picture(&address(scenario, name)).await.unwrap()
}

async fn refusal(scenario: &Scenario, name: &str) -> ErrorCode {
    scenario.client.media().fetch_picture(&address(scenario, name)).await.unwrap_err().code()
}

async fn stored(scenario: &Scenario, name: &str) -> CachedPicture {
    scenario.client.media().picture(&address(scenario, name)).await.unwrap()
}

/// The names of the files in the folder of pictures.
fn files(scenario: &Scenario) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(scenario.data.path().join("pictures")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn age(path: &PathBuf, by: Duration) {
    File::options().write(true).open(path).unwrap().set_modified(SystemTime::now() - by).unwrap();
}

#[tokio::test]
async fn a_picture_is_fetched_once_and_then_comes_from_the_disk() {
    let mut scenario = scenario();

    let fetched = fetch(&scenario, "1_2_3").await;
    let again = fetch(&scenario, "1_2_3").await;
    let requests = scenario.site.requests().len();
    scenario.site.stop();
    let offline = stored(&scenario, "1_2_3").await;

    assert_eq!((requests, &fetched, &fetched), (1, &again, &offline));
    assert_eq!(fetched.size, Some(PixelSize { width: 640, height: 360 }));
    let file = fetched.file.unwrap();
    assert_eq!(
        (file.content_type.as_str(), file.bytes),
        ("image/jpeg", fs::metadata(&file.path).unwrap().len())
    );
    assert!(fs::read(&file.path).unwrap().starts_with(&[0xff, 0xd8, 0xff]));
}

#[tokio::test]
async fn a_picture_that_was_never_fetched_is_not_here_and_asking_makes_no_file() {
    let scenario = scenario();

    let picture = stored(&scenario, "1_2_3").await;

    assert_eq!(picture, CachedPicture::default());
    assert_eq!(scenario.site.requests().len(), 0);
    assert_eq!(fs::read_dir(scenario.data.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn one_picture_at_several_addresses_is_one_file() {
    let scenario = scenario();
    for name in ["a", "b"] {
        serve(&scenario, name, gif(16, 'x'));
    }

    let (one, other) = (fetch(&scenario, "a").await, fetch(&scenario, "b").await);

    assert_eq!(one, other);
    assert_eq!(files(&scenario).len(), 1);
    let report = scenario.client.storage().report().await.unwrap();
    assert_eq!((report.picture_count, report.pictures), (1, 1_000));
}

#[tokio::test]
async fn two_who_want_one_picture_fetch_it_once() {
    let scenario = scenario();

    let (one, other) = tokio::join!(fetch(&scenario, "1_2_3"), fetch(&scenario, "1_2_3"));

    assert_eq!(one, other);
    assert_eq!(scenario.site.requests().len(), 1);
}

#[tokio::test]
async fn two_who_want_one_picture_that_does_not_come_ask_once() {
    let scenario = scenario();
    scenario.site.fault(Fault::new(status(503)).path(FOLDER));

    let refused = tokio::join!(refusal(&scenario, "1_2_3"), refusal(&scenario, "1_2_3"));

    assert_eq!(refused, (ErrorCode::Refused, ErrorCode::Refused));
    assert_eq!(scenario.site.requests().len(), 1);
}

#[tokio::test]
async fn pictures_that_nobody_shows_go_first_and_their_size_stays_known() {
    let scenario = with_retention(Retention::default().with_picture_bytes(3_500));
    for (name, letter) in [("a", 'a'), ("b", 'b'), ("c", 'c'), ("d", 'd')] {
        serve(&scenario, name, gif(16, letter));
    }
    for name in ["a", "b", "c"] {
        fetch(&scenario, name).await;
        scenario.clock.advance(Duration::from_secs(60));
    }

    stored(&scenario, "a").await;
    scenario.clock.advance(Duration::from_secs(60));
    fetch(&scenario, "d").await;

    let here = |picture: CachedPicture| picture.file.is_some();
    assert!(here(stored(&scenario, "a").await) && here(stored(&scenario, "c").await));
    assert!(here(stored(&scenario, "d").await));
    let gone = stored(&scenario, "b").await;
    assert_eq!(gone, CachedPicture { file: None, size: Some(PixelSize { width: 16, height: 16 }) });
    assert_eq!(files(&scenario).len(), 3);
}

/// The newest English article, and the address of its picture.
async fn illustrated(scenario: &Scenario) -> (ItemKey, String) {
    scenario.sync_english().await;
    let id = scenario.site.newest("en", 1)[0];
    let article = scenario.article("en", id).await;
    let ArticleBody::Ready { blocks } = &article.body else { panic!("{article:?}") };
    let picture = blocks.iter().find_map(|block| match &block.content {
        BlockContent::Image(picture) => Some(picture.address.clone()),
        _ => None,
    });
    (article.key, picture.expect("the newest article has a picture"))
}

#[tokio::test]
async fn a_row_of_a_list_a_hit_and_a_saved_item_have_the_size_of_the_picture_once_it_was_fetched() {
    let scenario = scenario();
    scenario.sync_english().await;
    let item = scenario.list("en").await.into_iter().find(|item| item.picture.is_some()).unwrap();
    scenario.client.user().save(&item.key).await.unwrap();

    scenario.client.media().fetch_picture(item.picture.as_ref().unwrap()).await.unwrap();

    let shown = all_rows(&scenario, &item).await;
    let size = Some(PixelSize { width: 640, height: 360 });
    assert_eq!((item.picture_size, shown.map(|item| item.picture_size)), (None, [size; 3]));
}

/// An item as a row of its list, as a hit, and as what a person saved.
async fn all_rows(scenario: &Scenario, item: &Item) -> [Item; 3] {
    let (library, user) = (scenario.client.library(), scenario.client.user());
    let listed = scenario.list(item.key.edition.as_str()).await;
    let hits = library.search(SearchQuery::of(&item.title)).await.unwrap().hits;
    let saved = user.saved(SavedQuery::all()).await.unwrap().items;
    let rows = [
        listed,
        hits.into_iter().map(|hit| hit.item).collect(),
        saved.into_iter().map(|it| it.item).collect(),
    ];
    rows.map(|rows: Vec<Item>| rows.into_iter().find(|row| row.key == item.key).unwrap())
}

#[tokio::test]
async fn an_item_has_the_language_of_its_edition_also_before_its_text_came() {
    let scenario = scenario();
    scenario.site.fault(Fault::new(status(500)).path("/News/"));
    scenario.sync().await;

    let mut languages = Vec::new();
    for edition in EDITIONS {
        languages.push(scenario.list(edition).await[0].language.to_string());
    }

    assert_eq!(languages, ["en", "fa", "ar", "fa-AF"]);
}

#[tokio::test]
async fn the_file_of_a_saved_picture_is_known_whichever_was_first_and_stays_if_its_address_is_forgotten() {
    for is_saved_first in [true, false] {
        let scenario = scenario();
        let (key, picture) = illustrated(&scenario).await;
        let (media, user) = (scenario.client.media(), scenario.client.user());

        if is_saved_first {
            user.save(&key).await.unwrap();
        }
        let file = media.fetch_picture(&picture).await.unwrap().file.unwrap();
        user.save(&key).await.unwrap();
        let hash: String = Connection::open(scenario.data.path().join("user.db"))
            .unwrap()
            .query_row("SELECT lower(hex(hash)) FROM saved_picture WHERE address = ?", [&picture], |row| {
                row.get(0)
            })
            .unwrap();
        let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
        cache.execute("DELETE FROM picture_address", []).unwrap();
        scenario.client.storage().prune_to(&Retention::default().with_picture_bytes(0)).await.unwrap();

        assert_eq!(file.path.file_name().unwrap().to_str().unwrap(), hash);
        assert!(file.path.exists(), "saved first: {is_saved_first}");
    }
}

#[tokio::test]
async fn the_pictures_of_a_saved_article_stay() {
    let scenario = with_retention(Retention::default().with_picture_bytes(100_000));
    let (key, picture) = illustrated(&scenario).await;
    scenario.client.user().save(&key).await.unwrap();

    let fetched = scenario.client.media().fetch_picture(&picture).await.unwrap();
    for number in 0..110 {
        scenario.clock.advance(Duration::from_secs(60));
        let name = format!("other_{number}");
        serve(&scenario, &name, gif(number + 1, 'x'));
        fetch(&scenario, &name).await;
    }

    let kept = scenario.client.media().picture(&picture).await.unwrap();
    assert_eq!(fetched, kept);
    assert!(kept.file.is_some());
    assert!(files(&scenario).len() < 111, "others had to go");
}

#[tokio::test]
async fn a_picture_that_is_larger_than_all_the_room_is_not_stored() {
    let scenario = with_retention(Retention::default().with_picture_bytes(500));
    serve(&scenario, "a", gif(16, 'a'));

    assert_eq!(refusal(&scenario, "a").await, ErrorCode::TooLarge);
    assert_eq!(files(&scenario).len(), 0);
}

#[tokio::test]
async fn what_a_phone_cannot_draw_is_refused_and_leaves_nothing() {
    let scenario = scenario();
    let big = |length| FaultKind::Big { length, bytes: 17 << 20 };
    let foreign = FaultKind::Redirect { to: "https://example.org/a.jpg".to_owned() };
    let private = FaultKind::Redirect { to: "http://127.0.0.1:9/a.jpg".to_owned() };
    let faults = [
        ("page", FaultKind::HtmlForJson, ErrorCode::Unreadable),
        ("announced", big(true), ErrorCode::TooLarge),
        ("endless", big(false), ErrorCode::TooLarge),
        ("bomb", FaultKind::GzipBomb, ErrorCode::TooLarge),
        ("foreign", foreign, ErrorCode::ForbiddenAddress),
        ("private", private, ErrorCode::ForbiddenAddress),
        ("cut", FaultKind::CutBody, ErrorCode::Offline),
        ("absent", status(404), ErrorCode::NotFound),
    ];
    for (name, kind, _) in &faults {
        scenario.site.fault(Fault::new(kind.clone()).path(format!("{FOLDER}{name}.jpg")));
    }
    serve(&scenario, "huge", gif(0x7f7f, 'x'));
    serve(&scenario, "flat", gif(0, 'x'));
    serve(&scenario, "drawing", "<svg xmlns='http://www.w3.org/2000/svg'/>".to_owned());

    for (name, _, code) in faults {
        assert_eq!(refusal(&scenario, name).await, code, "{name}");
    }
    for name in ["huge", "flat", "drawing"] {
        assert_eq!(refusal(&scenario, name).await, ErrorCode::Unreadable, "{name}");
    }
    assert_eq!(files(&scenario).len(), 0);
}

#[tokio::test]
async fn only_hosts_of_the_catalogue_are_asked_and_only_addresses() {
    let scenario = scenario();
    let code = async |address: &str| scenario.client.media().fetch_picture(address).await.unwrap_err().code();

    assert_eq!(code("https://example.org/a.jpg").await, ErrorCode::ForbiddenAddress);
    assert_eq!(code("file:///etc/passwd").await, ErrorCode::ForbiddenAddress);
    assert_eq!(code("a.jpg").await, ErrorCode::BadArgument);
}

#[tokio::test]
async fn a_host_that_asked_to_wait_is_not_asked_for_pictures() {
    let scenario = scenario();
    let wait = FaultKind::Status { status: 429, retry_after: Some("600".to_owned()) };
    scenario.site.fault(Fault::new(wait).times(1));
    assert_eq!(refusal(&scenario, "a").await, ErrorCode::Refused);
    scenario.site.clear_requests();
    let restarted = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();

    let (here, there) = (refusal(&scenario, "b").await, {
        restarted.media().fetch_picture(&address(&scenario, "b")).await.unwrap_err().code()
    });
    let requests = scenario.site.requests().len();
    scenario.clock.advance(Duration::from_secs(601));
    fetch(&scenario, "b").await;

    assert_eq!((here, there, requests), (ErrorCode::Refused, ErrorCode::Refused, 0));
}

/// As after a kill between the file and its row, and in the middle of the file.
#[tokio::test]
async fn files_without_a_row_are_deleted_when_they_are_old() {
    let scenario = scenario();
    let here = fetch(&scenario, "1_2_3").await.file.unwrap().path;
    let folder = scenario.data.path().join("pictures");
    let [whole, part, young] = ["ab".repeat(32), format!("{}.77.part", "cd".repeat(32)), "ef".repeat(32)]
        .map(|name| folder.join(name));
    for path in [&whole, &part, &young] {
        fs::write(path, "half a picture").unwrap();
    }
    for path in [&here, &whole, &part] {
        age(path, Duration::from_secs(3_600));
    }

    scenario.client.storage().prune().await.unwrap();

    let left = [&here, &whole, &part, &young].map(|path| path.exists());
    assert_eq!(left, [true, false, false, true]);
}

/// The client of the next start, after the cache was lost.
async fn without_cache(scenario: &Scenario) -> Client {
    scenario.client.close().await.unwrap();
    for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let _ = fs::remove_file(scenario.data.path().join(name));
    }
    Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap()
}

/// Seen: after the cache was lost, the next sync deleted the pictures of all saved articles. Then: the files
/// stayed, but could not be shown without the network.
#[tokio::test]
async fn a_saved_picture_is_shown_after_the_cache_was_lost_and_the_site_is_gone() {
    let mut scenario = scenario();
    let (key, picture) = illustrated(&scenario).await;
    scenario.client.user().save(&key).await.unwrap();
    let before = scenario.client.media().fetch_picture(&picture).await.unwrap();
    let path = before.file.clone().unwrap().path;
    age(&path, Duration::from_secs(3_600));
    scenario.site.stop();

    let client = without_cache(&scenario).await;
    let at_once = client.media().picture(&picture).await.unwrap();
    let fetched = client.media().fetch_picture(&picture).await.unwrap();
    client.sync(SyncRequest::all()).await.unwrap();
    client.storage().prune_to(&Retention::default().with_picture_bytes(0)).await.unwrap();
    let report = client.storage().report().await.unwrap();

    assert_eq!((&at_once, &fetched), (&before, &before));
    assert_eq!(client.media().picture(&picture).await.unwrap(), before);
    assert_eq!((report.picture_count, path.exists()), (1, true));
}

/// As after a lost cache and a damaged disk, or a person who copies files.
#[tokio::test]
async fn a_file_that_is_not_the_saved_picture_is_not_shown_in_its_place() {
    let scenario = scenario();
    let (key, picture) = illustrated(&scenario).await;
    scenario.client.user().save(&key).await.unwrap();
    let path = scenario.client.media().fetch_picture(&picture).await.unwrap().file.unwrap().path;
    fs::write(&path, gif(16, 'x')).unwrap();

    let client = without_cache(&scenario).await;
    let damaged = client.media().picture(&picture).await.unwrap();
    client.storage().prune().await.unwrap();
    let pruned = client.media().picture(&picture).await.unwrap();

    assert_eq!((damaged, pruned), (CachedPicture::default(), CachedPicture::default()));
}

/// The hash that user.db has for a saved picture.
fn noted(scenario: &Scenario) -> Option<String> {
    let user = Connection::open(scenario.data.path().join("user.db")).unwrap();
    let hash = "SELECT lower(hex(hash)) FROM saved_picture WHERE hash IS NOT NULL";
    user.query_row(hash, [], |row| row.get(0)).ok()
}

/// Seen: an undo and an import pinned the addresses alone, so a lost cache took the files.
#[tokio::test]
async fn the_file_of_a_saved_picture_is_known_after_undo_import_and_a_kill() {
    let scenario = scenario();
    let (key, picture) = illustrated(&scenario).await;
    let (media, user) = (scenario.client.media(), scenario.client.user());
    user.save(&key).await.unwrap();
    let path = media.fetch_picture(&picture).await.unwrap().file.unwrap().path;
    let name = path.file_name().unwrap().to_str().map(str::to_owned);
    let state = user.export(ExportRequest::default()).await.unwrap();
    let file = Connection::open(scenario.data.path().join("user.db")).unwrap();

    user.unsave(&key).await.unwrap();
    user.undo().await.unwrap();
    let undone = noted(&scenario);
    file.execute_batch("DELETE FROM saved; DELETE FROM withdrawn").unwrap();
    user.import(state).await.unwrap();
    let imported = noted(&scenario);
    file.execute("UPDATE saved_picture SET hash = NULL", []).unwrap();
    scenario.sync_english().await;

    assert_eq!((&undone, &imported, &noted(&scenario)), (&name, &name, &name));
}

/// Seen: the call failed after 5 s though the picture was stored.
#[tokio::test]
async fn a_picture_is_fetched_while_another_program_writes_to_the_file_of_the_person() {
    let scenario = scenario();
    let (key, picture) = illustrated(&scenario).await;
    scenario.client.user().save(&key).await.unwrap();
    let user = Connection::open(scenario.data.path().join("user.db")).unwrap();
    user.execute_batch("BEGIN IMMEDIATE").unwrap();

    let start = Instant::now();
    fetch(&scenario, "1_2_3").await;
    let of_no_saved_item = start.elapsed();
    let fetched = scenario.client.media().fetch_picture(&picture).await;
    user.execute_batch("ROLLBACK").unwrap();
    scenario.sync_english().await;

    assert!(of_no_saved_item < Duration::from_secs(4), "{of_no_saved_item:?}");
    assert!(fetched.unwrap().file.is_some());
    assert!(noted(&scenario).is_some());
}

/// The address of a saved picture is what pins its file until its hash is noted.
#[tokio::test]
async fn the_address_of_a_saved_picture_is_not_forgotten() {
    let scenario = scenario();
    let (key, picture) = illustrated(&scenario).await;
    scenario.client.user().save(&key).await.unwrap();
    let path = scenario.client.media().fetch_picture(&picture).await.unwrap().file.unwrap().path;
    fetch(&scenario, "1_2_3").await;
    Connection::open(scenario.data.path().join("user.db"))
        .unwrap()
        .execute("UPDATE saved_picture SET hash = NULL", [])
        .unwrap();
    Connection::open(scenario.data.path().join("cache.db"))
        .unwrap()
        .execute_batch(
            "UPDATE picture_address SET fetched_at = 1;
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 10400)
            INSERT INTO picture_address (address, hash, width, height, fetched_at)
            SELECT 'https://a.example/' || n, zeroblob(32), 1, 1, n + 1 FROM n",
        )
        .unwrap();

    scenario.client.storage().prune_to(&Retention::default().with_picture_bytes(0)).await.unwrap();

    assert!(scenario.client.media().picture(&picture).await.unwrap().file.is_some());
    assert_eq!(files(&scenario), [path]);
}

/// As after a kill between the end of a file and that of its row.
#[tokio::test]
async fn a_row_without_its_whole_file_is_not_here_and_is_fetched_again() {
    let scenario = scenario();
    let path = fetch(&scenario, "1_2_3").await.file.unwrap().path;
    let whole = fs::read(&path).unwrap();

    for damage in ["gone", "half"] {
        match damage {
            "gone" => fs::remove_file(&path).unwrap(),
            _ => fs::write(&path, &whole[..100]).unwrap(),
        }
        let picture = stored(&scenario, "1_2_3").await;
        assert_eq!((picture.file.is_none(), picture.size.is_some()), (true, true), "{damage}");

        fetch(&scenario, "1_2_3").await;
        assert_eq!(fs::read(&path).unwrap(), whole, "{damage}");
    }
    fs::remove_file(&path).unwrap();
    scenario.client.storage().prune().await.unwrap();
    assert_eq!(scenario.client.storage().report().await.unwrap().picture_count, 0);
}

#[tokio::test]
async fn pictures_count_for_the_limit_of_the_cache() {
    let scenario = scenario();
    serve(&scenario, "a", gif(16, 'a'));
    fetch(&scenario, "a").await;

    let pruned = scenario.client.storage().prune_to(&Retention::default().with_bytes(0)).await.unwrap();

    assert_eq!(pruned.pictures, 1);
    assert_eq!(files(&scenario).len(), 0);
}

#[tokio::test]
async fn on_a_full_disk_no_half_picture_stays() {
    let Some(disk) = Disk::small() else { return };
    let scenario = scenario();
    let config = config_for(&scenario.site, disk.path(), &scenario.clock);
    let client = Client::open(config).unwrap();
    client.media().fetch_picture(&address(&scenario, "a")).await.unwrap();
    disk.fill();

    let error = client.media().fetch_picture(&address(&scenario, "b")).await.unwrap_err();
    let earlier = client.media().picture(&address(&scenario, "a")).await.unwrap();

    assert_eq!(error.code(), ErrorCode::StorageFull);
    assert!(earlier.file.is_some());
    assert_eq!(fs::read_dir(disk.path().join("pictures")).unwrap().count(), 1);
}
