//! Decides what is wrong with the network, from what failed in one sync. Pure.
//!
//! A sign that only a network in the way can give decides alone: a page that says so, or an address at which
//! networks are known to say it. A redirect to another private address is a login if no host answered.
//! What the site itself may cause is laid on the network only if no host answered.

use jiff::{SignedDuration, Timestamp};
use url::{Host, Url};

use crate::model::Verdict;
use crate::parse;
use crate::source::{CertificateFault, HostSigns, Sign, is_at_private};

/// The verdicts in the order in which they count: what explains the others comes first.
const ORDER: [Verdict; 8] = [
    Verdict::ClockWrong,
    Verdict::BlockPage,
    Verdict::CaptivePortal,
    Verdict::PoisonedName,
    Verdict::Certificate,
    Verdict::NoRoute,
    Verdict::NoName,
    Verdict::SiteDown,
];

/// What is wrong with the network; `None` if the failures show nothing about it. `any_rows` says whether any
/// listing came.
pub(super) fn verdict(hosts: &[HostSigns], any_rows: bool) -> Option<Verdict> {
    let network = Network {
        any_came: hosts.iter().any(|host| host.came),
        any_rows,
        dates: hosts.iter().filter_map(|host| host.date).collect(),
    };
    let found: Vec<Verdict> = hosts.iter().flat_map(|host| network.verdicts(host)).collect();
    ORDER.into_iter().find(|verdict| found.contains(verdict))
}

/// What all hosts together show.
struct Network {
    any_came: bool,
    any_rows: bool,
    /// What the hosts say the time is.
    dates: Vec<Timestamp>,
}

impl Network {
    /// What the signs of one host show. A host that answered is not down, whichever request failed last.
    fn verdicts(&self, host: &HostSigns) -> Vec<Verdict> {
        let shown = host.signs.iter().filter_map(|sign| self.verdict(sign));
        shown.filter(|verdict| !(host.came && is_absence(*verdict))).collect()
    }

    fn verdict(&self, sign: &Sign) -> Option<Verdict> {
        match sign {
            Sign::NoRoute => Some(if self.any_came { Verdict::SiteDown } else { Verdict::NoRoute }),
            Sign::NoName => Some(Verdict::NoName),
            Sign::PrivateName | Sign::ForeignName => Some(Verdict::PoisonedName),
            Sign::NotConnected | Sign::Silent => Some(Verdict::SiteDown),
            Sign::Certificate(fault) => Some(self.of_certificate(*fault)),
            // Through TLS it is the site that redirects: it has moved.
            Sign::LedAway { is_secure: true, .. } => None,
            Sign::LedAway { to, .. } if is_at_known_block(to) => Some(Verdict::BlockPage),
            Sign::LedAway { .. } if !self.any_came => Some(Verdict::CaptivePortal),
            // A gateway that asks for a login lets no host through.
            Sign::LedAway { to, is_from_private, is_secure: false } => {
                let is_block = is_at_private(to) && !is_from_private && !asks_for_login(to);
                is_block.then_some(Verdict::BlockPage)
            }
            Sign::Refused { status, beginning, is_secure } => match status {
                511 => Some(Verdict::CaptivePortal), // RFC 6585, section 6
                500.. if !is_block_page(beginning) => Some(Verdict::SiteDown),
                _ => self.of_page(beginning, *is_secure),
            },
            Sign::Other { beginning, is_secure } => self.of_page(beginning, *is_secure),
        }
    }

    fn of_certificate(&self, fault: CertificateFault) -> Verdict {
        if is_clock_wrong(fault, &self.dates) { Verdict::ClockWrong } else { Verdict::Certificate }
    }

    /// A network asks every request for a login. A site may do so for some.
    fn of_page(&self, beginning: &[u8], is_secure: bool) -> Option<Verdict> {
        if is_block_page(beginning) {
            return Some(Verdict::BlockPage);
        }
        let may_be_portal = !is_secure && !self.any_rows;
        (may_be_portal && parse::other_page(beginning).asks_for_password).then_some(Verdict::CaptivePortal)
    }
}

/// Whether a verdict says that nobody answers.
fn is_absence(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::SiteDown | Verdict::NoName | Verdict::NoRoute)
}

/// A clock that differs less from that of a host is not why a certificate is refused.
const LEAST_DIFFERENCE: SignedDuration = SignedDuration::from_hours(1);

