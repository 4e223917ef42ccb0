//! Stores many articles at once through the store's own functions, so that benches measure these functions.

use std::path::Path;

use ifilm_language::text::WordSearch;
use jiff::Timestamp;

use crate::error::Result;
use crate::model::{
    Block, BlockContent, Direction, Fingerprint, ItemKey, LanguageTag, Precision, Published, PublishedSource,
    Section, Span, Validators,
};
use crate::store::{
    self, CommitPoint, Connection, Due, DueReason, Index, ListingAnswer, ListingBody, ListingPlace,
    ListingRow, NextRequest, PageAnswer, PageDetails, Rest, SearchScope, Store, TextOfPage, Write,
};
use crate::sync;

/// An article as a test makes it up.
#[derive(Debug, Clone)]
pub struct BulkArticle {
    /// Its key.
    pub key: ItemKey,
    /// Its headline, in its listing and on its page.
    pub title: String,
    /// The sentence under the headline.
    pub lead: String,
    /// Its text, a paragraph each.
    pub paragraphs: Vec<String>,
    /// Its language.
    pub language: LanguageTag,
    /// The direction of its text.
    pub direction: Direction,
    /// When it was published.
    pub published: Timestamp,
}

/// A store that takes articles without a site.
pub struct Bulk {
    store: Store,
}

impl Bulk {
    /// The store of a directory, for the catalogue of this id.
    pub fn at(directory: &Path, catalog: &str) -> Self {
        Self { store: Store::at(directory, catalog, Rest::default()) }
    }

    /// Stores articles of one edition as its news in one transaction: their rows, then their texts. The words
    /// are not indexed yet.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn store(&self, articles: Vec<BulkArticle>, now: Timestamp) -> Result<()> {
        self.store.write(CommitPoint::Bulk, move |write| save(write, &articles, now)).await.map(drop)
    }

    /// Stores the pages of articles that are stored already, in one transaction.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn store_pages(&self, articles: Vec<BulkArticle>, now: Timestamp) -> Result<()> {
        self.store.write(CommitPoint::Bulk, move |write| save_pages(write, &articles, now)).await.map(drop)
    }

    /// Indexes the words of all articles that are not indexed yet.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn index(&self) -> Result<()> {
        sync::index(&self.store).await.map(drop)
    }

    /// The keys of the newest items with these words, at most `limit`, without their texts.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn newest_keys(&self, words: &str, limit: usize) -> Result<Vec<ItemKey>> {
        let Some(search) = WordSearch::of(words, false) else { return Ok(Vec::new()) };
        let expression = search.expression();
        let find = move |reading: &Connection| {
            store::found(reading, Index::Whole, Some(&expression), &SearchScope::default(), None, limit)
        };
        Ok(self.store.read(find).await?.into_iter().map(|row| row.key).collect())
    }

    /// Closes the files.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed) the second time.
    pub async fn close(&self) -> Result<()> {
        self.store.close().await
    }
}

fn save(write: &mut Write<'_>, articles: &[BulkArticle], now: Timestamp) -> Result<()> {
    let Some(first) = articles.first() else { return Ok(()) };
    store::save_listing(write, &listing(first, articles, now))?;
    save_pages(write, articles, now)
}

fn save_pages(write: &mut Write<'_>, articles: &[BulkArticle], now: Timestamp) -> Result<()> {
    for article in articles {
        let item = store::row_of(write, &article.key)?.unwrap_or_default();
        store::save_page(write, &page(item, article, now), false)?;
    }
    Ok(())
}

fn listing(first: &BulkArticle, articles: &[BulkArticle], now: Timestamp) -> ListingAnswer {
    ListingAnswer {
        place: ListingPlace {
            edition: first.key.edition.clone(),
            section: Section::News,
            candidate: "category".to_owned(),
            base: "https://site.example".to_owned(),
        },
        preferred: Vec::new(),
        body: ListingBody {
            validators: Validators { etag: None, last_modified: None },
            hash: vec![0; 32],
            wire_bytes: 10_000,
            next: NextRequest::default(),
            at: now,
        },
        hole_behind: None,
        vanished: Vec::new(),
        top_before: Vec::new(),
        top: Vec::new(),
        rows: articles.iter().map(row).collect(),
    }
}

fn row(article: &BulkArticle) -> ListingRow {
    let BulkArticle { key, title, lead, published, .. } = article;
    ListingRow {
        key: key.clone(),
        title_key: None,
        title: Some(title.clone()),
        lead: Some(lead.clone()),
        picture: Some(format!("https://site.example/pictures/{}.jpg", key.id)),
        picture_small: None,
        published: Some(date(*published, PublishedSource::Stamp)),
    }
}

fn date(at: Timestamp, source: PublishedSource) -> Published {
    Published { at, source, precision: Precision::Minute }
}

fn page(item: i64, article: &BulkArticle, now: Timestamp) -> PageAnswer {
    PageAnswer {
        item,
        validators: Validators { etag: Some(format!("\"{}\"", article.key.id)), last_modified: None },
        base: Some("https://site.example".to_owned()),
        wire_bytes: 7_000,
        at: now,
        parser: 1,
        published: Some(date(article.published, PublishedSource::Meta)),
        text: text(article),
        details: PageDetails::Article,
        next: NextRequest::default(),
        due: Due { at: now, reason: DueReason::Revalidation, failures: 0 },
    }
}

fn text(article: &BulkArticle) -> TextOfPage {
    TextOfPage {
        title: Some(article.title.clone()),
        lead: Some(article.lead.clone()),
        language: article.language.clone(),
        direction: article.direction,
        blocks: article.paragraphs.iter().map(|text| block(text, article.direction)).collect(),
        related: Vec::new(),
        tags: Vec::new(),
        people: Vec::new(),
        updated: None,
        hash: vec![1; 32],
        fingerprint: Fingerprint::default(),
        alternates: Vec::new(),
    }
}

fn block(text: &str, dir: Direction) -> Block {
    Block { content: BlockContent::Paragraph { spans: vec![Span::plain(text)] }, dir }
}
