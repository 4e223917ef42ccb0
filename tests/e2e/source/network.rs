//! One verdict on the network, from what failed in a sync.

use ifilm_core::{SyncReport, Verdict, words};
use ifilm_site::{Fault, FaultKind, Raw, SiteConfig};
use ifilm_tests::{HandNames, Scenario, english_fault, named, status};

fn small(tls: bool) -> SiteConfig {
    SiteConfig { tls, items: 4, ..SiteConfig::default() }
}

/// The verdict of a first sync at a site of which every request goes wrong in the same way.
async fn verdict_of(kind: FaultKind, tls: bool) -> Option<Verdict> {
    let scenario = Scenario::at(small(tls));
    scenario.site.fault(Fault::new(kind));
    scenario.sync().await.network
}

#[tokio::test]
async fn each_fault_of_all_hosts_has_its_verdict() {
    let hotel = FaultKind::Redirect { to: "http://login.hotel.example/".to_owned() };
    for (kind, tls, expected) in [
        (FaultKind::BlockPage, false, Some(Verdict::BlockPage)),
        (hotel.clone(), false, Some(Verdict::CaptivePortal)),
        (hotel, true, None),
        (FaultKind::Redirect { to: "http://10.10.34.34/".to_owned() }, false, Some(Verdict::BlockPage)),
        (status(511), false, Some(Verdict::CaptivePortal)),
        (FaultKind::Refuse, false, Some(Verdict::SiteDown)),
        (FaultKind::Reset, false, Some(Verdict::SiteDown)),
        (status(500), false, Some(Verdict::SiteDown)),
        (FaultKind::SelfSigned, true, Some(Verdict::Certificate)),
        (FaultKind::WrongName, true, Some(Verdict::Certificate)),
        (FaultKind::ExpiredCertificate, true, Some(Verdict::Certificate)),
        (status(404), false, None),
        (FaultKind::HtmlForJson, false, None),
    ] {
        assert_eq!(verdict_of(kind.clone(), tls).await, expected, "{kind:?}");
    }
}

#[tokio::test]
async fn a_site_that_does_not_run_is_down() {
    let mut scenario = Scenario::at(small(false));
    scenario.site.stop();

    assert_eq!(scenario.sync().await.network, Some(Verdict::SiteDown));
}

#[tokio::test]
async fn a_good_sync_has_no_verdict_even_after_a_bad_one() {
    let scenario = Scenario::at(small(false));
    scenario.site.fault(Fault::new(FaultKind::BlockPage));
    let blocked = scenario.sync().await;
    scenario.site.clear_faults();
    scenario.clock.advance(std::time::Duration::from_secs(24 * 3600));

    let good = scenario.sync().await;

    assert_eq!(blocked.network, Some(Verdict::BlockPage));
    assert_eq!((good.any_failed(), good.network), (false, None));
}

/// The last page, too: no success comes after it.
#[tokio::test]
async fn a_site_that_answers_is_not_down_because_of_one_page() {
    for before in [0, 3] {
        let scenario = Scenario::at(small(false));
        scenario.site.fault(english_fault("/News/", status(500)).after(before).times(1));

        let report = scenario.sync().await;

        assert_eq!((report.sections[0].pages_failed, report.network), (1, None), "after {before}");
    }
}

#[tokio::test]
async fn one_edition_that_leads_elsewhere_is_no_portal_but_one_that_is_blocked_is() {
    let elsewhere = Scenario::at(small(false));
    let to = "http://login.hotel.example/".to_owned();
    elsewhere.site.fault(english_fault("/", FaultKind::Redirect { to }));
    let blocked = Scenario::at(small(false));
    blocked.site.fault(english_fault("/", FaultKind::BlockPage));

    assert_eq!(elsewhere.sync().await.network, None);
    assert_eq!(blocked.sync().await.network, Some(Verdict::BlockPage));
}

/// Over plain http it may be the network that asks. Through TLS it is the site.
#[tokio::test]
async fn a_login_instead_of_every_listing_is_a_portal_only_without_tls() {
    for (tls, expected) in [(false, Some(Verdict::CaptivePortal)), (true, None)] {
        let scenario = Scenario::at(small(tls));
        scenario.site.fault(Fault::new(FaultKind::Login).path("/Home/"));

        assert_eq!(scenario.sync().await.network, expected, "tls: {tls}");
    }
}

/// The certificate ended on the first day of 2020. Another host says that it is 2019, so the device is ahead.
#[tokio::test]
async fn an_expired_certificate_is_the_clock_if_another_host_says_so() {
    for (date, expected) in [
        ("Sun, 01 Sep 2019 00:00:00 GMT", Verdict::ClockWrong),
        ("Tue, 01 Sep 2020 00:00:00 GMT", Verdict::Certificate),
    ] {
        let scenario = Scenario::at(small(true));
        scenario.site.fault(english_fault("/", FaultKind::ExpiredCertificate));
        let refusal = Raw::new(403, [format!("Date: {date}")]);
        scenario.site.fault(Fault::new(FaultKind::Raw(refusal)));

        assert_eq!(scenario.sync().await.network, Some(expected), "{date}");
    }
}

/// A sync by a name that leads to these addresses, of hosts that may not be private.
async fn by_name(names: &std::sync::Arc<HandNames>) -> SyncReport {
    let scenario = Scenario::with(small(false), |config| {
        named(config, names);
        config.catalog.hosts.iter_mut().for_each(|host| host.private = false);
    });
    let report = scenario.sync().await;
    assert!(scenario.site.requests().is_empty());
    report
}

#[tokio::test]
async fn a_name_that_leads_nowhere_or_to_a_private_address_has_its_verdict() {
    let names = HandNames::of(&["10.10.34.34"]);
    assert_eq!(by_name(&names).await.network, Some(Verdict::PoisonedName));

    names.know_nothing();
    assert_eq!(by_name(&names).await.network, Some(Verdict::NoName));

    names.lose_network();
    assert_eq!(by_name(&names).await.network, Some(Verdict::NoRoute));
}

#[test]
fn a_verdict_is_said_in_the_language_of_the_edition() {
    let said = |tag: &str| words::verdict(Verdict::BlockPage, &tag.parse().unwrap());

    assert_eq!(said("en"), "This network blocks the site. Try another network.");
    assert_eq!(said("fa-AF"), "این شبکه سایت را بند کرده است. شبکهٔ دیگری را آزمایش کنید.");
    assert_eq!(said("tr"), said("en"));
}

#[tokio::test]
async fn the_report_in_json_has_the_verdict() {
    let scenario = Scenario::at(small(false));
    scenario.site.fault(Fault::new(FaultKind::BlockPage));

    let report = serde_json::to_value(scenario.sync().await).unwrap();

    assert_eq!(report["network"], "block_page");
}
