//! The JSON listing, with the quirks of real listings.

use serde::Deserialize;

use crate::edition::Edition;
use crate::picture::Picture;
use crate::seeded_random::SeededRandom;
use crate::story::{Revision, Subject};
use crate::timeline;
use crate::truth::TruthRow;

/// The quirks of a listing. A good parser loses at most one row by each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Quirks {
    /// A byte order mark before the array.
    pub bom: bool,
    /// Letters beyond ASCII as `\u` escapes.
    pub escapes: bool,
    /// Null in fields of texts and numbers.
    pub nulls: bool,
    /// Numbers as text.
    pub text_numbers: bool,
    /// Unknown keys between the known ones.
    pub unknown_keys: bool,
    /// Entities in titles.
    pub entities: bool,
    /// Tags in titles.
    pub tags: bool,
    /// Rows of the template: `result[i]`.
    pub template_rows: bool,
    /// Rows that are not objects, and objects without an id.
    pub odd_rows: bool,
    /// The same row twice.
    pub duplicates: bool,
    /// Rows without a title.
    pub missing_titles: bool,
}

impl Quirks {
    /// A listing without quirks.
    pub const NONE: Quirks = Quirks {
        bom: false,
        escapes: false,
        nulls: false,
        text_numbers: false,
        unknown_keys: false,
        entities: false,
        tags: false,
        template_rows: false,
        odd_rows: false,
        duplicates: false,
        missing_titles: false,
    };
    /// All quirks at once.
    pub const ALL: Quirks = Quirks {
        bom: true,
        escapes: true,
        nulls: true,
        text_numbers: true,
        unknown_keys: true,
        entities: true,
        tags: true,
        template_rows: true,
        odd_rows: true,
        duplicates: true,
        missing_titles: true,
    };
}

impl Default for Quirks {
    /// The default of a site: all quirks, except those by which a row is lost or waits for a title.
    fn default() -> Self {
        Quirks { missing_titles: false, escapes: false, ..Quirks::ALL }
    }
}

/// The data of a row.
pub(crate) struct Row {
    pub(crate) id: u64,
    pub(crate) title: String,
    pub(crate) picture: Option<Picture>,
}

/// A listing without a server, and the content of its rows: each id once, in the order of the listing.
pub fn listing_json(seed: u64, edition: Edition, rows: usize, quirks: Quirks) -> (Vec<u8>, Vec<TruthRow>) {
    let newest = 90_000 + 2 * rows as u64;
    let rows = (0..rows as u64).map(|back| {
        let subject = Subject::of_site(seed, edition, newest - 2 * back, timeline::start());
        Row { id: subject.id, title: subject.headline(Revision::default()), picture: subject.picture() }
    });
    write(seed, 1, quirks, rows)
}

/// Writes rows as the site does; `category` is the number under which they are listed.
pub(crate) fn write(
    seed: u64,
    category: u32,
    quirks: Quirks,
    rows: impl Iterator<Item = Row>,
) -> (Vec<u8>, Vec<TruthRow>) {
    let mut listing = Listing { json: String::new(), truth: Vec::new(), quirks, category };
    if quirks.bom {
        listing.json.push('\u{feff}');
    }
    listing.json.push('[');
    for row in rows {
        let mut random = SeededRandom::new("row", &[seed, row.id]);
        listing.row(&row, &mut random);
    }
    listing.json.push(']');
    (listing.json.into_bytes(), listing.truth)
}

struct Listing {
    json: String,
    truth: Vec<TruthRow>,
    quirks: Quirks,
    category: u32,
}

