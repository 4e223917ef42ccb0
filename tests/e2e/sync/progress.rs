//! The progress of a sync never goes backwards, whatever goes wrong.

use std::sync::{Arc, Mutex};

use crate::planning::state::{self, Dice};
use ifilm_core::{Progress, Stage, SyncRequest};
use ifilm_site::SiteConfig;
use ifilm_tests::{Scenario, edition};

/// How many random states are tried.
const STATES: u64 = 40;

#[tokio::test(flavor = "multi_thread")]
async fn progress_never_goes_backwards_in_any_state_with_any_fault() {
    let (mut with_pages, mut with_pictures) = (0, 0);
    for seed in 0..STATES {
        let mut dice = Dice::of(seed);
        let scenario = state::random(&mut dice).await;
        state::change(&scenario, &mut dice);
        state::fail_mildly(&scenario, &mut dice);
        if seed % 2 == 0 {
            scenario.client.language().choose(Some(&edition("fa"))).await.unwrap();
        }
        let seen: Arc<Mutex<Vec<Progress>>> = Arc::default();
        let steps = Arc::clone(&seen);
        let listener = move |step| steps.lock().unwrap().push(step);

        let request = state::request(state::conditions(&mut dice));
        let report = scenario.client.start_sync(request, listener).unwrap().wait().await.unwrap();

        let seen = seen.lock().unwrap();
        let place = |step: &Progress| (step.stage, step.done);
        let is_monotone = |pair: &[Progress]| {
            let [before, after] = pair else { return true };
            place(before) <= place(after) && before.percent <= after.percent && before.bytes <= after.bytes
        };
        assert!(seen.windows(2).all(is_monotone), "seed {seed}: {seen:#?}");
        assert!(seen.iter().all(|step| step.done <= step.total && step.total > 0), "seed {seed}: {seen:#?}");
        let (first, last) = (seen.first().unwrap(), seen.last().unwrap());
        let bytes = report.sections.iter().map(|section| section.wire_bytes).sum::<u64>();
        assert_eq!((first.percent, first.bytes, &first.edition), (0, 0, &None), "seed {seed}");
        assert_eq!((last.stage, last.percent, last.bytes), (Stage::Finished, 100, bytes), "seed {seed}");
        let is_begun = |step: &Progress| step.done == 0 || step.stage == Stage::Finished;
        assert!(seen.iter().all(|step| step.edition.is_some() || is_begun(step)), "seed {seed}: {seen:#?}");
        let has = |stage: Stage| usize::from(seen.iter().any(|step| step.stage == stage));
        (with_pages, with_pictures) = (with_pages + has(Stage::Pages), with_pictures + has(Stage::Pictures));
    }
    assert!(with_pages > 10 && with_pictures > 0, "{with_pages}, {with_pictures}");
}

/// Seen: after the texts of the chosen edition, no listener was called while the listings of all others came.
#[tokio::test]
async fn listeners_are_called_while_listings_come_behind_the_texts_of_the_chosen_edition() {
    let scenario = Scenario::at(SiteConfig { items: 4, ..SiteConfig::default() });
    scenario.client.language().choose(Some(&edition("fa"))).await.unwrap();
    let seen: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let steps = Arc::clone(&seen);
    let listener = move |step| steps.lock().unwrap().push(step);

    scenario.client.start_sync(SyncRequest::all(), listener).unwrap().wait().await.unwrap();

    let seen = seen.lock().unwrap();
    let of_pages: Vec<_> = seen.iter().filter(|step| step.stage == Stage::Pages).collect();
    let calls = |id: &str| of_pages.iter().filter(|step| step.edition == Some(edition(id))).count();
    // 4 texts each, the listings of the others, and twice that the number of pages is known.
    assert_eq!(of_pages.len(), 4 * 4 + 3 + 2, "{seen:#?}");
    assert!(["en", "ar", "fa2"].iter().all(|id| calls(id) >= 5), "{seen:#?}");
}
