//! A person: a client, and what it shows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ifilm_core::{
    Article, ArticleBody, Block, BlockContent, Client, Error, Item, ItemKey, ListQuery, SyncReport,
    SyncRequest,
};
use ifilm_site::{NewsForm, Site, Truth};
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

/// The blocks of an article, if its text is stored.
pub(crate) fn blocks(article: &Article) -> Option<&[Block]> {
    match &article.body {
        ArticleBody::Ready { blocks } => Some(blocks),
        _ => None,
    }
}

/// Whether an article has the site's title, lead and texts. The parser may leave out a few texts, because
/// other tests check how well it parses.
pub(crate) fn says(article: &Article, truth: &Truth) -> bool {
    let Some(blocks) = blocks(article) else { return false };
    let found: Vec<String> = blocks.iter().flat_map(texts).collect();
    let all_are_true = found.iter().all(|text| truth.paragraphs.contains(text));
    let most_are_here = 2 * found.len() > truth.paragraphs.len();
    article.title == truth.title && article.lead == truth.lead && all_are_true && most_are_here
}

/// The texts of a block. Each entry of a list is one text.
fn texts(block: &Block) -> Vec<String> {
    match &block.content {
        BlockContent::List { entries, .. } => entries.iter().flatten().flat_map(texts).collect(),
        content => content.text().into_iter().collect(),
    }
}
