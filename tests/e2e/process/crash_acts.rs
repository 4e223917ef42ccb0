//! What a process does while it is killed. To add an act: a line in the list, and its function.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ifilm_core::testing::{Bulk, BulkArticle};
use ifilm_core::{
    Budget, Client, Direction, ExportRequest, Item, ItemKey, ListQuery, PlaybackPosition, Retention, Section,
    SyncRequest,
};
use ifilm_tests::{HandClock, edition};

use crate::crash_worlds::{self as worlds, World, config_at};

const DAY: Duration = Duration::from_secs(86_400);

/// An act that runs.
type Running<'s> = Pin<Box<dyn Future<Output = ()> + 's>>;

/// What a process does.
pub(crate) struct Act {
    pub(crate) name: &'static str,
    pub(crate) world: fn() -> World,
    pub(crate) run: for<'s> fn(&'s Session) -> Running<'s>,
}

macro_rules! acts {
    ($($act:ident in $world:ident,)*) => {
        /// All acts.
        pub(crate) const ACTS: &[Act] = &[
            $(Act { name: stringify!($act), world: worlds::$world, run: |session| Box::pin($act(session)) },)*
        ];
    };
}

acts! {
    first_start in empty,
    first_sync in far,
    migration in older,
    migration_of_oldest in old,
    backup in synced,
    day in synced,
    export in synced,
    import in exported,
    picture in synced,
    prune in stuffed,
    revival in pruned,
    salvage in damaged,
    sync in news,
    sync_within_budget in news_in_parts,
    sync_with_hole in holed,
    sync_in_trouble in troubled,
}

pub(crate) fn act_named(name: &str) -> &'static Act {
    ACTS.iter().find(|act| act.name == name).unwrap()
}

/// A client in the process that is killed.
pub(crate) struct Session {
    client: Client,
    clock: Arc<HandClock>,
    data: PathBuf,
    place: PathBuf,
    acknowledged: AtomicUsize,
    acknowledge: Box<dyn Fn(usize) + Send + Sync>,
}

impl Session {
    pub(crate) fn begin(
        data: &Path,
        place: &Path,
        acknowledge: impl Fn(usize) + Send + Sync + 'static,
    ) -> Self {
        let (config, clock) = config_at(place, data);
        let client = Client::open(config).unwrap();
        let (data, place) = (data.to_owned(), place.to_owned());
        let acknowledged = AtomicUsize::new(0);
        Self { client, clock, data, place, acknowledged, acknowledge: Box::new(acknowledge) }
    }

    pub(crate) async fn end(&self) {
        self.client.close().await.unwrap();
    }

    /// Says that an act of a person was acknowledged.
    fn done<T>(&self, answer: ifilm_core::Result<T>) {
        answer.unwrap();
        (self.acknowledge)(self.acknowledged.fetch_add(1, Ordering::SeqCst) + 1);
    }

    async fn items(&self, id: &str) -> Vec<Item> {
        self.client.library().list(ListQuery::news(edition(id))).await.unwrap().items
    }

    async fn keys(&self) -> Vec<ItemKey> {
        self.items("en").await.into_iter().map(|item| item.key).collect()
    }
}

async fn first_start(session: &Session) {
    let user = session.client.user();
    session.done(session.client.language().choose(Some(&edition("fa"))).await);
    session.done(user.hide_word("nothing-has-this", true).await);
    session.done(user.undo().await);
    let article = BulkArticle {
        key: ItemKey::article(edition("ar"), "900001"),
        title: "A story without a site".to_owned(),
        lead: "A sentence.".to_owned(),
        paragraphs: vec!["A paragraph.".to_owned()],
        language: "ar".parse().unwrap(),
        direction: Direction::Rtl,
        published: "2024-05-01T09:30:00Z".parse().unwrap(),
    };
    let bulk = Bulk::at(&session.data, "practice");
    bulk.store(vec![article], "2024-05-02T09:30:00Z".parse().unwrap()).await.unwrap();
    bulk.index().await.unwrap();
}

async fn first_sync(session: &Session) {
    session.client.sync(SyncRequest::all()).await.unwrap();
    let keys = session.keys().await;
    session.done(session.client.user().mark_read(&keys[0], true).await);
}

async fn migration(session: &Session) {
    session.done(session.client.language().choose(Some(&edition("ar"))).await);
    session.client.sync(SyncRequest::of([edition("en")])).await.unwrap();
}

async fn migration_of_oldest(session: &Session) {
    migration(session).await;
}

/// A backup is due a day after the first change.
async fn backup(session: &Session) {
    let (user, keys) = (session.client.user(), session.keys().await);
    session.done(user.mark_read(&keys[2], true).await);
    session.done(user.mark_read(&keys[3], true).await);
    session.clock.advance(DAY);
    session.done(user.save(&keys[4]).await);
    session.done(user.mark_read(&keys[5], true).await);
}

