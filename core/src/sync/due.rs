//! Decides when a resource is requested next and why, and how many of the due pages one sync requests. Pure.
//!
//! A page without problems is revalidated after 30 days. A failing resource is retried after random waits
//! that grow, but is never given up. A page that answers with something else than its text is looked at again
//! after fixed waits, because its answers count as evidence, which must not come too close together. Each
//! sync also revalidates a few of the newest pages before they are due.
//!
//! In the background nothing is requested before the time until which its last answer is fresh, and a section
//! has a schedule: `sync/schedule.rs`.
//!
//! The store, not this file, decides three cases that are due at once: a listing at every sync; a page with a
//! new or changed row; an unreadable page after a parser update.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::back_off::{back_off, doubled};
use super::dice::Dice;
use super::reach::{Reach, reach};
use crate::error::Error;
use crate::model::{AskedBy, EditionId, Section};
use crate::parse;
use crate::source::LONGEST_FRESH;
use crate::store::{Due, DueReason, LONGEST_WAIT, LONGEST_WAIT_AFTER_FAILED_REQUEST, PagesOf};

/// The result of a request for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageResult {
    /// The page, or a 304.
    Page,
    /// A document without an article text.
    NoText,
    /// An answer that the page does not exist (404 or 410).
    Absence,
    /// A page that may be something else than the article.
    Doubt,
    /// No answer, or an answer that concerns only the host.
    Failure,
}

/// The largest number of missing, changed, failed or doubtful pages that one sync requests for the news.
const MOST_WANTED: u32 = 150;
/// The same of a section whose whole list is kept. Its archive comes bit by bit, and not all at the first
/// sync.
const MOST_WANTED_OF_WHOLE: u32 = 8;
/// The largest number of pages without a text, or that do not exist, that each sync requests again.
pub(super) const MOST_RECHECKED: u32 = 10;
/// A sync chooses the pages that it revalidates from this many newest pages: those checked longest ago.
pub(super) const NEWEST: u32 = 30;
/// How many pages without a problem each sync revalidates. This finds edits that no listing shows.
pub(super) const REVALIDATED: u32 = 3;
/// At most so many of them are pages that are due: older ones, and those that have vanished from a listing.
pub(super) const MOST_STALE: u32 = 1;

/// A page without problems is revalidated after this time, even if it is no longer among the newest.
const STALE_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The largest number of missing, changed, failed or doubtful pages that one sync requests for a section.
pub(super) fn most_wanted(section: Section) -> u32 {
    if section.is_kept_whole() { MOST_WANTED_OF_WHOLE } else { MOST_WANTED }
}

/// Of so many of the newest items of a section, the pictures come with a sync, if it is `most` for the news.
pub(super) fn most_pictures(section: Section, most: u32) -> u32 {
    if section.is_kept_whole() { most.min(MOST_WANTED_OF_WHOLE) } else { most }
}

/// The pages that number the episodes of what a person follows are checked again if they were checked last
/// before this time.
pub(super) fn followed_since(now: Timestamp) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MIN)
}

/// How many of the newest pages are revalidated beside so many pages that are due.
pub(super) fn unchecked_beside(stale: usize) -> usize {
    usize::try_from(REVALIDATED).unwrap_or(usize::MAX).saturating_sub(stale)
}

/// When a page is requested next. Only failures of the same kind in a row are counted.
pub(super) fn page(result: PageResult, known: &Due, dice: Dice, now: Timestamp) -> Due {
    let reason = reason(result);
    let failures = match result {
        PageResult::Page => 0,
        _ if known.reason == reason => known.failures.saturating_add(1),
        _ => 1,
    };
    let wait = match result {
        PageResult::Page => STALE_AFTER,
        PageResult::NoText => doubled(SignedDuration::from_hours(1), failures, LONGEST_WAIT),
        // The page was never received. The site may list it before it is published.
        PageResult::Absence if known.reason == DueReason::Missing => SignedDuration::ZERO,
        PageResult::Absence | PageResult::Doubt => {
            doubled(SignedDuration::from_mins(30), failures, LONGEST_WAIT)
        }
        // No wait after the first failure, because it may stay the only one.
        PageResult::Failure if failures == 1 => SignedDuration::ZERO,
        PageResult::Failure => back_off(failures, LONGEST_WAIT_AFTER_FAILED_REQUEST, dice),
    };
    Due { at: later(now, wait), reason, failures }
}

/// Whether the time of a page has come. A page that is not due may still be requested as one of the newest.
pub(super) fn is_due(due: &Due, now: Timestamp) -> bool {
    due.waits_until(now).is_none()
}

/// The same for a person, who does not wait for the retry of a failed request.
pub(super) fn is_due_for_person(due: &Due, now: Timestamp) -> bool {
    due.reason == DueReason::Failed || is_due(due, now)
}

