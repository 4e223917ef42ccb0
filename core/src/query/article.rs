//! One article.

use ifilm_language::text::direction_of_language;
use ifilm_language::time::TimeOfDay;

use super::{View, age_text, date_text, link};
use crate::error::{Error, Result};
use crate::model::{Article, ArticleBody, ItemKey};
use crate::store::{self, Store, StoredArticle, StoredPage};

/// An article, with as much of it as is stored.
pub(crate) async fn article(store: &Store, view: View<'_>, key: &ItemKey) -> Result<Article> {
    let edition = view.editions.get(&key.edition)?;
    let wanted = key.clone();
    let row = store.read(move |connection| store::article(connection, &wanted)).await?;
    let StoredArticle { title, lead, published, read, revision, language, direction, page, related } =
        row.ok_or_else(|| Error::NotFound(format!("{key} in the cache")))?;
    let (body, fresh_as_of) = match page {
        StoredPage::Waiting => (ArticleBody::Waiting, None),
        StoredPage::Unreadable { checked_at } => (ArticleBody::Unreadable, Some(checked_at)),
        StoredPage::Ready { checked_at, blocks } => (ArticleBody::Ready { blocks }, Some(checked_at)),
    };
    let language = language.unwrap_or_else(|| edition.language.clone());
    let dates = view.dates(edition);
    Ok(Article {
        key: key.clone(),
        title: title.unwrap_or_default(),
        lead,
        link: link(edition, key),
        direction: direction.unwrap_or_else(|| direction_of_language(&language)),
        date_text: date_text(&dates, &published, TimeOfDay::With),
        age_text: age_text(&dates, &published, view.now, TimeOfDay::With),
        language,
        published,
        read,
        edited: revision > 1,
        body,
        related,
        fresh_as_of,
    })
}
