//! 2,000 random steps of a person, a site and a device, compared with a plain model in memory.

mod model;
mod rows;

use std::collections::BTreeSet;
use std::time::Duration;

use ifilm_core::{
    ArticleBody, Client, Clock, ExportRequest, ItemKey, Keep, Retention, SavedQuery, Section, language,
};
use ifilm_site::{Edit, Removal, SiteConfig};
use ifilm_tests::{Scenario, config_for, edition};
use model::{Kind, Model};

const STEPS: u32 = 2_000;

/// Some stand in many headlines of the site, others in few.
const WORDS: [&str; 5] = ["the", "series", "film", "\"to visit\"", "Kerman"];

/// Longer than any story is old.
const YEARS: Duration = Duration::from_secs(3_000 * 24 * 60 * 60);

/// Numbers that only depend on the seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// A person with a device, and what should be stored there.
struct Run {
    scenario: Scenario,
    client: Client,
    model: Model,
    dice: Dice,
    /// The saved items that had a text.
    with_text: BTreeSet<String>,
    /// An export, and the model at that time.
    exported: Option<(String, Model)>,
}

impl Run {
    async fn begin(seed: u64) -> Self {
        let scenario = Scenario::at(SiteConfig { items: 12, ..SiteConfig::default() });
        let client = scenario.client.clone();
        scenario.sync_english().await;
        Self {
            scenario,
            client,
            model: Model::default(),
            dice: Dice(seed),
            with_text: BTreeSet::new(),
            exported: None,
        }
    }

