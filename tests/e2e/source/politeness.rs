//! Politeness as a property, through the API: a site answers at random for some days, and a job scheduler and
//! a person sync at random times.

use std::time::Duration;

use ifilm_core::{Clock, Conditions, SyncRequest};
use ifilm_tests::{PlainAnswer, PlainScenario};
use jiff::Timestamp;

const TITLE: &str = "Story of the river town";
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
/// What a device adds at most to a time that is the same for many devices.
const SPREAD: Duration = Duration::from_secs(300);

/// A stream of random numbers, determined by its seed (an LCG of Knuth).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn minutes(&mut self, end: u64) -> Duration {
        MINUTE * u32::try_from(self.below(end)).unwrap()
    }
}

/// What the site's last answers mean for the next request.
struct Bounds {
    retry_after: Timestamp,
    not_before: Timestamp,
    latest: Timestamp,
}

/// Draws the next answer for the listing. Returns for how long it is fresh, or asks to wait, or neither.
fn answer(scenario: &PlainScenario, dice: &mut Dice, id: u64) -> (Option<Duration>, Option<Duration>) {
    let time = MINUTE + dice.minutes(600);
    let seconds = time.as_secs();
    let rows = PlainAnswer::rows(&[(&id.to_string(), TITLE), ("1", TITLE)]);
    let (answer, fresh, wait) = match dice.below(8) {
        0 | 1 => (rows, None, None),
        2 => (rows.with(&format!("Cache-Control: max-age={seconds}")), Some(time), None),
        3 => (rows.with("Cache-Control: no-store"), Some(MINUTE), None),
        4 => (PlainAnswer::status("500 Internal Server Error"), None, None),
        5 => (PlainAnswer::status("404 Not Found"), None, None),
        6 => (PlainAnswer::of("[").with("Content-Length: 900"), None, None), // cut
        _ => {
            let refusal = PlainAnswer::status("503 Service Unavailable");
            (refusal.with(&format!("Retry-After: {seconds}")), None, Some(time))
        }
    };
    scenario.site.answer("/list?page=1", answer);
    (fresh, wait)
}

#[tokio::test]
async fn for_any_answers_no_request_comes_sooner_than_the_site_allows_and_none_stays_out() {
    for seed in 0..6 {
        let (scenario, mut dice) = (PlainScenario::begin(), Dice(seed));
        scenario.site.answer("/list", PlainAnswer::of("[]"));
        let start = scenario.clock.now();
        let mut bounds = Bounds { retry_after: start, not_before: start, latest: start };
        for step in 0..80 {
            let (fresh, wait) = answer(&scenario, &mut dice, step + 2);
            let is_person = dice.below(5) == 0;
            let conditions = if is_person { Conditions::person() } else { Conditions::background() };

            scenario.client.sync(SyncRequest::all().with_conditions(conditions)).await.unwrap();

            let now = scenario.clock.now();
            let asked = scenario.site.asked();
            let was_asked = asked.contains(&"/list?page=1".to_owned());
            let what = format!("seed {seed}, step {step}, {now}, asked {asked:?}");
            assert!(asked.is_empty() || now >= bounds.retry_after, "before Retry-After: {what}");
            assert!(!was_asked || is_person || now >= bounds.not_before, "before it may: {what}");
            assert!(was_asked || !is_person || now < bounds.retry_after, "a person waits: {what}");
            assert!(was_asked || now < bounds.latest + SPREAD, "later than its cap: {what}");
            if was_asked {
                bounds.not_before = now + fresh.unwrap_or_default();
                bounds.retry_after = wait.map_or(bounds.retry_after, |wait| now + wait);
                bounds.latest = (now + 12 * HOUR).max(bounds.not_before).max(bounds.retry_after);
            }
            scenario.clock.advance(dice.minutes(240));
        }
    }
}
