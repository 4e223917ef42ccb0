//! Tests of the two forms of a file.

use super::*;
use crate::error::Error;

const FORM_1: &str = r#"{
    "catalog": 1, "id": "lab", "name": "Lab", "default_edition": "en",
    "allow_plain_http": true, "allow_private": true,
    "editions": [{
        "id": "en", "language": "en", "name": "en", "bases": ["http://127.0.0.1:8080"],
        "sections": [{
            "section": "news",
            "content": [{"kind": "article", "path": "/News/Content/{id}"}],
            "listings": [{"name": "category", "form": "json", "path": "/list?page={page}", "certainty": "sure"}]
        }]
    }]
}"#;

const FORM_2: &str = r#"{
    "catalog": 2, "id": "lab", "name": "Lab", "default_edition": "en",
    "hosts": [{"host": "127.0.0.1:8080", "plain_http": true, "private": true}],
    "editions": [{
        "id": "en", "language": "en", "name": "en", "zone": "Asia/Tehran", "bases": ["http://127.0.0.1:8080"],
        "sections": [{
            "section": "news",
            "content": [{"kind": "article", "path": "/News/Content/{number}/{slug}"}],
            "listings": [{"name": "category", "document": "json", "path": "/list?page={page}", "certainty": "sure"}]
        }]
    }]
}"#;

#[test]
fn the_embedded_catalogue_has_the_four_editions_in_order() {
    let catalog = Catalog::embedded();

    let ids: Vec<&str> = catalog.editions.iter().map(|edition| edition.id.as_str()).collect();
    let zones: Vec<String> = catalog.editions.iter().map(|edition| edition.zone.to_string()).collect();

    assert_eq!(ids, ["en", "fa", "ar", "fa2"]);
    assert_eq!(zones, ["Asia/Tehran"; 4]);
    assert!(catalog.hosts.is_empty(), "all is https to public addresses");
}

#[test]
fn a_file_of_form_1_equals_one_of_form_2() {
    let (one, two) = (Catalog::from_json(FORM_1).unwrap(), Catalog::from_json(FORM_2).unwrap());

    assert_eq!(one.hosts, two.hosts);
    assert_eq!(one.editions[0].zone, two.editions[0].zone);
    assert_eq!(one.editions[0].sections[0].listings, two.editions[0].sections[0].listings);
}

#[test]
fn without_a_zone_an_edition_is_in_utc() {
    let catalog = Catalog::from_json(&FORM_2.replace(r#""zone": "Asia/Tehran","#, "")).unwrap();

    assert_eq!(catalog.editions[0].zone.to_string(), "UTC");
}

#[test]
fn a_key_of_the_other_form_is_unknown() {
    let form_in_2 = FORM_2.replace("document", "form");
    let zone_in_1 = FORM_1.replace(r#""name": "en","#, r#""name": "en", "zone": "UTC","#);

    assert!(Catalog::from_json(&form_in_2).unwrap_err().to_string().contains("unknown field `form`"));
    assert!(Catalog::from_json(&zone_in_1).unwrap_err().to_string().contains("unknown field `zone`"));
}

#[test]
fn a_later_form_is_refused_as_newer() {
    let later = FORM_2.replacen("\"catalog\": 2", "\"catalog\": 3, \"new\": true", 1);

    let error = Catalog::from_json(&later).unwrap_err();

    assert!(matches!(error, Error::NewerVersion { .. }));
}
