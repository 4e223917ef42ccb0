//! Politeness: each request waits for its turn at its host, and for the end of a `Retry-After`.

use jiff::Timestamp;
use url::Url;

use super::gates::{Gates, Turn};
use crate::error::{Error, Result};

/// Gives each request its turn at a host. While the `Retry-After` of a host lasts, no request is sent to it.
pub(super) struct Politeness {
    gates: Gates,
}

impl Politeness {
    pub(super) fn new(gates: Gates) -> Self {
        Self { gates }
    }

    /// How many requests may run at once over all hosts.
    pub(super) fn requests_at_once(&self) -> usize {
        self.gates.requests_at_once()
    }

    /// Waits for a turn at the host of an address. `now` is called when the wait is over.
    ///
    /// # Errors
    /// [`Error::Refused`] with the host's last status, while its `Retry-After` is not over. Nothing is sent
    /// to the host then.
    pub(super) async fn turn(&self, address: &Url, now: impl Fn() -> Timestamp) -> Result<Turn> {
        let turn = self.gates.turn(address.authority()).await?;
        self.unless_refused(turn, address, now)
    }

    /// Waits until another request to the host may begin within a turn.
    ///
    /// # Errors
    /// As [`turn`](Self::turn).
    pub(super) async fn turn_again(
        &self,
        turn: Turn,
        address: &Url,
        now: impl Fn() -> Timestamp,
    ) -> Result<Turn> {
        let turn = turn.begin_again().await?;
        self.unless_refused(turn, address, now)
    }

    fn unless_refused(&self, turn: Turn, address: &Url, now: impl Fn() -> Timestamp) -> Result<Turn> {
        match self.gates.refusals().of(address, now()) {
            Some(refusal) => Err(refusal),
            None => Ok(turn),
        }
    }

    /// Remembers the answer of a host if it has a `Retry-After`.
    pub(super) fn note(&self, host: &str, error: &Error, now: Timestamp) {
        self.gates.refusals().note(host, error, now);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::SignedDuration;

    use super::super::gates::Pace;
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn gates() -> Gates {
        Gates::of(Pace { connections_per_host: 1, requests_at_once: 6, spacing: Duration::ZERO })
    }

    #[tokio::test]
    async fn a_host_that_asked_one_source_to_wait_is_left_alone_by_all_that_share_its_gate() {
        let (gates, address) = (gates(), Url::parse("http://site.example/a").unwrap());
        let (one, other) = (Politeness::new(gates.clone()), Politeness::new(gates));
        let until = NOW + SignedDuration::from_mins(2);
        let refused = Error::Refused { address: address.to_string(), status: 503, retry_at: Some(until) };
        let refusal_at = async |now| other.turn(&address, || now).await.err().map(|error| error.to_string());

        let turn = one.turn(&address, || NOW).await.unwrap();
        let waiting = refusal_at(NOW);
        one.note("site.example", &refused, NOW);
        drop(turn);

        assert_eq!(waiting.await, Some(refused.to_string()));
        assert_eq!(refusal_at(until).await, None);
    }

    fn refused(minutes: i64) -> Error {
        let retry_at = Some(NOW + SignedDuration::from_mins(minutes));
        Error::Refused { address: "http://site.example/a".to_owned(), status: 429, retry_at }
    }

    #[tokio::test]
    async fn of_two_waits_the_longer_one_holds() {
        let politeness = Politeness::new(gates());
        for minutes in [60, 1] {
            politeness.note("site.example", &refused(minutes), NOW);
        }

        let address = Url::parse("http://site.example/b").unwrap();
        let error = politeness.turn(&address, || NOW + SignedDuration::from_mins(5)).await.err();

        assert_eq!(error.and_then(|error| error.retry_at()), refused(60).retry_at());
    }

    #[tokio::test]
    async fn a_wait_outlasts_a_correction_of_the_clock_but_not_a_clock_that_was_far_ahead() {
        let address = Url::parse("http://site.example/a").unwrap();
        for (back_minutes, end) in [(1, Some(120)), (60, None)] {
            let politeness = Politeness::new(gates());
            politeness.note("site.example", &refused(120), NOW);
            let at = NOW - SignedDuration::from_mins(back_minutes);

            let error = politeness.turn(&address, || at).await.err();

            let end = end.map(|minutes| NOW + SignedDuration::from_mins(minutes));
            assert_eq!(error.and_then(|error| error.retry_at()), end, "{back_minutes}");
        }
    }
}
