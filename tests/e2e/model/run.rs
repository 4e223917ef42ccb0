//! A run of a seed: its settings, its steps, and what they must have led to.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ifilm_core::{Client, Clock, Keep, Retention};
use ifilm_site::{Site, SiteConfig};
use ifilm_tests::{Dice, EDITIONS, HandClock, config_for};
use tempfile::TempDir;

use crate::acts::{self, Kind};
use crate::archive::{Archive, Name};
use crate::cases::CASES;
use crate::person::Person;

/// Longer than any article is old.
pub(crate) const YEARS: Duration = Duration::from_secs(3_000 * 24 * 60 * 60);
/// Between two steps. So no two changes have one time.
const STEP: Duration = Duration::from_secs(61);
/// Everything is compared after each so manieth step, and after steps that touch everything.
const DEAR: u64 = 25;

/// What is not as the model has it.
#[derive(Debug)]
pub(crate) struct Difference(pub(crate) String);

impl From<ifilm_core::Error> for Difference {
    fn from(error: ifilm_core::Error) -> Self {
        Self(format!("a call failed: {error}"))
    }
}

/// The outcome of an act, and of a comparison.
pub(crate) type Done = Result<(), Difference>;

/// Which steps to do.
#[derive(Debug, Clone)]
pub(crate) struct Script {
    pub(crate) seed: u64,
    pub(crate) steps: u64,
    /// These kinds of acts are left out, but the other steps stay as they are.
    pub(crate) without: BTreeSet<&'static str>,
}

/// The outcome of a run.
pub(crate) struct Outcome {
    /// The steps that were done.
    pub(crate) steps: u64,
    pub(crate) cases: BTreeSet<&'static str>,
    /// What was done and seen.
    pub(crate) transcript: String,
    pub(crate) broken: Option<Broken>,
}

/// A run that led to a difference.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) script: Script,
    /// The settings and the acts.
    pub(crate) log: Vec<String>,
    pub(crate) difference: String,
}

/// The settings of a run. Some are perverse.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) editions: Vec<&'static str>,
    /// The rows of a slice.
    pub(crate) slice: u32,
    requests_at_once: u32,
    pub(crate) keep: Option<u32>,
    pub(crate) bytes: Option<u64>,
    items: u64,
}

impl Settings {
    fn of(dice: &mut Dice) -> Self {
        let all = EDITIONS.to_vec();
        Self {
            editions: if dice.percent(25) { all } else { vec![dice.pick(&EDITIONS)] },
            slice: dice.pick(&[1, 3, 100, 100, 100]),
            requests_at_once: dice.pick(&[1, 6]),
            keep: dice.percent(20).then(|| dice.pick(&[1, 3, 8])),
            bytes: dice.percent(15).then(|| dice.pick(&[0, 300_000])),
            items: dice.pick(&[4, 6, 12]),
        }
    }

    fn retention(&self) -> Retention {
        let keep = self.keep.map_or_else(Keep::default, |items| Keep::of(items, YEARS));
        let retention = Retention::default().with_each(keep);
        self.bytes.into_iter().fold(retention, Retention::with_bytes)
    }

    /// Whether the limits of the cache never delete anything.
    pub(crate) fn is_roomy(&self) -> bool {
        self.keep.is_none() && self.bytes.is_none()
    }
}

/// A running run.
pub(crate) struct Run {
    pub(crate) settings: Settings,
    pub(crate) site: Site,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) data: TempDir,
    pub(crate) client: Client,
    pub(crate) archive: Archive,
    pub(crate) person: Person,
    /// The random numbers of this step.
    pub(crate) dice: Dice,
    /// When the release before did an act that can be undone.
    pub(crate) steps_of_release_before: BTreeSet<i64>,
    /// Whether hosts may rest after faults.
    pub(crate) is_resting: bool,
    /// Whether this step touched so much that everything is compared.
    pub(crate) is_wide: bool,
    cases: BTreeSet<&'static str>,
    log: Vec<String>,
    transcript: String,
}

