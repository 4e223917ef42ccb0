//! The addresses of hosts that are known: which worked before this run, and how they fared in it.
//!
//! They only say where to connect. TLS proves who answers there, as it does for the system's addresses.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An address of a host, and how it fared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AddressOutcome {
    /// The host without its port.
    pub(crate) host: String,
    pub(crate) ip: IpAddr,
    /// Whether an answer came from it that was a success or a 304.
    pub(crate) worked: bool,
    /// Whether TLS proved that it belongs to the host.
    pub(crate) is_secure: bool,
}

/// Why a remembered address is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameFault {
    /// There is no network at all.
    NoRoute,
    NoName,
    /// The name leads to private addresses alone.
    PrivateName,
    /// The name server did not answer in time.
    Late,
    /// What answers at the addresses of the system is not the host.
    Distrusted,
}

/// What is known of one host.
#[derive(Debug, Default)]
struct Known {
    /// The addresses that worked before, best first.
    remembered: Vec<IpAddr>,
    /// The addresses that connections were made to, or tried.
    tried: Vec<IpAddr>,
    /// Why the addresses tried were remembered ones; `None` if they were those of the system.
    fell_back: Option<NameFault>,
    /// Whether the name server is waited for, however long it takes.
    waits_for_name: bool,
    /// Addresses that gave something that is not the host's.
    distrusted: Vec<IpAddr>,
    /// Those of them that are distrusted only because nobody answered there.
    silent: Vec<IpAddr>,
    outcomes: Vec<AddressOutcome>,
}

/// The addresses of all hosts of a source.
#[derive(Debug, Default)]
pub(super) struct KnownAddresses(Mutex<BTreeMap<String, Known>>);

impl KnownAddresses {
    pub(super) fn of(remembered: Vec<(String, IpAddr)>) -> Self {
        let mut hosts: BTreeMap<String, Known> = BTreeMap::new();
        for (host, ip) in remembered {
            hosts.entry(host).or_default().remembered.push(ip);
        }
        Self(Mutex::new(hosts))
    }

    /// The addresses that worked before, best first.
    pub(super) fn remembered(&self, host: &str) -> Vec<IpAddr> {
        self.hosts().get(host).map(|known| known.remembered.clone()).unwrap_or_default()
    }

    /// Whether the name server is waited for, however long it takes.
    pub(super) fn waits_for_name(&self, host: &str) -> bool {
        self.hosts().get(host).is_some_and(|known| known.waits_for_name)
    }

    /// Chooses the addresses to connect to, and notes them: those that the system found, or else the
    /// remembered ones.
    pub(super) fn chosen(
        &self,
        host: &str,
        found: Result<&[IpAddr], NameFault>,
        remembered: &[IpAddr],
    ) -> Vec<IpAddr> {
        let mut hosts = self.hosts();
        let known = hosts.entry(host.to_owned()).or_default();
        let (found, fault) = match found {
            Ok(found) => (found, NameFault::Distrusted),
            Err(fault) => (&[][..], fault),
        };
        let chosen = choose(found, remembered, &known.distrusted);
        known.fell_back = (!chosen.iter().any(|ip| found.contains(ip))).then_some(fault);
        known.tried.clone_from(&chosen);
        chosen
    }

    /// Distrusts the address from which something came that is not the host's, or without one, those that
    /// were tried last. Returns whether another address worked before. An address that was not chosen here,
    /// such as that of a proxy, is not distrusted.
    pub(super) fn distrust(&self, host: &str, from: Option<IpAddr>) -> bool {
        let mut hosts = self.hosts();
        let Some(known) = hosts.get_mut(host) else { return false };
        let is_blamed = |ip: &IpAddr| from.is_none_or(|from| from.to_canonical() == ip.to_canonical());
        known.distrusted.extend(known.tried.extract_if(.., |ip| is_blamed(ip)));
        let Known { distrusted, outcomes, remembered, .. } = known;
        outcomes.retain(|outcome| !(outcome.worked && distrusted.contains(&outcome.ip)));
        distrusted.iter().any(is_blamed) && remembered.iter().any(|ip| !distrusted.contains(ip))
    }

    /// Distrusts the addresses of the system that were tried last, because nobody answered there, if none of
    /// them ever answered. Returns whether another address worked before.
    pub(super) fn distrust_silent(&self, host: &str) -> bool {
        if !self.leads_elsewhere(host) {
            return false;
        }
        self.note(host, |known| known.silent.extend_from_slice(&known.tried));
        self.distrust(host, None)
    }

