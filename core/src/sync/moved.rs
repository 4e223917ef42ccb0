//! Permanent redirects (301, 308). After two answers that led to the same address, requests go there. Other
//! redirects are never remembered. A redirect is forgotten when its target fails, when the catalogue gives
//! another address, or when the given address does not lead there any more, which is asked once a day. Pure.

use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::source::ForNext;
use crate::store::{Moved, NextRequest};

/// How often an address must lead to the same target.
const CONFIRMATIONS: u32 = 2;
/// Two such answers count if so much time lies between them. A short fault of a site is no move.
const APART: SignedDuration = SignedDuration::from_hours(1);
/// The given address is asked again after this time. Otherwise a mistake of the site would stay for ever.
const HOLDS: SignedDuration = SignedDuration::from_hours(24);

/// The address to which the request for a resource goes. `given` is the one that the catalogue gives. Times
/// after now are those of a clock that was ahead.
pub(super) fn address(given: Url, moved: Option<&Moved>, now: Timestamp) -> Url {
    let holds = |moved: &&Moved| {
        let is_confirmed = moved.times >= CONFIRMATIONS && moved.from == given.as_str();
        is_confirmed && moved.at <= now && now.duration_since(moved.at) < HOLDS
    };
    let target = moved.filter(holds).and_then(|moved| Url::parse(&moved.to).ok());
    target.unwrap_or(given)
}

/// What is stored after an answer to a request for `given`, at the address that [`address`] chose at
/// `asked_at`.
pub(super) fn next_request(
    given: &Url,
    moved: Option<&Moved>,
    for_next: &ForNext,
    asked_at: Timestamp,
) -> NextRequest {
    let ForNext { not_before, moved_to } = for_next;
    NextRequest { not_before: *not_before, moved: after(given, moved, moved_to.as_ref(), asked_at) }
}

fn after(given: &Url, moved: Option<&Moved>, moved_to: Option<&Url>, asked_at: Timestamp) -> Option<Moved> {
    let went_to_target = address(given.clone(), moved, asked_at) != *given;
    let Some(target) = moved_to else { return moved.filter(|_| went_to_target).cloned() };
    let first = Moved { from: given.to_string(), to: target.to_string(), times: 1, at: asked_at };
    let is_same = |moved: &&Moved| moved.from == first.from && moved.to == first.to;
    Some(match moved.filter(is_same).filter(|moved| moved.at <= asked_at) {
        Some(moved) if asked_at.duration_since(moved.at) < APART => moved.clone(),
        Some(moved) => Moved { times: moved.times.saturating_add(1), ..first },
        None => first,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(path: &str) -> Url {
        Url::parse("https://site.example").unwrap().join(path).unwrap()
    }

    /// Where the requests for `/a` go, one each so many minutes, if each answer redirects for ever to the
    /// given path or nowhere.
    fn requested_each(minutes: i64, answers: &[Option<&str>]) -> Vec<String> {
        let (given, mut moved, mut now) = (url("/a"), None, Timestamp::UNIX_EPOCH);
        let mut requested = Vec::new();
        for answer in answers {
            requested.push(address(given.clone(), moved.as_ref(), now).path().to_owned());
            let for_next = ForNext { not_before: None, moved_to: answer.map(url) };
            moved = next_request(&given, moved.as_ref(), &for_next, now).moved;
            now += SignedDuration::from_mins(minutes);
        }
        requested.push(address(given, moved.as_ref(), now).path().to_owned());
        requested
    }

    #[test]
    fn requests_go_to_a_target_that_two_answers_in_a_row_named() {
        for (answers, expected) in [
            (&[None, None][..], &["/a", "/a", "/a"][..]),
            (&[Some("/b")], &["/a", "/a"]),
            (&[Some("/b"), Some("/b"), None, None], &["/a", "/a", "/b", "/b", "/b"]),
            (&[Some("/b"), None, Some("/b")], &["/a", "/a", "/a", "/a"]),
            (&[Some("/b"), Some("/c"), Some("/b")], &["/a", "/a", "/a", "/a"]),
            (&[Some("/b"), Some("/b"), Some("/c"), Some("/c")], &["/a", "/a", "/b", "/a", "/c"]),
        ] {
            assert_eq!(requested_each(60, answers), expected, "{answers:?}");
        }
    }

    /// Seen: two syncs during a short fault of a site, and the redirect stayed for ever.
    #[test]
    fn answers_within_an_hour_count_once() {
        let four = [Some("/b"); 4];

        assert_eq!(requested_each(1, &four), ["/a"; 5]);
        assert_eq!(requested_each(20, &four), ["/a", "/a", "/a", "/a", "/b"]);
    }

    #[test]
    fn the_given_address_is_asked_once_a_day_whether_it_still_leads_there() {
        let half_a_day = 12 * 60;
        let answers = [Some("/b"), Some("/b"), None, Some("/b"), None, None, None];

        let requested = requested_each(half_a_day, &answers);

        assert_eq!(requested, ["/a", "/a", "/b", "/a", "/b", "/a", "/a", "/a"]);
    }

    #[test]
    fn a_redirect_of_another_address_or_of_a_clock_that_was_ahead_does_not_count() {
        let now = Timestamp::UNIX_EPOCH;
        let moved = |from, at| Moved { from: url(from).to_string(), to: url("/b").to_string(), times: 2, at };
        for moved in [moved("/old", now), moved("/a", now + SignedDuration::from_hours(9))] {
            assert_eq!(address(url("/a"), Some(&moved), now), url("/a"));
            assert_eq!(next_request(&url("/a"), Some(&moved), &ForNext::default(), now).moved, None);
        }
    }
}
