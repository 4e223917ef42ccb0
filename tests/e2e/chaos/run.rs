//! A run: a few rounds of trouble, each followed by a sync with the healthy site.

use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ifilm_core::catalog::HostEntry;
use ifilm_core::{Client, Config, ErrorCode, ItemKey, SyncReport, SyncRequest};
use ifilm_site::{Edit, Edition, Fault, FaultKind, Removal, Site, SiteConfig};
use ifilm_tests::{Dice, HandClock, HandNames, config_for, edition, failure, named};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use crate::liar::Liar;
use crate::shown::{Name, Shown};
use crate::trouble::{Cause, LATER, NameServer, TROUBLES, Trouble};

/// The rounds of a run.
const ROUNDS: u64 = 3;
const ITEMS: u64 = 8;
/// An edition never has fewer articles than this, because an empty site is no news site.
const FEWEST: usize = 4;
/// The limits of a client while answers are slow.
const IDLE: Duration = Duration::from_millis(100);
const TOTAL: Duration = Duration::from_millis(250);
const CONNECT: Duration = Duration::from_millis(250);
/// A late name server answers after one of these: sooner than a connection ends, or later. Both are later
/// than it is waited for if an address is remembered.
const NAMES_LATE: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(400)];
/// Where the site answers.
const SITE: &str = "127.0.0.1";
/// Within this many syncs every page without a text is requested again, also after a long catch-up.
const MOST_SYNCS_OF_PAGES: usize = 4;
/// Within this many syncs what the site removed has left the lists.
const MOST_SYNCS_OF_REMOVALS: usize = 12;

/// The outcome of a run.
pub(crate) struct Outcome {
    /// How often each trouble struck, by its place in the table.
    pub(crate) strikes: Vec<(usize, u64)>,
    pub(crate) broken: Option<Broken>,
}

/// A run that ended in other rows, and what happened in it.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) seed: u64,
    pub(crate) log: Vec<String>,
    pub(crate) difference: String,
}

/// A running run.
struct Run {
    seed: u64,
    dice: Dice,
    editions: [&'static str; 2],
    site: Arc<Site>,
    clock: Arc<HandClock>,
    data: TempDir,
    /// Through these the client finds its site by a name; `None` if it knows an address of IP.
    names: Option<Arc<HandNames>>,
    /// The client that meets the troubles.
    client: Client,
    undisturbed: Client,
    _undisturbed_data: TempDir,
    removed: BTreeSet<Name>,
    /// These are not removed, because they would stay on the lists.
    saved: BTreeSet<Name>,
    /// Articles that were edited in the middle of a sync: who saw which text first is chance.
    edited_meanwhile: BTreeSet<Name>,
    /// When the site began to list each article.
    listed_at: BTreeMap<Name, Timestamp>,
    /// Whether more pages are new in this round than a sync requests again, if they had no text.
    is_long_catch_up: bool,
    /// The editions in which that was so once: older articles are rarely looked at since then.
    long: BTreeSet<&'static str>,
    strikes: Vec<(usize, u64)>,
    log: Vec<String>,
}

/// Runs a seed. Every trouble is the main one of some seeds.
pub(crate) async fn run(seed: u64) -> Outcome {
    let troubles = (0..ROUNDS).map(|round| (seed * ROUNDS + round) as usize % TROUBLES.len());
    let any = |needs: fn(Trouble) -> bool| troubles.clone().any(|trouble| needs(TROUBLES[trouble]));
    let mut run = Run::begin(seed, any(Trouble::needs_tls), any(Trouble::needs_names));
    let mut difference = None;
    for (round, trouble) in (0..).zip(troubles) {
        run.happen(round).await;
        run.meet(trouble).await;
        difference = run.recover(trouble).await;
        if difference.is_some() {
            break;
        }
    }
    if difference.is_none() {
        difference = run.wait_for_removals().await;
    }
    run.end(difference).await
}

impl Run {
    fn begin(seed: u64, tls: bool, by_name: bool) -> Self {
        let mut dice = Dice::of(seed);
        let editions = dice.pick(&[["en", "fa"], ["ar", "fa2"], ["fa", "ar"], ["en", "fa2"]]);
        let site = Site::start(SiteConfig { seed, tls, items: ITEMS, ..SiteConfig::default() });
        let site = Arc::new(site.expect("the practice site starts on free ports"));
        let clock = HandClock::of(&site);
        let (data, undisturbed_data) = (folder(), folder());
        let names = by_name.then(|| HandNames::of(&[SITE]));
        let good_names = by_name.then(|| HandNames::of(&[SITE]));
        let open = |data: &Path, names: &Option<Arc<HandNames>>| {
            Client::open(config(&site, data, &clock, names.as_ref())).expect("it makes sense")
        };
        let (client, undisturbed) = (open(data.path(), &names), open(undisturbed_data.path(), &good_names));
        let listed = |id| site.newest(id, usize::MAX).into_iter().map(move |article| (id, article));
        let listed_at = editions.into_iter().flat_map(listed).map(|name| (name, site.now())).collect();
        Self {
            seed,
            dice,
            editions,
            site,
            clock,
            data,
            names,
            client,
            undisturbed,
            _undisturbed_data: undisturbed_data,
            removed: BTreeSet::new(),
            saved: BTreeSet::new(),
            edited_meanwhile: BTreeSet::new(),
            listed_at,
            is_long_catch_up: false,
            long: BTreeSet::new(),
            strikes: Vec::new(),
            log: Vec::new(),
        }
    }

