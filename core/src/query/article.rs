//! One article, from the cache or from its saved copy.

use ifilm_language::text::{direction_of_language, reading_minutes};
use ifilm_language::time::{DateStyle, TimeOfDay};

use super::waiting::{Cause, hosts_wait};
use super::{View, age_text, date_text, link};
use crate::error::{Error, Result};
use crate::model::{Article, ArticleBody, ItemKey, text_of_blocks};
use crate::store::{self, Connection, Store, StoredArticle, StoredPage};
use crate::words::Missing;

/// An article, with all that is stored of it. A saved one is found even if the catalogue no longer has its
/// edition.
pub(crate) async fn article(store: &Store, view: View<'_>, key: &ItemKey) -> Result<Article> {
    let edition = view.editions.get(&key.edition);
    let bases = edition.as_ref().map(|edition| edition.bases.clone()).unwrap_or_default();
    let (wanted, now) = (key.clone(), view.now);
    let read = move |connection: &_| {
        let Some(article) = stored(connection, &wanted)? else { return Ok(None) };
        Ok(Some((article, hosts_wait(connection, &bases, now)?)))
    };
    let found = match store.read(read.clone()).await {
        Err(damage @ Error::StorageDamaged { .. }) => saved_copy(store, read, damage).await?,
        found => found?,
    };
    let Some((article, hosts_wait)) = found.filter(|(article, _)| edition.is_ok() || article.saved) else {
        return Err(edition.err().unwrap_or_else(|| Error::NotFound(format!("{key} in the cache"))));
    };
    let edition = edition.ok();
    let StoredArticle {
        title,
        lead,
        published,
        updated,
        read,
        saved,
        revision,
        gone,
        picture: _,
        picture_small: _,
        hash: _,
        saved_link,
        language,
        direction,
        page,
        related,
        tags,
        people,
    } = article;
    let own_language = edition.map(|edition| &edition.language).or(language.as_ref());
    let own_language = own_language.cloned().ok_or_else(|| Error::NotFound(key.to_string()))?;
    let dates = edition.map_or_else(|| view.dates_in(&own_language), |edition| view.dates(edition));
    let (body, fresh_as_of) = match page {
        StoredPage::Waiting(due) => {
            let cause = Cause::of_page(hosts_wait, due.as_ref(), view.now);
            (ArticleBody::Waiting { why: cause.in_words(Missing::Page, &own_language, &dates) }, None)
        }
        StoredPage::Unreadable { checked_at } => (ArticleBody::Unreadable, Some(checked_at)),
        StoredPage::Ready { checked_at, blocks } => (ArticleBody::Ready { blocks }, Some(checked_at)),
    };
    let language = language.unwrap_or_else(|| own_language.clone());
    let reading_minutes = match &body {
        ArticleBody::Ready { blocks } => reading_minutes(&text_of_blocks(blocks), &language),
        ArticleBody::Waiting { .. } | ArticleBody::Unreadable => None,
    };
    Ok(Article {
        key: key.clone(),
        title: title.unwrap_or_default(),
        lead,
        link: edition.map(|edition| link(edition, key)).or(saved_link).unwrap_or_default(),
        direction: direction.unwrap_or_else(|| direction_of_language(&language)),
        date_text: date_text(&dates, &published, TimeOfDay::With),
        age_text: age_text(&dates, &published, view.now, TimeOfDay::With),
        updated_text: updated.map(|updated| {
            dates.published(updated.stamp(dates.day_zone()), DateStyle::Long, TimeOfDay::With)
        }),
        language,
        published,
        updated,
        read,
        saved,
        edited: revision > 1,
        gone,
        body,
        related,
        tags,
        people,
        reading_minutes,
        fresh_as_of,
    })
}

/// What is found although a file is damaged: with a broken cache, the copy of a saved item.
async fn saved_copy<T: Send + 'static>(
    store: &Store,
    read: impl FnOnce(&Connection) -> Result<Option<T>> + Send + 'static,
    damage: Error,
) -> Result<Option<T>> {
    store.read_user(read).await?.ok_or(damage).map(Some)
}

/// The article as the cache has it. If it has no text, the saved copy, unless that has none either.
fn stored(connection: &Connection, key: &ItemKey) -> Result<Option<StoredArticle>> {
    let has_text = |article: &StoredArticle| matches!(article.page, StoredPage::Ready { .. });
    match store::article(connection, key)? {
        Some(cached) if has_text(&cached) || !cached.saved => Ok(Some(cached)),
        cached => {
            let copy = store::saved_article(connection, key)?;
            Ok(copy.filter(|copy| has_text(copy) || cached.is_none()).or(cached))
        }
    }
}
