//! A week: two editions with 6 or 12 articles each, and ten syncs in bad weather, with a clock moved by hand.
//! Then fair weather until every resource was requested three times.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use ifilm_site::{NewsForm, RequestRecord, Site, SiteConfig, Weather, WeatherAnswer};
use ifilm_tests::{Dice, HandClock};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::history::{History, Name};
use crate::person::Person;
use crate::promises::{Breach, Memory, differences};

const SYNCS: usize = 10;
const HOUR: Duration = Duration::from_secs(3_600);
/// The time between two syncs in fair weather.
const HALF_A_DAY: Duration = Duration::from_secs(12 * 3_600);
/// Within this many syncs every resource must be requested three times.
const MOST_FAIR_SYNCS: usize = 60;
const REQUESTS_EACH: usize = 3;
/// After this many syncs the undisturbed client has also seen the last edits.
const MOST_UNDISTURBED_SYNCS: usize = 10;

/// The outcome of a week.
pub(crate) struct Outcome {
    pub(crate) answers: Vec<WeatherAnswer>,
    /// How many syncs in fair weather it took until every resource was requested three times.
    pub(crate) fair_syncs: usize,
    pub(crate) broken: Vec<Broken>,
}

/// A promise that was broken in a week, with the log of the article, from which a test can be written.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) seed: u64,
    pub(crate) breach: Breach,
    pub(crate) log: String,
}

/// A running week.
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
    /// The time of each sync.
    moments: Vec<Timestamp>,
    broken: Vec<Broken>,
}

/// Runs the week of a seed.
pub(crate) async fn run(seed: u64) -> Outcome {
    let mut week = Week::begin(seed);
    for step in 1..=SYNCS {
        week.sync(step).await;
    }
    week.reopen().await;
    let fair_syncs = week.clear_up().await;
    week.compare().await;
    week.end(fair_syncs).await
}

/// The weather of a week. In every second week most answers are bad.
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

    /// Changes the site, syncs in bad weather, and syncs the undisturbed client in fair weather. The first
    /// sync may have fair weather, too.
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

    /// Restarts the client, with the usual timeouts.
    async fn reopen(&mut self) {
        self.person.close().await;
        self.person = Person::open(&self.site, self.data.path(), &self.clock, self.editions, false);
    }

    /// Syncs in fair weather until every resource was requested three times. Returns the number of syncs.
    async fn clear_up(&mut self) -> usize {
        let mut counts: BTreeMap<Name, usize> = BTreeMap::new();
        for sync in 1..=MOST_FAIR_SYNCS {
            self.advance(HALF_A_DAY);
            self.site.clear_requests();
            self.person.sync().await;
            self.count_requests(&self.site.requests(), &mut counts);
            if sync <= MOST_UNDISTURBED_SYNCS {
                self.undisturbed.sync().await;
            }
            let all_were_requested = self.rarely_requested(&counts).is_empty();
            if sync <= REQUESTS_EACH || all_were_requested {
                self.check(SYNCS + sync).await;
            }
            if all_were_requested {
                return sync;
            }
        }
        self.note(self.rarely_requested(&counts));
        MOST_FAIR_SYNCS
    }

    /// Counts the requests for every article that the site lists, and for every listing as the article 0.
    fn count_requests(&self, requests: &[RequestRecord], counts: &mut BTreeMap<Name, usize>) {
        for name in self.resources() {
            let page = format!("/content/{}", name.1);
            let is_asked = |request: &&RequestRecord| {
                let path = request.path.to_ascii_lowercase();
                let is_it = if name.1 == 0 { !path.contains("/content/") } else { path.contains(&page) };
                request.edition == name.0 && is_it
            };
            *counts.entry(name).or_default() +=
                usize::from(requests.iter().any(|request| is_asked(&request)));
        }
    }

    fn resources(&self) -> Vec<Name> {
        let listings = self.editions.map(|edition| (edition, 0));
        let pages = self.history.all().filter(|name| !self.history.is_removed(*name));
        listings.into_iter().chain(pages).collect()
    }

    fn rarely_requested(&self, counts: &BTreeMap<Name, usize>) -> Vec<Breach> {
        let times = |name: &Name| counts.get(name).copied().unwrap_or_default();
        let missing = self.resources().into_iter().filter(|name| times(name) < REQUESTS_EACH);
        let promise = "every resource is requested again and again";
        let seen = |name: Name| format!("requested {} times in {MOST_FAIR_SYNCS} syncs", times(&name));
        missing.map(|name| Breach { name, promise, seen: seen(name) }).collect()
    }

    async fn compare(&mut self) {
        let person = self.person.look(self.history.all()).await;
        let undisturbed = self.undisturbed.look(self.history.all()).await;
        self.note(differences(&person, &undisturbed, &self.history));
    }

    async fn end(self, fair_syncs: usize) -> Outcome {
        self.person.close().await;
        self.undisturbed.close().await;
        Outcome { answers: self.site.weather_answers(), fair_syncs, broken: self.broken }
    }

    /// Keeps the first breach of each promise.
    fn note(&mut self, breaches: Vec<Breach>) {
        for breach in breaches {
            if self.broken.iter().all(|broken| broken.breach.promise != breach.promise) {
                let log = self.log(breach.name);
                self.broken.push(Broken { seed: self.seed, breach, log });
            }
        }
    }

    /// The log of an article: for each sync what happened to it, and what its edition answered.
    fn log(&self, name: Name) -> String {
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
