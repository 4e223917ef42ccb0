//! Observing a list: the list of now first, then its changes, of this client and of other processes.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ifilm_core::{
    Client, Config, Cursor, Error, ErrorCode, ItemSlice, ListChange, ListEvent, ListQuery, Observation,
    SyncRequest,
};
use ifilm_site::{Edit, Removal, SiteConfig};
use ifilm_tests::{Scenario, config_for, edition};

/// No wait of these tests comes near it, unless an event is lost.
const PATIENCE: Duration = Duration::from_secs(60);

fn english(limit: u32) -> ListQuery {
    ListQuery::news(edition("en")).with_limit(limit)
}

/// A screen that shows a list, and what it was sent.
struct Screen {
    observation: Observation,
    events: Receiver<ListEvent>,
    shown: ItemSlice,
}

impl Screen {
    fn of(client: &Client, query: ListQuery) -> Self {
        let (sender, events) = channel();
        let listener = move |event| drop(sender.send(event));
        let observation = client.library().observe(query, listener).unwrap();
        let ListEvent::Present(shown) = events.recv_timeout(PATIENCE).unwrap() else {
            panic!("the list comes first");
        };
        Self { observation, events, shown }
    }

    /// The steps of the next event, taken.
    fn step(&mut self) -> Vec<ListChange> {
        let ListEvent::Changes(changes) = self.events.recv_timeout(PATIENCE).unwrap() else {
            panic!("a change comes next");
        };
        let steps = changes.items.clone();
        self.shown.apply(changes);
        steps
    }

    /// Takes the events until the screen shows the list of now, and returns all their steps.
    async fn catch_up(&mut self, client: &Client, query: ListQuery) -> Vec<ListChange> {
        let now = client.library().list(query).await.unwrap();
        let mut steps = Vec::new();
        while self.shown != now {
            steps.extend(self.step());
        }
        steps
    }
}

#[tokio::test]
async fn an_observer_gets_the_list_first_and_then_each_mark_as_an_update() {
    let scenario = Scenario::synced().await;
    let mut screen = Screen::of(&scenario.client, english(10));
    let before = scenario.client.library().list(english(10)).await.unwrap();

    let second = &before.items[1];
    scenario.client.user().mark_read(&second.key, true).await.unwrap();
    let marked = screen.step();

    let mut read = second.clone();
    read.read = true;
    assert_eq!(marked, [ListChange::Update { at: 1, item: read }]);
    assert_eq!(screen.shown, scenario.client.library().list(english(10)).await.unwrap());
}

/// Databases in memory have no watcher, and a listing that was confirmed changes no item.
#[tokio::test]
async fn an_observer_in_memory_sees_that_a_list_was_confirmed() {
    let scenario = Scenario::with(SiteConfig::default(), |config| config.in_memory = true);
    scenario.sync().await;
    let mut screen = Screen::of(&scenario.client, english(10));
    let before = screen.shown.fresh_as_of.unwrap();

    scenario.clock.advance(Duration::from_secs(3600));
    scenario.sync().await;
    screen.catch_up(&scenario.client, english(10)).await;

    assert!(screen.shown.fresh_as_of.unwrap() > before);
    assert!(scenario.site.requests().iter().rev().take(4).all(|request| request.status == 304));
}

#[tokio::test]
async fn a_mark_that_changes_nothing_is_no_event() {
    let scenario = Scenario::synced().await;
    let items = scenario.list("en").await;
    let mut screen = Screen::of(&scenario.client, english(2));

    scenario.client.user().mark_read(&items[0].key, false).await.unwrap();
    scenario.client.user().mark_read(&items[9].key, true).await.unwrap(); // below the page
    scenario.client.user().mark_read(&items[1].key, true).await.unwrap();

    let mut read = items[1].clone();
    read.read = true;
    assert_eq!(screen.step(), [ListChange::Update { at: 1, item: read }]);
}

