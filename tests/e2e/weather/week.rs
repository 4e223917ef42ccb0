//! A week: two editions, twelve articles, ten syncs under a moved clock, in a weather; then fair weather
//! until every resource was due three times.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use ifilm_site::{NewsForm, RequestRecord, Site, SiteConfig, Weather, WeatherAnswer};
use ifilm_tests::HandClock;
use jiff::Timestamp;
use tempfile::TempDir;

use crate::dice::Dice;
use crate::history::{History, Name};
use crate::person::Person;
use crate::promises::{Breach, Memory, differences};

const SYNCS: usize = 10;
const HOUR: Duration = Duration::from_secs(3_600);
/// Between two syncs in fair weather.
const HALF_A_DAY: Duration = Duration::from_secs(12 * 3_600);
/// More syncs than these no resource may need to be due three times.
const MOST_FAIR_SYNCS: usize = 60;
const DUE: usize = 3;
/// After so many syncs an undisturbed client has seen the last edits, too.
const MOST_UNDISTURBED_SYNCS: usize = 10;

/// What came of a week.
pub(crate) struct Lived {
    pub(crate) answers: Vec<WeatherAnswer>,
    /// How many syncs in fair weather it took until every resource was due three times.
    pub(crate) fair_syncs: usize,
    pub(crate) broken: Vec<Broken>,
}

/// A promise that a week broke, with the story of the article, so that it can become a test.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) seed: u64,
    pub(crate) breach: Breach,
    pub(crate) story: String,
}

/// A week while it is lived.
struct Week {
    seed: u64,
    dice: Dice,
    editions: [&'static str; 2],
    site: Site,
    clock: Arc<HandClock>,
    data: TempDir,
    person: Person,
    undisturbed: Person,
    _undisturbed_data: TempDir,
    history: History,
    memory: Memory,
    /// When each sync was, and what it is called.
    moments: Vec<Timestamp>,
    broken: Vec<Broken>,
}

/// Lives the week of a seed.
pub(crate) async fn live(seed: u64) -> Lived {
    let mut week = Week::begin(seed);
    for step in 1..=SYNCS {
        week.sync(step).await;
    }
    week.reopen().await;
    let fair_syncs = week.clear_up().await;
    week.compare().await;
    week.end(fair_syncs).await
}

/// In every second week most answers are bad.
fn weather(seed: u64) -> Weather {
    let (hosts, addresses) = if seed % 2 == 1 { (50, 75) } else { (25, 35) };
    Weather { seed, hosts, addresses }
}

impl Week {
    fn begin(seed: u64) -> Self {
        let mut dice = Dice::of(seed);
        let editions = dice.pick(&[["en", "fa"], ["ar", "fa2"], ["fa", "ar"], ["en", "fa2"]]);
        let items = dice.pick(&[6, 6, 6, 12]);
        let config =
            SiteConfig { seed, items, mirrors: 2, news: NewsForm::Category(1), ..SiteConfig::default() };
        let site = Site::start(config).expect("the practice site starts on free ports");
        let clock = HandClock::of(&site);
        let (data, undisturbed_data) = (folder(), folder());
        let person = Person::open(&site, data.path(), &clock, editions, true);
        let undisturbed = Person::open(&site, undisturbed_data.path(), &clock, editions, false);
        let mut history = History::default();
        editions.iter().for_each(|edition| history.begin(&site, edition));
        Self {
            seed,
            dice,
            editions,
            site,
            clock,
            data,
            person,
            undisturbed,
            _undisturbed_data: undisturbed_data,
            history,
            memory: Memory::default(),
            moments: Vec::new(),
            broken: Vec::new(),
        }
    }

    /// What happens at the site, a sync in the weather, and one without. The first may have a fair day.
    async fn sync(&mut self, step: usize) {
        let hours = self.dice.pick(&[0, 1, 6, 17, 30]);
        self.advance(HOUR * hours + Duration::from_secs(1_200));
        if step > 1 {
            for edition in self.editions {
                self.history.happen(&self.site, step, edition, &mut self.dice);
            }
        }
        let is_fair = step == 1 && self.dice.percent(50);
        self.site.set_weather((!is_fair).then(|| weather(self.seed)));
        self.person.sync().await;
        self.site.set_weather(None);
        self.undisturbed.sync().await;
        self.check(step).await;
    }

    fn advance(&mut self, by: Duration) {
        self.site.advance(by);
        self.clock.advance(by);
        self.moments.push(self.site.now());
    }

    async fn check(&mut self, step: usize) {
        let seen = self.person.look(self.history.all()).await;
        let breaches = self.memory.take(step, &seen, &self.history);
        self.note(breaches);
    }

