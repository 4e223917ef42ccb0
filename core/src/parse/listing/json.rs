//! Finds the array of rows in a JSON document, and reads it row by row.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::json_repair::repaired;
use super::json_row::{Origin, row, row_under};
use super::parsed::ParsedListing;
use super::row::Rows;
use crate::catalog::SectionEntry;
use crate::model::Kind;
use crate::parse::{Document, encoding};

/// Names under which an object usually holds the array.
const WRAPPERS: &[&str] = &["data", "items", "result", "results", "rows", "list", "d"];

/// Names of arrays whose objects have an id and are no rows, and of answers that are an error.
const OTHERS: &[&str] = &[
    "error",
    "errors",
    "tags",
    "authors",
    "author",
    "categories",
    "category",
    "menu",
    "menus",
    "users",
    "links",
    "meta",
    "comments",
    "related",
];

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

/// How many objects and texts may be around the array of rows.
const DEEPEST: usize = 5;

/// Finds the array of rows and reads it row by row. It is the value itself, or the value at any name inside
/// an object, also as JSON in a text. Of several arrays, see [`Found`].
#[derive(Clone, Copy)]
struct Finder<'a> {
    origin: Origin<'a>,
    depth: usize,
}

/// An array of rows, and whether its name is a usual one.
struct Found {
    is_known: bool,
    rows: Rows,
}

impl Found {
    /// The array with the largest worth counts: one with rows under a usual name, then one whose rows have a
    /// lead, a date or a picture, then an empty one under a usual name, then the longer one.
    fn worth(&self) -> (bool, usize, bool, usize) {
        let is_filled = self.rows.len() > 0;
        (self.is_known && is_filled, self.rows.count_with_details(), self.is_known, self.rows.len())
    }
}

impl<'a> Finder<'a> {
    fn deeper(self) -> Self {
        Self { depth: self.depth.saturating_add(1), ..self }
    }

    /// The rows that stand under numbers: their ids, or their places, which count from 0 or 1.
    fn numbered(self, named: Vec<(String, Value)>) -> Rows {
        let are_places = |first: usize| {
            let mut names = named.iter().map(|(name, _)| name.parse::<usize>().ok()).zip(first..);
            names.all(|(name, place)| name == Some(place))
        };
        let are_ids = !are_places(0) && !are_places(1);
        let mut rows = Rows::default();
        for (name, value) in named {
            let id = if are_ids { Some(&*name) } else { None };
            row_under(id, value, self.origin).into_iter().for_each(|row| rows.add(row));
        }
        rows
    }

    /// The rows of JSON inside a JSON text, as old ASP.NET services answer.
    fn in_text(self, text: &str) -> Option<Rows> {
        let text = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']);
        let is_json = text.starts_with(['[', '{']) && self.depth < DEEPEST;
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
        let is_of_rows = self.depth == 0 || rows.len() > 0 || rows.dropped() == 0;
        Ok(is_of_rows.then_some(rows))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut best: Option<Found> = None;
        let mut numbered: Vec<(String, Value)> = Vec::new();
        while let Some(name) = object.next_key::<String>()? {
            let name = name.to_ascii_lowercase();
            if self.depth >= DEEPEST || OTHERS.contains(&name.as_str()) {
                object.next_value::<IgnoredAny>()?;
            } else if name.bytes().all(|byte| byte.is_ascii_digit()) {
                numbered.push((name, object.next_value()?));
            } else if let Some(rows) = object.next_value_seed(self.deeper())? {
                let found = Found { is_known: WRAPPERS.contains(&name.as_str()), rows };
                best = better(best, found);
            }
        }
        let rows = self.numbered(numbered);
        if rows.len() > 0 {
            best = better(best, Found { is_known: true, rows });
        }
        Ok(best.map(|found| found.rows))
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

fn better(best: Option<Found>, found: Found) -> Option<Found> {
    Some(best.filter(|best| best.worth() >= found.worth()).unwrap_or(found))
}