    /// Does something, and returns its name.
    async fn step(&mut self) -> &'static str {
        self.scenario.clock.advance(Duration::from_secs(61));
        match self.dice.below(100) {
            0..=2 => self.publish(),
            3..=4 => self.edit(),
            5 => self.remove(),
            6..=10 => self.sync().await,
            11..=36 => self.read().await,
            37..=39 => self.read_all().await,
            40..=42 => self.hide().await,
            43 => self.prune().await,
            44..=58 => self.save().await,
            59..=66 => self.unsave().await,
            67..=76 => self.stop_reading().await,
            77..=92 => self.undo().await,
            93..=94 => self.export().await,
            95..=96 => self.import().await,
            97..=98 => self.reopen(false).await,
            _ => self.reopen(true).await,
        }
    }

    fn now_ms(&self) -> i64 {
        self.scenario.clock.now().as_millisecond()
    }

    async fn listed(&self) -> Vec<ItemKey> {
        let query = ifilm_core::ListQuery::news(edition("en")).with_limit(500);
        let items = self.client.library().list(query).await.unwrap().items;
        items.into_iter().map(|item| item.key).collect()
    }

    async fn any_item(&mut self) -> Option<ItemKey> {
        let listed = self.listed().await;
        (!listed.is_empty()).then(|| listed[self.dice.below(listed.len())].clone())
    }

    fn published(&mut self) -> u64 {
        let newest = self.scenario.site.newest("en", 12);
        newest[self.dice.below(newest.len())]
    }

    fn publish(&mut self) -> &'static str {
        self.scenario.site.publish("en", 1);
        "publish"
    }

    fn edit(&mut self) -> &'static str {
        let id = self.published();
        self.scenario.site.edit("en", id, Edit::Both);
        "edit"
    }

    fn remove(&mut self) -> &'static str {
        let id = self.published();
        self.scenario.site.remove("en", id, Removal::Gone);
        self.scenario.site.publish("en", 1);
        "remove"
    }

    async fn sync(&mut self) -> &'static str {
        self.client.sync(ifilm_core::SyncRequest::of([edition("en")])).await.unwrap();
        "sync"
    }

    async fn read(&mut self) -> &'static str {
        let Some(key) = self.any_item().await else { return "nothing" };
        let read = self.dice.below(3) > 0;
        self.client.user().mark_read(&key, read).await.unwrap();
        let now = self.now_ms();
        self.model.act([(Kind::Read, key.id, read.then_some(0))], now);
        "read"
    }

    async fn read_all(&mut self) -> &'static str {
        let listed = self.listed().await;
        let Some(from) = self.any_item().await else { return "nothing" };
        let place = listed.iter().position(|key| *key == from).unwrap();
        self.client.user().mark_all_read(&from.edition, Section::News, Some(&from)).await.unwrap();
        let now = self.now_ms();
        let marks = listed[place..].iter().map(|key| (Kind::Read, key.id.clone(), Some(0)));
        self.model.act(marks, now);
        "read all"
    }

    async fn hide(&mut self) -> &'static str {
        let word = WORDS[self.dice.below(WORDS.len())];
        let hidden = self.dice.below(2) > 0;
        self.client.user().hide_word(word, hidden).await.unwrap();
        let now = self.now_ms();
        self.model.act([(Kind::Hidden, word.to_owned(), hidden.then_some(0))], now);
        "hide"
    }

    async fn prune(&mut self) -> &'static str {
        let keep = Keep::of(20 + self.dice.below(20) as u32, YEARS);
        let retention = Retention::default().with_each(keep);
        self.client.storage().prune_to(&retention).await.unwrap();
        "prune"
    }

    async fn save(&mut self) -> &'static str {
        let Some(key) = self.any_item().await else { return "nothing" };
        self.client.user().save(&key).await.unwrap();
        if matches!(self.client.library().article(&key).await.unwrap().body, ArticleBody::Ready { .. }) {
            self.with_text.insert(key.id.clone());
        }
        let now = self.now_ms();
        if !self.model.has(Kind::Saved, &key.id) {
            self.model.act([(Kind::Saved, key.id, Some(now))], now);
        }
        "save"
    }

    async fn unsave(&mut self) -> &'static str {
        let saved = self.model.saved();
        if saved.is_empty() {
            return "nothing";
        }
        let id = saved[self.dice.below(saved.len())].clone();
        self.client.user().unsave(&ItemKey::article(edition("en"), id.as_str())).await.unwrap();
        let now = self.now_ms();
        self.model.act([(Kind::Saved, id, None)], now);
        "unsave"
    }

    async fn stop_reading(&mut self) -> &'static str {
        let Some(key) = self.any_item().await else { return "nothing" };
        let ArticleBody::Ready { blocks } = self.client.library().article(&key).await.unwrap().body else {
            return "nothing";
        };
        let block = self.dice.below(blocks.len());
        let now = self.now_ms();
        let at = if self.model.has(Kind::Position, &key.id) { now + 1 } else { now }; // the second change now
        self.client.user().forget_position(&key).await.unwrap();
        self.client.user().set_position(&key, block as u32, 0).await.unwrap();
        self.model.note(Kind::Position, key.id, Some(at), at);
        "position"
    }

    async fn undo(&mut self) -> &'static str {
        let undone = self.client.user().undo().await.unwrap();
        let now = self.now_ms();
        assert_eq!(undone.map(|step| step.marks), self.model.undo(now));
        "undo"
    }

    async fn export(&mut self) -> &'static str {
        let text = self.client.user().export(ExportRequest::default()).await.unwrap();
        self.model.note_exported();
        self.exported = Some((text, self.model.clone()));
        "export"
    }

    async fn import(&mut self) -> &'static str {
        let Some((text, then)) = self.exported.clone() else { return "nothing" };
        let report = self.client.user().import(text).await.unwrap();
        assert_eq!(report.changed, self.model.import(&then));
        "import"
    }

    /// The next start, perhaps after the cache was lost.
    async fn reopen(&mut self, is_lost: bool) -> &'static str {
        self.client.close().await.unwrap();
        let data = self.scenario.data.path();
        if is_lost {
            for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
                let _ = std::fs::remove_file(data.join(name));
            }
        }
        self.client = Client::open(config_for(&self.scenario.site, data, &self.scenario.clock)).unwrap();
        if is_lost {
            self.sync().await;
        }
        "reopen"
    }

    /// Compares all that is stored with the model.
    async fn compare(&self, at: &str) {
        let slice = self.client.user().saved(SavedQuery::all().with_limit(500)).await.unwrap();
        let saved: Vec<String> = slice.items.into_iter().map(|saved| saved.item.key.id).collect();
        assert_eq!(saved, self.model.saved(), "{at}: saved");
        for id in &saved {
            let article = self.client.library().article(&ItemKey::article(edition("en"), id.as_str())).await;
            let article = article.unwrap();
            let is_whole = matches!(article.body, ArticleBody::Ready { .. }) || !self.with_text.contains(id);
            assert!(article.saved && is_whole, "{at}: {id}");
        }
        for key in self.listed().await {
            let article = self.client.library().article(&key).await.unwrap();
            assert_eq!(article.read, self.model.has(Kind::Read, &key.id), "{at}: read {key}");
            let position = self.client.user().position(&key).await.unwrap();
            assert_eq!(
                position.is_some(),
                self.model.has(Kind::Position, &key.id),
                "{at}: position of {key}"
            );
        }
        self.compare_lists(at).await;
        let steps = self.client.user().undo_steps().await.unwrap();
        assert_eq!(steps.len(), self.model.steps(), "{at}: undo steps");
    }

    /// Compares the list with the rows of the cache and the words that the model hides.
    async fn compare_lists(&self, at: &str) {
        let hidden = self.model.hidden();
        let is_hidden = |text: &str| hidden.iter().any(|word| language::text::finds(text, word, false));
        let mut rows = rows::titled(&self.scenario.data.path().join("cache.db"));
        rows.retain(|row| !is_hidden(&row.head));
        let expected: Vec<String> = rows.into_iter().map(|row| row.id).collect();
        let unread = expected.iter().filter(|id| !self.model.has(Kind::Read, id)).count();
        let counts = self.client.library().counts().await.unwrap();
        let news = counts.sections.iter().find(|count| count.edition == edition("en")).unwrap();
        assert_eq!((news.total as usize, news.unread as usize), (expected.len(), unread), "{at}: counts");
        assert_eq!(counts.saved as usize, self.model.saved().len(), "{at}: saved");
        let listed: Vec<String> = self.listed().await.into_iter().map(|key| key.id).collect();
        assert_eq!(listed, expected, "{at}: the list without {hidden:?}");
    }
}

#[tokio::test]
async fn two_thousand_steps_leave_what_a_plain_model_has() {
    let mut run = Run::begin(20_240_502).await;

    for number in 1..=STEPS {
        let name = run.step().await;
        if number % 40 == 0 || matches!(name, "hide" | "import" | "prune" | "reopen") {
            run.compare(&format!("step {number}, {name}")).await;
        }
    }
}