    /// The client starts again, with the usual patience.
    async fn reopen(&mut self) {
        self.person.close().await;
        self.person = Person::open(&self.site, self.data.path(), &self.clock, self.editions, false);
    }

    /// Syncs in fair weather until every resource was due three times; how often that was.
    async fn clear_up(&mut self) -> usize {
        let mut due: BTreeMap<Name, usize> = BTreeMap::new();
        for sync in 1..=MOST_FAIR_SYNCS {
            self.advance(HALF_A_DAY);
            self.site.clear_requests();
            self.person.sync().await;
            self.count_due(&self.site.requests(), &mut due);
            if sync <= MOST_UNDISTURBED_SYNCS {
                self.undisturbed.sync().await;
            }
            let all_were_due = self.never_due(&due).is_empty();
            if sync <= DUE || all_were_due {
                self.check(SYNCS + sync).await;
            }
            if all_were_due {
                return sync;
            }
        }
        self.note(self.never_due(&due));
        MOST_FAIR_SYNCS
    }

    /// Every article that the site lists and every listing counts; a listing as the article 0.
    fn count_due(&self, requests: &[RequestRecord], due: &mut BTreeMap<Name, usize>) {
        for name in self.resources() {
            let page = format!("/content/{}", name.1);
            let is_asked = |request: &&RequestRecord| {
                let path = request.path.to_ascii_lowercase();
                let is_it = if name.1 == 0 { !path.contains("/content/") } else { path.contains(&page) };
                request.edition == name.0 && is_it
            };
            *due.entry(name).or_default() += usize::from(requests.iter().any(|request| is_asked(&request)));
        }
    }

    fn resources(&self) -> Vec<Name> {
        let listings = self.editions.map(|edition| (edition, 0));
        let pages = self.history.all().filter(|name| !self.history.is_removed(*name));
        listings.into_iter().chain(pages).collect()
    }

    fn never_due(&self, due: &BTreeMap<Name, usize>) -> Vec<Breach> {
        let times = |name: &Name| due.get(name).copied().unwrap_or_default();
        let missing = self.resources().into_iter().filter(|name| times(name) < DUE);
        let promise = "every resource is due now and then";
        let seen = |name: Name| format!("due {} times in {MOST_FAIR_SYNCS} syncs", times(&name));
        missing.map(|name| Breach { name, promise, seen: seen(name) }).collect()
    }

    async fn compare(&mut self) {
        let person = self.person.look(self.history.all()).await;
        let undisturbed = self.undisturbed.look(self.history.all()).await;
        self.note(differences(&person, &undisturbed, &self.history));
    }

    async fn end(self, fair_syncs: usize) -> Lived {
        self.person.close().await;
        self.undisturbed.close().await;
        Lived { answers: self.site.weather_answers(), fair_syncs, broken: self.broken }
    }

    /// Keeps the first breach of each promise.
    fn note(&mut self, breaches: Vec<Breach>) {
        for breach in breaches {
            if self.broken.iter().all(|broken| broken.breach.promise != breach.promise) {
                let story = self.story(breach.name);
                self.broken.push(Broken { seed: self.seed, breach, story });
            }
        }
    }

    /// What happened to an article, sync by sync, and what its edition answered.
    fn story(&self, name: Name) -> String {
        let answers = self.site.weather_answers();
        let steps = (1..).zip(&self.moments).take(SYNCS + 1);
        steps.map(|(step, at)| self.line(step, *at, name, &answers)).collect()
    }

    fn line(&self, step: usize, at: Timestamp, name: Name, answers: &[WeatherAnswer]) -> String {
        let page = format!("/content/{}", name.1);
        let is_of_it = |answer: &&WeatherAnswer| {
            let path = answer.path.to_ascii_lowercase();
            answer.at == at
                && answer.edition == name.0
                && (!path.contains("/content/") || path.contains(&page))
        };
        let worded = |answer: &WeatherAnswer| {
            let what =
                if answer.path.to_ascii_lowercase().contains("/content/") { "page" } else { &answer.path };
            let (place, kind) = (answer.place, answer.kind);
            format!("host {} {what}: {kind:?} {} ({place:?})", answer.mirror, answer.status)
        };
        let events = self.history.events(step, name).map(|event| format!("** {event}"));
        let answers = answers.iter().filter(is_of_it).map(worded);
        let lines: Vec<String> = events.chain(answers).collect();
        format!("  sync {step} at {at}: {}\n", lines.join(" | "))
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary directory can be made")
}
