//! The page of a person: name, biography, portrait, works.

use std::collections::BTreeSet;

use crate::error::Result;
use crate::model::{Kind, Person, Work};
use crate::parse::detail::{LinkedRow, Name, Subject, linked_rows, name, pictures, story};
use crate::parse::page::Part;
use crate::parse::{Document, encoding, guarded};

/// The kinds of pages that are works.
const WORKS: &[Kind] = &[Kind::Series, Kind::Film, Kind::Program, Kind::Album];

/// Reads the page of a person, in time linear in its length. What the page does not say stays empty.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) if the document is no page, or if the parser panics.
pub fn person(document: Document<'_>) -> Result<Person> {
    guarded(document.address, || {
        let html = encoding::decode(document.bytes, document.charset);
        let page = Subject::page(&html, document)?;
        Ok(read(&Subject::of(&html, &page, document)))
    })
}

fn read(subject: &Subject<'_>) -> Person {
    let thing = subject.things.of_type(&["Person"]);
    let rows = linked_rows(subject, Part::Works, WORKS);
    let others: BTreeSet<usize> = rows.nodes.iter().copied().collect();
    let portraits = pictures(subject, thing, &others);
    let plain = |name: String| Name::of(&name).map_or(name, |name| name.text);
    let work = |LinkedRow { key, name, role }: LinkedRow| Work { key, title: plain(name), role };
    let by_uid = || subject.document.edition.key(Kind::Person, subject.uid()?);
    Person {
        key: subject.key(&[Kind::Person]).or_else(by_uid),
        name: name(subject, thing).map(|name| name.text),
        biography: story(subject, thing, &others, &portraits),
        picture: portraits.full,
        works: rows.rows.into_iter().map(work).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;
    use crate::model::text_of_blocks;
    use crate::parse::tests::received_at;

    fn read(html: &str) -> Person {
        let catalog = Catalog::embedded();
        let edition = &catalog.editions[0];
        let address = "https://en.ifilmtv.ir/Artist/Content/812".parse().unwrap();
        let bytes = html.as_bytes();
        person(Document { bytes, charset: None, address: &address, edition, received_at: received_at() })
            .unwrap()
    }

    fn works(person: &Person) -> Vec<(String, &str, Option<&str>)> {
        let work = |work: &'_ Work| work.key.as_ref().map(ToString::to_string).unwrap_or_default();
        person.works.iter().map(|it| (work(it), it.title.as_str(), it.role.as_deref())).collect()
    }

    const BIOGRAPHY: &str =
        "Mina Rastan was born in Halverton in 1971. She has played in more than thirty series.";

    #[test]
    fn the_page_of_the_site_gives_all_fields() {
        let person = read(&format!(
            "<html><head><meta property=og:title content='Mina Rastan | iFilm'><meta property='og:image' \
             content='/UploadedFiles/MultiImages/05-03-2022/SmallSize/1_2.jpg'></head><body>\
             <nav><a href=/Series>Series</a><a href=/Series/Content/1>On air: Road</a></nav>\
             <h1>Mina Rastan</h1><div id=wrapper><p>{BIOGRAPHY}</p></div>\
             <div class='artist-movies-panel'><div class=panel-inner-movies><img src=/a.jpg>\
             <a class=neme-movie href='/series/Content/4001/morning-road'>Morning Road (2015)</a><h6>Sara</h6></div>\
             <div class=panel-inner-movies><a class=neme-movie href='/Film/Content/4002'>River</a></div></div></body></html>"
        ));

        assert_eq!(person.key.as_ref().unwrap().to_string(), "en/person/812");
        assert_eq!(person.name.as_deref(), Some("Mina Rastan"));
        assert_eq!(text_of_blocks(&person.biography), BIOGRAPHY);
        assert_eq!(
            person.picture.as_deref(),
            Some("https://en.ifilmtv.ir/UploadedFiles/MultiImages/05-03-2022/1_2.jpg")
        );
        assert_eq!(
            works(&person),
            [
                ("en/series/4001".to_owned(), "Morning Road", Some("Sara")),
                ("en/film/4002".to_owned(), "River", None),
            ]
        );
    }

    #[test]
    fn works_are_found_without_any_name_of_a_block() {
        let person = read(&format!(
            "<table><tr><td><h2>Mina Rastan</h2><td><img src=/UploadedFiles/MultiImages/05-03-2022/9.jpg></table><p>{BIOGRAPHY}</p>\
             <table><tr><th>Work<th>Role<tr><td><a href=/Film/Content/7>River</a><td>Director<tr><td>\
             <a href=/Program/Content/8>Harbour talk</a><td>Host</table><footer><a href=/Series/Content/1>Road</a></footer>"
        ));

        assert_eq!(person.name.as_deref(), Some("Mina Rastan"));
        assert_eq!(
            works(&person),
            [
                ("en/film/7".to_owned(), "River", Some("Director")),
                ("en/program/8".to_owned(), "Harbour talk", Some("Host")),
            ]
        );
        assert_eq!(text_of_blocks(&person.biography), BIOGRAPHY);
    }

    #[test]
    fn the_portrait_may_be_the_background_of_an_element_that_is_a_picture() {
        let person = read(&format!(
            "<a href=/Artist/Content/9><i role=img style='background:url(/UploadedFiles/Images/05-03-2022/9.jpg)'></i></a>\
             <div role=img style=\"background-image: url('/UploadedFiles/MultiImages/05-03-2022/1.jpg')\"></div>\
             <h1>Mina Rastan</h1><p>{BIOGRAPHY}</p><img src=/UploadedFiles/Images/05-03-2022/2.jpg>"
        ));

        assert_eq!(
            person.picture.as_deref(),
            Some("https://en.ifilmtv.ir/UploadedFiles/MultiImages/05-03-2022/1.jpg")
        );
    }

    #[test]
    fn what_the_page_does_not_say_stays_empty() {
        let person = read("<p>");

        assert_eq!((person.name, person.picture, person.works.len()), (None, None, 0));
        assert!(person.biography.is_empty());
    }
}
