//! The JSON output of the commands. An absent value is `null`, never left out. Times are RFC 3339 in UTC.

use ifilm_core::testing::{LineVote, ParsedArticle, ParsedListing, ParsedRow, WhyLine};
use ifilm_core::{
    Article, ArticleBody, Block, Cursor, Direction, EditionId, Item, ItemKey, ItemSlice, LanguageTag,
    ListHole, PixelSize, Precision, ProgramPage, Published, PublishedSource, Related, SameStory, SavedItem,
    SavedSlice, SearchHit, SearchSlice, Section, SiteSearch, SiteSearchHit, Snippet, Updated, Waiting,
    text_of_blocks,
};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A list. It is serialised directly, without a tree of JSON values, because people wait for lists most
/// often.
pub(crate) fn page(page: &ItemSlice) -> impl Serialize {
    let ItemSlice {
        edition,
        section,
        items,
        next,
        fresh_as_of,
        fresh_as_of_text,
        fresh_as_of_age_text,
        waiting,
        holes,
        marks_missing,
    } = page;
    PageJson {
        edition,
        section: *section,
        items: items.iter().map(ItemJson::of).collect(),
        next: next.as_ref(),
        fresh_as_of: *fresh_as_of,
        fresh_as_of_text: fresh_as_of_text.as_deref(),
        fresh_as_of_age_text: fresh_as_of_age_text.as_deref(),
        waiting: waiting.as_ref(),
        holes,
        marks_missing: *marks_missing,
    }
}

#[derive(Serialize)]
struct PageJson<'a> {
    edition: &'a EditionId,
    section: Section,
    items: Vec<ItemJson<'a>>,
    next: Option<&'a Cursor>,
    fresh_as_of: Option<Timestamp>,
    fresh_as_of_text: Option<&'a str>,
    fresh_as_of_age_text: Option<&'a str>,
    waiting: Option<&'a Waiting>,
    holes: &'a [ListHole],
    marks_missing: bool,
}

/// An item.
pub(crate) fn item(item: &Item) -> impl Serialize {
    ItemJson::of(item)
}

#[derive(Serialize)]
struct ItemJson<'a> {
    key: &'a ItemKey,
    title: &'a str,
    lead: Option<&'a str>,
    link: &'a str,
    picture: Option<&'a str>,
    picture_small: Option<&'a str>,
    picture_size: Option<PixelSize>,
    language: &'a LanguageTag,
    direction: Direction,
    #[serde(flatten)]
    date: DateJson,
    date_text: &'a str,
    age_text: &'a str,
    read: bool,
    saved: bool,
    edited: bool,
    gone: bool,
}

impl<'a> ItemJson<'a> {
    fn of(item: &'a Item) -> Self {
        let Item {
            key,
            title,
            lead,
            link,
            picture,
            picture_small,
            picture_size,
            language,
            direction,
            published,
            date_text,
            age_text,
            read,
            saved,
            edited,
            gone,
        } = item;
        Self {
            key,
            title,
            lead: lead.as_deref(),
            link,
            picture: picture.as_deref(),
            picture_small: picture_small.as_deref(),
            picture_size: *picture_size,
            language,
            direction: *direction,
            date: DateJson::of(Some(published)),
            date_text,
            age_text,
            read: *read,
            saved: *saved,
            edited: *edited,
            gone: *gone,
        }
    }
}

#[derive(Serialize)]
struct DateJson {
    published: Option<Timestamp>,
    published_source: Option<PublishedSource>,
    published_precision: Option<Precision>,
}

impl DateJson {
    fn of(published: Option<&Published>) -> Self {
        Self {
            published: published.map(|published| published.at),
            published_source: published.map(|published| published.source),
            published_precision: published.map(|published| published.precision),
        }
    }
}

pub(crate) fn search_page(page: &SearchSlice) -> Value {
    let SearchSlice { hits, next } = page;
    json!({ "hits": hits.iter().map(hit).collect::<Vec<_>>(), "next": next })
}

/// What a person saved.
pub(crate) fn saved(slice: &SavedSlice) -> Value {
    let SavedSlice { items, next } = slice;
    let item = |SavedItem { item, saved_at, has_text }: &SavedItem| {
        merged(json!(ItemJson::of(item)), json!({ "saved_at": saved_at, "has_text": has_text }))
    };
    json!({ "items": items.iter().map(item).collect::<Vec<_>>(), "next": next })
}

fn hit(hit: &SearchHit) -> Value {
    let SearchHit { item, title, snippet } = hit;
    let snippet = snippet.as_ref().map(|Snippet { place, words, cut_before, cut_after }| {
        json!({ "place": place, "spans": words.spans(), "cut_before": cut_before, "cut_after": cut_after })
    });
    merged(json!(ItemJson::of(item)), json!({ "title_spans": title.spans(), "snippet": snippet }))
}

