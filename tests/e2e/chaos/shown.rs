//! What a client shows, without what may differ between two clients that saw the same site at other times.

use std::collections::{BTreeMap, BTreeSet};

use ifilm_core::{Article, Client, Item, ItemKey, ListQuery, Precision, Published, PublishedSource};
use ifilm_tests::edition;
use jiff::Timestamp;

/// An article of the site.
pub(crate) type Name = (&'static str, u64);

/// The rows of all lists in their order, and the article of each row.
pub(crate) struct Shown(Vec<(Name, Item, Article)>);

impl Shown {
    /// Everything that is listed, but for some articles.
    pub(crate) async fn of(client: &Client, editions: &[&'static str], without: &BTreeSet<Name>) -> Self {
        let mut rows = Vec::new();
        for id in editions {
            let query = ListQuery::news(edition(id)).with_limit(500);
            let items = client.library().list(query).await.expect("a list can be read").items;
            for item in items.into_iter().filter(|item| !without.contains(&(*id, number(&item.key)))) {
                let article = client.library().article(&item.key).await.expect("what is listed is here");
                rows.push(((*id, number(&item.key)), item, article));
            }
        }
        Self(rows)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = Name> {
        self.0.iter().map(|(name, _, _)| *name)
    }

    /// How it differs from what an undisturbed client shows; `None` if it is equal. Of some articles it does
    /// not matter whether they show as edited.
    pub(crate) fn difference(
        &self,
        undisturbed: &Self,
        edited: &BTreeSet<Name>,
        listed_at: &BTreeMap<Name, Timestamp>,
    ) -> Option<String> {
        let mut unequal = self.dated_ahead(listed_at);
        unequal.extend(undisturbed.dated_ahead(listed_at));
        let other = undisturbed.comparable(edited, &unequal);
        let own = without_more_pictures(self.comparable(edited, &unequal), &other);
        let names: BTreeSet<&Name> = own.keys().chain(other.keys()).collect();
        if let Some(name) = names.into_iter().find(|name| own.get(name) != other.get(name)) {
            let lines = |shown: Option<&(Item, Article)>| format!("{shown:#?}");
            let (own, other) = (lines(own.get(name)), lines(other.get(name)));
            let (own, other) = (only_in(&own, &other), only_in(&other, &own));
            return Some(format!("{name:?} has\n{own}but undisturbed\n{other}"));
        }
        let (own, other) = (self.order(&unequal), undisturbed.order(&unequal));
        (own != other).then(|| format!("the order is {own:?}, but undisturbed {other:?}"))
    }

    /// Articles whose page gives a date ahead of the moment at which the site listed them. Whether a client
    /// believes it depends on when it reads the page.
    fn dated_ahead(&self, listed_at: &BTreeMap<Name, Timestamp>) -> BTreeSet<Name> {
        let is_ahead = |(name, item, _): &&(Name, Item, Article)| {
            let listed_at = listed_at.get(name);
            !is_guessed(item.published.source) && listed_at.is_some_and(|at| item.published.at > *at)
        };
        self.0.iter().filter(is_ahead).map(|(name, _, _)| *name).collect()
    }

    fn comparable(
        &self,
        edited: &BTreeSet<Name>,
        guessed: &BTreeSet<Name>,
    ) -> BTreeMap<Name, (Item, Article)> {
        let comparable = |(name, item, article): &(Name, Item, Article)| {
            let (mut item, mut article) = (comparable_item(item), comparable_article(article));
            if edited.contains(name) {
                (item.edited, article.edited) = (false, false);
            }
            if guessed.contains(name) || is_guessed(item.published.source) {
                (item.published, article.published) = (GUESSED, GUESSED);
                (item.date_text, item.age_text) = (String::new(), String::new());
                (article.date_text, article.age_text) = (String::new(), String::new());
            }
            (*name, (item, article))
        };
        self.0.iter().map(comparable).collect()
    }

    /// The articles with a date of their own, in the order of the lists.
    fn order(&self, guessed: &BTreeSet<Name>) -> Vec<Name> {
        let is_dated =
            |name: &Name, item: &Item| !guessed.contains(name) && !is_guessed(item.published.source);
        let dated = self.0.iter().filter(|(name, item, _)| is_dated(name, item));
        dated.map(|(name, _, _)| *name).collect()
    }
}

/// Rows without the pictures that another client does not have. The preferred listing leaves out some
/// pictures that the home page shows, so a client that had to read the home page has more of them.
fn without_more_pictures(
    mut rows: BTreeMap<Name, (Item, Article)>,
    other: &BTreeMap<Name, (Item, Article)>,
) -> BTreeMap<Name, (Item, Article)> {
    for (name, (item, _)) in &mut rows {
        if other.get(name).is_some_and(|(other, _)| other.picture.is_none()) {
            item.picture = None;
        }
    }
    rows
}

/// The lines of a text that another one does not have.
fn only_in(text: &str, other: &str) -> String {
    let others: BTreeSet<&str> = other.lines().collect();
    let own = text.lines().filter(|line| !others.contains(line));
    own.map(|line| format!("  {}\n", line.trim())).collect()
}

fn number(key: &ItemKey) -> u64 {
    key.id.parse().expect("the site's ids are numbers")
}

/// Whether a date depends on when the client first saw the item.
fn is_guessed(source: PublishedSource) -> bool {
    matches!(source, PublishedSource::Neighbours | PublishedSource::FirstSeen)
}

/// What stands for each such date.
const GUESSED: Published = Published {
    at: Timestamp::UNIX_EPOCH,
    source: PublishedSource::FirstSeen,
    precision: Precision::Estimate,
};

/// The site changes the queries of pictures at each answer.
fn without_query(address: &str) -> String {
    address.split('?').next().unwrap_or_default().to_owned()
}

fn comparable_item(item: &Item) -> Item {
    let mut item = item.clone();
    item.picture = item.picture.as_deref().map(without_query);
    item
}

/// Without the related articles, which a page takes from the newest ones of its moment.
fn comparable_article(article: &Article) -> Article {
    let mut article = article.clone();
    (article.fresh_as_of, article.related) = (None, Vec::new());
    article
}