impl Listing {
    fn row(&mut self, row: &Row, random: &mut SeededRandom) {
        if self.quirks.template_rows && random.percent(4) {
            self.push(r#"{"Id":"result[i].Id","Title":"result[i].Title","ImageAddress_S":"result[i].ImageAddress_S"}"#);
        }
        if self.quirks.odd_rows && random.percent(4) {
            let odd = ["null", "{}", "\"\"", "[]", "17", r#"{"Id":null,"Title":"-"}"#, r#"{"Title":"..."}"#];
            self.push(random.pick(&odd));
        }
        let titled = !(self.quirks.missing_titles && random.percent(6));
        let object = self.object(row, titled, random);
        self.push(&object);
        if self.quirks.duplicates && random.percent(5) {
            self.push(&object);
        }
        let image = row.picture.as_ref().map(Picture::small);
        self.truth.push(TruthRow { id: row.id, title: titled.then(|| row.title.clone()), image });
    }

    fn push(&mut self, row: &str) {
        if self.json.ends_with(['}', ']', '"', 'l', '7']) {
            self.json.push(',');
        }
        self.json.push_str(row);
    }

    fn object(&self, row: &Row, titled: bool, random: &mut SeededRandom) -> String {
        let mut fields = vec![format!("\"Id\":{}", self.number(row.id, random))];
        fields.extend(self.unknown(random).map(str::to_owned));
        fields.extend(self.title(row, titled, random));
        fields.extend(self.images(row, random));
        fields.push(format!("\"CategoryId\":{}", self.category_number(random)));
        format!("{{{}}}", fields.join(","))
    }

    fn number(&self, number: u64, random: &mut SeededRandom) -> String {
        match (self.quirks.text_numbers, random.below(10)) {
            (true, 0) => format!("\"{number}\""),
            (true, 1) => format!("\" {number} \""),
            _ => number.to_string(),
        }
    }

    fn category_number(&self, random: &mut SeededRandom) -> String {
        if self.quirks.nulls && random.percent(10) {
            "null".to_owned()
        } else {
            self.number(self.category.into(), random)
        }
    }

    fn title(&self, row: &Row, titled: bool, random: &mut SeededRandom) -> Option<String> {
        if !titled {
            return random
                .pick(&[Some("\"Title\":null"), Some("\"Title\":\"\""), Some("\"Title\":\"  \""), None])
                .map(str::to_owned);
        }
        let mut title = row.title.clone();
        if self.quirks.entities && random.percent(25) {
            title = with_entities(&title);
        }
        if self.quirks.tags && random.percent(12) {
            title = with_tags(&title, random);
        }
        Some(format!("\"Title\":{}", self.text(&title)))
    }

    fn images(&self, row: &Row, random: &mut SeededRandom) -> [String; 2] {
        let field = |name: &str, path: Option<String>| {
            let value = path.map_or_else(|| "null".to_owned(), |path| self.text(&path));
            format!("\"{name}\":{value}")
        };
        let whole = row.picture.as_ref().map(|picture| picture.path.clone());
        let whole = whole.filter(|_| !(self.quirks.nulls && random.percent(10)));
        [field("ImageAddress_S", row.picture.as_ref().map(Picture::small)), field("ImageAddress_M", whole)]
    }

    fn unknown(&self, random: &mut SeededRandom) -> Option<&'static str> {
        let unknown = [
            "\"VisitCount\":0,\"IsActive\":true",
            "\"Discription\":\"\",\"Episode\":null",
            "\"Tags\":[{\"Id\":31,\"Title\":\"x\"}]",
            "\"Extra\":{\"Id\":5,\"Title\":null},\"Rate\":4.5",
        ];
        (self.quirks.unknown_keys && random.percent(60)).then(|| random.pick(&unknown))
    }

    fn text(&self, text: &str) -> String {
        let json = serde_json::Value::from(text).to_string();
        if self.quirks.escapes { escaped(&json) } else { json }
    }
}

pub(crate) fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len() * 3);
    for unit in json.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("\\u{unit:04x}")),
        }
    }
    escaped
}

pub(crate) fn with_entities(title: &str) -> String {
    let title =
        title.replace('&', "&amp;").replace('"', "&quot;").replace('«', "&laquo;").replace('»', "&raquo;");
    title
        .replace('\u{2019}', "&#8217;")
        .replace('\u{201c}', "&ldquo;")
        .replace('\u{201d}', "&#x201D;")
        .replace('\u{200c}', "&zwnj;")
}

pub(crate) fn with_tags(title: &str, random: &mut SeededRandom) -> String {
    match random.below(4) {
        0 => format!("<b>{title}</b>"),
        1 => format!("<span style=\"color:red\">{title}</span>"),
        2 => format!(" {title} <br/>"),
        _ => title.replacen(' ', " <i></i>", 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert_eq!(
            listing_json(7, Edition::Fa, 50, Quirks::ALL),
            listing_json(7, Edition::Fa, 50, Quirks::ALL)
        );
        assert_ne!(
            listing_json(7, Edition::Fa, 50, Quirks::ALL).0,
            listing_json(8, Edition::Fa, 50, Quirks::ALL).0
        );
    }

    #[test]
    fn every_listing_is_json_and_contains_every_row_of_the_truth() {
        for edition in Edition::ALL {
            let (bytes, truth) = listing_json(3, edition, 300, Quirks::ALL);
            let text = std::str::from_utf8(&bytes).unwrap().trim_start_matches('\u{feff}');
            let rows: Vec<serde_json::Value> = serde_json::from_str(text).unwrap();

            assert!(rows.len() > truth.len());
            assert_eq!(truth.len(), 300);
            assert!(truth.iter().any(|row| row.title.is_none()));
        }
    }

    #[test]
    fn without_quirks_a_row_is_plain() {
        let (bytes, truth) = listing_json(3, Edition::En, 1, Quirks::NONE);
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&bytes).unwrap();

        assert_eq!(rows[0]["Id"], truth[0].id);
        assert_eq!(rows[0]["Title"], truth[0].title.clone().unwrap());
    }
}
