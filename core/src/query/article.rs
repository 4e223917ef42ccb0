//! One article.

use ifilm_language::text::direction_of_language;
use ifilm_language::time::{DateStyle, TimeOfDay};

use super::waiting::{Cause, hosts_wait};
use super::{View, age_text, date_text, link};
use crate::error::{Error, Result};
use crate::model::{Article, ArticleBody, ItemKey};
use crate::store::{self, Store, StoredArticle, StoredPage};
use crate::words::Missing;

/// An article, with all that is stored of it.
pub(crate) async fn article(store: &Store, view: View<'_>, key: &ItemKey) -> Result<Article> {
    let edition = view.editions.get(&key.edition)?;
    let (wanted, bases, now) = (key.clone(), edition.bases.clone(), view.now);
    let read = move |connection: &_| {
        let Some(article) = store::article(connection, &wanted)? else { return Ok(None) };
        let hosts_wait = hosts_wait(connection, &bases, now)?;
        Ok(Some((article, hosts_wait)))
    };
    let not_found = || Error::NotFound(format!("{key} in the cache"));
    let (article, hosts_wait) = store.read(read).await?.ok_or_else(not_found)?;
    let StoredArticle { title, lead, published, updated, read, revision, language, direction, page, related } =
        article;
    let dates = view.dates(edition);
    let (body, fresh_as_of) = match page {
        StoredPage::Waiting(due) => {
            let cause = Cause::of_page(hosts_wait, due.as_ref(), view.now);
            (ArticleBody::Waiting { why: cause.in_words(Missing::Page, &edition.language, &dates) }, None)
        }
        StoredPage::Unreadable { checked_at } => (ArticleBody::Unreadable, Some(checked_at)),
        StoredPage::Ready { checked_at, blocks } => (ArticleBody::Ready { blocks }, Some(checked_at)),
    };
    let language = language.unwrap_or_else(|| edition.language.clone());
    Ok(Article {
        key: key.clone(),
        title: title.unwrap_or_default(),
        lead,
        link: link(edition, key),
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
        edited: revision > 1,
        body,
        related,
        fresh_as_of,
    })
}