    /// What happens before a round: the site publishes, edits and removes, a person reads and saves. Half of
    /// the runs begin with a client that has nothing.
    async fn happen(&mut self, round: u64) {
        self.is_long_catch_up = false;
        if round == 0 {
            if self.dice.percent(50) {
                self.sync_both().await;
            }
            return;
        }
        for id in self.editions {
            self.person_marks(id).await;
            if self.dice.percent(70) {
                let count = self.dice.pick(&[1, 1, 2, 2, 3, 3, 4, 33]);
                if count > 10 {
                    self.is_long_catch_up = true;
                    self.long.insert(id);
                }
                let published = self.site.publish(id, count);
                self.listed_at.extend(published.iter().map(|article| ((id, *article), self.site.now())));
                self.note(format!("{id}: {published:?} are published"));
            }
            if self.dice.percent(60) {
                let (article, edit) = (self.some_article(id), self.dice.pick(&[Edit::Headline, Edit::Both]));
                self.site.edit(id, article, edit);
                self.note(format!("{id}: {article} is edited ({edit:?})"));
            }
            let article = self.some_article(id);
            let may_go =
                self.site.newest(id, usize::MAX).len() > FEWEST && !self.saved.contains(&(id, article));
            if self.dice.percent(25) && may_go {
                let how = self.dice.pick(&[Removal::NotFound, Removal::Gone]);
                self.site.remove(id, article, how);
                self.removed.insert((id, article));
                self.note(format!("{id}: {article} is removed ({how:?})"));
            }
        }
    }

    async fn person_marks(&mut self, id: &'static str) {
        let article = self.some_article(id);
        let key = ItemKey::article(edition(id), article.to_string());
        let saves = self.dice.percent(30);
        self.saved.extend(saves.then_some((id, article)));
        for client in [&self.client, &self.undisturbed] {
            client.user().mark_read(&key, true).await.expect("storage works");
            if saves {
                client.user().save(&key).await.expect("storage works");
            }
        }
    }

    fn some_article(&mut self, id: &str) -> u64 {
        self.dice.pick(&self.site.newest(id, 12))
    }

    /// A sync of the client in trouble. Sometimes the site publishes or edits in the middle of it.
    async fn meet(&mut self, trouble: usize) {
        let Trouble { name, cause } = TROUBLES[trouble];
        self.note(format!("trouble: {name}"));
        self.change_meanwhile();
        let struck = match cause {
            Cause::Answer(kind) | Cause::Slow(kind) => self.meet_answers(trouble, kind).await,
            Cause::NothingHere => self.meet_304().await,
            Cause::Certificate(kind) => self.meet_fault(Fault::new(kind())).await,
            Cause::Refused => {
                let nobody = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr();
                self.meet_address(&nobody.expect("it has an address").to_string()).await
            }
            // No name server of the system is asked for a name with a part of more than 63 letters.
            Cause::UnknownName => self.meet_address(&format!("{}.invalid", "x".repeat(64))).await,
            Cause::Names(what) => self.meet_name_server(what).await,
            Cause::Clock(hours) => self.meet_wrong_clock(hours).await,
        };
        self.strikes.push((trouble, struck));
        self.sync_undisturbed().await;
    }

