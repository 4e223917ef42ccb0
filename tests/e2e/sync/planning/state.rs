//! A random state of a client at a practice site, determined by its seed.

use std::time::Duration;

use ifilm_core::{Catalog, Conditions, Section, SyncRequest};
use ifilm_site::{Edit, Edition, Fault, FaultKind, NewsForm, Removal, SiteConfig};
use ifilm_tests::{Scenario, edition, status};

/// The editions that take part. Each has a host of its own.
const EDITIONS: [&str; 2] = ["en", "fa"];
/// How far the clock moves between two events, in minutes.
const MINUTES: [u64; 6] = [0, 3, 15, 65, 26 * 60, 31 * 24 * 60];

/// A stream of random numbers, determined by its seed (splitmix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }
}

/// The editions as a request names them.
pub(crate) fn request(conditions: Conditions) -> SyncRequest {
    SyncRequest::of(EDITIONS.map(edition)).with_conditions(conditions)
}

/// Conditions of any kind.
pub(crate) fn conditions(dice: &mut Dice) -> Conditions {
    let background = Conditions::background();
    dice.pick(&[
        Conditions::person(),
        Conditions::person().with_metered(true),
        background,
        background.with_metered(true),
        background.with_roaming(true),
        background.with_battery_saver(true),
        background.with_battery_saver(true).with_charging(true),
    ])
}

/// A client after some weeks: syncs that met faults, and a site that published, edited and removed.
pub(crate) async fn random(dice: &mut Dice) -> Scenario {
    let scenario = site(dice);
    for _ in 0..dice.below(5) {
        change(&scenario, dice);
        fail(&scenario, dice);
        let under = conditions(dice);
        scenario.client.sync(request(under)).await.expect("storage works");
        scenario.site.clear_faults();
        scenario.clock.advance(Duration::from_secs(60 * dice.pick(&MINUTES)));
    }
    change(&scenario, dice);
    if dice.below(2) == 0 {
        // So that the background has something to do.
        for id in EDITIONS {
            scenario.client.hint(&edition(id), Section::News).await.expect("storage works");
        }
        scenario.clock.advance(Duration::from_secs(60 * 30));
    }
    scenario
}

/// A site whose listing has short pages, so that few new articles leave a hole.
fn site(dice: &mut Dice) -> Scenario {
    let items = 4 + dice.below(20);
    let config = SiteConfig {
        seed: dice.below(1_000),
        items,
        mirrors: dice.pick(&[0, 0, 1]),
        send_buffer: Some(16 << 10),
        ..SiteConfig::default()
    };
    let rows = dice.pick(&[3, 5, 30]);
    let forms: &[NewsForm] = match dice.below(3) {
        0 => &[NewsForm::Index, NewsForm::Category(1)],
        _ => &[NewsForm::Category(1)],
    };
    let scenario = Scenario::at(config);
    let Scenario { site, clock, data, client } = scenario;
    let mut config = ifilm_tests::config_for(&site, data.path(), &clock);
    let catalog = site.catalog_json_with(forms).replace(r#""size": 30"#, &format!(r#""size": {rows}"#));
    config.lead_pictures = dice.pick(&[0, 0, 4]);
    config.catalog = Catalog::from_json(&catalog).expect("the catalogue makes sense");
    drop(client);
    let client = ifilm_core::Client::open(config).expect("the configuration makes sense");
    Scenario { site, clock, data, client }
}

/// Something happens at the site, or nothing.
pub(crate) fn change(scenario: &Scenario, dice: &mut Dice) {
    for id in EDITIONS {
        let newest = scenario.site.newest(id, 3);
        let item = dice.pick(&newest);
        match dice.below(6) {
            0 => drop(scenario.site.publish(id, 1 + dice.below(3))),
            1 => drop(scenario.site.publish(id, 10 + dice.below(15))),
            2 => drop(scenario.site.edit(id, item, dice.pick(&[Edit::Body, Edit::Headline]))),
            3 => scenario.site.remove(id, item, dice.pick(&[Removal::NotFound, Removal::Gone])),
            _ => {}
        }
    }
}

/// Faults for one sync while the state is built: of single pages, of listings, of a whole host.
fn fail(scenario: &Scenario, dice: &mut Dice) {
    let (code, times) = (dice.pick(&[404, 410, 500]), 1 + dice.below(4));
    let wait = FaultKind::Status { status: 503, retry_after: Some("7200".to_owned()) };
    let fault = match dice.below(8) {
        0 | 1 => Fault::new(status(code)).path("/News/Content/").times(times),
        2 => Fault::new(status(500)).path("/Home/").times(times),
        3 | 4 => Fault::new(wait).edition(Edition::Fa).after(dice.below(2)).times(1),
        5 => Fault::new(status(500)).mirror(0),
        _ => return,
    };
    scenario.site.fault(fault);
}

/// A fault for the run of a plan that does not move its pages to another base address.
pub(crate) fn fail_mildly(scenario: &Scenario, dice: &mut Dice) {
    let code = dice.pick(&[404, 500]);
    if dice.below(3) == 0 {
        scenario.site.fault(Fault::new(status(code)).path("/News/Content/").times(1));
    }
}