    /// Trusts the addresses again at which nobody answered.
    pub(super) fn trust_silent(&self, host: &str) {
        self.note(host, |known| {
            let silent = std::mem::take(&mut known.silent);
            known.distrusted.retain(|ip| !silent.contains(ip));
        });
    }

    /// Whether the system's addresses were tried last, others worked before, and none of those tried ever
    /// answered.
    pub(super) fn leads_elsewhere(&self, host: &str) -> bool {
        let hosts = self.hosts();
        let Some(known) = hosts.get(host).filter(|known| known.fell_back.is_none()) else { return false };
        let worked = known.outcomes.iter().filter(|outcome| outcome.worked).map(|outcome| &outcome.ip);
        let answered: Vec<&IpAddr> = known.remembered.iter().chain(worked).collect();
        let is_new = |ip: &IpAddr| answered.iter().all(|known| known.to_canonical() != ip.to_canonical());
        !known.remembered.is_empty() && !known.tried.is_empty() && known.tried.iter().all(is_new)
    }

    /// If the name server was late, waits for it from now on. Returns whether that is so.
    pub(super) fn wait_for_name(&self, host: &str) -> bool {
        let mut hosts = self.hosts();
        let late = hosts.get_mut(host).filter(|known| known.fell_back == Some(NameFault::Late));
        late.is_some_and(|known| !std::mem::replace(&mut known.waits_for_name, true))
    }

    /// Notes that an address answered well.
    pub(super) fn worked(&self, host: &str, ip: IpAddr, is_secure: bool) {
        let ip = ip.to_canonical();
        self.note(host, |known| {
            let is_own = known.tried.iter().any(|tried| tried.to_canonical() == ip);
            let outcome = AddressOutcome { host: host.to_owned(), ip, worked: true, is_secure };
            if is_own && !known.outcomes.contains(&outcome) {
                known.outcomes.push(outcome);
            }
        });
    }

    /// Notes that no remembered address of those tried last answered well. Returns why they were used.
    pub(super) fn failed(&self, host: &str) -> Option<NameFault> {
        let mut hosts = self.hosts();
        let known = hosts.get_mut(host)?;
        let fault = known.fell_back?;
        for ip in &known.tried {
            let outcome = AddressOutcome { host: host.to_owned(), ip: *ip, worked: false, is_secure: false };
            if !known.outcomes.iter().any(|earlier| earlier.ip == *ip) {
                known.outcomes.push(outcome);
            }
        }
        Some(fault)
    }

    /// How the addresses fared. An address that failed and worked later has both.
    pub(super) fn outcomes(&self) -> Vec<AddressOutcome> {
        self.hosts().values().flat_map(|known| known.outcomes.clone()).collect()
    }

    fn note(&self, host: &str, change: impl FnOnce(&mut Known)) {
        if let Some(known) = self.hosts().get_mut(host) {
            change(known);
        }
    }