    fn change_meanwhile(&mut self) {
        if !self.dice.percent(40) {
            return;
        }
        let (id, at) = (self.dice.pick(&self.editions), self.dice.pick(&[1, 2, 3, 5, 8]));
        let edited = self.dice.percent(50).then(|| (id, self.some_article(id)));
        self.edited_meanwhile.extend(edited);
        let site = Arc::downgrade(&self.site);
        self.note(format!("{id}: at request {at} of this sync, {edited:?} is edited, or one published"));
        self.site.on_request(at, move || {
            let Some(site) = site.upgrade() else { return };
            match edited {
                Some((id, article)) => drop(site.edit(id, article, Edit::Both)),
                None => drop(site.publish(id, 1)),
            }
        });
    }

    async fn meet_answers(&mut self, trouble: usize, kind: fn() -> FaultKind) -> u64 {
        let is_slow = TROUBLES[trouble].is_slow();
        let mut fault = Fault::new(kind()).after(self.dice.pick(&[0, 0, 1, 3]));
        fault.path = self.dice.pick(&[None, Some("/Home/"), Some("/News/")]).map(str::to_owned);
        fault.times = self.dice.pick(if is_slow { &[Some(1), Some(2)] } else { &[Some(1), Some(3), None] });
        fault.edition = self.dice.percent(50).then(|| site_edition(self.editions[0]));
        if is_slow {
            self.reopen(|config| (config.limits.idle, config.limits.total) = (IDLE, TOTAL)).await;
        }
        self.meet_fault(fault).await
    }

    async fn meet_fault(&mut self, fault: Fault) -> u64 {
        self.note(format!("{fault:?}"));
        self.site.fault(fault);
        self.sync().await;
        let struck = self.site.strikes().iter().sum();
        self.site.clear_faults();
        struck
    }

    /// A 304 for everything, if the client has nothing; else for the pages of new articles.
    async fn meet_304(&mut self) -> u64 {
        let nothing_changed = FaultKind::Status { status: 304, retry_after: None };
        let has_nothing =
            Shown::of(&self.client, &self.editions, &BTreeSet::new()).await.names().count() == 0;
        if has_nothing {
            let times = self.dice.pick(&[1, 4, 40]);
            return self.meet_fault(Fault::new(nothing_changed).times(times)).await;
        }
        let id = self.editions[0];
        for article in self.site.publish(id, 2) {
            let page = format!("/News/Content/{article}");
            self.site.fault(Fault::new(nothing_changed.clone()).edition(site_edition(id)).path(page));
        }
        self.sync().await;
        let struck = self.site.strikes().iter().sum();
        self.site.clear_faults();
        struck
    }

    /// A sync with a catalogue in which all addresses are this host. Each section that is offline counts.
    async fn meet_address(&mut self, host: &str) -> u64 {
        let (host, base) = (host.to_owned(), format!("http://{host}"));
        self.reopen(|config| {
            let mut entry = HostEntry::of(host);
            (entry.plain_http, entry.private) = (true, true);
            config.catalog.hosts.push(entry);
            for edition in &mut config.catalog.editions {
                edition.bases = vec![base.parse().expect("an address")];
            }
        })
        .await;
        let report = self.sync().await;
        let offline = report.sections.iter().filter(|section| failure(section) == Some(ErrorCode::Offline));
        offline.count() as u64
    }

    /// A sync with a bad name server. Each time that it was asked counts, or each answer of the liar.
    async fn meet_name_server(&mut self, what: NameServer) -> u64 {
        let names = Arc::clone(self.names.as_ref().expect("a run with this trouble has names"));
        self.reopen(|config| config.limits.connect = CONNECT).await;
        let mut liar = None;
        match what {
            NameServer::Slow => names.find_late(self.dice.pick(&NAMES_LATE), &[SITE]),
            NameServer::Dead if self.dice.percent(50) => names.know_nothing(),
            NameServer::Dead => names.lose_network(),
            NameServer::Lying => {
                liar = Some(Liar::at(self.editions.map(|id| self.site.base(id)), self.dice.percent(50)));
                names.find(&[Liar::ADDRESS]);
            }
        }
        let before = names.asked();
        self.sync().await;
        let struck = liar.map_or(names.asked() - before, |liar| liar.answers());
        names.find(&[SITE]);
        struck
    }

    async fn meet_wrong_clock(&mut self, hours: i64) -> u64 {
        let right = self.site.now();
        self.clock.set(right + SignedDuration::from_hours(hours));
        let report = self.sync().await;
        self.clock.set(right);
        u64::from(!report.any_failed())
    }

