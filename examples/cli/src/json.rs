//! The JSON output of the commands. An absent value is `null`, never left out. Times are RFC 3339 in UTC.

use ifilm_core::testing::{ParsedArticle, ParsedListing, ParsedRow};
use ifilm_core::{
    Article, ArticleBody, Block, EditionId, Item, ItemKey, ItemSlice, Published, Related, SameStory,
    SearchHit, SearchSlice, Snippet, text_of_blocks,
};
use serde_json::{Map, Value, json};

pub(crate) fn page(page: &ItemSlice) -> Value {
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
    } = page;
    json!({
        "edition": edition,
        "section": section,
        "items": items.iter().map(item).collect::<Vec<_>>(),
        "next": next,
        "fresh_as_of": fresh_as_of,
        "fresh_as_of_text": fresh_as_of_text,
        "fresh_as_of_age_text": fresh_as_of_age_text,
        "waiting": waiting,
        "holes": holes,
    })
}

/// The value of `saved`. Nothing can be saved yet.
const SAVED: bool = false;

fn item(item: &Item) -> Value {
    let Item { key, title, lead, link, direction, published, date_text, age_text, read, edited } = item;
    let own = json!({
        "key": key,
        "title": title,
        "lead": lead,
        "link": link,
        "direction": direction,
        "date_text": date_text,
        "age_text": age_text,
        "read": read,
        "saved": SAVED,
        "edited": edited,
    });
    merged(own, date(Some(published)))
}

pub(crate) fn search_page(page: &SearchSlice) -> Value {
    let SearchSlice { hits, next } = page;
    json!({ "hits": hits.iter().map(hit).collect::<Vec<_>>(), "next": next })
}

fn hit(hit: &SearchHit) -> Value {
    let SearchHit { item: found, title, snippet } = hit;
    let snippet = snippet.as_ref().map(|Snippet { place, words, cut_before, cut_after }| {
        json!({ "place": place, "spans": words.spans(), "cut_before": cut_before, "cut_after": cut_after })
    });
    merged(item(found), json!({ "title_spans": title.spans(), "snippet": snippet }))
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
        date_text,
        age_text,
        read,
        edited,
        body,
        related,
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
        "read": read,
        "saved": SAVED,
        "edited": edited,
        "state": state,
        "waiting": waiting,
        "fresh_as_of": fresh_as_of,
    });
    merged(merged(own, date(Some(published))), text(blocks, related))
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

pub(crate) fn parsed_article(article: &ParsedArticle) -> Value {
    let ParsedArticle { title, lead, published, language, direction, blocks, related, picture, alternates } =
        article;
    let own = json!({
        "title": title,
        "lead": lead,
        "language": language,
        "direction": direction,
        "picture": picture,
        "alternates": alternates,
    });
    merged(merged(own, date(published.as_ref())), text(blocks, related))
}

pub(crate) fn parsed_listing(listing: &ParsedListing) -> Value {
    let ParsedListing { rows, dropped } = listing;
    json!({ "rows": rows.iter().map(parsed_row).collect::<Vec<_>>(), "dropped": dropped })
}

fn parsed_row(row: &ParsedRow) -> Value {
    let ParsedRow { key, title, picture, published } = row;
    merged(json!({ "key": key, "title": title, "picture": picture }), date(published.as_ref()))
}

fn text(blocks: &[Block], related: &[Related]) -> Value {
    json!({ "blocks": blocks, "text": text_of_blocks(blocks), "related": related })
}

fn date(published: Option<&Published>) -> Value {
    json!({
        "published": published.map(|published| published.at),
        "published_source": published.map(|published| published.source),
        "published_precision": published.map(|published| published.precision),
    })
}

fn merged(one: Value, other: Value) -> Value {
    let fields = |value| match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    Value::Object(fields(one).into_iter().chain(fields(other)).collect())
}
