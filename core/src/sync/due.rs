//! When a resource is asked for next, and why. Pure: the one place that decides it.
//!
//! What is well is left for revalidation. What brings nothing is asked for rarer and rarer, but for ever.

use jiff::{SignedDuration, Timestamp};

use super::reach::{Reach, reach};
use crate::error::Error;
use crate::store::{Due, DueReason};

/// What asking for a page brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brought {
    /// The page, or word that it has not changed.
    Page,
    /// A document without a text of the article.
    Nothing,
    /// Word that there is no such page.
    Absence,
    /// What may be of something else.
    Doubt,
    /// No answer, or one that says something of the host alone.
    Failure,
}

/// A page that is well is looked at again after this time, also where it is no longer among the newest.
const REST: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Nothing is put off for longer.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// A page that fails is asked for at each sync: hosts sync every 15 minutes at most.
const SHORTER_THAN_A_PERIOD: SignedDuration = SignedDuration::from_mins(10);

/// When a page is asked for next. Answers in a row that brought nothing count where they are of one kind.
pub(super) fn page(brought: Brought, known: &Due, now: Timestamp) -> Due {
    let reason = reason(brought);
    let failures = match brought {
        Brought::Page => 0,
        _ if known.reason == reason => known.failures.saturating_add(1),
        _ => 1,
    };
    let wait = match brought {
        Brought::Page => REST,
        Brought::Nothing => doubled(SignedDuration::from_hours(1), failures, LONGEST),
        // A page that never came: the listing may be ahead of it.
        Brought::Absence if known.reason == DueReason::Missing => SignedDuration::ZERO,
        Brought::Absence | Brought::Doubt => doubled(SignedDuration::from_mins(30), failures, LONGEST),
        Brought::Failure => at_first_none(failures, SHORTER_THAN_A_PERIOD),
    };
    Due { at: later(now, wait), reason, failures }
}

fn reason(brought: Brought) -> DueReason {
    match brought {
        Brought::Page => DueReason::Revalidation,
        Brought::Nothing => DueReason::Unreadable,
        Brought::Absence => DueReason::Absent,
        Brought::Doubt => DueReason::Doubtful,
        Brought::Failure => DueReason::Failed,
    }
}

/// Validators of a body that came earlier are not sent: a server may answer 304 for ever.
const VALIDATORS_LAST: SignedDuration = SignedDuration::from_hours(8 * 24);

/// The validators of bodies that came since then are sent.
pub(super) fn validators_since(now: Timestamp) -> Timestamp {
    now.checked_sub(VALIDATORS_LAST).unwrap_or(Timestamp::MIN)
}

/// Whether a listing that failed rests. A time far ahead was stored by a clock that ran ahead.
pub(super) fn is_resting(due: &Due, now: Timestamp) -> bool {
    due.failures > 0 && due.at > now && due.at <= later(now, LONGEST)
}

/// When a listing that gave no rows is tried again before the one that does, after so many failures in a row.
pub(super) fn listing(error: &Error, failures: u32, now: Timestamp) -> Due {
    let failures = failures.saturating_add(1);
    let wait = match error {
        Error::Refused { .. } if reach(error) == Reach::Answer => at_first_none(failures, LONGEST),
        _ => doubled(SignedDuration::from_mins(10), failures, LONGEST),
    };
    Due { at: later(now, wait), reason: DueReason::Failed, failures }
}

/// One failure may be a mishap, so the next sync asks again.
fn at_first_none(failures: u32, longest: SignedDuration) -> SignedDuration {
    match failures {
        0 | 1 => SignedDuration::ZERO,
        more => doubled(SignedDuration::from_mins(5), more - 1, longest),
    }
}

/// A wait that doubles with each failure.
fn doubled(first: SignedDuration, failures: u32, longest: SignedDuration) -> SignedDuration {
    let times = 1_i32.checked_shl(failures.saturating_sub(1)).filter(|times| *times > 0);
    times.and_then(|times| first.checked_mul(times)).unwrap_or(longest).min(longest)
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

    #[test]
    fn what_brings_nothing_is_asked_for_rarer_and_rarer_but_for_ever() {
        for (brought, failures, reason, wait) in [
            (Brought::Page, 7, DueReason::Revalidation, 30 * 24 * 60),
            (Brought::Nothing, 0, DueReason::Unreadable, 60),
            (Brought::Nothing, 1, DueReason::Unreadable, 120),
            (Brought::Nothing, 4, DueReason::Unreadable, 960),
            (Brought::Nothing, 5, DueReason::Unreadable, 1_440),
            (Brought::Absence, 0, DueReason::Absent, 30),
            (Brought::Absence, 1, DueReason::Absent, 60),
            (Brought::Absence, 2, DueReason::Absent, 120),
            (Brought::Absence, 40, DueReason::Absent, 1_440),
            (Brought::Absence, u32::MAX, DueReason::Absent, 1_440),
            (Brought::Doubt, 0, DueReason::Doubtful, 30),
            (Brought::Doubt, 1, DueReason::Doubtful, 60),
            (Brought::Failure, 0, DueReason::Failed, 0),
            (Brought::Failure, 1, DueReason::Failed, 5),
            (Brought::Failure, 2, DueReason::Failed, 10),
            (Brought::Failure, u32::MAX, DueReason::Failed, 10),
        ] {
            let due = page(brought, &Due { at: NOW, reason, failures }, NOW);

            assert_eq!((due.reason, minutes(due)), (reason, wait), "{brought:?} after {failures}");
            assert_eq!(due.failures == 0, brought == Brought::Page, "{brought:?} after {failures}");
        }
    }

    #[test]
    fn a_page_that_is_not_there_yet_is_asked_for_at_the_next_sync_and_then_rarer() {
        let known = Due { at: NOW, reason: DueReason::Missing, failures: 0 };

        let first = page(Brought::Absence, &known, NOW);
        let second = page(Brought::Absence, &first, NOW);

        assert_eq!((minutes(first), minutes(second)), (0, 60));
    }

    #[test]
    fn failures_of_another_kind_do_not_count() {
        let known = Due { at: NOW, reason: DueReason::Failed, failures: 30 };

        let due = page(Brought::Absence, &known, NOW);

        assert_eq!((due.failures, minutes(due)), (1, 30));
    }

    #[test]
    fn a_listing_rests_until_it_is_due_but_not_by_a_clock_that_ran_ahead() {
        let resting = |minutes, failures| {
            let at = NOW + SignedDuration::from_mins(minutes);
            is_resting(&Due { at, reason: DueReason::Failed, failures }, NOW)
        };

        assert!(resting(10, 1) && resting(1_440, 9));
        assert!(!resting(10, 0) && !resting(0, 1) && !resting(1_441, 9));
    }

    #[test]
    fn a_listing_that_failed_is_tried_again_by_and_by() {
        let refused = |status| Error::Refused { address: String::new(), status, retry_at: None };
        let nothing = || Error::Unreadable { what: String::new(), reason: String::new() };
        for (error, failures, wait) in [
            (refused(500), 0, 0),
            (refused(500), 1, 5),
            (refused(500), 3, 20),
            (refused(500), 30, 1_440),
            (refused(503), 0, 10),
            (nothing(), 0, 10),
            (nothing(), 3, 80),
            (Error::NotFound(String::new()), 40, 1_440),
        ] {
            assert_eq!(minutes(listing(&error, failures, NOW)), wait, "{error:?} after {failures}");
        }
    }
}
