//! The page of a tag: its title, and what it lists, of any kind.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use crate::catalog::{ContentPath, DocumentType, SectionEntry};
use crate::error::Result;
use crate::model::{ItemKey, Kind, Section, SiteHit};
use crate::parse::detail::{LinkedRow, Painted, Subject, linked_rows, name};
use crate::parse::page::Part;
use crate::parse::{Document, ParsedRow, encoding, guarded, listing, picture};

/// The kinds of pages that a tag may list.
const LISTED: &[Kind] =
    &[Kind::Article, Kind::Series, Kind::Film, Kind::Program, Kind::Album, Kind::Clip, Kind::Person];

/// What the page of a tag says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ParsedTag {
    /// Its title.
    pub title: Option<String>,
    /// The rows of its list, in the order of the page, each key once.
    pub rows: Vec<SiteHit>,
}

/// Reads the page of a tag, in time linear in its length. Links of menus are no rows.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) if the document is no page, or if the parser panics.
pub fn tag(document: Document<'_>) -> Result<ParsedTag> {
    guarded(document.address, || {
        let html = encoding::decode(document.bytes, document.charset);
        let page = Subject::page(&html, document)?;
        let subject = Subject::of(&html, &page, document);
        let (mut listed, mut painted) = (listed(document)?, painted(&subject));
        let mut known = BTreeSet::new();
        let row = |LinkedRow { key, name, role: _ }: LinkedRow| {
            let key = key.filter(|key| known.insert(key.clone()))?;
            let listed = listed.remove(&key);
            let (title, picture) = listed.map_or((None, None), |row| (row.title, row.picture));
            Some(SiteHit {
                title: title.or(Some(name)),
                picture: picture.or_else(|| painted.remove(&key)),
                key,
            })
        };
        let rows = linked_rows(&subject, Part::Works, LISTED).rows.into_iter().filter_map(row).collect();
        let title = name(&subject, None).map(|name| name.text);
        Ok(ParsedTag { title, rows })
    })
}

/// The pictures in the background of links.
fn painted(subject: &Subject<'_>) -> HashMap<ItemKey, String> {
    let mut found = HashMap::new();
    for Painted { link, src } in &subject.scan.painted {
        let key = subject.absolute(link).and_then(|link| subject.document.edition.key_of(&link));
        if let Some((key, src)) = key.zip(subject.absolute(src)) {
            found.entry(key).or_insert_with(|| picture::address(src));
        }
    }
    found
}

/// What the links of the page say beside their keys: titles and pictures.
fn listed(document: Document<'_>) -> Result<HashMap<ItemKey, ParsedRow>> {
    let edition = document.edition;
    let paths = edition.sections.iter().flat_map(|entry| &entry.content).chain(&edition.pages);
    let content: Vec<ContentPath> = paths.filter(|path| LISTED.contains(&path.kind)).cloned().collect();
    let section = SectionEntry { content, ..SectionEntry::of(Section::News) };
    let parsed = listing(document, DocumentType::Html, &section)?;
    Ok(parsed.rows.into_iter().map(|row| (row.key.clone(), row)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;
    use crate::parse::tests::received_at;

    fn read(html: &str) -> ParsedTag {
        let catalog = Catalog::embedded();
        let edition = &catalog.editions[0];
        let address = "https://en.ifilmtv.ir/News/Tag?id=7".parse().unwrap();
        let bytes = html.as_bytes();
        tag(Document { bytes, charset: None, address: &address, edition, received_at: received_at() })
            .unwrap()
    }

    #[test]
    fn a_tag_lists_things_of_any_kind_without_those_of_menus() {
        let tag = read(
            "<html><head><title>Family | iFilm</title></head><body><nav><a href=/Series/Content/1>On air</a>\
             </nav><h1>Family</h1><div><a class=panel-inner-small href='/Series/Content/4001/road'>\
             <img src=/UploadedFiles/MultiImages/05-03-2022/SmallSize/1.jpg><h4>Morning Road (2015)</h4></a>\
             <a class='Jashnvarh-slider-item' href='/Film/Content/4002' style='background-image:url(&quot;\
             /UploadedFiles/MultiImages/05-03-2022/2.jpg&quot;)'><h4>River</h4></a>\
             <a href='/News/Content/37001/a-day'><h4>A day by the river</h4></a>\
             <a href='/News/Content/37001/a-day'>A day</a>\
             <a href='/Film/Content/result[i].Id'><h4>result[i].Title</h4></a></div></body></html>",
        );

        let rows: Vec<_> =
            tag.rows.iter().map(|row| (row.key.to_string(), row.title.as_deref().unwrap())).collect();
        assert_eq!(
            rows,
            [
                ("en/series/4001".to_owned(), "Morning Road (2015)"),
                ("en/film/4002".to_owned(), "River"),
                ("en/37001".to_owned(), "A day by the river"),
            ]
        );
        assert_eq!(tag.title.as_deref(), Some("Family"));
        let picture = "https://en.ifilmtv.ir/UploadedFiles/MultiImages/05-03-2022/1.jpg";
        assert_eq!(tag.rows[0].picture.as_deref(), Some(picture));
        assert_eq!(tag.rows[1].picture, Some(picture.replace("/1.jpg", "/2.jpg")));
        assert_eq!(tag.rows[2].picture, None);
    }

    #[test]
    fn a_page_without_rows_lists_nothing() {
        assert!(read("<p>").rows.is_empty());
    }
}
