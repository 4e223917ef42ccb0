//! Rows of a JSON array, one at a time.

use jiff::tz::TimeZone;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use url::Url;

use super::json_repair::repaired;
use super::links::is_template;
use super::parsed::{ParsedListing, ParsedRow};
use super::row::Rows;
use crate::catalog::{EditionEntry, SectionEntry};
use crate::model::{ItemKey, Kind, Published};
use crate::parse::page::plain;
use crate::parse::stamp;
use crate::parse::{Document, encoding, picture};

const TITLES: &[&str] = &["title", "caption", "headline", "name"];
/// `slug` counts where the id is none that a page of the site can have.
const IDS: &[&str] = &["id", "slug", "newsid", "postid", "articleid", "contentid", "_id"];
const LINKS: &[&str] = &["link", "url", "href", "permalink"];
const LEADS: &[&str] = &["lead", "summary", "excerpt", "description", "abstract", "intro"];
const PICTURES: &[&str] = &["imageaddress_m", "imageaddress_l", "imageaddress_s", "imageaddress", "image"];
const DATES: &[&str] = &[
    "date",
    "publishdate",
    "publisheddate",
    "publishedat",
    "published",
    "publishtime",
    "datepublished",
    "pubdate",
    "createdate",
    "createddate",
    "createdat",
    "insertdate",
    "registerdate",
    "datetime",
];
/// Names under which a field that is an object may hold its text, besides the language of the edition.
const INNER: &[&str] = &["rendered", "text", "value", "url", "src", "href", "date"];
/// Names under which an object usually holds the array.
const WRAPPERS: &[&str] = &["data", "items", "result", "results", "rows", "list", "d"];

/// Reads the rows; an empty body is an empty listing.
pub(super) fn read(document: Document<'_>, section: &SectionEntry) -> Result<ParsedListing, String> {
    let text = encoding::decode(document.bytes, document.charset);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if text.is_empty() {
        return Ok(ParsedListing::default());
    }
    let kind = section.content.first().map_or(Kind::Article, |content| content.kind);
    let origin = Origin { edition: document.edition, address: document.address, kind };
    let read = |text: &str| rows(text, origin).map(Rows::finish).map_err(|cause| cause.to_string());
    read(text).or_else(|reason| repaired(text).map_or(Err(reason), |text| read(&text)))
}

fn rows(text: &str, origin: Origin<'_>) -> serde_json::Result<Rows> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let rows = Finder { origin, depth: 0 }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    rows.ok_or_else(|| serde::de::Error::custom("it holds no array of rows"))
}

/// The values that all rows of a listing share.
#[derive(Clone, Copy)]
struct Origin<'a> {
    edition: &'a EditionEntry,
    address: &'a Url,
    kind: Kind,
}

/// How many objects and texts may be around the array of rows.
const DEEPEST: usize = 5;

/// Finds the array of rows and reads it row by row. It is the value itself, or the value at any name inside
/// an object, also as JSON in a text. Of several arrays the one under a known name counts, then the one with
/// more rows.
#[derive(Clone, Copy)]
struct Finder<'a> {
    origin: Origin<'a>,
    depth: usize,
}

impl<'a> Finder<'a> {
    fn deeper(self) -> Self {
        Self { depth: self.depth.saturating_add(1), ..self }
    }

    /// The rows of JSON inside a JSON text, as old ASP.NET services answer.
    fn in_text(self, text: &str) -> Option<Rows> {
        let is_json = text.trim_start().starts_with(['[', '{']) && self.depth < DEEPEST;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        if is_json { self.deeper().deserialize(&mut deserializer).ok()? } else { None }
    }
}

impl<'de> DeserializeSeed<'de> for Finder<'_> {
    type Value = Option<Rows>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Finder<'_> {
    type Value = Option<Rows>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an array of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Self::Value, A::Error> {
        let mut rows = Rows::default();
        while let Some(value) = array.next_element::<Value>()? {
            match row(&value, self.origin) {
                Some(row) => rows.add(row),
                None => rows.drop_one(),
            }
        }
        Ok(Some(rows))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut best: Option<(bool, Rows)> = None;
        while let Some(name) = object.next_key::<String>()? {
            let is_known = WRAPPERS.contains(&name.to_ascii_lowercase().as_str());
            if self.depth >= DEEPEST || best.as_ref().is_some_and(|(known, rows)| *known && rows.len() > 0) {
                object.next_value::<IgnoredAny>()?;
                continue;
            }
            let found = object.next_value_seed(self.deeper())?.filter(|rows| is_known || rows.len() > 0);
            let worth = |(known, rows): &(bool, Rows)| (rows.len() > 0, *known, rows.len());
            let found = found.map(|rows| (is_known, rows));
            if found.as_ref().map(worth) > best.as_ref().map(worth) {
                best = found;
            }
        }
        Ok(best.map(|(_, rows)| rows))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.in_text(text))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok((self.depth == 0).then(Rows::default))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }
}