/// Whether a certificate is refused because the device has a wrong date. `dates` are what hosts said, also
/// those whose answers prove nothing: they decide about words alone. All must agree.
///
/// Without such a date, a certificate that has ended says nothing about the clock, because sites forget to
/// renew theirs. One that begins later does, because authorities do not date them ahead.
fn is_clock_wrong(fault: CertificateFault, dates: &[Timestamp]) -> bool {
    let agree = |now: Timestamp, is_valid: &dyn Fn(Timestamp) -> bool| {
        dates.iter().all(|date| is_valid(*date) && now.duration_since(*date).abs() > LEAST_DIFFERENCE)
    };
    match fault {
        CertificateFault::Expired { now, until } => !dates.is_empty() && agree(now, &|date| date <= until),
        CertificateFault::NotYetValid { now, from } => agree(now, &|date| date >= from),
        CertificateFault::Other => false,
    }
}

/// Whether a page shows a frame at a private address. A site on the internet has no reason to do so. Networks
/// that block answer so, in several countries.
pub(crate) fn is_block_page(beginning: &[u8]) -> bool {
    has_frame(beginning) && parse::other_page(beginning).frames.iter().any(|frame| leads_to_private(frame))
}

/// Quick, because it is asked of every body: only what follows a `<` is compared.
fn has_frame(bytes: &[u8]) -> bool {
    let mut tags = bytes.split(|byte| *byte == b'<').skip(1);
    tags.any(|tag| tag.get(..FRAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(FRAME)))
}

const FRAME: &[u8] = b"iframe";

fn leads_to_private(address: &str) -> bool {
    Url::parse(address).is_ok_and(|address| is_at_private(&address))
}

/// Whether an address is one at which networks in Iran show that they block a site: in 10.10.34.0/24.
fn is_at_known_block(address: &Url) -> bool {
    matches!(address.host(), Some(Host::Ipv4(ip)) if ip.octets().starts_with(&[10, 10, 34]))
}

/// Words in the addresses at which networks ask for a login. Their gateways have private addresses, too.
const LOGIN_WORDS: [&str; 8] = ["login", "logon", "signin", "auth", "portal", "hotspot", "captive", "guest"];

