//! Tests of finding and selecting editions.

use super::*;
use crate::model::EditionId;

fn ids(editions: &[&EditionEntry]) -> Vec<String> {
    editions.iter().map(|edition| edition.id.to_string()).collect()
}

fn edition(id: &str) -> EditionId {
    id.parse().unwrap()
}

/// Seen: `Client::open` only checked such a catalogue. Pages of `fa` were stored in `en`, which has the base
/// `https://example.org`, too.
#[test]
fn a_catalogue_changed_in_code_works_like_one_from_a_file() {
    let mut changed = catalog_of(&edition_at("en", "https://example.org"));
    let mut persian = changed.editions[0].clone();
    persian.id = edition("fa");
    persian.bases = vec!["https://example.org/fa".parse().unwrap()];
    changed.editions.push(persian);

    let editions = Editions::of(changed).unwrap();

    let address = Url::parse("https://example.org/fa/posts/harbour").unwrap();
    assert_eq!(editions.key_of(&address).unwrap().edition.as_str(), "fa");
    assert_eq!(editions.at(&address).unwrap().id.as_str(), "fa");
}

#[test]
fn a_catalogue_that_contradicts_itself_has_no_editions() {
    let mut catalog = Catalog::embedded();
    catalog.default_edition = edition("de");

    let error = Editions::of(catalog).unwrap_err().to_string();

    assert_eq!(error, "the catalogue, default_edition: there is no edition `de`");
}

#[test]
fn editions_are_selected_in_the_order_of_the_catalogue() {
    let editions = Editions::embedded();

    let some = editions.select(&[edition("fa2"), edition("en"), edition("fa2")]).unwrap();
    let all = editions.select(&[]).unwrap();
    let unknown = editions.select(&[edition("en"), edition("de")]).unwrap_err();

    assert_eq!(ids(&some), ["en", "fa2"]);
    assert_eq!(ids(&all), ["en", "fa", "ar", "fa2"]);
    assert_eq!(unknown.to_string(), "there is no edition `de`");
}

/// Seen: each of these was refused, or was the key of an article that does not exist.
#[test]
fn a_pasted_address_is_found_in_any_form() {
    for address in [
        "https://www.fa.ifilmtv.ir/News/Content/2043998",
        "WWW.fa.ifilmtv.ir/News/Content/2043998",
        "https:/fa.ifilmtv.ir/News/Content/2043998",
        "https://fa.ifilmtv.ir./News//Content/2043998",
        "https://fa.ifilmtv.ir/News/Content/۲۰۴۳۹۹۸",
        "https://fa.ifilmtv.ir/News/Content/%DB%B2٠٤۳۹۹۸",
        "<https://fa.ifilmtv.ir/News/Content/2043998>",
        "«fa.ifilmtv.ir/News/Content/2043998»،",
        "(https://fa.ifilmtv.ir/News/Content/2043998).",
        "\u{2068}https://fa.ifilmtv.ir/News/Content/2043998\u{2069}؟",
    ] {
        let key = Editions::embedded().key_at(address);

        assert_eq!(key.map(|key| key.to_string()).as_deref(), Some("fa/2043998"), "{address}");
    }
}

#[test]
fn an_address_may_lack_the_www_of_the_base() {
    let editions = Editions::of(catalog_of(&edition_at("en", "https://www.example.org"))).unwrap();

    assert_eq!(editions.key_at("example.org/posts/(harbour)").unwrap().id, "(harbour)");
    assert_eq!(editions.key_at("example.net/posts/harbour"), None);
}

/// Seen: all but the first two were keys of articles that do not exist.
#[test]
fn a_typed_key_or_id_is_made_canonical() {
    let editions = Editions::embedded();
    for text in
        ["fa/2043998", "fa/article/2043998", "fa/02043998", " FA/۲۰۴۳۹۹۸ ", "fa/2043998/", "`fa/٢٠٤٣٩٩٨`."]
    {
        assert_eq!(editions.key(text).unwrap().to_string(), "fa/2043998", "{text}");
    }
    for id in ["2043998", "02043998", "۲۰۴۳۹۹۸", " ٢٠٤٣٩٩٨ "] {
        assert_eq!(editions.article(edition("fa"), id).unwrap().to_string(), "fa/2043998", "{id}");
    }
    assert_eq!(editions.key("fa/series/77").unwrap().to_string(), "fa/series/77");
    assert_eq!(editions.key("de/soon").unwrap().to_string(), "de/soon");
    for text in ["fa", "fa/", "/5", "f a/5", ""] {
        assert!(editions.key(text).is_err(), "{text}");
    }
}

#[test]
fn an_edition_that_no_longer_exists_is_in_utc() {
    let editions = Editions::embedded();

    assert_eq!(editions.zone_of(&edition("fa2")).to_string(), "Asia/Tehran");
    assert_eq!(editions.zone_of(&edition("de")).to_string(), "UTC");
}