#[tokio::test]
async fn a_new_item_is_inserted_at_the_top_and_the_last_one_leaves_a_full_page() {
    let scenario = Scenario::synced().await;
    let mut screen = Screen::of(&scenario.client, english(10));

    let id = scenario.site.publish("en", 1)[0].to_string();
    scenario.sync().await;
    let steps = screen.catch_up(&scenario.client, english(10)).await;

    assert_eq!(steps[0], ListChange::Remove { at: 9 });
    assert!(matches!(&steps[1], ListChange::Insert { at: 0, item } if item.key.id == id), "{steps:?}");
    assert!(steps[2..].iter().all(|step| matches!(step, ListChange::Update { .. })), "{steps:?}");
}

#[tokio::test]
async fn a_first_sync_fills_an_empty_list_before_the_eyes() {
    let scenario = Scenario::begin();
    let mut screen = Screen::of(&scenario.client, english(50));
    assert!(screen.shown.items.is_empty() && screen.shown.waiting.is_some());

    scenario.sync().await;
    screen.catch_up(&scenario.client, english(50)).await;

    assert_eq!(screen.shown.items.len(), 30);
    assert_eq!(screen.shown.waiting, None);
}

#[tokio::test]
async fn the_steps_of_a_long_day_lead_to_the_list_of_each_moment() {
    let scenario = Scenario::synced().await;
    let mut screen = Screen::of(&scenario.client, english(25));

    for round in 0..12_usize {
        scenario.site.advance(Duration::from_secs(3_600));
        scenario.clock.advance(Duration::from_secs(3_600));
        let items = scenario.list("en").await;
        let known = items[round].key.id.parse().unwrap();
        match round % 3 {
            0 => drop(scenario.site.publish("en", 3)),
            1 => drop(scenario.site.edit("en", known, Edit::Headline)),
            _ => scenario.site.remove("en", known, Removal::Gone),
        }
        let marks = items.iter().take(round).map(|item| &item.key);
        for key in marks {
            scenario.client.user().mark_read(key, round % 2 == 0).await.unwrap();
        }
        scenario.sync().await;

        screen.catch_up(&scenario.client, english(25)).await;
    }
}

#[tokio::test]
async fn the_steps_have_display_texts_if_the_library_has_them() {
    let scenario = Scenario::synced().await;
    let library = scenario.client.library().for_display();
    let (sender, events) = channel();
    let query = ListQuery::news(edition("fa"));
    let _observation = library.observe(query.clone(), move |event| drop(sender.send(event))).unwrap();
    let ListEvent::Present(shown) = events.recv_timeout(PATIENCE).unwrap() else { panic!("the list") };

    assert_eq!(shown, library.list(query).await.unwrap());
}

/// Whether the listener was dropped, after no further event.
fn has_ended(events: &Receiver<ListEvent>) -> bool {
    matches!(events.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected))
}

/// A listener that says when it was called, and then waits until the test lets it go on.
fn slow_listener() -> (impl Fn(ListEvent) + Send + 'static, Receiver<ListEvent>, Sender<()>) {
    let (sender, events) = channel();
    let (go_on, gate) = channel();
    let listener = move |event| {
        sender.send(event).unwrap();
        let _ = gate.recv();
    };
    (listener, events, go_on)
}

#[tokio::test]
async fn a_slow_listener_delays_nobody_and_gets_what_it_missed_as_one_change() {
    let scenario = Scenario::synced().await;
    let items = scenario.list("en").await;
    let (listener, events, go_on) = slow_listener();
    let _slow = scenario.client.library().observe(english(50), listener).unwrap();
    let ListEvent::Present(mut shown) = events.recv_timeout(PATIENCE).unwrap() else { panic!("the list") };
    let mut quick = Screen::of(&scenario.client, english(50));

    for item in &items {
        scenario.client.user().mark_read(&item.key, true).await.unwrap();
    }
    quick.catch_up(&scenario.client, english(50)).await;
    go_on.send(()).unwrap();

    let ListEvent::Changes(missed) = events.recv_timeout(PATIENCE).unwrap() else { panic!("a change") };
    assert_eq!(missed.items.len(), 30);
    shown.apply(missed);
    assert_eq!(shown, quick.shown);
}