pub(crate) fn article(article: &Article) -> Value {
    let Article {
        key,
        title,
        lead,
        link,
        language,
        direction,
        published,
        updated,
        date_text,
        age_text,
        updated_text,
        read,
        saved,
        edited,
        gone,
        body,
        related,
        tags,
        people,
        reading_minutes,
        fresh_as_of,
    } = article;
    let (state, blocks, waiting) = match body {
        ArticleBody::Ready { blocks } => ("ready", blocks.as_slice(), None),
        ArticleBody::Waiting { why } => ("waiting", &[][..], Some(why)),
        ArticleBody::Unreadable => ("unreadable", &[][..], None),
    };
    let own = json!({
        "key": key,
        "title": title,
        "lead": lead,
        "link": link,
        "language": language,
        "direction": direction,
        "date_text": date_text,
        "age_text": age_text,
        "updated_text": updated_text,
        "read": read,
        "saved": saved,
        "edited": edited,
        "gone": gone,
        "state": state,
        "waiting": waiting,
        "tags": tags,
        "people": people,
        "reading_minutes": reading_minutes,
        "fresh_as_of": fresh_as_of,
    });
    merged(merged(own, dates(Some(published), updated.as_ref())), text(blocks, related))
}

pub(crate) fn same_story(
    key: &ItemKey,
    edition: &EditionId,
    story: Option<&SameStory>,
    article: Option<&Article>,
) -> Value {
    json!({
        "key": key,
        "in": edition,
        "same_story": story,
        "article": article.map(self::article),
    })
}

/// A programme, in the shape of `debug parse`, and what the store knows besides.
pub(crate) fn program(page: &ProgramPage) -> Value {
    let ProgramPage { program, link, language, direction, read, saved, gone, waiting, fresh_as_of } = page;
    let stored = json!({
        "link": link,
        "language": language,
        "direction": direction,
        "read": read,
        "saved": saved,
        "gone": gone,
        "waiting": waiting,
        "fresh_as_of": fresh_as_of,
    });
    merged(json!(program), stored)
}

pub(crate) fn parsed_article(article: &ParsedArticle) -> Value {
    let ParsedArticle {
        title,
        lead,
        published,
        far_ahead: _,
        updated,
        language,
        direction,
        blocks,
        related,
        tags,
        people,
        picture,
        alternates,
        is_cut,
        is_unfinished,
    } = article;
    let own = json!({
        "title": title,
        "lead": lead,
        "language": language,
        "direction": direction,
        "picture": picture,
        "tags": tags,
        "people": people,
        "alternates": alternates,
        "is_cut": is_cut,
        "is_unfinished": is_unfinished,
    });
    merged(merged(own, dates(published.as_ref(), updated.as_ref())), text(blocks, related))
}

/// The hits of both searches.
pub(crate) fn site_search(found: &SiteSearch) -> Value {
    let SiteSearch { edition, hits, failure } = found;
    let hit = |hit: &SiteSearchHit| {
        let SiteSearchHit { key, title, picture, link, found_in, is_here, local: _ } = hit;
        json!({
            "key": key,
            "title": title,
            "picture": picture,
            "link": link,
            "found_in": found_in,
            "is_here": is_here,
        })
    };
    json!({ "edition": edition, "hits": hits.iter().map(hit).collect::<Vec<_>>(), "failure": failure })
}

/// The lines of an article, each with its verdict and the votes about it.
pub(crate) fn why_lines(lines: &[WhyLine]) -> Value {
    let vote = |vote: &LineVote| {
        let LineVote { name, weight, reason } = vote;
        json!({ "vote": name, "weight": weight, "reason": reason })
    };
    let line = |line: &WhyLine| {
        let WhyLine { node, verdict, text, votes } = line;
        let sum: i64 = votes.iter().map(|vote| i64::from(vote.weight)).sum();
        let votes: Vec<Value> = votes.iter().map(vote).collect();
        json!({ "node": node, "verdict": verdict, "sum": sum, "votes": votes, "text": text })
    };
    lines.iter().map(line).collect()
}

pub(crate) fn parsed_listing(listing: &ParsedListing) -> Value {
    let ParsedListing { rows, dropped } = listing;
    json!({ "rows": rows.iter().map(parsed_row).collect::<Vec<_>>(), "dropped": dropped })
}

fn parsed_row(row: &ParsedRow) -> Value {
    let ParsedRow { key, title, lead, picture, picture_small, published } = row;
    let row = json!({
        "key": key,
        "title": title,
        "lead": lead,
        "picture": picture,
        "picture_small": picture_small,
    });
    merged(row, date(published.as_ref()))
}

fn text(blocks: &[Block], related: &[Related]) -> Value {
    json!({ "blocks": blocks, "text": text_of_blocks(blocks), "related": related })
}

fn date(published: Option<&Published>) -> Value {
    json!(DateJson::of(published))
}

/// The dates of an article.
fn dates(published: Option<&Published>, updated: Option<&Updated>) -> Value {
    let updated = json!({
        "updated": updated.map(|updated| updated.at),
        "updated_precision": updated.map(|updated| updated.precision),
    });
    merged(date(published), updated)
}

fn merged(one: Value, other: Value) -> Value {
    let fields = |value| match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    Value::Object(fields(one).into_iter().chain(fields(other)).collect())
}
