//! The same story in another edition.

use std::sync::Arc;

use ifilm_language::story::{Compared, LEAD, Likeness, Rarity, WINDOW_HOURS, score};
use ifilm_language::text::direction_of_language;
use url::Url;

use super::View;
use crate::catalog::Editions;
use crate::error::{Error, Result};
use crate::model::{EditionId, ItemKey, Precision, PublishedSource, SameStory};
use crate::store::{self, ComparableArticle, Reading, Store};

/// The maximum number of articles of an edition that are compared with one article.
const CANDIDATES: u32 = 150;
/// The maximum number of counterparts in an edition that a page may name.
const NAMED: usize = 8;
/// How many of the newest articles of each edition are used to measure how rare a word is.
const NEWEST: u32 = 100;

/// The article of an edition that tells the same story, if it is certain. Each of the two articles must be by
/// far the best match of the other.
pub(crate) async fn same_story(
    store: &Store,
    view: View<'_>,
    key: &ItemKey,
    edition: &EditionId,
) -> Result<Option<SameStory>> {
    view.editions.get(&key.edition)?;
    view.editions.get(edition)?;
    if key.edition == *edition {
        return Err(Error::bad_argument(format!("{key} is of the edition `{edition}` itself")));
    }
    let (editions, key, edition) = (Arc::clone(view.editions), key.clone(), edition.clone());
    let find = move |reading: &Reading| {
        store::article(reading, &key)?.ok_or_else(|| Error::NotFound(format!("{key} in the cache")))?;
        let own = store::comparable(reading, &key)?;
        own.map_or(Ok(None), |own| Comparison::of(reading, &editions, &own, &edition)?.counterpart())
    };
    store.read_while_wanted(find).await
}

/// A search for the counterpart of one article.
struct Comparison<'a> {
    reading: &'a Reading,
    editions: &'a Editions,
    /// How rare words are in the two editions. It is the same in both directions.
    rarity: Rarity,
    own: &'a ComparableArticle,
    edition: &'a EditionId,
}

impl<'a> Comparison<'a> {
    fn of(
        reading: &'a Reading,
        editions: &'a Editions,
        own: &'a ComparableArticle,
        edition: &'a EditionId,
    ) -> Result<Self> {
        let mut consonants = store::newest_consonants(reading, &own.key.edition, NEWEST)?;
        consonants.extend(store::newest_consonants(reading, edition, NEWEST)?);
        let rarity = Rarity::of(consonants.iter().map(String::as_str));
        Ok(Self { reading, editions, rarity, own, edition })
    }

    fn counterpart(&self) -> Result<Option<SameStory>> {
        let Some((found, likeness)) = self.most_similar(self.own, self.edition)? else { return Ok(None) };
        let back = self.most_similar(&found, &self.own.key.edition)?;
        let is_mutual = back.is_some_and(|(back, _)| back.key == self.own.key);
        Ok(is_mutual.then(|| shown(found, likeness)))
    }

    /// The most similar article in an edition. It must be likely enough, and clearly likelier than the
    /// second.
    fn most_similar(
        &self,
        to: &ComparableArticle,
        edition: &EditionId,
    ) -> Result<Option<(ComparableArticle, Likeness)>> {
        let own = compared(to, self.editions);
        let scored = self.candidates(to, edition)?.into_iter().map(|other| {
            self.reading.check_wanted()?;
            let likeness = score(&own, &compared(&other, self.editions), &self.rarity);
            Ok((other, likeness))
        });
        let mut likely: Vec<_> = scored.collect::<Result<_>>()?;
        likely.sort_by_key(|(_, likeness)| std::cmp::Reverse(likeness.weight));
        let next = likely.get(1).map_or(i32::MIN, |(_, next)| next.weight);
        let first = likely.into_iter().next().filter(|(_, first)| first.is_shown());
        Ok(first.filter(|(_, first)| first.weight.saturating_sub(LEAD) >= next))
    }

