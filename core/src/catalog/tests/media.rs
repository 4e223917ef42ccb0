//! The media rules of the embedded catalogue against the addresses that the site is known to have. No address
//! here is made by a rule; they are typed by hand.

use super::*;
use crate::catalog::NumberedPlace;

fn edition(id: &str) -> EditionEntry {
    let mut editions = Catalog::embedded().editions.into_iter();
    editions.find(|edition| edition.id.as_str() == id).unwrap()
}

#[test]
fn the_addresses_of_numbered_episodes_are_those_of_the_site() {
    for (of, named, id, number, stream, file, still) in [
        (
            "en",
            Some("en"),
            "4001",
            12,
            "https://vod.ifilmtv.ir/hls/en4001/,12,12_320,.mp4.urlset/master.m3u8",
            "https://preview.presstv.co.uk/ifilm/en4001/12.mp4",
            "https://preview.presstv.co.uk/ifilm/en4001/12.png",
        ),
        (
            "ar",
            Some("ar"),
            "43510",
            1,
            "https://vod.ifilmtv.ir/hls/ar43510/,1,1_320,.mp4.urlset/master.m3u8",
            "https://preview.presstv.co.uk/ifilm/ar43510/1.mp4",
            "https://preview.presstv.co.uk/ifilm/ar43510/1.png",
        ),
        (
            "fa",
            Some("fa"),
            "88012",
            3,
            "https://vod.ifilmtv.ir/hls/88012/,3,3_320,.mp4.urlset/master.m3u8",
            "https://preview.presstv.co.uk/ifilm/88012/3.mp4",
            "https://preview.presstv.co.uk/ifilm/88012/3.png",
        ),
        (
            "fa2",
            None,
            "82501",
            7,
            "https://vod.ifilmtv.ir/hls/da82501/,7,7_320,.mp4.urlset/master.m3u8",
            "https://preview.presstv.co.uk/ifilm/da82501/7.mp4",
            "https://preview.presstv.co.uk/ifilm/da82501/7.png",
        ),
    ] {
        let media = edition(of).media;
        let place = NumberedPlace { prefix: media.prefix_for(named), id, number };
        let older = file.replace("presstv.co.uk", "presstv.ir");

        assert_eq!(media.numbered(place), [stream, file, &older], "{of}");
        assert_eq!(media.still(place).as_deref(), Some(still), "{of}");
    }
}

#[test]
fn a_still_is_known_at_each_of_its_addresses() {
    let media = edition("fa2").media;
    let at = |address: &str| -> Vec<String> { media.stills_at(address) };
    let stills = |path: &str| {
        ["https://preview.presstv.co.uk/ifilm/", "https://preview.presstv.ir/ifilm/"]
            .map(|it| format!("{it}{path}"))
    };

    assert_eq!(at("https://preview.presstv.ir/ifilm/da82501/7.png"), stills("da82501/7.png"));
    assert_eq!(at("https://preview.presstv.co.uk/ifilm/82501/7.png"), stills("82501/7.png"));
    for other in [
        "https://preview.presstv.ir/ifilm/da82501/7.jpg",
        "https://preview.presstv.ir/ifilm/da82501/07.png",
        "https://preview.presstv.ir/ifilm/da/7.png",
        "https://preview.presstv.ir/ifilm/da82501/99999999999.png",
        "https://preview.presstv.ir/ifilm/da82501/7.png?a",
        "https://fa2.ifilmtv.ir/UploadedFiles/1.png",
        "",
    ] {
        assert_eq!(at(other), Vec::<String>::new(), "{other}");
    }
}

#[test]
fn a_prefix_of_the_page_counts_where_the_edition_lets_it_count() {
    assert_eq!(edition("fa2").media.prefix_for(Some("fa2")), "fa2");
    assert_eq!(edition("fa2").media.prefix_for(Some("'+x+'")), "da");
    assert_eq!(edition("en").media.prefix_for(None), "en");
    assert_eq!(edition("fa").media.prefix_for(Some("fa")), "");
}

#[test]
fn attachments_and_live_streams_have_the_addresses_of_the_site() {
    let attached = edition("ar").media.attached("/programs/morning road/12.mp4");
    let live = |id| edition(id).media.live.into_iter().map(|form| form.address).collect::<Vec<_>>();

    assert_eq!(attached, ["https://video.ifilmtv.ir/ifilm/programs/morning%20road/12.mp4"]);
    assert_eq!(live("en"), ["https://live.presstv.ir/hls/ifilmen.m3u8"]);
    assert_eq!(live("ar"), ["https://live.presstv.ir/hls/ifilmar.m3u8"]);
    assert_eq!(live("fa"), ["https://live.presstv.ir/hls/ifilmfa.m3u8"]);
    assert_eq!(live("fa2"), ["https://live.presstv.ir/hls/ifilm2.m3u8"]);
}

#[test]
fn pages_of_every_kind_are_known_by_their_address() {
    for (address, key) in [
        ("https://en.ifilmtv.ir/Series/Content/4001/blue-lantern", "en/series/4001"),
        ("http://ar.ifilmtv.com/series/Content/43510", "ar/series/43510"),
        ("https://fa.ifilmtv.tv/Film/Content/۸۸۰۱۲?Fa", "fa/film/88012"),
        ("https://fa2.ifilmtv.ir/Program/Content/82501\\", "fa2/program/82501"),
        ("https://en.ifilmtv.ir/Music/Content/55", "en/album/55"),
        ("https://en.ifilmtv.ir/artist/Content/812", "en/person/812"),
        ("https://en.ifilmtv.ir/News/Tag?id=9&page=2", "en/tag/9"),
        ("https://en.ifilmtv.ir/Iran/Content/37001", "en/37001"),
    ] {
        let found = Editions::embedded().key_of(&Url::parse(address).unwrap());

        assert_eq!(found.map(|key| key.to_string()).as_deref(), Some(key), "{address}");
    }
}

#[test]
fn a_rule_that_makes_no_address_is_a_fault_with_its_place() {
    for (from, to, place) in [
        ("/,{n},{n}_320,", "/,1,", "editions[0].media.streams[0].address"),
        (
            "https://video.ifilmtv.ir/ifilm/",
            "video.ifilmtv.ir/ifilm/",
            "editions[0].media.attachments[0].address",
        ),
        (
            "https://live.presstv.ir/hls/ifilmen",
            "rtmp://live.presstv.ir/hls/ifilmen",
            "editions[0].media.live[0].address",
        ),
    ] {
        let error = Catalog::from_json(&super::super::file::EMBEDDED.replace(from, to)).unwrap_err();

        assert!(error.to_string().contains(place), "{error}");
    }
}