#[tokio::test]
async fn after_stop_no_event_comes_and_the_observation_has_ended() {
    let scenario = Scenario::synced().await;
    let screen = Screen::of(&scenario.client, english(10));

    screen.observation.stop();
    screen.observation.stop();
    let key = &screen.shown.items[0].key;
    scenario.client.user().mark_read(key, true).await.unwrap();

    assert!(screen.observation.is_finished());
    assert!(has_ended(&screen.events));
}

#[tokio::test]
async fn stop_waits_for_a_call_of_the_listener() {
    let scenario = Scenario::synced().await;
    let (listener, events, go_on) = slow_listener();
    let observation = scenario.client.library().observe(english(10), listener).unwrap();
    events.recv_timeout(PATIENCE).unwrap();

    std::thread::scope(|scope| {
        let stopping = scope.spawn(|| observation.stop());
        assert!(!observation.is_finished());
        go_on.send(()).unwrap();
        stopping.join().unwrap();
    });

    assert!(observation.is_finished());
}

#[tokio::test]
async fn a_listener_may_stop_its_own_observation() {
    let scenario = Scenario::synced().await;
    let own: Arc<Mutex<Option<Observation>>> = Arc::default();
    let (sender, events) = channel();
    let handle = Arc::clone(&own);
    let listener = move |event: ListEvent| {
        if matches!(event, ListEvent::Changes(_)) {
            handle.lock().unwrap().as_ref().unwrap().stop();
        }
        sender.send(event).unwrap();
    };
    *own.lock().unwrap() = Some(scenario.client.library().observe(english(10), listener).unwrap());
    let ListEvent::Present(shown) = events.recv_timeout(PATIENCE).unwrap() else { panic!("the list") };

    for item in &shown.items {
        scenario.client.user().mark_read(&item.key, true).await.unwrap();
    }

    assert!(matches!(events.recv_timeout(PATIENCE), Ok(ListEvent::Changes(_))));
    assert!(has_ended(&events));
}

#[tokio::test]
async fn a_dropped_observation_ends() {
    let scenario = Scenario::synced().await;
    let Screen { observation, events, shown: _ } = Screen::of(&scenario.client, english(10));

    drop(observation);

    assert!(has_ended(&events));
}

#[tokio::test]
async fn closing_the_client_ends_an_observation_with_a_last_event() {
    let scenario = Scenario::synced().await;
    let screen = Screen::of(&scenario.client, english(10));

    scenario.client.close().await.unwrap();

    let last = screen.events.recv_timeout(PATIENCE);
    assert!(matches!(last, Ok(ListEvent::Failed(Error::Closed))), "{last:?}");
    assert!(has_ended(&screen.events));
    let error = scenario.client.library().observe(english(10), |_| ()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Closed);
}

#[tokio::test]
async fn a_listener_that_panics_ends_its_observation_alone() {
    let scenario = Scenario::synced().await;
    let mut other = Screen::of(&scenario.client, english(10));
    let (sender, events) = channel();
    let listener = move |event| {
        sender.send(event).unwrap();
        panic!("a listener fails");
    };

    let _observation = scenario.client.library().observe(english(10), listener).unwrap();

    assert!(matches!(events.recv_timeout(PATIENCE), Ok(ListEvent::Present(_))));
    assert!(has_ended(&events));
    scenario.client.user().mark_read(&other.shown.items[0].key.clone(), true).await.unwrap();
    assert_eq!(other.step().len(), 1);
}

