//! What a request says of who sends it, and what joins two requests.

use std::collections::{BTreeMap, BTreeSet};

use ifilm_core::{Client, Config, ErrorCode};
use ifilm_site::{FaultKind, Raw, SiteConfig};
use ifilm_tests::{Scenario, english_fault};

use super::{asked_for, small};

fn named(user_agent: &str) -> Scenario {
    Scenario::with(SiteConfig { items: 6, ..SiteConfig::default() }, |config| {
        config.user_agent = user_agent.to_owned();
    })
}

/// Who each request says that it is from.
fn agents(scenario: &Scenario) -> BTreeSet<Option<String>> {
    scenario.site.requests().into_iter().map(|request| request.user_agent).collect()
}

#[tokio::test]
async fn each_request_names_the_program_and_the_address_that_the_settings_give() {
    let (usual, named) = (small(), named("reader/2.1 (+https://reader.example.org)"));

    usual.sync().await;
    named.sync().await;

    let version = concat!("ifilm/", env!("CARGO_PKG_VERSION"));
    assert!(agents(&usual).iter().all(|agent| agent.as_deref().is_some_and(|it| it.starts_with(version))));
    let expected = Some("reader/2.1 (+https://reader.example.org)".to_owned());
    assert_eq!(agents(&named), BTreeSet::from([expected]));
}

#[test]
fn a_user_agent_that_cannot_be_sent_is_refused() {
    for agent in ["", " ", "a\nb", "a\r\nX: y", "caf\u{e9}"] {
        let mut config = Config::in_memory();
        config.user_agent = agent.to_owned();

        assert_eq!(Client::open(config).unwrap_err().code(), ErrorCode::BadArgument, "{agent:?}");
    }
}

#[tokio::test]
async fn each_request_asks_for_the_language_of_its_edition() {
    let scenario = small();

    scenario.sync().await;

    let asked: BTreeSet<(&str, Option<String>)> =
        scenario.site.requests().into_iter().map(|one| (one.edition, one.accept_language)).collect();
    let expected = [("en", "en"), ("fa", "fa"), ("ar", "ar"), ("fa2", "fa-AF")];
    assert_eq!(asked, expected.map(|(edition, tag)| (edition, Some(tag.to_owned()))).into());
}

#[tokio::test]
async fn two_editions_on_one_host_share_no_connection() {
    let scenario = Scenario::with(SiteConfig { items: 6, ..SiteConfig::default() }, |config| {
        let bases = config.catalog.editions[0].bases.clone();
        config.catalog.editions.iter_mut().for_each(|edition| edition.bases.clone_from(&bases));
    });

    scenario.sync().await;

    let mut languages: BTreeMap<u64, BTreeSet<String>> = BTreeMap::new();
    for request in scenario.site.requests() {
        languages.entry(request.connection).or_default().extend(request.accept_language);
    }
    assert!(languages.len() >= 4, "{languages:?}");
    assert!(languages.values().all(|languages| languages.len() == 1), "{languages:?}");
}

#[tokio::test]
async fn validators_are_sent_back_as_the_server_wrote_them() {
    for (tag, time) in
        [("W/\"5f3a\"", "Thu, 02 May 2024 09:30:00 GMT"), ("5f3a", "2024-05-02"), ("\"نسخه ۵\"", "پنجشنبه")]
    {
        let scenario = small();
        let lines = [format!("ETag: {tag}"), format!("Last-Modified: {time}")];
        scenario.site.fault(english_fault("/Home/", FaultKind::Raw(Raw::new(200, lines))));
        scenario.sync_english().await;
        scenario.site.clear_requests();

        scenario.sync_english().await;

        let asked = &asked_for(&scenario, "/Home/")[0];
        assert_eq!(asked.if_none_match.as_deref(), Some(tag));
        assert_eq!(asked.if_modified_since.as_deref(), Some(time));
    }
}