async fn day(session: &Session) {
    let (user, keys) = (session.client.user(), session.keys().await);
    session.done(user.note_opened(&keys[3]).await);
    session.done(user.mark_read(&keys[3], true).await);
    session.done(user.set_position(&keys[3], 1, 5).await);
    session.done(user.save(&keys[4]).await);
    let played = PlaybackPosition { address: None, position: Duration::from_secs(60), duration: None };
    session.done(user.set_playback(&keys[4], Some(played)).await);
    session.done(user.note_episodes_seen(&keys[4]).await);
    session.done(user.announce(keys.clone()).await);
    session.done(user.mark_all_read(&edition("fa"), Section::News, None).await);
    session.done(user.undo().await);
    session.done(user.unsave(&keys[0]).await);
    session.done(user.save_search("Unread", "unread:yes").await);
    session.done(user.clear_history().await);
}

async fn export(session: &Session) {
    let (user, keys) = (session.client.user(), session.keys().await);
    session.done(user.mark_read(&keys[2], true).await);
    user.export(ExportRequest::default().with_history(true)).await.unwrap();
    session.done(user.save(&keys[3]).await);
}

async fn import(session: &Session) {
    let text = std::fs::read_to_string(session.place.join("export.json")).unwrap();
    session.done(session.client.user().import(text).await);
    session.done(session.client.user().undo().await);
}

async fn picture(session: &Session) {
    let items = session.items("fa").await;
    let pictures: Vec<&str> = items.iter().filter_map(|item| item.picture.as_deref()).collect();
    let media = session.client.media();
    session.done(session.client.user().save(&items[4].key).await);
    media.fetch_picture(pictures[3]).await.unwrap();
    media.picture(pictures[3]).await.unwrap();
    media.fetch_picture(pictures[4]).await.unwrap();
    let missing = items[4].link.replace("/News/", "/nothing/");
    let playable = media.playable(&[missing, pictures[4].to_owned()]).await.unwrap();
    assert_eq!(playable.address.as_deref(), Some(pictures[4]), "{playable:?}");
}

async fn prune(session: &Session) {
    let (storage, keys) = (session.client.storage(), session.keys().await);
    let small = Retention::default().with_picture_bytes(1).with_bytes(400_000);
    storage.prune_to(&small).await.unwrap();
    session.done(session.client.user().mark_read(&keys[0], true).await);
    storage.compact().await.unwrap();
}

async fn revival(session: &Session) {
    session.client.storage().prune().await.unwrap();
    session.client.sync(SyncRequest::of([edition("en")])).await.unwrap();
}

/// The first write repairs both files.
async fn salvage(session: &Session) {
    let keys = session.keys().await;
    session.done(session.client.user().mark_read(&keys[3], true).await);
    session.client.sync(SyncRequest::of([edition("en")])).await.unwrap();
    session.done(session.client.user().save(&keys[4]).await);
}

async fn sync(session: &Session) {
    let keys = session.keys().await;
    let job = session.client.start_sync(SyncRequest::of([edition("en"), edition("fa")]), |_| ()).unwrap();
    session.done(session.client.user().mark_read(&keys[3], true).await);
    session.done(session.client.user().save(&keys[4]).await);
    job.wait().await.unwrap();
    session.client.hint(&edition("en"), Section::News).await.unwrap();
}

async fn sync_within_budget(session: &Session) {
    let request = || SyncRequest::of([edition("en"), edition("fa")]);
    let keys = session.keys().await;
    for bytes in [1_500, 3_000, 12_000] {
        let budget = Budget::none().with_listings(6_000).with_texts(bytes).with_pictures(bytes / 10);
        session.client.sync(request().with_budget(budget)).await.unwrap();
    }
    session.done(session.client.user().mark_read(&keys[4], true).await);
    session.client.sync(request()).await.unwrap();
}

async fn sync_with_hole(session: &Session) {
    let request = || SyncRequest::of([edition("fa")]);
    let keys = session.keys().await;
    session.client.sync(request()).await.unwrap();
    session.done(session.client.user().mark_read(&keys[4], true).await);
    session.clock.advance(DAY);
    session.client.sync(request()).await.unwrap();
}

async fn sync_in_trouble(session: &Session) {
    let keys = session.keys().await;
    for (day, key) in keys.iter().enumerate().take(4) {
        // The wait of the first day is then of a clock that was ahead.
        match day {
            1 => session.clock.set(ifilm_core::Clock::now(&*session.clock) - DAY),
            _ => session.clock.advance(DAY),
        }
        session.client.sync(SyncRequest::all()).await.unwrap();
        session.done(session.client.user().mark_read(key, true).await);
        session.client.on_network_changed().await.unwrap();
    }
}
