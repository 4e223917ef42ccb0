//! The bases of all editions of a catalogue, by host.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;

use super::Base;
use crate::model::EditionId;

/// The bases of all editions, by host. The editions share it: with a list of its own in each edition, the
/// memory of a catalogue would grow with the square of their number.
#[derive(Debug, Clone, Default)]
pub(super) struct Neighbours(Arc<BTreeMap<String, Vec<(EditionId, Base)>>>);

/// They follow from the bases of the editions. So they make no difference between two catalogues, one of
/// which was made in code and does not have them yet.
impl PartialEq for Neighbours {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Neighbours {}

impl Neighbours {
    pub(super) fn of<'a>(bases: impl Iterator<Item = (&'a EditionId, &'a Base)>) -> Self {
        let mut hosts: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (edition, base) in bases {
            let host = base.url().host_str().unwrap_or_default().to_owned();
            hosts.entry(host).or_default().push((edition.clone(), base.clone()));
        }
        Self(Arc::new(hosts))
    }

    /// The bases at the host of an address that other editions than this one have.
    pub(super) fn at(&self, address: &Url, own: &EditionId) -> impl Iterator<Item = &Base> {
        let here = address.host_str().and_then(|host| self.0.get(host)).into_iter().flatten();
        here.filter(move |(edition, _)| edition != own).map(|(_, base)| base)
    }
}
