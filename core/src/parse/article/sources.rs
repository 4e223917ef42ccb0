//! Links to other sites amid a text: the sources of a story.

use std::collections::{HashMap, HashSet};

use super::measured_page::MeasuredPage;

/// How many links to a host on one page make it the host of the site itself.
const OFTEN: usize = 5;

/// The maximum number of hosts that the metadata may name.
const MOST_NAMED: usize = 8;

/// Parts of addresses that share a page.
const SHARING: &[&str] = &["share", "intent/", "wa.me", "whatsapp", "mailto:", "add?url", "submit?url"];

/// The hosts of the site that a page belongs to.
pub(super) struct OwnHosts(HashSet<String>);

impl OwnHosts {
    /// The host of the page, those that its metadata names, and one that it often links to.
    pub(super) fn of(measured: &MeasuredPage<'_>) -> Self {
        let page = &measured.page;
        let named = page.head.metas_of(&["og:url"]).filter_map(host).take(MOST_NAMED);
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for host in page.links.iter().filter_map(|link| host(&link.address)) {
            let count = counts.entry(host).or_default();
            *count = count.saturating_add(1);
        }
        let often = counts.iter().filter(|(_, count)| **count >= OFTEN).map(|(host, _)| *host);
        let own = measured.address.host_str();
        Self(own.into_iter().chain(named).chain(often).map(|host| site(host).to_owned()).collect())
    }

    /// Whether a link leads to another site, and does not share the page there.
    pub(super) fn leads_out(&self, address: &str) -> bool {
        let is_foreign = host(address).is_some_and(|host| !self.0.contains(site(host)));
        is_foreign && !SHARING.iter().any(|part| address.contains(part))
    }
}

/// The host of an absolute address; none of a relative one.
fn host(address: &str) -> Option<&str> {
    let after = address.trim().split_once("//").filter(|(scheme, _)| scheme.len() <= 6)?.1;
    after.split(['/', '?', '#', ':']).next().filter(|host| !host.is_empty())
}

/// A host without `www.` or `m.`.
fn site(host: &str) -> &str {
    host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host)
}
