//! Routes: the addresses at which hosts answered, from run to run.

use std::collections::BTreeSet;
use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};

use crate::error::Result;
use crate::source::{AddressOutcome, Source};
use crate::store::{self, CommitPoint, Connection, Store, StoredAddress};

/// The addresses of hosts that worked before, for each host the best first.
pub(crate) async fn remembered_addresses(store: &Store, now: Timestamp) -> Result<Vec<(String, IpAddr)>> {
    let stored = store.read(move |connection: &Connection| store::addresses(connection, now)).await?;
    Ok(stored.into_iter().map(|address| (address.host, address.ip)).collect())
}

/// Stores how the addresses fared in a run. `hosts_of_rows` are the hosts whose listings came: without TLS,
/// only they have proved that they are the site.
pub(super) async fn note_addresses(
    store: &Store,
    source: &Source,
    hosts_of_rows: &BTreeSet<String>,
    now: Timestamp,
) -> Result<()> {
    let outcomes = source.address_outcomes();
    if outcomes.is_empty() {
        return Ok(());
    }
    let stored = store.read(move |connection: &Connection| store::addresses(connection, now)).await?;
    let notes = notes(&outcomes, &stored, hosts_of_rows, now);
    if notes.is_empty() {
        return Ok(());
    }
    let note = move |write: &mut store::Write<'_>| {
        for AddressOutcome { host, ip, worked, is_secure: _ } in notes {
            match worked {
                true => store::address_worked(write, &host, ip, now)?,
                false => store::address_failed(write, &host, ip)?,
            }
        }
        store::forget_old_addresses(write, now)
    };
    store.write(CommitPoint::Addresses, note).await.map(drop)
}

/// An address that was noted within this time is not noted again, so that most syncs write nothing.
const NOTED_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// What has to be stored. A failure counts only if some address worked: else the network may be the cause.
fn notes(
    outcomes: &[AddressOutcome],
    stored: &[StoredAddress],
    hosts_of_rows: &BTreeSet<String>,
    now: Timestamp,
) -> Vec<AddressOutcome> {
    let has_proved = |outcome: &&AddressOutcome| outcome.is_secure || hosts_of_rows.contains(&outcome.host);
    let worked: Vec<&AddressOutcome> =
        outcomes.iter().filter(|outcome| outcome.worked).filter(has_proved).collect();
    let works = |outcome: &&AddressOutcome| {
        worked.iter().any(|other| other.host == outcome.host && other.ip == outcome.ip)
    };
    let failed = outcomes.iter().filter(|outcome| !outcome.worked && !worked.is_empty() && !works(outcome));
    let is_news = |outcome: &&&AddressOutcome| {
        let same = stored.iter().find(|known| known.host == outcome.host && known.ip == outcome.ip);
        same.is_none_or(|known| known.failures > 0 || is_long_ago(known.worked_at, now))
    };
    worked.iter().filter(is_news).copied().chain(failed).cloned().collect()
}

/// A time ahead is long ago, too: a wrong clock stored it.
fn is_long_ago(worked_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(worked_at).abs() > NOTED_AGAIN_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn outcome(host: &str, last: u8, worked: bool, is_secure: bool) -> AddressOutcome {
        AddressOutcome { host: host.to_owned(), ip: [192, 0, 2, last].into(), worked, is_secure }
    }

    fn stored(host: &str, last: u8, hours_ago: i64, failures: u32) -> StoredAddress {
        let worked_at = NOW - SignedDuration::from_hours(hours_ago);
        StoredAddress { host: host.to_owned(), ip: [192, 0, 2, last].into(), worked_at, failures }
    }

    fn noted(outcomes: &[AddressOutcome], known: &[StoredAddress], rows: &[&str]) -> Vec<(u8, bool)> {
        let rows = rows.iter().map(|host| (*host).to_owned()).collect();
        let last = |ip: IpAddr| ip.to_string().rsplit('.').next().unwrap().parse().unwrap();
        notes(outcomes, known, &rows, NOW).iter().map(|note| (last(note.ip), note.worked)).collect()
    }

    #[test]
    fn an_address_without_tls_is_remembered_only_if_its_listing_came() {
        let plain = [outcome("a.example", 1, true, false)];

        assert_eq!(noted(&plain, &[], &[]), []);
        assert_eq!(noted(&plain, &[], &["b.example"]), []);
        assert_eq!(noted(&plain, &[], &["a.example"]), [(1, true)]);
        assert_eq!(noted(&[outcome("a.example", 1, true, true)], &[], &[]), [(1, true)]);
    }

    #[test]
    fn an_address_is_noted_once_a_day_or_after_a_failure() {
        let secure = [outcome("a.example", 1, true, true)];

        for (hours_ago, failures, expected) in
            [(1, 0, vec![]), (25, 0, vec![(1, true)]), (-25, 0, vec![(1, true)]), (1, 1, vec![(1, true)])]
        {
            assert_eq!(noted(&secure, &[stored("a.example", 1, hours_ago, failures)], &[]), expected);
        }
    }

    #[test]
    fn a_failure_counts_only_while_the_network_works() {
        let failed = outcome("a.example", 1, false, false);
        let other = outcome("b.example", 2, true, true);
        let later = outcome("a.example", 1, true, true);

        assert_eq!(noted(std::slice::from_ref(&failed), &[], &[]), []);
        assert_eq!(noted(&[failed.clone(), other.clone()], &[], &[]), [(2, true), (1, false)]);
        assert_eq!(noted(&[failed, other, later], &[], &[]), [(2, true), (1, true)]);
    }
}
