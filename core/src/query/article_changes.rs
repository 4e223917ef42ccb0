//! What changed in an article since the text that a person knows.

mod alignment;
mod blocks;
mod words;

use ifilm_language::text::direction_of_language;
use jiff::Timestamp;

use super::View;
use crate::error::{Error, Result};
use crate::model::{ArticleChanges, Direction, ItemKey};
use crate::store::{self, EarlierRevision, Store, StoredText};

/// What changed in an article since the text that a person knows.
pub(crate) async fn article_changes(store: &Store, view: View<'_>, key: &ItemKey) -> Result<ArticleChanges> {
    let edition = view.editions.get(&key.edition)?;
    let (wanted, default) = (key.clone(), direction_of_language(&edition.language));
    let read = move |connection: &_| texts(connection, &wanted);
    let not_found = || Error::NotFound(format!("{key} in the cache"));
    let Texts { from, to, replaced_at, direction, earlier, newest } =
        store.read(read).await?.ok_or_else(not_found)?;
    let earlier = earlier.as_ref().unwrap_or(&newest);
    let line = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(ArticleChanges {
        key: key.clone(),
        from,
        to,
        replaced_at,
        direction: direction.unwrap_or(default),
        title: words::pieces(&line(&earlier.title), &line(&newest.title)),
        lead: words::pieces(&line(&earlier.lead), &line(&newest.lead)),
        blocks: blocks::changes(&earlier.blocks, &newest.blocks),
    })
}

/// The two texts that are compared.
struct Texts {
    from: u32,
    to: u32,
    replaced_at: Option<Timestamp>,
    direction: Option<Direction>,
    /// `None` if the person knows the newest one.
    earlier: Option<StoredText>,
    newest: StoredText,
}

fn texts(connection: &store::Connection, key: &ItemKey) -> Result<Option<Texts>> {
    let (Some(article), Some(item)) = (store::article(connection, key)?, store::row_of(connection, key)?)
    else {
        return Ok(None);
    };
    let newest = store::stored_text(connection, item)?.unwrap_or_else(|| StoredText {
        title: article.title,
        lead: article.lead,
        blocks: Vec::new(),
        parser: None,
    });
    let earlier = store::earlier_revisions(connection, item)?;
    let known = known(&earlier, store::read_at(connection, key)?);
    let to = article.revision;
    Ok(Some(Texts {
        from: known.map_or(to, |known| known.number),
        to,
        replaced_at: known.map(|known| known.replaced_at),
        direction: article.direction,
        earlier: match known {
            Some(known) => store::earlier_text(connection, item, known.number)?,
            None => None,
        },
        newest,
    }))
}

/// The revision that a person knows: the one that was the newest when they first read it, or the first one if
/// they have not read it. `None` if they know the newest. If it is not kept any more, the one before it, so
/// that no change is left out.
fn known(earlier: &[EarlierRevision], read_at: Option<Timestamp>) -> Option<EarlierRevision> {
    let Some(read_at) = read_at else { return earlier.first().copied() };
    let place = earlier.iter().position(|revision| revision.replaced_at >= read_at)?;
    let found = earlier[place];
    let before = place.checked_sub(1).map(|before| earlier[before]);
    Some(before.filter(|before| before.number + 1 < found.number).unwrap_or(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision(number: u32, replaced_at: i64) -> EarlierRevision {
        EarlierRevision { number, replaced_at: Timestamp::from_second(replaced_at).unwrap() }
    }

    fn known_at(earlier: &[EarlierRevision], read_at: i64) -> Option<u32> {
        known(earlier, Some(Timestamp::from_second(read_at).unwrap())).map(|known| known.number)
    }

    #[test]
    fn a_person_knows_the_revision_that_they_read_first() {
        let earlier = [revision(1, 10), revision(2, 20), revision(3, 30)];

        assert_eq!(known_at(&earlier, 5), Some(1));
        assert_eq!(known_at(&earlier, 15), Some(2));
        assert_eq!(known_at(&earlier, 35), None);
        assert_eq!(known(&earlier, None).map(|known| known.number), Some(1));
        assert!(known(&[], None).is_none());
    }

    #[test]
    fn of_a_revision_that_is_gone_the_one_before_it_is_taken() {
        let earlier = [revision(1, 10), revision(5, 50), revision(6, 60)];

        assert_eq!(known_at(&earlier, 25), Some(1));
        assert_eq!(known_at(&earlier, 55), Some(6));
    }
}