fn reason(result: PageResult) -> DueReason {
    match result {
        PageResult::Page => DueReason::Revalidation,
        PageResult::NoText => DueReason::Unreadable,
        PageResult::Absence => DueReason::Absent,
        PageResult::Doubt => DueReason::Doubtful,
        PageResult::Failure => DueReason::Failed,
    }
}

/// Validators of an older body are not sent, because a faulty server may answer 304 forever.
const VALIDATORS_LAST: SignedDuration = SignedDuration::from_hours(8 * 24);

/// Only the validators of bodies received since this time are sent. The callers also ignore bodies with a
/// time after `now`. A clock that was ahead stored them, so their age is unknown.
pub(super) fn validators_since(now: Timestamp) -> Timestamp {
    now.checked_sub(VALIDATORS_LAST).unwrap_or(Timestamp::MIN)
}

/// Whether a date that is too far ahead to count may count once the clock is right. If the clock is further
/// behind, the validators of its page are too old to be sent by then.
pub(super) fn may_count_later(date: Timestamp, now: Timestamp) -> bool {
    date.duration_since(now) <= VALIDATORS_LAST
}

/// The pages of a section, as this version of the parser, this time and the one who asks see them. A person
/// waits neither for fresh answers to age nor for the retry of failed requests.
pub(super) fn pages_of(edition: EditionId, section: Section, now: Timestamp, asked_by: AskedBy) -> PagesOf {
    let (fresh, retry) = match asked_by {
        AskedBy::Person => (SignedDuration::ZERO, SignedDuration::ZERO),
        AskedBy::Background => (LONGEST_FRESH, LONGEST_WAIT_AFTER_FAILED_REQUEST),
    };
    PagesOf {
        edition,
        section,
        now,
        parser: parse::VERSION,
        validators_since: validators_since(now),
        latest_not_before: later(now, fresh),
        latest_retry: later(now, retry),
    }
}

/// When the guide that came at a time is due for its days alone: at the midnight that ends its day in the
/// zone of the edition. It may say `today`, or hold that one day.
pub(super) fn guide(came_at: Timestamp, zone: &TimeZone) -> Timestamp {
    let midnight = |at: Timestamp| zone.to_datetime(at).date().tomorrow().ok()?.to_zoned(zone.clone()).ok();
    midnight(came_at).map_or(came_at, |midnight| midnight.timestamp())
}

/// Whether a failed listing waits for its retry.
pub(super) fn waits_for_retry(due: &Due, now: Timestamp) -> bool {
    due.failures > 0 && due.waits_until(now).is_some()
}

/// When a listing that gave no rows is tried again before the one that gave some. If none gives rows, each
/// sync tries all of them, and the schedule of the section decides when that is. So this wait may become
/// longer than a period. `failures` is the number of earlier failures in a row.
pub(super) fn listing(error: &Error, failures: u32, dice: Dice, now: Timestamp) -> Due {
    let failures = failures.saturating_add(1);
    let wait = match error {
        Error::Refused { .. } if failures == 1 && reach(error) == Reach::Answer => SignedDuration::ZERO,
        _ => back_off(failures, LONGEST_WAIT, dice),
    };
    Due { at: later(now, wait), reason: DueReason::Failed, failures }
}

/// Whether a broken network may have caused a failure: nobody answered, or not in time. Such waits end when
/// the network changes.
pub(super) fn is_of_network(error: &Error) -> bool {
    matches!(error, Error::Offline { .. } | Error::TimedOut { .. })
}

/// When a picture is tried again that could not be fetched so many times in a row.
pub(super) fn picture(failures: u32, now: Timestamp) -> Timestamp {
    later(now, doubled(SignedDuration::from_hours(1), failures, LONGEST_WAIT))
}

/// When a picture is tried again that is larger than all that a run may use.
pub(super) fn cut_picture(now: Timestamp) -> Timestamp {
    later(now, SignedDuration::from_hours(24))
}

fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn minutes(due: Due) -> i64 {
        due.at.duration_since(NOW).as_mins()
    }

    fn dice(seed: u64) -> Dice {
        Dice::of(seed, &["en"])
    }

    #[test]
    fn a_page_that_gives_no_text_is_asked_again_after_growing_waits_and_never_given_up() {
        for (result, failures, reason, wait) in [
            (PageResult::Page, 7, DueReason::Revalidation, 30 * 24 * 60),
            (PageResult::NoText, 0, DueReason::Unreadable, 60),
            (PageResult::NoText, 1, DueReason::Unreadable, 120),
            (PageResult::NoText, 4, DueReason::Unreadable, 960),
            (PageResult::NoText, 5, DueReason::Unreadable, 1_440),
            (PageResult::Absence, 0, DueReason::Absent, 30),
            (PageResult::Absence, 1, DueReason::Absent, 60),
            (PageResult::Absence, 2, DueReason::Absent, 120),
            (PageResult::Absence, 40, DueReason::Absent, 1_440),
            (PageResult::Absence, u32::MAX, DueReason::Absent, 1_440),
            (PageResult::Doubt, 0, DueReason::Doubtful, 30),
            (PageResult::Doubt, 1, DueReason::Doubtful, 60),
        ] {
            let due = page(result, &Due { at: NOW, reason, failures }, dice(7), NOW);

            assert_eq!((due.reason, minutes(due)), (reason, wait), "{result:?} after {failures}");
            assert_eq!(due.failures == 0, result == PageResult::Page, "{result:?} after {failures}");
        }
    }

    #[test]
    fn a_page_that_never_existed_is_retried_at_the_next_sync_and_then_with_growing_waits() {
        let known = Due { at: NOW, reason: DueReason::Missing, failures: 0 };

        let first = page(PageResult::Absence, &known, dice(7), NOW);
        let second = page(PageResult::Absence, &first, dice(7), NOW);

        assert_eq!((minutes(first), minutes(second)), (0, 60));
    }

    #[test]
    fn failures_of_another_kind_do_not_count() {
        let known = Due { at: NOW, reason: DueReason::Failed, failures: 30 };

        let due = page(PageResult::Absence, &known, dice(7), NOW);

        assert_eq!((due.failures, minutes(due)), (1, 30));
    }

    #[test]
    fn a_listing_waits_until_it_is_due_unless_a_clock_that_was_ahead_stored_the_time() {
        let waits = |minutes, failures| {
            let at = NOW + SignedDuration::from_mins(minutes);
            waits_for_retry(&Due { at, reason: DueReason::Failed, failures }, NOW)
        };

        assert!(waits(10, 1) && waits(1_440, 9));
        assert!(!waits(10, 0) && !waits(0, 1) && !waits(1_441, 9));
    }

    #[test]
    fn a_page_is_due_from_its_time_on_or_if_a_clock_was_ahead() {
        let is_due = |days: i64| {
            let at = NOW + SignedDuration::from_hours(24 * days);
            super::is_due(&Due { at, reason: DueReason::Revalidation, failures: 0 }, NOW)
        };

        assert!(is_due(-1) && is_due(0) && is_due(32));
        assert!(!is_due(1) && !is_due(31));
    }

    /// The longest of many waits, in minutes and rounded up.
    fn longest(due: impl Fn(Dice) -> Due) -> i64 {
        let seconds = |seed| due(dice(seed)).at.duration_since(NOW).as_secs();
        (0..2_000).map(seconds).max().map(|most| (most + 59) / 60).unwrap()
    }

    #[test]
    fn a_failing_page_is_retried_after_random_waits_that_end_before_the_next_sync() {
        for (failures, expected) in [(0, 0), (1, 10), (2, 10), (u32::MAX, 10)] {
            let known = Due { at: NOW, reason: DueReason::Failed, failures };

            let wait = longest(|dice| page(PageResult::Failure, &known, dice, NOW));

            assert_eq!(wait, expected, "after {failures}");
        }
    }

    #[test]
    fn a_failed_listing_is_retried_after_random_waits_that_grow() {
        let refused = |status| Error::Refused { address: String::new(), status, retry_at: None };
        let nothing = || Error::Unreadable { what: String::new(), reason: String::new() };
        for (error, failures, expected) in [
            (refused(500), 0, 0),
            (refused(500), 1, 20),
            (refused(500), 3, 80),
            (refused(500), 30, 1_440),
            (refused(503), 0, 10),
            (nothing(), 0, 10),
            (nothing(), 3, 80),
            (Error::NotFound(String::new()), 40, 1_440),
        ] {
            let wait = longest(|dice| listing(&error, failures, dice, NOW));

            assert!((expected * 99 / 100..=expected).contains(&wait), "{wait}: {error:?} after {failures}");
        }
    }

    #[test]
    fn a_guide_is_due_at_the_midnight_of_its_edition() {
        for (came_at, zone, expected) in [
            ("2026-11-22T12:00:00Z", "UTC", "2026-11-23T00:00:00Z"),
            ("2026-11-22T12:00:00Z", "Asia/Tehran", "2026-11-22T20:30:00Z"),
            ("2026-11-22T20:30:00Z", "Asia/Tehran", "2026-11-23T20:30:00Z"),
            ("2021-07-01T12:00:00Z", "Asia/Tehran", "2021-07-01T19:30:00Z"), // summer time
            ("2021-03-21T12:00:00Z", "Asia/Tehran", "2021-03-21T20:30:00Z"), // it begins: 00:00 is left out
        ] {
            let zone = TimeZone::get(zone).unwrap();

            let due = guide(came_at.parse().unwrap(), &zone);

            assert_eq!(due.to_string(), expected, "{came_at} {zone:?}");
        }
    }

    #[test]
    fn a_person_waits_for_no_retry_but_for_the_evidence_of_strange_pages() {
        let at = NOW + SignedDuration::from_mins(5);
        let is_due = |reason| is_due_for_person(&Due { at, reason, failures: 2 }, NOW);

        assert!(is_due(DueReason::Failed));
        assert!(!is_due(DueReason::Doubtful) && !is_due(DueReason::Absent));
    }
}
