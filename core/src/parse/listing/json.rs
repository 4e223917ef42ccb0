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
const LINKS: &[&str] = &["link", "url", "href", "permalink"];
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
/// Names under which an object may hold the array.
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
    let mut rows = Rows::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Gather { rows: &mut rows, origin, is_wrapped: false }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(rows)
}

/// The values that all rows of a listing share.
#[derive(Clone, Copy)]
struct Origin<'a> {
    edition: &'a EditionEntry,
    address: &'a Url,
    kind: Kind,
}

/// Reads an array, or an object that holds one, row by row.
struct Gather<'a> {
    rows: &'a mut Rows,
    origin: Origin<'a>,
    is_wrapped: bool,
}

impl<'de> DeserializeSeed<'de> for Gather<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Gather<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an array of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        while let Some(value) = array.next_element::<Value>()? {
            match row(&value, self.origin) {
                Some(row) => self.rows.add(row),
                None => self.rows.drop_one(),
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut found = false;
        while let Some(name) = object.next_key::<String>()? {
            let is_rows = !self.is_wrapped && WRAPPERS.contains(&name.to_ascii_lowercase().as_str());
            if is_rows && !found {
                found = true;
                object.next_value_seed(Gather { rows: self.rows, origin: self.origin, is_wrapped: true })?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        if found { Ok(()) } else { Err(serde::de::Error::custom("the object holds no array of rows")) }
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

fn row(value: &Value, origin: Origin<'_>) -> Option<ParsedRow> {
    let fields = Fields(value.as_object()?);
    let key = key(&fields, origin)?;
    let picture = fields.text(PICTURES).and_then(|path| origin.address.join(&path).ok());
    let folder =
        picture.as_ref().and_then(|picture| stamp::folder(picture.path(), origin.edition.zone.time_zone()));
    Some(ParsedRow {
        key,
        title: fields.texts(TITLES).find_map(|title| plain(&title)),
        picture: picture.map(picture::address),
        published: fields.date(origin.edition.zone.time_zone()).or(folder),
    })
}

/// The key of the page that the row links to. Without such a link, the key of its id. The link comes first,
/// because an id does not always make an address: some paths hold the date. A row that links to
/// another edition has no key in this one.
fn key(fields: &Fields<'_>, origin: Origin<'_>) -> Option<ItemKey> {
    let link = fields.text(LINKS).and_then(|link| origin.address.join(&link).ok());
    if link.as_ref().is_some_and(|link| origin.edition.is_elsewhere(link)) {
        return None;
    }
    let linked = link.and_then(|link| origin.edition.key_of(&link)).filter(|key| key.kind == origin.kind);
    linked.or_else(|| origin.edition.key(origin.kind, &id(fields.named(&["id"])?)?))
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
struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The value of the first of these names that the row has.
    fn named(&self, names: &'static [&'static str]) -> Option<&'a Value> {
        self.all(names).next()
    }

    fn all(&self, names: &'static [&'static str]) -> impl Iterator<Item = &'a Value> + use<'a> {
        let fields = self.0;
        names.iter().flat_map(move |name| {
            let is_named = move |field: &(&String, &Value)| field.0.eq_ignore_ascii_case(name);
            fields.iter().filter(is_named).map(|(_, value)| value)
        })
    }

    fn texts(&self, names: &'static [&'static str]) -> impl Iterator<Item = String> + use<'a> {
        self.all(names).filter_map(|value| match value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }

    fn text(&self, names: &'static [&'static str]) -> Option<String> {
        self.texts(names).next()
    }

    fn date(&self, zone: &TimeZone) -> Option<Published> {
        self.all(DATES).find_map(|value| match value {
            Value::String(text) => stamp::machine(within(text), zone),
            Value::Number(number) => stamp::machine(&number.to_string(), zone),
            _ => None,
        })
    }
}

/// The number in `/Date(1714650000000+0330)/`, the date of old ASP.NET; other text as it is.
fn within(text: &str) -> &str {
    let Some((_, number)) = text.split_once("Date(") else {
        return text;
    };
    number.split([')', '+', '-']).next().unwrap_or(number)
}