    /// The articles published around the same time, and those that its page names. Articles that the page
    /// names are always added. Without dates from the site, the two articles may be weeks apart in our store.
    fn candidates(&self, to: &ComparableArticle, edition: &EditionId) -> Result<Vec<ComparableArticle>> {
        let (at, window) = (to.published.at.as_millisecond(), milliseconds(WINDOW_HOURS));
        let mut candidates = store::comparable_near(self.reading, edition, at, window, CANDIDATES)?;
        for key in named(to, self.editions).filter(|key| key.edition == *edition).take(NAMED) {
            if candidates.iter().all(|known| known.key != key) {
                candidates.extend(store::comparable(self.reading, &key)?);
            }
        }
        Ok(candidates)
    }
}

fn milliseconds(hours: u64) -> i64 {
    i64::try_from(hours).unwrap_or(i64::MAX).saturating_mul(3_600_000)
}

/// An article, prepared for comparison.
fn compared(stored: &ComparableArticle, editions: &Editions) -> Compared {
    let ComparableArticle { key, language, published, fingerprint, picture_uses, video_uses, .. } = stored;
    let mut compared = Compared::new(key.to_string(), key.edition.to_string(), language, fingerprint.clone());
    compared.published = (published.source != PublishedSource::FirstSeen).then_some(published.at);
    compared.is_day = published.precision == Precision::Day;
    compared.picture_uses = *picture_uses;
    compared.video_uses = *video_uses;
    compared.alternates = named(stored, editions).map(|key| key.to_string()).collect();
    compared
}

/// The articles that a page names as its counterparts. Addresses that the catalogue does not know are left
/// out.
fn named(stored: &ComparableArticle, editions: &Editions) -> impl Iterator<Item = ItemKey> {
    let alternates = stored.alternates.iter().filter_map(|address| Url::parse(address).ok());
    alternates.filter_map(|address| editions.key_of(&address))
}

fn shown(found: ComparableArticle, likeness: Likeness) -> SameStory {
    let ComparableArticle { key, title, direction, language, .. } = found;
    SameStory {
        key,
        title,
        direction: direction.unwrap_or_else(|| direction_of_language(&language)),
        confidence_permille: likeness.confidence_permille,
        evidence: likeness.evidence.into_iter().filter(|found| found.weight > 0).collect(),
    }
}

#[cfg(test)]
mod tests {
    use ifilm_language::story::{EvidenceKind, Fingerprint};

    use super::*;
    use crate::catalog::Catalog;
    use crate::model::Published;

    fn article(key: &str, at: &str, precision: Precision) -> ComparableArticle {
        ComparableArticle {
            key: key.parse().unwrap(),
            title: "Salt".to_owned(),
            direction: None,
            language: "en".parse().unwrap(),
            published: Published { at: at.parse().unwrap(), source: PublishedSource::Meta, precision },
            fingerprint: Fingerprint::default(),
            picture_uses: 1,
            video_uses: 1,
            alternates: Vec::new(),
        }
    }

    /// Seen: a date without a time began at midnight in Tehran in every edition, 8 hours late for Auckland.
    #[test]
    fn a_bare_day_begins_at_midnight_in_the_zone_of_its_edition() {
        let mut catalog = Catalog::embedded();
        catalog.editions[0].zone = "Pacific/Auckland".parse().unwrap();
        let editions = Editions::of(catalog).unwrap();
        let day = article("en/1", "2024-05-01T12:00:00Z", Precision::Day);
        let moment = article("fa/2", "2024-05-01T12:00:00Z", Precision::Minute);

        let likeness = score(&compared(&day, &editions), &compared(&moment, &editions), &Rarity::default());

        let time = likeness.evidence.iter().find(|found| found.kind == EvidenceKind::Time);
        assert_eq!(time.map(|found| found.weight), Some(8));
    }
}
