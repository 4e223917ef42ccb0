//! How far a failure reaches. No other place decides what an error ends.

use crate::error::Error;

/// What a failure ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// Only this answer. Another listing or the next page may succeed.
    Answer,
    /// Probably this host. Another base address may succeed.
    Host,
    /// The whole section, for this sync.
    Section,
    /// The whole sync. The device has the problem, not the site.
    Sync,
}

pub(super) fn reach(error: &Error) -> Reach {
    match error {
        Error::NotFound(_)
        | Error::Gone(_)
        | Error::Unreadable { .. }
        | Error::TooLarge { .. }
        | Error::ForbiddenAddress { .. } => Reach::Answer,
        Error::Refused { status: 429 | 503, .. } | Error::Refused { retry_at: Some(_), .. } => Reach::Host,
        Error::Refused { .. } => Reach::Answer,
        Error::Offline { .. } | Error::TimedOut { .. } | Error::UntrustedCertificate { .. } => Reach::Host,
        Error::Cancelled | Error::OverBudget { .. } => Reach::Section,
        Error::StorageFull
        | Error::StorageDamaged { .. }
        | Error::NewerVersion { .. }
        | Error::ReadOnly { .. }
        | Error::Busy { .. }
        | Error::StalePlan { .. }
        | Error::BadArgument(_)
        | Error::Closed
        | Error::Internal(_) => Reach::Sync,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_ends_one_answer_but_a_wait_ends_the_host() {
        let refused = |status, wait: bool| {
            let retry_at = wait.then_some(jiff::Timestamp::UNIX_EPOCH);
            reach(&Error::Refused { address: String::new(), status, retry_at })
        };

        assert_eq!(refused(500, false), Reach::Answer);
        assert_eq!(refused(500, true), Reach::Host);
        assert_eq!(refused(503, false), Reach::Host);
    }

    #[test]
    fn only_the_device_ends_the_whole_sync() {
        assert_eq!(reach(&Error::StorageFull), Reach::Sync);
        assert_eq!(reach(&Error::Cancelled), Reach::Section);
        assert_eq!(reach(&Error::Gone(String::new())), Reach::Answer);
    }
}
