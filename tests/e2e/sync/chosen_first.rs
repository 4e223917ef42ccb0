//! The edition that a person chose comes first: on a slow line, each other request would delay it.

use std::time::Duration;

use ifilm_core::{Budget, ListQuery, PlannedRequest, Progress, SyncRequest};
use ifilm_site::{Edition, Fault, FaultKind, RequestRecord, SiteConfig};
use ifilm_tests::{EDITIONS, Scenario, edition, failure, status, text};
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::timeout;

/// A client at a small site whose person reads the Persian edition.
async fn scenario() -> Scenario {
    let scenario = Scenario::with(SiteConfig { items: 12, ..SiteConfig::default() }, |config| {
        config.lead_pictures = 2;
    });
    scenario.client.language().choose(Some(&edition("fa"))).await.unwrap();
    scenario
}

fn is_picture(path: &str) -> bool {
    path.ends_with(".jpg")
}

/// Seen: the listings of all editions were requested before the first text, and their texts at the same time.
#[tokio::test(flavor = "multi_thread")]
async fn headlines_of_the_chosen_edition_are_readable_before_anything_else_is_requested() {
    let scenario = scenario().await;
    scenario.site.fault(Fault::new(FaultKind::Hold).edition(Edition::Fa).path("/News/"));

    let job = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    assert!(scenario.site.held());

    let asked: Vec<_> = scenario.site.requests().iter().map(|request| request.edition).collect();
    assert!(asked.iter().all(|edition| *edition == "fa"), "{asked:?}");
    let list = scenario.client.library().list(ListQuery::news(edition("fa"))).await.unwrap();
    assert_eq!(list.items.len(), 12);
    scenario.site.clear_faults();
    assert!(!job.wait().await.unwrap().any_failed());
}

#[tokio::test(flavor = "multi_thread")]
async fn other_editions_and_all_pictures_wait_behind_the_texts_of_the_chosen_edition() {
    let scenario = scenario().await;

    let report = scenario.sync().await;

    let requests = scenario.site.requests();
    let is_text = |path: &str| path.starts_with("/News/");
    let last_text = requests.iter().rposition(|request| request.edition == "fa" && is_text(&request.path));
    let first_other = requests.iter().position(|request| request.edition != "fa");
    let first_picture = requests.iter().position(|request| is_picture(&request.path)).unwrap();
    let last_of_any = requests.iter().rposition(|request| is_text(&request.path)).unwrap();
    assert_eq!((last_text, first_other), (Some(12), Some(13)));
    assert!(last_of_any < first_picture, "{requests:?}");
    let editions: Vec<_> = report.sections.iter().map(|section| section.edition.as_str()).collect();
    assert_eq!((report.any_failed(), &editions[..]), (false, &EDITIONS[..]), "the order of the catalogue");
    for id in EDITIONS {
        for item in scenario.list(id).await {
            assert!(!text(&scenario.article(id, item.key.id.parse().unwrap()).await).is_empty());
        }
    }
}

#[tokio::test]
async fn the_plan_has_the_order_of_its_run() {
    let scenario = scenario().await;
    scenario.sync().await;
    let kinds = |requests: Vec<PlannedRequest>| {
        let is_listing = |request: &PlannedRequest| request.address.contains("/Home/");
        let mut kinds: Vec<_> =
            requests.iter().map(|one| (one.edition == edition("fa"), is_listing(one))).collect();
        kinds.dedup();
        kinds
    };

    let plan = scenario.client.plan(SyncRequest::all()).await.unwrap();
    let within = SyncRequest::all().with_budget(Budget::of(1 << 20));
    let within = scenario.client.plan(within).await.unwrap();

    assert_eq!(kinds(plan.requests), [(true, true), (true, false), (false, true), (false, false)]);
    assert_eq!(kinds(within.requests), [(true, true), (false, true), (true, false), (false, false)]);
}

#[tokio::test]
async fn a_budget_for_few_texts_brings_all_headlines_and_the_texts_of_the_chosen_edition() {
    let scenario = scenario().await;
    let budget = Budget::of(120_000);

    let report = scenario.client.sync(SyncRequest::all().with_budget(budget)).await.unwrap();

    let texts: Vec<_> = report.sections.iter().map(|section| section.page_requests).collect();
    assert_eq!(report.sections.iter().map(|section| section.new_items).sum::<u32>(), 48);
    assert_eq!(texts[1], 12, "{texts:?}");
    assert!(texts.iter().sum::<u32>() < 48, "{texts:?}");
}

/// Seen: nothing of the others was requested until the host of the chosen edition had failed for good.
#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_edition_whose_host_is_silent_holds_up_no_other_one() {
    for (silent, steps_of_others) in [("/Home/", 3), ("/News/", 36)] {
        let scenario = Scenario::with(SiteConfig { items: 12, ..SiteConfig::default() }, |config| {
            config.limits.idle = Duration::from_secs(2);
        });
        scenario.client.language().choose(Some(&edition("fa"))).await.unwrap();
        scenario.site.fault(Fault::new(FaultKind::Hold).edition(Edition::Fa).path(silent));
        let (send, mut steps) = unbounded_channel::<Progress>();

        let job = scenario.client.start_sync(SyncRequest::all(), move |step| drop(send.send(step))).unwrap();
        assert!(scenario.site.held());
        let others = async {
            let mut count = 0;
            while count < steps_of_others {
                let step = steps.recv().await.unwrap();
                count += u32::from(step.edition.is_some_and(|id| id != edition("fa")));
            }
        };
        let came = timeout(Duration::from_secs(15), others).await;

        scenario.site.clear_faults();
        job.wait().await.unwrap();
        assert!(came.is_ok(), "{silent}");
    }
}

/// Seen: its pages came last after any failure of its listing, and the plan said otherwise.
#[tokio::test]
async fn a_listing_without_rows_or_data_leaves_the_pages_of_the_chosen_edition_their_turn() {
    let scenario = scenario().await;
    scenario.sync().await;
    scenario.site.fault(Fault::new(status(500)).edition(Edition::Fa).path("/Home/"));
    for request in [SyncRequest::all(), SyncRequest::all().with_budget(Budget::none().with_listings(0))] {
        let plan = scenario.client.plan(request).await.unwrap();
        scenario.site.clear_requests();

        let job = scenario.client.run(&plan.token, |_| ()).unwrap();
        job.wait().await.unwrap();

        let requests = scenario.site.requests();
        let page = |one: &&RequestRecord| one.path.starts_with("/News/");
        let editions: Vec<_> = requests.iter().filter(page).map(|one| one.edition).collect();
        assert_eq!(editions[..3], ["fa"; 3], "{requests:?}");
    }
}

#[tokio::test]
async fn nobody_waits_for_the_pages_of_a_chosen_edition_whose_host_failed() {
    let scenario = scenario().await;
    scenario.sync().await;
    scenario.site.clear_requests();
    scenario.site.fault(Fault::new(status(503)).edition(Edition::Fa).path("/Home/"));

    let report = scenario.sync().await;

    let requests = scenario.site.requests();
    let pages: Vec<_> = requests.iter().map(|request| request.path.starts_with("/News/")).collect();
    assert_eq!(pages[..4], [false; 4], "all listings come first: {requests:?}");
    assert!(failure(&report.sections[1]).is_some() && report.sections[1].revalidations == 3);
}