/// Runs a script. It ends at the first difference.
pub(crate) async fn run(script: Script) -> Outcome {
    let mut dice = Dice::of(script.seed);
    let (settings, kinds) = (Settings::of(&mut dice), acts::swarm(&mut dice));
    let mut run = Run::begin(script.seed, settings);
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name).collect();
    run.log.push(format!("{:?}, {names:?}", run.settings));
    let (mut steps, mut done) = (0, Ok(()));
    for number in 1..=script.steps {
        run.dice = Dice::of(script.seed.wrapping_mul(1_000_003) + number);
        let kind = acts::pick(&kinds, &mut run.dice);
        if !script.without.contains(kind.name) {
            steps = number;
            done = run.step(number, kind).await;
        }
        if done.is_err() {
            break;
        }
    }
    if done.is_ok() && script.seed.is_multiple_of(4) {
        done = run.settle().await;
    }
    run.end(script, steps, done).await
}

impl Run {
    fn begin(seed: u64, settings: Settings) -> Self {
        let site = SiteConfig { seed, items: settings.items, ..SiteConfig::default() };
        let site = Site::start(site).expect("the practice site starts on free ports");
        let clock = HandClock::of(&site);
        let data = tempfile::tempdir().expect("a temporary directory can be made");
        let mut archive = Archive::default();
        for edition in settings.editions.clone() {
            for id in site.newest(edition, usize::MAX) {
                archive.publish((edition, id), site.truth(edition, id));
            }
        }
        Self {
            client: opened(&settings, &site, data.path(), &clock),
            settings,
            site,
            clock,
            data,
            archive,
            person: Person::default(),
            dice: Dice::of(seed),
            steps_of_release_before: BTreeSet::new(),
            is_resting: false,
            is_wide: false,
            cases: BTreeSet::new(),
            log: Vec::new(),
            transcript: String::new(),
        }
    }

    async fn step(&mut self, number: u64, kind: &'static Kind) -> Done {
        self.advance(STEP);
        self.is_wide = false;
        self.note(format!("{number}: {}", kind.name));
        kind.act(self).await?;
        let edition = self.some_edition();
        self.compare_person().await?;
        self.compare_list(edition).await?;
        if self.is_wide || number.is_multiple_of(DEAR) {
            self.compare_all().await?;
        }
        Ok(())
    }

    async fn end(mut self, script: Script, steps: u64, done: Done) -> Outcome {
        self.client.close().await.expect("a client closes once");
        let log = std::mem::take(&mut self.log);
        let broken = done.err().map(|Difference(difference)| {
            let script = Script { steps, ..script };
            Broken { script, log, difference }
        });
        let (cases, transcript) = (std::mem::take(&mut self.cases), std::mem::take(&mut self.transcript));
        Outcome { steps, cases, transcript, broken }
    }

    pub(crate) fn open_client(&self) -> Client {
        opened(&self.settings, &self.site, self.data.path(), &self.clock)
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.site.advance(by);
        self.clock.set(self.site.now());
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now().as_millisecond()
    }

    pub(crate) fn some_edition(&mut self) -> &'static str {
        self.dice.pick(&self.settings.editions.clone())
    }

    /// An article that the site has or had.
    pub(crate) fn some_name(&mut self) -> Name {
        let edition = self.some_edition();
        let names: Vec<Name> = self.archive.of(edition).map(|(name, _)| name).collect();
        self.dice.pick(&names)
    }

    /// Adds a line to the log and to the transcript.
    pub(crate) fn note(&mut self, line: String) {
        self.saw(&line);
        self.log.push(line);
    }

    /// Adds a line to the transcript.
    pub(crate) fn saw(&mut self, line: &str) {
        self.transcript.push_str(line);
        self.transcript.push('\n');
    }

    /// Marks that a case was met.
    pub(crate) fn met(&mut self, case: &'static str) {
        assert!(CASES.contains(&case), "`{case}` is not in the table");
        self.cases.insert(case);
    }
}

/// If a step panics, the steps until then are printed.
impl Drop for Run {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the steps before the panic:\n  {}", self.log.join("\n  "));
        }
    }
}

fn opened(settings: &Settings, site: &Site, data: &Path, clock: &Arc<HandClock>) -> Client {
    let mut config = config_for(site, data, clock);
    (config.requests_at_once, config.retention) = (settings.requests_at_once, settings.retention());
    Client::open(config).expect("the configuration makes sense")
}