#[tokio::test]
async fn a_list_that_cannot_be_observed_is_a_bad_argument() {
    let client = Client::open(Config::at("/nowhere")).unwrap();
    let cursor: Option<Cursor> = "fa.news.1.article.2".parse().ok();

    let refused = |query| client.library().observe(query, |_| ()).unwrap_err().code();

    assert_eq!(refused(english(0)), ErrorCode::BadArgument);
    assert_eq!(refused(english(10).with_after(cursor)), ErrorCode::BadArgument);
    assert_eq!(refused(ListQuery::news(edition("xx"))), ErrorCode::BadArgument);
}

/// The second client stands for another process: they share nothing but the files. A loaded machine may be
/// late, so the best of five counts.
#[tokio::test]
async fn a_commit_of_another_process_is_seen_within_a_second() {
    let scenario = Scenario::synced().await;
    let config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    let other = Client::open(config).unwrap();
    let mut screen = Screen::of(&scenario.client, english(50));

    let mut fastest = PATIENCE;
    for item in scenario.list("en").await.iter().take(5) {
        other.user().mark_read(&item.key, true).await.unwrap();
        let committed = Instant::now();
        assert_eq!(screen.step().len(), 1);
        fastest = fastest.min(committed.elapsed());
    }

    assert!(fastest < Duration::from_secs(1), "{fastest:?}");
}

#[tokio::test]
async fn files_that_another_process_creates_are_seen() {
    let scenario = Scenario::begin();
    let mut screen = Screen::of(&scenario.client, english(50));
    let config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    let other = Client::open(config).unwrap();

    other.sync(SyncRequest::all()).await.unwrap();

    screen.catch_up(&other, english(50)).await;
    assert_eq!(screen.shown.items.len(), 30);
}

/// The marks of a person who goes through a long list, again and again. One listener hears all, another one
/// returns from its first call after the last mark.
#[tokio::test]
async fn of_ten_thousand_marks_none_is_lost_and_none_waits_for_a_slow_listener() {
    let scenario = Scenario::synced().await;
    let keys: Vec<_> = scenario.list("en").await.into_iter().take(10).map(|item| item.key).collect();
    let (listener, events, go_on) = slow_listener();
    let _slow = scenario.client.library().observe(english(10), listener).unwrap();
    let ListEvent::Present(mut shown) = events.recv_timeout(PATIENCE).unwrap() else { panic!("the list") };
    let mut quick = Screen::of(&scenario.client, english(10));

    for mark in 0..10_000 {
        let is_read = mark / keys.len() % 2 == 0;
        scenario.client.user().mark_read(&keys[mark % keys.len()], is_read).await.unwrap();
    }
    scenario.client.user().mark_read(&keys[7], true).await.unwrap();
    quick.catch_up(&scenario.client, english(10)).await;
    drop(go_on);

    let ListEvent::Changes(missed) = events.recv_timeout(PATIENCE).unwrap() else { panic!("a change") };
    shown.apply(missed);
    assert_eq!(shown, quick.shown);
    assert!(shown.items[7].read);
}

/// Seen: the list after an error was the one that was shown before it, so the screen stayed on the error.
#[tokio::test]
async fn the_list_comes_again_after_an_error() {
    let scenario = Scenario::synced().await;
    let screen = Screen::of(&scenario.client, english(10));
    let cache = rusqlite::Connection::open(scenario.data.path().join("cache.db")).unwrap();
    // As long as another process has the files open for writing, nothing is repaired.
    let other = std::fs::File::open(scenario.data.path().join("writing.lock")).unwrap();
    other.lock_shared().unwrap();

    cache.execute_batch("ALTER TABLE listed RENAME TO elsewhere").unwrap();
    let failed = screen.events.recv_timeout(PATIENCE).unwrap();
    cache.execute_batch("ALTER TABLE elsewhere RENAME TO listed").unwrap();
    let again = screen.events.recv_timeout(PATIENCE).unwrap();

    assert!(matches!(failed, ListEvent::Failed(_)), "{failed:?}");
    let ListEvent::Present(again) = again else { panic!("{again:?}") };
    assert_eq!(again, screen.shown);
}
