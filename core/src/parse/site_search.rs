//! The answer of the site's own search.

use std::collections::HashSet;

use crate::error::Result;
use crate::model::{ItemKey, SiteHit};
use crate::parse::json_rows::{JsonRow, PICTURES, json_rows};
use crate::parse::{Document, guarded, picture};

/// The hits of a search, in the order of the site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedHits {
    /// Each page once.
    pub hits: Vec<SiteHit>,
    /// How many rows could not be used: of an unknown kind, or not an object. Repeats are not counted.
    pub dropped: u32,
}

const CATEGORIES: &[&str] = &["CategoryId", "CategoryID", "Category", "CatId"];
const LINKS: &[&str] = &["link", "url", "href", "permalink", "address"];

/// Reads the answer of a search, in time linear in its length.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) if it is no JSON array, or if the parser panics.
pub fn site_search(document: Document<'_>) -> Result<ParsedHits> {
    guarded(document.address, || {
        let (rows, dropped) = json_rows(document)?;
        let mut parsed = ParsedHits { hits: Vec::new(), dropped };
        let mut known: HashSet<ItemKey> = HashSet::new();
        for row in &rows {
            match hit(row, document) {
                Some(hit) if known.insert(hit.key.clone()) => parsed.hits.push(hit),
                Some(_) => {}
                None => parsed.dropped = parsed.dropped.saturating_add(1),
            }
        }
        Ok(parsed)
    })
}

/// The hit of a row; `None` if nothing says which page it is.
fn hit(row: &JsonRow, document: Document<'_>) -> Option<SiteHit> {
    let edition = document.edition;
    let by_category = || {
        let kind = edition.kind_of_category(row.number(CATEGORIES)?)?;
        edition.key(kind, &row.number(&["Id"])?.to_string())
    };
    let by_link = || edition.key_of(&document.address.join(&row.raw(LINKS)?).ok()?);
    Some(SiteHit {
        key: by_category().or_else(by_link)?,
        title: row.text(&["Title", "Caption", "Name"]),
        picture: row.raw(PICTURES).and_then(|path| document.address.join(&path).ok()).map(picture::address),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;
    use crate::parse::tests::received_at;

    fn read(json: &str) -> Result<ParsedHits> {
        let catalog = Catalog::embedded();
        let edition = &catalog.editions[0];
        let address = "https://en.ifilmtv.ir/Home/Search?searchstring=river".parse().unwrap();
        let bytes = json.as_bytes();
        site_search(Document { bytes, charset: None, address: &address, edition, received_at: received_at() })
    }

    #[test]
    fn rows_get_their_kind_from_the_category_or_from_a_link() {
        let found = read(
            r#"[{"Id":4001,"Title":"Morning &amp; Road (2015)","CategoryId":3,"ImageAddress_S":"/UploadedFiles/MultiImages/05-03-2022/SmallSize/1 2.jpg"},
            {"Id":"4002","Title":"River","CategoryId":"5","ImageAddress_M":null},
            {"Id":4003,"Title":null,"CategoryId":7.0},
            {"Id":4001,"Title":"Morning & Road","CategoryId":3},
            {"Id":37001,"Title":"News","CategoryId":1,"Link":"/News/Content/37001/news"},
            {"Id":9,"Title":"Unknown","CategoryId":12},{"Title":"No id","CategoryId":3},7]"#,
        )
        .unwrap();

        let keys: Vec<_> = found.hits.iter().map(|hit| hit.key.to_string()).collect();
        assert_eq!(keys, ["en/series/4001", "en/film/4002", "en/program/4003", "en/37001"]);
        assert_eq!(found.hits[0].title.as_deref(), Some("Morning & Road (2015)"));
        assert_eq!(
            found.hits[0].picture.as_deref(),
            Some("https://en.ifilmtv.ir/UploadedFiles/MultiImages/05-03-2022/1%202.jpg")
        );
        assert_eq!(
            (found.hits[2].title.as_deref(), found.hits[1].picture.as_deref(), found.dropped),
            (None, None, 3)
        );
    }

    #[test]
    fn a_page_in_the_place_of_json_is_unreadable_and_an_empty_body_has_no_hit() {
        assert!(read("<html><p>Error</p>").is_err());
        assert_eq!(read("\u{FEFF}[]").unwrap(), ParsedHits::default());
        assert_eq!(read(" ").unwrap(), ParsedHits::default());
    }
}
