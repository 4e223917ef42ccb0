//! Tests of the errors for a file, and their places.

use super::*;
use crate::catalog::file::EMBEDDED;

/// The error of the embedded catalogue with the n-th of these texts replaced.
fn error_of(old: &str, nth: usize, new: &str) -> String {
    let (at, _) = EMBEDDED.match_indices(old).nth(nth).expect("the catalogue holds the text");
    let (before, after) = (&EMBEDDED[..at], &EMBEDDED[at + old.len()..]);
    Catalog::from_json(&format!("{before}{new}{after}")).unwrap_err().to_string()
}

#[test]
fn an_unknown_key_is_an_error_with_its_place() {
    let (first, _) = EMBEDDED.split_once("\"id\": \"fa\"").unwrap();
    let listing = error_of("\"first_page\"", first.matches("\"first_page\"").count(), "\"frist_page\"");
    let edition = error_of("\"zone\"", 5, "\"zoen\"");
    let whole = error_of("\"name\"", 0, "\"allow_plain_htttp\": true, \"name\"");

    assert!(listing.contains("editions[1].sections[0].listings[0]"), "{listing}");
    assert!(listing.contains("unknown field `frist_page`"), "{listing}");
    assert!(listing.ends_with("; did you mean `first_page`?"), "{listing}");
    assert!(edition.contains("editions[3]") && edition.contains("unknown field `zoen`"), "{edition}");
    assert!(whole.contains("unknown field `allow_plain_htttp`"), "{whole}");
}

#[test]
fn a_bad_value_of_a_field_is_an_error_with_its_place() {
    for (old, new, place) in [
        ("\"json\"", "\"rss\"", "editions[0].sections[1].listings[0].document: unknown variant `rss`"),
        (
            "\"section\": \"news\"",
            "\"section\": \"nwes\"",
            "editions[1].sections[0].section: unknown variant `nwes`, expected one of",
        ),
        ("\"article\"", "\"artcle\"", "editions[0].sections[0].content[1].kind: unknown variant `artcle`"),
        ("\"Asia/Tehran\"", "\"Asia/Teheran\"", "editions[1].zone: `Asia/Teheran` is no time zone"),
        (
            "\"https://fa.ifilmtv.ir\"",
            "\"fa.ifilmtv.ir\"",
            "editions[1].bases[0]: `fa.ifilmtv.ir` is no address",
        ),
        (
            "/News/Content/{number}",
            "/News/Content",
            "editions[1].sections[0].content[0].path: `/News/Content/{slug}` must",
        ),
    ] {
        let nth = if new.contains("fa.") { 0 } else { 1 };

        let error = error_of(old, nth, new);

        assert!(error.contains(place), "{error}");
    }
}

#[test]
fn a_contradiction_is_an_error_with_its_place() {
    let hosts = |entries: &str| error_of("\"editions\"", 0, &format!("\"hosts\": [{entries}], \"editions\""));
    for (error, place) in [
        (error_of("\"id\": \"ar\"", 0, "\"id\": \"en\""), "editions[2].id: edition `en` is there twice"),
        (error_of("\"ifilm\"", 0, "\"\""), "id: must not be empty: data directories are known by it"),
        (error_of("\"en\"", 0, "\"de\""), "default_edition: there is no edition `de`"),
        (error_of(": 1", 0, ": 0"), "connections_per_host: must be 1 or more"),
        (error_of(": 1,", 0, ": 1, \"spacing_ms\": 60001,"), "spacing_ms: must be a minute at most: 60000"),
        (
            error_of("\"index\"", 1, "\"category\""),
            "editions[0].sections[1].listings[1].name: listing `category` is there twice",
        ),
        (
            error_of("/News?page", 0, "https://x.org/News?page"),
            "editions[0].sections[0].listings[1].path: `https://x.org/News?page={page}` is a whole address: a path below the base is due",
        ),
        (
            error_of("\"prs\"", 0, "\"Dari\""),
            "editions[3].aliases[1]: `Dari` is an alias of edition `fa2` already",
        ),
        (
            error_of("\"guide\"", 1, "\"html\""),
            "editions[0].sections[6].listings[0].document: a listing of `schedule` is `guide`",
        ),
        (
            error_of("\"json\"", 0, "\"live\""),
            "editions[0].sections[0].listings[0].document: a listing of `news` is `json` or `html`",
        ),
        (
            error_of("\"vod.ifilmtv.ir\", \"uses\": [\"media\"]", 0, "\"vod.ifilmtv.ir\""),
            "editions[0].media.hosts[0].uses: must hold media or pictures alone",
        ),
        (
            error_of("\"presstv.co.uk\"", 0, "\"presstv.ir\""),
            "editions[1].media.hosts[4]: contradicts the entry for `live.presstv.ir` before it",
        ),
        (
            hosts(r#"{"host": "https://x.org"}"#),
            "hosts[0].host: `https://x.org` is no name of a host, in small letters, with a port or without",
        ),
        (
            hosts(r#"{"host": "x.org", "uses": []}"#),
            "hosts[0].uses: must hold one or more of pages, media, pictures",
        ),
        (
            hosts(r#"{"host": "x.org"}, {"host": "x.org", "private": true}"#),
            "hosts[1]: contradicts the entry for `x.org` before it",
        ),
        (
            hosts(r#"{"host": "x.org:81"}, {"host": "x.org", "certificate_name": "y.org"}"#),
            "hosts[1]: contradicts the entry for `x.org:81` before it",
        ),
    ] {
        assert_eq!(error, format!("the catalogue, {place}"));
    }
}

#[test]
fn invalid_json_is_an_error_without_a_place() {
    for json in ["{", "{}", "[]"] {
        let error = Catalog::from_json(json).unwrap_err().to_string();

        assert!(error.starts_with("the catalogue cannot be read: "), "{error}");
    }
}