fn row(value: &Value, origin: Origin<'_>) -> Option<ParsedRow> {
    if let Value::String(text) = value {
        return row(&serde_json::from_str(text).ok().filter(Value::is_object)?, origin);
    }
    let fields = Fields { object: value.as_object()?, language: origin.edition.language.language() };
    fields.row(origin).or_else(|| fields.inner()?.row(origin))
}

/// A whole number above 0, or a text that is not a placeholder of a template.
fn id(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => number.as_u64().map(|id| id.to_string()).or_else(|| whole(number.as_f64()?)),
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !is_template(text)),
        _ => None,
    }
}

fn whole(number: f64) -> Option<String> {
    (number.fract() == 0.0 && number > 0.0 && number < 9e15).then(|| format!("{number:.0}"))
}

/// The fields of a row. The case of their names does not matter.
#[derive(Clone, Copy)]
struct Fields<'a> {
    object: &'a Map<String, Value>,
    language: &'a str,
}

impl<'a> Fields<'a> {
    fn row(self, origin: Origin<'_>) -> Option<ParsedRow> {
        let key = self.key(origin)?;
        let zone = origin.edition.zone.time_zone();
        let picture = self.text(PICTURES).and_then(|path| origin.address.join(&path).ok());
        let folder = picture.as_ref().and_then(|picture| stamp::folder(picture.path(), zone));
        Some(ParsedRow {
            key,
            title: self.texts(TITLES).find_map(|title| plain(&title)),
            lead: self.texts(LEADS).find_map(|lead| plain(&lead)),
            picture: picture.map(picture::address),
            published: self.date(zone).or(folder),
        })
    }

    /// The fields of the row inside a row that says nothing itself: `{"node": {…}}`.
    fn inner(self) -> Option<Self> {
        let mut objects = self.object.values().filter_map(Value::as_object);
        let is_empty = self.all(TITLES).next().is_none();
        let inner = objects.next().filter(|_| is_empty && objects.next().is_none())?;
        let inner = Self { object: inner, ..self };
        inner.all(TITLES).next().map(|_| inner)
    }

    /// The key of the page that the row links to. Without such a link, the key of its id. The link comes
    /// first, because an id does not always make an address: some paths hold the date. A row that links to
    /// another edition has no key in this one.
    fn key(self, origin: Origin<'_>) -> Option<ItemKey> {
        let edition = origin.edition;
        let link = self.text(LINKS).and_then(|link| origin.address.join(&link).ok());
        if link.as_ref().is_some_and(|link| edition.is_elsewhere(link)) {
            return None;
        }
        let linked = link.and_then(|link| edition.key_of(&link)).filter(|key| key.kind == origin.kind);
        linked.or_else(|| self.all(IDS).find_map(|value| edition.key(origin.kind, &id(value)?)))
    }

    /// The values under these names, those of the first name first.
    fn all(self, names: &'static [&'static str]) -> impl Iterator<Item = &'a Value> + use<'a> {
        let fields = self.object;
        names.iter().flat_map(move |name| {
            let is_named = move |field: &(&String, &Value)| field.0.eq_ignore_ascii_case(name);
            fields.iter().filter(is_named).map(|(_, value)| value)
        })
    }

    fn texts(self, names: &'static [&'static str]) -> impl Iterator<Item = String> + use<'a> {
        self.all(names).filter_map(move |value| text_of(self.within(value)))
    }

    /// The text of a value that is an object: `{"rendered": "…"}`, or one with a text for each language.
    fn within(self, value: &'a Value) -> &'a Value {
        let inner = |object: &'a Map<String, Value>| {
            std::iter::once(self.language).chain(INNER.iter().copied()).find_map(|name| object.get(name))
        };
        value.as_object().and_then(inner).unwrap_or(value)
    }

    fn text(self, names: &'static [&'static str]) -> Option<String> {
        self.texts(names).next()
    }

    fn date(self, zone: &TimeZone) -> Option<Published> {
        self.texts(DATES).find_map(|text| stamp::machine(&text, zone))
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
