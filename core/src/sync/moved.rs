//! Permanent redirects (301, 308). After two answers that led to the same address, requests go there. Other
//! redirects are never remembered. A redirect is forgotten when its target fails, or when the catalogue gives
//! another address. Pure.

use url::Url;

use crate::source::ForNext;
use crate::store::{Moved, NextRequest};

/// How often an address must lead to the same target.
const CONFIRMATIONS: u32 = 2;

/// The address to which the request for a resource goes. `given` is the one that the catalogue gives.
pub(super) fn address(given: Url, moved: Option<&Moved>) -> Url {
    let holds = |moved: &&Moved| moved.times >= CONFIRMATIONS && moved.from == given.as_str();
    let target = moved.filter(holds).and_then(|moved| Url::parse(&moved.to).ok());
    target.unwrap_or(given)
}

/// What is stored after an answer to a request for `given`, at the address that [`address`] chose.
pub(super) fn next_request(given: &Url, moved: Option<&Moved>, for_next: &ForNext) -> NextRequest {
    let ForNext { not_before, moved_to } = for_next;
    NextRequest { not_before: *not_before, moved: after(given, moved, moved_to.as_ref()) }
}

fn after(given: &Url, moved: Option<&Moved>, moved_to: Option<&Url>) -> Option<Moved> {
    let went_to_target = address(given.clone(), moved) != *given;
    let Some(target) = moved_to else { return moved.filter(|_| went_to_target).cloned() };
    let is_same = |moved: &&Moved| moved.from == given.as_str() && moved.to == target.as_str();
    let times = moved.filter(is_same).map_or(0, |moved| moved.times).saturating_add(1);
    Some(Moved { from: given.to_string(), to: target.to_string(), times })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(path: &str) -> Url {
        Url::parse("https://site.example").unwrap().join(path).unwrap()
    }

    /// Where the requests for `/a` go, if each answer redirects for ever to the given path or nowhere.
    fn requested(answers: &[Option<&str>]) -> Vec<String> {
        let (given, mut moved) = (url("/a"), None);
        let mut requested = Vec::new();
        for answer in answers {
            requested.push(address(given.clone(), moved.as_ref()).path().to_owned());
            let for_next = ForNext { not_before: None, moved_to: answer.map(url) };
            moved = next_request(&given, moved.as_ref(), &for_next).moved;
        }
        requested.push(address(given, moved.as_ref()).path().to_owned());
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
            assert_eq!(requested(answers), expected, "{answers:?}");
        }
    }

    #[test]
    fn a_redirect_of_another_address_does_not_count() {
        let moved = Moved { from: url("/old").to_string(), to: url("/b").to_string(), times: 2 };

        assert_eq!(address(url("/a"), Some(&moved)), url("/a"));
        assert_eq!(next_request(&url("/a"), Some(&moved), &ForNext::default()).moved, None);
    }
}
