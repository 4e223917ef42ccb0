//! The metadata of a page about the article: meta tags, microdata, JSON-LD.

use serde_json::Value;

use super::script_text::ScriptText;
use super::story::{Story, StoryKind, text};
use crate::parse::bounded_json;
use crate::parse::html::decoded;
use crate::parse::page::{Head, Meta};

/// Values in the order of trust.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) titles: Vec<String>,
    pub(super) descriptions: Vec<String>,
    /// When it was published, by the meta tags.
    pub(super) dates: Vec<Meta>,
    /// When it was changed, by the meta tags.
    pub(super) updates: Vec<Meta>,
    /// What JSON-LD declares with its dates.
    pub(super) stories: Vec<Story>,
    /// How many of the titles are not those of JSON-LD.
    pub(super) titles_of_metas: usize,
    pub(super) pictures: Vec<String>,
    pub(super) videos: Vec<String>,
    pub(super) site_names: Vec<String>,
    /// Who wrote it.
    pub(super) authors: Vec<String>,
    /// Texts of the article: `articleBody`.
    pub(super) bodies: Vec<String>,
    /// What stands in JSON-LD beside such a text: its `description`.
    pub(super) summaries: Vec<String>,
    /// The contents of `<title>`: the headline, often with the name of the site.
    pub(super) window: Option<String>,
}

const TITLES: &[&str] =
    &["og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title", "sailthru.title"];
const DESCRIPTIONS: &[&str] =
    &["og:description", "description", "twitter:description", "dc.description", "dcterms.description"];
const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "dcterms:date",
    "schema:datepublished",
    "schema:datecreated",
    "dc:created",
    "dcterms:created",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "publishdate",
    "publish_date",
    "publish-date",
    "pubdate",
    "published_time",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "og:pubdate",
    "published",
    "published_at",
    "publisheddate",
    "published_date",
    "published-date",
    "publication-date",
    "publicationdate",
    "date_published",
    "publishtime",
    "publish_time",
    "citation_publication_date",
    "citation_online_date",
    "prism.publicationdate",
    "originalpublicationdate",
    "article_date_original",
    "displaydate",
    "release_date",
    "shareaholic:article_published_time",
    "vr:published_time",
    "bt:pubdate",
    "datecreated",
    "article:created",
    "created",
    "date",
];
const UPDATES: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "og:article:modified_time",
    "datemodified",
    "schema:datemodified",
    "dc:modified",
    "dcterms:modified",
    "dc.date.modified",
    "dcterms.modified",
    "dc.modified",
    "modified_time",
    "modified",
    "updated_time",
    "updated_at",
    "updated",
    "lastmod",
    "last-modified",
    "last_modified",
    "lastmodified",
    "revised",
    "bt:moddate",
    "shareaholic:article_modified_time",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
];
const PICTURES: &[&str] = &["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "image"];
const VIDEOS: &[&str] = &["og:video", "og:video:url", "og:video:secure_url"];

/// The maximum number of values of one kind that are used.
const ENOUGH: usize = 8;
/// The same for dates. Those of many comments may come before that of the text.
const MOST_DATES: usize = 64;

impl Facts {
    /// Gathers the metadata in the head and the scripts of a page.
    pub(super) fn of(head: &Head) -> Self {
        let all = |names| head.metas_of(names).take(ENOUGH).map(str::to_owned).collect::<Vec<_>>();
        let placed = |names| head.placed_metas_of(names).take(MOST_DATES).cloned().collect();
        let titles = all(TITLES);
        let mut facts = Self {
            titles_of_metas: titles.len(),
            titles,
            descriptions: all(DESCRIPTIONS),
            dates: placed(DATES),
            updates: placed(UPDATES),
            stories: Vec::new(),
            pictures: all(PICTURES),
            videos: all(VIDEOS),
            site_names: all(&["og:site_name", "application-name", "dc.publisher"]),
            authors: all(AUTHORS),
            bodies: Vec::new(),
            summaries: Vec::new(),
            window: head.title.clone(),
        };
        head.scripts.iter().take(ENOUGH).for_each(|script| facts.add_script(script));
        facts
    }

    /// The longest text in JSON-LD, with what stands beside it.
    pub(super) fn take_body(&mut self) -> Option<ScriptText> {
        let bodies = std::mem::take(&mut self.bodies).into_iter();
        let longest = bodies.filter_map(|body| ScriptText::of(&body)).max_by_key(|text| text.letters)?;
        let is_own = |lead: &&String| {
            let lead = lead.trim_end_matches(['…', '.', ' ']);
            !longest.html.contains(lead)
        };
        let lead = self.summaries.first().filter(is_own).cloned();
        Some(ScriptText { lead, ..longest })
    }

    fn add_script(&mut self, script: &str) {
        match bounded_json::whole(script.trim()) {
            Some(value) => self.add_value(&value),
            None => {
                self.stories.extend(story_of_broken(script));
                self.bodies.extend(body_of_broken(script));
            }
        }
    }

    /// Arrays and graphs hold several objects. The first one that has a date or a headline is the article.
    fn add_value(&mut self, value: &Value) {
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => waiting.extend(values.iter().rev()),
                Value::Object(fields) if is_article(value) => {
                    self.add_article(value);
                    waiting.extend(fields.get("@graph"));
                }
                Value::Object(fields) => waiting.extend(fields.get("@graph").or(fields.get("mainEntity"))),
                _ => {}
            }
        }
    }

    fn add_article(&mut self, article: &Value) {
        self.titles.extend(text(article, "headline"));
        self.descriptions.extend(text(article, "description"));
        self.stories.extend(Story::of(article));
        self.authors.extend(names(&article["author"]));
        self.pictures.extend(picture(&article["image"]));
        self.summaries.extend(text(article, "description"));
        self.bodies.extend(article["articleBody"].as_str().map(str::to_owned));
        self.site_names.extend(text(&article["publisher"], "name"));
    }
}

