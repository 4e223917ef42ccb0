//! No document makes a parser of the television's sections panic, nor invent an address without a scheme.

use proptest::prelude::*;

use super::{page, received_at, scraps};
use crate::Catalog;
use crate::error::Error;
use crate::parse::{Document, episodes, live, person, program, site_search, tracks};

/// Pieces that the pages and answers of these sections have.
const PIECES: &[&str] = &[
    "<div class=Film-Artists-panel>",
    "<div class=artist-movies-panel>",
    "<div id=wrapper>",
    "<div class=Fulltext_panel style=display:none>X",
    "<a href=/Artist/Content/7>Mina Rastan</a>",
    "<a href=/Series/Content/8/road>Road (2015)</a>",
    "<a href='/News/Tag?id=9'>#tag</a>",
    " as Sara, ",
    "Director:",
    "Genre: Drama،",
    "زمان پخش:",
    "(۱۳۹۴",
    "<h2>Blue Lantern (2015)</h2>",
    "<td>",
    "<tr>",
    "<dl><dt>",
    "<dd>",
    "<h6>",
    "<span>",
    "<source src=/a.mp4>",
    "<source src=.m3u8>",
    "x.m3u8?y=1",
    "<div itemscope itemtype=https://schema.org/Movie>",
    "<b itemprop=name>",
    "<script>var inter_=parseInt('3');langE='–';ID_Serial=\"7\";extrafild='x';",
    "data-video=\"/' + langE + '/' + i + '.m3u8\"",
    "{\"@type\":\"Movie\",\"name\":",
    "[{\"Id\":1,\"Episode\":\"۱\",\"VideoAddress\":\"",
    "\",\"CategoryId\":3}]",
];

fn read_all(bytes: &[u8]) {
    let catalog = Catalog::embedded();
    let edition = &catalog.editions[0];
    let address = "https://en.ifilmtv.ir/Series/Content/7".parse().unwrap();
    let document = Document { bytes, charset: None, address: &address, edition, received_at: received_at() };
    for error in [
        program(document).err(),
        person(document).err(),
        episodes(document).err(),
        tracks(document).err(),
        site_search(document).err(),
        live(document).err(),
    ] {
        let reason = error.map(|error: Error| error.to_string()).unwrap_or_default();
        assert!(!reason.contains("panicked"), "{reason}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_scraps_make_a_parser_panic(
        scraps in scraps(),
        own in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        cut in any::<prop::sample::Index>(),
    ) {
        let mixed: Vec<String> = scraps.into_iter().zip(own.iter().map(|piece| (*piece).to_owned()))
            .flat_map(|(one, other)| [one, other]).collect();
        let page = page(&mixed);
        read_all(page.as_bytes());
        read_all(own.concat().as_bytes());
        read_all(&page.as_bytes()[..cut.index(page.len() + 1)]);
    }

    #[test]
    fn no_text_in_a_row_makes_a_parser_panic(text in "[\\PC\\\\\"]{0,40}") {
        let row = format!("[{{\"Id\":\"{text}\",\"Episode\":\"{text}\",\"Caption\":\"{text}\",\"VideoAddress\":\"{text}\",\"ImageAddress_S\":\"{text}\",\"CategoryId\":\"{text}\"}}]");
        read_all(row.as_bytes());
    }
}