    fn hosts(&self) -> MutexGuard<'_, BTreeMap<String, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The addresses to connect to. What the system says comes first. Distrusted addresses are used only if there
/// is no other.
fn choose(found: &[IpAddr], remembered: &[IpAddr], distrusted: &[IpAddr]) -> Vec<IpAddr> {
    let trusted = |all: &[IpAddr]| -> Vec<IpAddr> {
        all.iter().filter(|ip| !distrusted.contains(ip)).copied().collect()
    };
    let choices = [trusted(found), trusted(remembered), found.to_vec(), remembered.to_vec()];
    choices.into_iter().find(|choice| !choice.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ips(list: &[u8]) -> Vec<IpAddr> {
        list.iter().map(|last| IpAddr::from([192, 0, 2, *last])).collect()
    }

    #[test]
    fn the_system_comes_first_then_memory_and_what_is_distrusted_last() {
        for (found, remembered, distrusted, chosen) in [
            (&[1, 2][..], &[3][..], &[][..], &[1, 2][..]),
            (&[], &[3, 4], &[], &[3, 4]),
            (&[1, 2], &[3], &[1], &[2]),
            (&[1], &[1, 3], &[1], &[3]),
            (&[1], &[1], &[1], &[1]),
            (&[], &[3], &[3], &[3]),
            (&[1], &[], &[1], &[1]),
            (&[], &[], &[], &[]),
        ] {
            let answer = choose(&ips(found), &ips(remembered), &ips(distrusted));

            assert_eq!(answer, ips(chosen), "{found:?} {remembered:?} without {distrusted:?}");
        }
    }

    #[test]
    fn only_an_address_that_was_tried_counts_as_one_that_worked() {
        let known = KnownAddresses::default();
        known.chosen("a.example", Ok(&ips(&[1])), &[]);

        known.worked("a.example", ips(&[9])[0], true);
        known.worked("b.example", ips(&[1])[0], true);
        known.worked("a.example", "::ffff:192.0.2.1".parse().unwrap(), true);

        let worked: Vec<_> = known.outcomes().into_iter().map(|outcome| (outcome.host, outcome.ip)).collect();
        assert_eq!(worked, [("a.example".to_owned(), ips(&[1])[0])]);
    }

    #[test]
    fn a_distrusted_answer_is_asked_for_elsewhere_only_if_another_address_worked_before() {
        let known = KnownAddresses::of(vec![("a.example".to_owned(), ips(&[3])[0])]);
        assert!(!known.distrust("a.example", None), "a proxy looks names up itself");
        known.chosen("a.example", Ok(&ips(&[1])), &ips(&[3]));

        assert!(known.distrust("a.example", None));
        assert_eq!(known.chosen("a.example", Ok(&ips(&[1])), &ips(&[3])), ips(&[3]));
        assert!(!known.distrust("a.example", None));
        assert!(!known.distrust("b.example", None));
    }

    /// Two connections to one host: the second answer from the liar comes after the good address was chosen.
    #[test]
    fn only_the_address_that_answered_is_distrusted() {
        let known = KnownAddresses::of(vec![("a.example".to_owned(), ips(&[3])[0])]);
        known.chosen("a.example", Ok(&ips(&[1])), &ips(&[3]));
        let liar = Some(ips(&[1])[0]);
        assert!(known.distrust("a.example", liar));
        known.chosen("a.example", Ok(&ips(&[1])), &ips(&[3]));

        assert!(known.distrust("a.example", liar));
        assert!(!known.distrust("a.example", Some(ips(&[9])[0])), "a proxy");
        assert_eq!(known.chosen("a.example", Ok(&ips(&[1])), &ips(&[3])), ips(&[3]));
    }

    #[test]
    fn a_remembered_address_that_fails_shows_why_it_was_used() {
        let known = KnownAddresses::default();
        for (found, fault) in [
            (Err(NameFault::NoName), Some(NameFault::NoName)),
            (Err(NameFault::PrivateName), Some(NameFault::PrivateName)),
            (Ok(&ips(&[1])[..]), None),
        ] {
            known.chosen("a.example", found, &ips(&[3]));

            assert_eq!(known.failed("a.example"), fault);
        }
    }

    #[test]
    fn a_name_leads_elsewhere_if_no_address_of_the_system_ever_answered_but_others_did() {
        let remembered = || vec![("a.example".to_owned(), ips(&[3])[0])];
        for (found, expected) in [(&[1][..], true), (&[1, 3], false), (&[], false)] {
            let known = KnownAddresses::of(remembered());
            let found = ips(found);
            let found = if found.is_empty() { Err(NameFault::NoName) } else { Ok(&found[..]) };
            known.chosen("a.example", found, &ips(&[3]));

            assert_eq!(known.leads_elsewhere("a.example"), expected, "{found:?}");
        }
        let (known, new) = (KnownAddresses::of(remembered()), KnownAddresses::default());
        new.chosen("a.example", Ok(&ips(&[1])), &[]);
        known.chosen("a.example", Ok(&ips(&[1])), &ips(&[3]));
        known.worked("a.example", ips(&[1])[0], true);
        assert!(!new.leads_elsewhere("a.example") && !known.leads_elsewhere("a.example"));
    }

    #[test]
    fn a_silent_address_is_distrusted_until_the_others_are_silent_too() {
        let known = KnownAddresses::of(vec![("a.example".to_owned(), ips(&[3])[0])]);
        let chosen = |found: &[u8]| known.chosen("a.example", Ok(&ips(found)), &ips(&[3]));
        chosen(&[1]);
        assert!(known.distrust("a.example", Some(ips(&[1])[0])), "it lied");
        chosen(&[1, 2]);

        assert!(known.distrust_silent("a.example"));
        assert_eq!(chosen(&[1, 2]), ips(&[3]));
        known.trust_silent("a.example");

        assert_eq!(chosen(&[1, 2]), ips(&[2]));
    }

    #[test]
    fn a_late_name_server_is_waited_for_once_the_remembered_addresses_failed() {
        let known = KnownAddresses::default();
        known.chosen("a.example", Err(NameFault::NoName), &ips(&[3]));
        assert!(!known.wait_for_name("a.example"));
        known.chosen("a.example", Err(NameFault::Late), &ips(&[3]));

        assert!(!known.waits_for_name("a.example"));
        assert!(known.wait_for_name("a.example"));
        assert!(known.waits_for_name("a.example"));
        assert!(!known.wait_for_name("a.example"));
    }
}