fn is_article(value: &Value) -> bool {
    let has_facts = ["headline", "datePublished", "uploadDate"].iter().any(|name| value[*name].is_string());
    has_facts && StoryKind::of(value).is_some()
}

/// What a script that is no JSON declares.
fn story_of_broken(script: &str) -> Option<Story> {
    let value = |name| quoted_after(script, name).map(str::to_owned);
    let kind = quoted_after(script, "\"@type\"").map_or(Some(StoryKind::Page), StoryKind::of_type)?;
    let (published, updated) = (value("\"datePublished\""), value("\"dateModified\""));
    let headline = value("\"headline\"");
    Some(Story { kind, headline, addresses: Vec::new(), published, updated })
}

/// The text in a script that is no JSON, because quotes or line breaks in the text are written as they are.
/// It ends at the quote behind which the object ends or the next field begins.
fn body_of_broken(script: &str) -> Option<String> {
    let (_, after) = script.split_once("\"articleBody\"")?;
    let text = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let is_end = |before: &str, behind: &str| !before.ends_with('\\') && ends_field(behind);
    let mut quotes = text.match_indices('"').filter_map(|(at, _)| Some((text.get(..at)?, text.get(at..)?)));
    let (body, _) = quotes.find(|(before, quote)| is_end(before, quote.trim_start_matches('"')))?;
    Some(body.replace("\\n", "\n").replace("\\\"", "\"").replace("\\/", "/"))
}

/// Whether an object ends behind a quote, or a field with a name begins.
fn ends_field(behind: &str) -> bool {
    let behind = behind.trim_start();
    let name = behind.strip_prefix(',').and_then(|next| next.trim_start().strip_prefix('"'));
    let is_field = |name: &str| {
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '@');
        end.and_then(|end| name.get(end..)).is_some_and(|rest| rest.starts_with("\":"))
    };
    behind.starts_with('}') || name.is_some_and(is_field)
}

/// The names of one or several persons.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![decoded(name)],
        Value::Array(values) => values.iter().take(ENOUGH).filter_map(|value| text(value, "name")).collect(),
        _ => text(value, "name").into_iter().collect(),
    }
}

fn picture(value: &Value) -> Option<String> {
    match value {
        Value::String(address) => Some(address.clone()),
        Value::Array(values) => {
            values.iter().find_map(|value| value.as_str().map(str::to_owned).or_else(|| text(value, "url")))
        }
        Value::Object(_) => text(value, "url"),
        _ => None,
    }
}

/// The text in quotes after a name, in a script that is no JSON.
fn quoted_after<'a>(script: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = script.split_once(name)?;
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split_once('"').map(|(value, _)| value)
}
