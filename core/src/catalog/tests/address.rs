//! Tests of which address belongs to which page.

use super::*;

fn english(address: &str) -> Option<String> {
    let catalog = Catalog::embedded();
    catalog.editions[0].key_of(&Url::parse(address).unwrap()).map(|key| key.id)
}

/// The edition that an address belongs to.
fn owner(catalog: &Catalog, address: &str) -> Option<String> {
    let address = Url::parse(address).unwrap();
    let keys: Vec<_> = catalog.editions.iter().filter_map(|edition| edition.key_of(&address)).collect();
    assert!(keys.len() < 2, "{keys:?}");
    keys.first().map(|key| key.edition.to_string())
}

#[test]
fn every_form_of_an_address_leads_to_the_same_id() {
    for address in [
        "https://en.ifilmtv.ir/News/Content/37001/",
        "https://en.ifilmtv.ir/News/Content/37001?En",
        "http://en.ifilmtv.com/news/content/37001/a-slug",
        "https://en.ifilmtv.tv/Iran/Content/037001\\",
        "https://en.ifilmtv.ir/News/Content/37001/%D9%81%DB%8C%D9%84%D9%85%20%E2%80%99",
    ] {
        assert_eq!(english(address).as_deref(), Some("37001"), "{address}");
    }
}

#[test]
fn other_hosts_and_other_paths_are_no_page() {
    for address in [
        "https://ar.ifilmtv.ir/News/Content/37001/",
        "https://example.org/News/Content/37001",
        "https://en.ifilmtv.ir/Serial/Content/37001",
        "https://en.ifilmtv.ir/News/Content/",
    ] {
        assert_eq!(english(address), None, "{address}");
    }
}

/// Seen: both ids were read as `harbour`, and the second article was lost.
#[test]
fn two_slugs_that_begin_alike_are_two_pages() {
    let catalog = catalog_of(&edition_at("en", "https://example.org/blog"));
    let key = |slug: &str| {
        catalog.editions[0].key_of(&Url::parse(&format!("https://example.org/blog/posts/{slug}")).unwrap())
    };

    assert_eq!(key("harbour-bridge-reopens/").unwrap().id, "harbour-bridge-reopens");
    assert_eq!(key("harbour-ferry-night-line").unwrap().id, "harbour-ferry-night-line");
}

#[test]
fn editions_on_one_host_are_kept_apart_by_path() {
    let catalog = catalog_of(
        &[edition_at("en", "https://example.org"), edition_at("fa", "https://example.org/fa")].join(","),
    );

    assert_eq!(owner(&catalog, "https://example.org/posts/harbour").as_deref(), Some("en"));
    assert_eq!(owner(&catalog, "https://example.org/fa/posts/harbour").as_deref(), Some("fa"));
}

#[test]
fn editions_on_one_host_are_kept_apart_by_query() {
    let bases = [edition_at("en", "https://example.org"), edition_at("fa", "https://example.org/?lang=fa")];
    let catalog = catalog_of(&bases.join(","));

    assert_eq!(owner(&catalog, "https://example.org/posts/harbour").as_deref(), Some("en"));
    assert_eq!(owner(&catalog, "https://example.org/posts/harbour?lang=fa").as_deref(), Some("fa"));
    assert_eq!(owner(&catalog, "https://example.org/posts/harbour?x=1&lang=fa").as_deref(), Some("fa"));
}

#[test]
fn editions_on_one_base_are_kept_apart_by_their_content_paths() {
    let base = "https://example.org";
    let editions = [edition_with("en", base, "/en/{id}"), edition_with("fa", base, "/fa/{id}")];
    let catalog = catalog_of(&editions.join(","));

    assert_eq!(owner(&catalog, "https://example.org/fa/harbour").as_deref(), Some("fa"));
}

#[test]
fn a_key_gives_an_address_that_leads_back_to_it() {
    for (base, path, id, address) in [
        ("https://example.org/blog/", "/posts/{id}/", "harbour", "https://example.org/blog/posts/harbour/"),
        ("https://example.org/?lang=fa", "/?p={number}", "12", "https://example.org/?p=12&lang=fa"),
        ("https://example.org", "/{year}/{month}/{id}", "2024/05/a b", "https://example.org/2024/05/a%20b"),
    ] {
        let catalog = catalog_of(&edition_with("en", base, path));
        let edition = &catalog.editions[0];
        let key = ItemKey { edition: edition.id.clone(), kind: Kind::Article, id: id.to_owned() };

        let made = edition.address_of(&edition.bases[0], &key).unwrap();

        assert_eq!(made, address);
        assert_eq!(edition.key_of(&Url::parse(&made).unwrap()), Some(key));
    }
}

#[test]
fn an_address_at_any_base_is_the_same_at_the_first() {
    let english = &Catalog::embedded().editions[0];
    for (address, at_first_base) in [
        (
            "https://en.ifilmtv.com/News/Content/37001/a-slug",
            "https://en.ifilmtv.ir/News/Content/37001/a-slug",
        ),
        ("https://en.ifilmtv.ir/News/Content/37001", "https://en.ifilmtv.ir/News/Content/37001"),
        ("https://en.ifilmtv.com/News?page=2", "https://en.ifilmtv.ir/News?page=2"),
        ("https://ar.ifilmtv.com/News/Content/37001", "https://ar.ifilmtv.com/News/Content/37001"),
    ] {
        assert_eq!(english.at_first_base(&Url::parse(address).unwrap()).as_str(), at_first_base);
    }
}