fn asks_for_login(address: &Url) -> bool {
    let host = address.host_str().unwrap_or_default();
    let mut words =
        [host, address.path()].into_iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| LOGIN_WORDS.iter().any(|login| login.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCKED: &str = "<iframe src=\"http://10.10.34.34?type=Invalid Site\"></iframe>\u{fffd}";
    const LOGIN: &str = "<form method=post><input name=room><input type=password></form>";
    const PLAYER: &str = "<iframe src=\"https://player.example/1\"></iframe>";

    fn refused(status: u16, page: &str) -> Sign {
        Sign::Refused { status, beginning: page.into(), is_secure: false }
    }

    fn other(page: &str, is_secure: bool) -> Sign {
        Sign::Other { beginning: page.into(), is_secure }
    }

    fn led_to(to: &str, is_secure: bool) -> Sign {
        Sign::LedAway { to: Url::parse(to).unwrap(), is_from_private: false, is_secure }
    }

    fn led_from_private_to(to: &str) -> Sign {
        Sign::LedAway { to: Url::parse(to).unwrap(), is_from_private: true, is_secure: false }
    }

    fn failed(signs: &[Sign]) -> HostSigns {
        HostSigns { signs: signs.to_vec(), ..HostSigns::default() }
    }

    fn came() -> HostSigns {
        HostSigns { came: true, ..HostSigns::default() }
    }

    #[test]
    fn each_sign_has_its_verdict_if_nothing_came() {
        for (sign, expected) in [
            (Sign::NoRoute, Some(Verdict::NoRoute)),
            (Sign::NoName, Some(Verdict::NoName)),
            (Sign::PrivateName, Some(Verdict::PoisonedName)),
            (Sign::NotConnected, Some(Verdict::SiteDown)),
            (Sign::Silent, Some(Verdict::SiteDown)),
            (Sign::Certificate(CertificateFault::Other), Some(Verdict::Certificate)),
            (Sign::ForeignName, Some(Verdict::PoisonedName)),
            (led_to("http://hotel.example/", false), Some(Verdict::CaptivePortal)),
            (led_to("http://10.10.34.34/", false), Some(Verdict::BlockPage)),
            (led_to("http://10.10.34.36/?url=http://auth.example/login", false), Some(Verdict::BlockPage)),
            (led_to("http://192.168.1.1/hotspot?url=a", false), Some(Verdict::CaptivePortal)),
            (led_to("http://192.168.1.1:8002/index.php?zone=lan", false), Some(Verdict::CaptivePortal)),
            (led_to("http://10.10.34.34/", true), None),
            (led_to("https://hotel.example/", true), None),
            (refused(403, BLOCKED), Some(Verdict::BlockPage)),
            (refused(502, BLOCKED), Some(Verdict::BlockPage)),
            (refused(403, PLAYER), None),
            (refused(403, LOGIN), Some(Verdict::CaptivePortal)),
            (refused(511, ""), Some(Verdict::CaptivePortal)),
            (refused(500, ""), Some(Verdict::SiteDown)),
            (refused(503, LOGIN), Some(Verdict::SiteDown)),
            (refused(429, ""), None),
            (other(BLOCKED, false), Some(Verdict::BlockPage)),
            (other(LOGIN, false), Some(Verdict::CaptivePortal)),
            (other(LOGIN, true), None),
            (other("<p>We will be back</p>", false), None),
        ] {
            assert_eq!(verdict(&[failed(std::slice::from_ref(&sign))], false), expected, "{sign:?}");
        }
        assert_eq!(verdict(&[], false), None);
        assert_eq!(verdict(&[came()], true), None);
    }

    #[test]
    fn the_network_is_not_blamed_for_one_host_while_others_answer() {
        for (sign, expected) in [
            (Sign::NoRoute, Some(Verdict::SiteDown)),
            (led_to("http://hotel.example/", false), None),
            (led_to("http://10.10.34.34/", false), Some(Verdict::BlockPage)),
            (led_to("http://192.168.7.7/?url=http://author.example/login", false), Some(Verdict::BlockPage)),
            (led_to("http://192.168.7.7/authors", false), Some(Verdict::BlockPage)),
            (led_to("http://192.168.7.7/Login.php", false), None),
            (led_from_private_to("http://192.168.7.7/"), None),
            (other(LOGIN, false), None),
            (refused(403, BLOCKED), Some(Verdict::BlockPage)),
            (Sign::PrivateName, Some(Verdict::PoisonedName)),
        ] {
            let hosts = [came(), failed(std::slice::from_ref(&sign))];

            assert_eq!(verdict(&hosts, true), expected, "{sign:?}");
        }
    }

    #[test]
    fn a_host_that_answered_is_not_down_whichever_request_failed() {
        for (sign, expected) in [
            (refused(500, ""), None),
            (Sign::NotConnected, None),
            (Sign::Silent, None),
            (Sign::NoName, None),
            (Sign::NoRoute, None),
            (refused(403, BLOCKED), Some(Verdict::BlockPage)),
            (Sign::PrivateName, Some(Verdict::PoisonedName)),
            (Sign::Certificate(CertificateFault::Other), Some(Verdict::Certificate)),
        ] {
            let host = HostSigns { came: true, ..failed(std::slice::from_ref(&sign)) };

            assert_eq!(verdict(&[host], true), expected, "{sign:?}");
        }
    }

    #[test]
    fn what_explains_the_other_failures_counts() {
        let hosts = [failed(&[Sign::NotConnected, Sign::NoName]), failed(&[refused(403, BLOCKED)])];

        assert_eq!(verdict(&hosts, false), Some(Verdict::BlockPage));
        assert_eq!(verdict(&hosts[..1], false), Some(Verdict::NoName));
    }

    #[test]
    fn the_clock_is_blamed_only_with_evidence() {
        let time = |text: &str| -> Timestamp { text.parse().unwrap() };
        let ended =
            |now: &str| CertificateFault::Expired { now: time(now), until: time("2026-10-07T00:00:00Z") };
        let begins =
            |now: &str| CertificateFault::NotYetValid { now: time(now), from: time("2026-07-01T00:00:00Z") };
        for (fault, dates, expected) in [
            (ended("2036-09-01T00:00:00Z"), &["2026-09-01T00:00:00Z", "2026-09-01T00:00:09Z"][..], true),
            (ended("2036-09-01T00:00:00Z"), &["2026-09-01T00:00:00Z", "2036-09-01T00:00:00Z"], false),
            (ended("2026-11-01T00:00:00Z"), &["2026-11-01T00:05:00Z"], false),
            (ended("2026-11-01T00:00:00Z"), &["2026-12-01T00:00:00Z"], false),
            (ended("2026-10-07T00:20:00Z"), &["2026-10-06T23:50:00Z"], false),
            (ended("2036-09-01T00:00:00Z"), &[], false),
            (begins("2016-07-01T00:00:00Z"), &["2026-09-01T00:00:00Z"], true),
            (begins("2016-07-01T00:00:00Z"), &["2016-07-01T00:00:00Z"], false),
            (begins("2016-07-01T00:00:00Z"), &[], true),
            (CertificateFault::Other, &["2016-07-01T00:00:00Z"], false),
        ] {
            let said: Vec<Timestamp> = dates.iter().map(|date| time(date)).collect();

            assert_eq!(is_clock_wrong(fault, &said), expected, "{fault:?} at {dates:?}");
        }
    }
}
