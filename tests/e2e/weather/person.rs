//! A person: a client, and what it shows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ifilm_core::{Article, Client, Error, Item, ItemKey, ListQuery, SyncReport, SyncRequest};
use ifilm_site::{NewsForm, Site};
use ifilm_tests::{HandClock, config_for, edition};

use crate::history::Name;

/// The idle timeout in bad weather. A slow name costs a week this much time.
const IMPATIENT: Duration = Duration::from_millis(1_000);

/// A client on a directory of its own.
pub(crate) struct Person {
    client: Client,
    editions: [&'static str; 2],
}

/// What a client shows at one moment.
pub(crate) struct Seen {
    pub(crate) listed: BTreeMap<Name, Item>,
    /// Every article that it has, on the lists or not.
    pub(crate) articles: BTreeMap<Name, Article>,
}

impl Person {
    /// With `impatient` the timeouts are short.
    pub(crate) fn open(
        site: &Site,
        data: &Path,
        clock: &Arc<HandClock>,
        editions: [&'static str; 2],
        impatient: bool,
    ) -> Self {
        let mut config = config_for(site, data, clock);
        let candidates = [NewsForm::Category(1), NewsForm::HomeLinks];
        let catalog = ifilm_core::Catalog::from_json(&site.catalog_json_with(&candidates));
        config.catalog = catalog.expect("the site's catalogue can be read");
        if impatient {
            (config.limits.idle, config.limits.total) = (IMPATIENT, 3 * IMPATIENT);
        }
        Self { client: Client::open(config).expect("the configuration makes sense"), editions }
    }

    pub(crate) async fn sync(&self) -> SyncReport {
        let request = SyncRequest::of(self.editions.map(edition));
        self.client.sync(request).await.expect("storage works")
    }

    pub(crate) async fn close(&self) {
        self.client.close().await.expect("a client closes once");
    }

    /// What it shows for these articles, and in its lists.
    pub(crate) async fn look(&self, names: impl Iterator<Item = Name>) -> Seen {
        let mut seen = Seen { listed: BTreeMap::new(), articles: BTreeMap::new() };
        for id in self.editions {
            let query = ListQuery::news(edition(id)).with_limit(500);
            let items = self.client.library().list(query).await.expect("a list can be read").items;
            seen.listed.extend(items.into_iter().map(|item| ((id, number(&item.key)), item)));
        }
        for name in names {
            seen.articles.extend(self.article(name).await.map(|article| (name, article)));
        }
        seen
    }

    async fn article(&self, (id, number): Name) -> Option<Article> {
        let key = ItemKey::article(edition(id), number.to_string());
        match self.client.library().article(&key).await {
            Ok(article) => Some(article),
            Err(Error::NotFound(_)) => None,
            Err(error) => panic!("an article can be read: {error}"),
        }
    }
}

fn number(key: &ItemKey) -> u64 {
    key.id.parse().expect("the site's ids are numbers")
}
