//! One row of a JSON listing, from the fields of its object.

use jiff::tz::TimeZone;
use serde_json::{Map, Value};
use url::Url;

use super::links::is_template;
use super::parsed::ParsedRow;
use crate::catalog::EditionEntry;
use crate::model::{ItemKey, Kind, Published};
use crate::parse::page::plain;
use crate::parse::{picture, stamp};

const TITLES: &[&str] = &["title", "caption", "headline", "name"];
/// Those that an author or a category does not have.
const HEADLINES: &[&str] = &["title", "caption", "headline"];
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
/// Names of the object that holds the fields of a row, beside its id.
const BODIES: &[&str] = &["attributes", "_source", "node", "fields", "item", "article", "post"];
/// Names under which a field that is an object may hold its text, besides the language of the edition.
const INNER: &[&str] = &["rendered", "text", "value", "url", "src", "href", "date", "$date", "$numberLong"];
/// The values that all rows of a listing share.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub(super) edition: &'a EditionEntry,
    pub(super) address: &'a Url,
    pub(super) kind: Kind,
}

/// The row in a value, which may be JSON in a text; `None` if it has no key.
pub(super) fn row(value: &Value, origin: Origin<'_>) -> Option<ParsedRow> {
    if let Value::String(text) = value {
        return row(&serde_json::from_str(text).ok().filter(Value::is_object)?, origin);
    }
    let fields = Fields { object: value.as_object()?, language: origin.edition.language.language() };
    let own = fields.key(origin);
    let inner = fields.inner(own.is_some());
    let key = own.or_else(|| inner?.key(origin))?;
    Some(inner.unwrap_or(fields).row(key, origin))
}

/// The row in an object that stands under its id, if it has a headline and no id of its own.
pub(super) fn row_under(id: Option<&str>, mut value: Value, origin: Origin<'_>) -> Option<ParsedRow> {
    if let Some(known) = row(&value, origin) {
        return Some(known);
    }
    let language = origin.edition.language.language();
    let object = value.as_object_mut()?;
    let has_headline = Fields { object, language }.all(HEADLINES).next().is_some();
    object.insert("id".to_owned(), Value::String(id.filter(|_| has_headline)?.to_owned()));
    row(&value, origin)
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
    fn row(self, key: ItemKey, origin: Origin<'_>) -> ParsedRow {
        let zone = origin.edition.zone.time_zone();
        let mut pictures = self.texts(PICTURES).filter_map(|path| origin.address.join(&path).ok());
        let picture = pictures.next();
        let folder = picture.as_ref().and_then(|picture| stamp::folder(picture.path(), zone));
        ParsedRow {
            key,
            title: self.texts(TITLES).find_map(|title| plain(&title)),
            lead: self.texts(LEADS).find_map(|lead| plain(&lead)),
            picture_small: picture.iter().cloned().chain(pictures).find(picture::is_small).map(String::from),
            picture: picture.map(picture::address),
            published: self.date(zone).or(folder),
        }
    }

    /// The fields inside a row that says nothing itself: `{"node": {…}}`, `{"id": 1, "attributes": {…}}`. A
    /// row without a key may have them under any name, but not with the name of an author alone.
    fn inner(self, has_key: bool) -> Option<Self> {
        let is_empty = self.all(TITLES).next().is_none();
        let named: Vec<&Value> =
            if has_key { self.all(BODIES).collect() } else { self.object.values().collect() };
        let objects = named.into_iter().filter(|_| is_empty).filter_map(Value::as_object);
        let mut titled = objects
            .map(|object| Self { object, ..self })
            .filter(|inner| inner.all(TITLES).next().is_some() && inner.has_facts());
        titled.next()
    }

    /// Whether it has more than the id and the name that an author or a category has, too.
    fn has_facts(self) -> bool {
        [LINKS, LEADS, PICTURES, DATES].iter().any(|names| self.all(names).next().is_some())
            || self.all(HEADLINES).next().is_some()
    }

    /// The key of the page that the row links to. Without a link to a page of the edition, the key of its id.
    /// The link comes first, because an id does not always make an address: some paths hold the date. A row
    /// that links to another edition, or to a page of another kind, has no key in this list.
    fn key(self, origin: Origin<'_>) -> Option<ItemKey> {
        let edition = origin.edition;
        let link = self.text(LINKS).and_then(|link| origin.address.join(&link).ok());
        if link.as_ref().is_some_and(|link| edition.is_elsewhere(link)) {
            return None;
        }
        match link.and_then(|link| edition.key_of(&link)) {
            Some(key) => Some(key).filter(|key| key.kind == origin.kind),
            None => self.all(IDS).find_map(|value| edition.key(origin.kind, &id(self.within(value))?)),
        }
    }

    /// The values under these names, those of the first name first.
    fn all(self, names: &'static [&'static str]) -> impl Iterator<Item = &'a Value> + use<'a> {
        let fields = self.object;
        names.iter().flat_map(move |name| {
            let is_named = move |field: &(&String, &Value)| is_same_name(field.0, name);
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
        self.all(DATES).find_map(|value| {
            let zone = own_zone(value).unwrap_or_else(|| zone.clone());
            stamp::machine(&text_of(self.within(value))?, &zone)
        })
    }
}

/// The zone beside a date, as PHP writes it: `{"date": "2024-05-02 10:00:00.000000", "timezone": "UTC"}`.
fn own_zone(date: &Value) -> Option<TimeZone> {
    TimeZone::get(date.get("timezone")?.as_str()?).ok()
}

/// Whether two names are the same in any case, with or without `_` and `-`: `published_at`, `publishedAt`.
pub(in crate::parse) fn is_same_name(one: &str, other: &str) -> bool {
    letters_of(one).eq(letters_of(other))
}

fn letters_of(name: &str) -> impl Iterator<Item = u8> {
    let letters = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-'));
    letters.map(|byte| byte.to_ascii_lowercase())
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
