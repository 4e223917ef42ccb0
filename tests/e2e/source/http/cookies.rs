//! Cookies that a redirect sets, as protections against bots do.

use ifilm_core::{ArticleBody, ErrorCode, SectionOutcome};
use ifilm_site::{Edition, Fault, FaultKind, Raw};
use ifilm_tests::{Scenario, english_fault, failure};

use super::{asked_for, small};

/// Every page of the edition redirects with these header lines until the cookie is sent.
fn walled(lines: &[&str], cookie: &str) -> Scenario {
    let scenario = small();
    scenario.site.fault(english_fault("/News/", wall(lines, cookie)));
    scenario
}

fn wall(lines: &[&str], cookie: &str) -> FaultKind {
    let raw = Raw { content: Some(String::new()), ..Raw::new(302, lines.iter().copied()) };
    FaultKind::Raw(Raw { unless_cookie: Some(cookie.to_owned()), ..raw })
}

/// Seen: the request was redirected again and again until it was given up, and no page was ever received.
#[tokio::test]
async fn a_redirect_that_sets_a_cookie_first_leads_to_the_page() {
    for (lines, cookie) in [
        (&["Set-Cookie: seen=1; path=/", "Location: {path}"][..], "seen=1"),
        (&["Set-Cookie: seen=1", "Location: {path}"], "seen=1"),
        (&["Set-Cookie: seen=1; Path=/News/; HttpOnly; SameSite=Lax", "Location: {path}"], "seen=1"),
        (&["set-cookie: a=1; path=/", "Set-Cookie: b=2; path=/", "Location: {path}"], "b=2"),
        (&["Set-Cookie: seen=1; Domain=127.0.0.1; path=/", "Location: {path}"], "seen=1"),
        (&["Set-Cookie: t=x=y|z; Max-Age=60; path=/", "Location: {path}"], "t=x=y|z"),
        (&["Set-Cookie: seen=1; expires=Fri, 01-Jan-2100 00:00:00 GMT", "Location: {path}"], "seen=1"),
    ] {
        let section = walled(lines, cookie).sync_english().await;

        assert_eq!((section.outcome, section.pages_failed), (SectionOutcome::Updated, 0), "{lines:?}");
    }
}

#[tokio::test]
async fn a_cookie_is_forgotten_at_the_end_of_its_chain() {
    let scenario = walled(&["Set-Cookie: seen=1; path=/", "Location: {path}"], "seen=1");

    scenario.sync_english().await;
    scenario.sync_english().await;

    let pages = asked_for(&scenario, "/News/");
    let (first, again): (Vec<_>, Vec<_>) = pages.iter().partition(|page| page.cookie.is_none());
    assert_eq!((first.len(), again.len()), (9, 9), "six new pages and three checked once more");
    assert!(asked_for(&scenario, "/Home/").iter().all(|listing| listing.cookie.is_none()));
}

#[tokio::test]
async fn a_cookie_that_is_not_for_this_address_is_not_sent() {
    for line in [
        "Set-Cookie: seen=1; path=/Home",
        "Set-Cookie: seen=1; domain=example.org; path=/",
        "Set-Cookie: seen=1; Secure; path=/",
        "Set-Cookie: seen=1; Max-Age=0; path=/",
    ] {
        let scenario = walled(&[line, "Location: {path}"], "seen=1");

        let section = scenario.sync_english().await;

        assert!(section.pages_failed > 0, "{line}");
        assert!(scenario.site.requests().iter().all(|request| request.cookie.is_none()), "{line}");
    }
}

/// A host of the catalogue sets the cookie and redirects back. Cookies belong to a host with any port.
#[tokio::test]
async fn a_chain_over_two_hosts_keeps_its_cookies() {
    let scenario = small();
    let id = scenario.site.newest("en", 1)[0];
    let (page, gate) = (format!("/News/Content/{id}"), format!("{}/gate", scenario.site.base("fa")));
    let back = format!("Location: {}{page}", scenario.site.base("en"));
    scenario.site.fault(english_fault(&page, wall(&[&format!("Location: {gate}")], "seen=1")));
    let gate = wall(&["Set-Cookie: seen=1; path=/", &back], "seen=1");
    scenario.site.fault(Fault::new(gate).edition(Edition::Fa).path("/gate"));

    scenario.sync_english().await;

    assert!(matches!(scenario.article("en", id).await.body, ArticleBody::Ready { .. }));
}

#[tokio::test]
async fn a_chain_of_several_cookies_keeps_them_all() {
    let scenario = small();
    let listing = "/Home/PageingItem";
    let back = format!("Location: {listing}");
    scenario.site.fault(english_fault(listing, wall(&["Set-Cookie: a=1; path=/", "Location: /gate"], "b=2")));
    scenario.site.fault(english_fault("/gate", wall(&["Set-Cookie: b=2; path=/", &back], "never")));

    scenario.sync_english().await;

    let requests = scenario.site.requests();
    let cookies: Vec<_> = requests[..3].iter().map(|request| request.cookie.as_deref()).collect();
    assert_eq!(cookies, [None, Some("a=1"), Some("a=1; b=2")]);
}

#[tokio::test]
async fn a_redirect_that_no_cookie_ends_is_given_up() {
    let scenario = small();
    let wall = wall(&["Set-Cookie: other=1; path=/", "Location: {path}"], "seen=1");
    scenario.site.fault(english_fault("/", wall));

    assert_eq!(failure(&scenario.sync_english().await), Some(ErrorCode::ForbiddenAddress));
}
