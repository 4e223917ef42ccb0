//! The stories that JSON-LD declares with their dates, and which of them is that of the page.

use ifilm_language::text::normalized;
use serde_json::Value;
use url::Url;

use super::measured_page::MeasuredPage;
use crate::parse::html::decoded;

/// What JSON-LD says about something with a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Story {
    pub(super) kind: StoryKind,
    /// Its headline or name.
    pub(super) headline: Option<String>,
    /// The addresses by which it names itself or its page.
    pub(super) addresses: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
}

/// What a story is, by its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StoryKind {
    /// A text, a video or a recording.
    Article,
    /// A page, or something without a type.
    Page,
}

/// How a story belongs to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claim {
    /// It has the headline or the address of the page, or names neither.
    Own,
    /// Its headline is another one, as those for search engines are.
    Weak,
    /// Headline and address are those of another page.
    Other,
}

/// Types of stories that do not end in `Article` or `Posting`.
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "Report", "Review", "CriticReview", "Recipe", "HowTo", "VideoObject", "AudioObject", "MediaObject", "Clip", "Interview",
];
/// Types of pages, and of what has no better type.
#[rustfmt::skip]
const PAGES: &[&str] = &[
    "WebPage", "ItemPage", "FAQPage", "QAPage", "AboutPage", "MedicalWebPage", "CreativeWork", "WebContent",
    "ImageGallery", "VideoGallery", "MediaGallery", "PodcastEpisode", "RadioEpisode", "Episode",
];

/// Types that may have a headline, but no text.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "WebSite", "Comment", "Answer", "Movie", "TVSeries", "TVSeason", "Book", "MusicAlbum", "MusicRecording", "ImageObject",
    "Photograph",
];

impl StoryKind {
    /// The kind of an object; `None` if its date says nothing of a text, as that of an organization, an event
    /// or a comment. A type that we do not know may be a text if it has a headline.
    pub(super) fn of(object: &Value) -> Option<Self> {
        let names: Vec<&str> = match &object["@type"] {
            Value::String(name) => vec![name],
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            _ => return Some(Self::Page),
        };
        let known = names.iter().filter_map(|name| Self::of_type(name)).min();
        let is_other = || names.iter().any(|name| OTHERS.contains(&plain_type(name)));
        let may_be_text = || object["headline"].is_string() && !is_other();
        known.or_else(|| may_be_text().then_some(Self::Page))
    }

    /// The kind of a type; `None` if it is no known type of a text.
    pub(super) fn of_type(name: &str) -> Option<Self> {
        let name = plain_type(name);
        let is_article = name.ends_with("Article") || name.ends_with("Posting") || ARTICLES.contains(&name);
        let is_page = || PAGES.contains(&name) || name.is_empty();
        is_article.then_some(Self::Article).or_else(|| is_page().then_some(Self::Page))
    }
}

/// The name of a type without its address: `http://schema.org/NewsArticle`.
fn plain_type(name: &str) -> &str {
    name.trim().rsplit(['/', '#', ':']).next().unwrap_or_default()
}

impl Story {
    /// What an object of JSON-LD declares; `None` if it is of no kind of story.
    pub(super) fn of(object: &Value) -> Option<Self> {
        let kind = StoryKind::of(object)?;
        let text = |name: &str| text(object, name);
        let created = || text("dateCreated").or_else(|| text("uploadDate"));
        let main = &object["mainEntityOfPage"];
        let of_main = main.as_str().map(str::to_owned).or_else(|| self::text(main, "@id"));
        Some(Self {
            kind,
            headline: text("headline").or_else(|| text("name")),
            addresses: [text("url"), of_main, text("@id")].into_iter().flatten().collect(),
            published: text("datePublished").or_else(created),
            updated: text("dateModified"),
        })
    }

    /// How it belongs to a page with these headlines.
    pub(super) fn claim(&self, measured: &MeasuredPage<'_>, headlines: &[&str]) -> Claim {
        let headline = self.headline.as_deref().filter(|_| !headlines.is_empty());
        let is_headed = headline.map(|own| headlines.iter().any(|known| is_like(own, known)));
        let named: Vec<bool> =
            self.addresses.iter().filter_map(|address| is_of_page(measured, address)).collect();
        let is_named = named.contains(&true);
        match (is_headed, named.is_empty()) {
            (Some(true), _) => Claim::Own,
            _ if is_named => Claim::Own,
            (None, true) if self.kind == StoryKind::Article => Claim::Own,
            (Some(false), false) => Claim::Other,
            _ => Claim::Weak,
        }
    }
}

/// A text of JSON-LD. Some generators escape entities in it as if it were HTML.
pub(super) fn text(value: &Value, name: &str) -> Option<String> {
    let text = decoded(value[name].as_str()?.trim());
    (!text.is_empty()).then_some(text)
}

/// Whether an address is that of the page; `None` if it does not tell, such as one of another host or a front
/// page.
fn is_of_page(measured: &MeasuredPage<'_>, address: &str) -> Option<bool> {
    let address = measured.absolute(address).filter(|address| address.path() != "/")?;
    let declared = measured.page.head.metas_of(&["og:url"]).next();
    let declared = declared.and_then(|declared| measured.absolute(declared));
    let is_same = |page: &Url| is_same_page(measured, page, &address);
    let is_own = is_same(measured.address) || declared.as_ref().is_some_and(is_same);
    (is_own || measured.is_own_host(&address)).then_some(is_own)
}

fn is_same_page(measured: &MeasuredPage<'_>, one: &Url, other: &Url) -> bool {
    let path = |url: &Url| url.path().trim_end_matches('/').to_owned();
    let key = |url: &Url| measured.edition.key_of(url);
    path(one) == path(other) && one.query() == other.query() || key(one).is_some() && key(one) == key(other)
}

/// The fewest bytes of a headline, in one spelling, that may be a part of another.
const LEAST_WITHIN: usize = 12;

/// Whether two headlines are the same, one is a part of the other, or at least half of the words of the
/// shorter are in both.
fn is_like(one: &str, other: &str) -> bool {
    let (plain, known) = (normalized(one), normalized(other));
    let holds = |long: &str, short: &str| short.len() >= LEAST_WITHIN && long.contains(short);
    plain == known || holds(&plain, &known) || holds(&known, &plain) || shares_words(one, other)
}

fn shares_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split_whitespace().take(MOST_WORDS).map(normalized);
        words.filter(|word| word.chars().nth(2).is_some()).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    shared >= LEAST_SHARED && shared.saturating_mul(2) >= short.len()
}

const MOST_WORDS: usize = 40;
/// A single word may be in two headlines by chance.
const LEAST_SHARED: usize = 2;