    /// Restarts the client with another configuration.
    async fn reopen(&mut self, change: impl FnOnce(&mut Config)) {
        self.client.close().await.expect("a client closes once");
        let mut config = config(&self.site, self.data.path(), &self.clock, self.names.as_ref());
        change(&mut config);
        self.client = Client::open(config).expect("it makes sense");
    }

    /// One sync of both clients with the healthy site. Returns how they differ afterwards.
    ///
    /// A sync requests at most ten pages without a text again, so a long catch-up may need more syncs.
    async fn recover(&mut self, trouble: usize) -> Option<String> {
        self.reopen(|_| ()).await;
        let is_long = self.is_long_catch_up && TROUBLES[trouble].leaves_no_text();
        let syncs = if is_long { MOST_SYNCS_OF_PAGES } else { 1 };
        let mut difference = None;
        for _ in 0..syncs {
            self.advance(TROUBLES[trouble].later());
            self.sync_both().await;
            difference = self.difference(&self.removed).await;
            if difference.is_none() {
                break;
            }
        }
        difference
    }

    /// Syncs until the client lists nothing that the site removed. Articles that stand too far down to be
    /// looked at do not count. It is no difference if it is done before the undisturbed client.
    async fn wait_for_removals(&mut self) -> Option<String> {
        for _ in 0..MOST_SYNCS_OF_REMOVALS {
            if self.still_listed(&self.client).await.is_empty() {
                return self.difference(&self.removed).await;
            }
            self.advance(LATER);
            self.sync_both().await;
        }
        let (own, undisturbed) =
            (self.still_listed(&self.client).await, self.still_listed(&self.undisturbed).await);
        (!own.is_empty()).then(|| format!("removed but listed: {own:?}, undisturbed {undisturbed:?}"))
    }

    async fn still_listed(&self, client: &Client) -> Vec<Name> {
        let shown = Shown::of(client, &self.editions, &BTreeSet::new()).await;
        shown.names().filter(|name| self.removed.contains(name) && !self.long.contains(name.0)).collect()
    }

    async fn difference(&self, without: &BTreeSet<Name>) -> Option<String> {
        let own = Shown::of(&self.client, &self.editions, without).await;
        let undisturbed = Shown::of(&self.undisturbed, &self.editions, without).await;
        own.difference(&undisturbed, &self.edited_meanwhile, &self.listed_at)
    }

    fn advance(&self, by: Duration) {
        self.site.advance(by);
        self.clock.set(self.site.now());
    }

    async fn sync_both(&mut self) {
        let report = self.sync().await;
        assert!(
            !report.any_failed(),
            "seed {}: a healthy site fails: {report:?}\n{:#?}",
            self.seed,
            self.log
        );
        self.sync_undisturbed().await;
    }

    async fn sync(&mut self) -> SyncReport {
        let request = SyncRequest::of(self.editions.map(edition));
        let report = self.client.sync(request).await.expect("storage works");
        let seen = report.sections.iter().map(|section| {
            format!(
                "{}: {:?}, {} new, {} failed",
                section.edition, section.outcome, section.new_items, section.pages_failed
            )
        });
        self.log.push(format!("sync at {}: {}", self.site.now(), seen.collect::<Vec<_>>().join("; ")));
        report
    }

    async fn sync_undisturbed(&self) {
        let request = SyncRequest::of(self.editions.map(edition));
        let report = self.undisturbed.sync(request).await.expect("storage works");
        assert!(!report.any_failed(), "seed {}: it meets no trouble: {report:?}", self.seed);
    }

    fn note(&mut self, what: String) {
        self.log.push(what);
    }

    async fn end(self, difference: Option<String>) -> Outcome {
        self.client.close().await.expect("a client closes once");
        self.undisturbed.close().await.expect("a client closes once");
        let Self { seed, log, strikes, .. } = self;
        let broken = difference.map(|difference| Broken { seed, log, difference });
        Outcome { strikes, broken }
    }
}

/// The configuration of a client, which finds the site by its name if there are names.
fn config(site: &Site, data: &Path, clock: &Arc<HandClock>, names: Option<&Arc<HandNames>>) -> Config {
    let mut config = config_for(site, data, clock);
    if let Some(names) = names {
        named(&mut config, names);
    }
    config
}

fn site_edition(id: &str) -> Edition {
    id.parse().expect("an edition of the site")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary directory can be made")
}
