//! The hits of the site and of the local search as one list.

use std::collections::{BTreeMap, BTreeSet};

use super::{View, link};
use crate::error::Result;
use crate::model::{EditionId, FoundIn, ItemKey, SearchHit, SiteHit, SiteSearchHit};
use crate::store::{self, Connection, Store};

/// The hits of the site by their keys, each with its place.
type AtSite = BTreeMap<ItemKey, (usize, SiteHit)>;

/// The local hits in their order, and then those that only the site found, each key once.
pub(crate) async fn merged(
    store: &Store,
    view: View<'_>,
    edition: &EditionId,
    local: Vec<SearchHit>,
    site: Vec<SiteHit>,
) -> Result<Vec<SiteSearchHit>> {
    let entry = view.editions.get(edition)?;
    let here = stored(store, &site).await?;
    let of_place = |(at, hit): (usize, SiteHit)| (hit.key.clone(), (at, hit));
    let mut site: AtSite = site.into_iter().enumerate().map(of_place).collect();
    let mut hits: Vec<SiteSearchHit> = local.into_iter().map(|hit| of_both(hit, &mut site)).collect();
    let mut others: Vec<(usize, SiteHit)> = site.into_values().collect();
    others.sort_by_key(|(at, _)| *at);
    let of_site = |(_, SiteHit { key, title, picture }): (usize, SiteHit)| SiteSearchHit {
        link: link(entry, &key),
        is_here: here.contains(&key),
        key,
        title,
        picture,
        found_in: FoundIn::Site,
        local: None,
    };
    hits.extend(others.into_iter().map(of_site));
    Ok(hits)
}

/// The keys of those hits that are stored.
async fn stored(store: &Store, hits: &[SiteHit]) -> Result<BTreeSet<ItemKey>> {
    let keys: Vec<ItemKey> = hits.iter().map(|hit| hit.key.clone()).collect();
    let read = move |connection: &Connection| {
        let if_here = |key: ItemKey| Ok(store::is_stored(connection, &key)?.then_some(key));
        keys.into_iter().filter_map(|key| if_here(key).transpose()).collect()
    };
    store.read(read).await
}

/// A local hit, and what the site found of the same thing.
fn of_both(hit: SearchHit, site: &mut AtSite) -> SiteSearchHit {
    let at_site = site.remove(&hit.item.key).map(|(_, hit)| hit);
    let found_in = if at_site.is_some() { FoundIn::Both } else { FoundIn::Here };
    SiteSearchHit {
        key: hit.item.key.clone(),
        title: Some(hit.item.title.clone()),
        picture: hit.item.picture.clone().or(at_site.and_then(|hit| hit.picture)),
        link: hit.item.link.clone(),
        found_in,
        is_here: true,
        local: Some(hit),
    }
}
