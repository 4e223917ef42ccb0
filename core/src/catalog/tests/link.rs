//! Tests of links in both directions. The golden table is `tests/fixtures/links/links.jsonl`.

use std::path::Path;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::model::{Link, NotOurs, SitePart};

/// A row of the golden table. `part` is the edition and the part: `fa/live`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    key: Option<String>,
    part: Option<String>,
    address: Option<String>,
    not_ours: Option<String>,
    why: String,
}

fn rows() -> Vec<Row> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/links/links.jsonl");
    let table = std::fs::read_to_string(file).unwrap();
    table.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The key, the part, the address and the reason, as the table has them.
type Written = (Option<String>, Option<String>, Option<String>, Option<String>);

fn written(link: Link) -> Written {
    match link {
        Link::Item { key, part: _, address } => (Some(key.to_string()), None, Some(address), None),
        Link::Part { edition, part, address } => {
            (None, Some(format!("{edition}/{}", part.as_str())), Some(address), None)
        }
        Link::NotOurs { reason } => (None, None, None, Some(reason.as_str().to_owned())),
    }
}

#[test]
fn each_address_of_the_table_leads_where_it_says() {
    let editions = Editions::embedded();
    let rows = rows();
    let (ours, others): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.not_ours.is_none());
    assert!(ours.len() >= 60 && others.len() >= 60, "{} {}", ours.len(), others.len());

    let wrong = rows.into_iter().filter_map(|row| {
        let Row { text, key, part, address, not_ours, why } = row;
        let (found, wanted) = (written(editions.link(&text)), (key, part, address, not_ours));
        (found != wanted).then(|| format!("{text:.200?} ({why}): {found:?}"))
    });

    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_key_has_an_address_if_its_kind_has_pages_and_its_id_can_exist() {
    let editions = Editions::embedded();
    for (key, address) in [
        ("en/37001", Some("https://en.ifilmtv.ir/News/Content/37001")),
        ("fa2/series/007", Some("https://fa2.ifilmtv.ir/Series/Content/7")),
        ("ar/tag/15", Some("https://ar.ifilmtv.ir/News/Tag?id=15")),
        ("ar/track/15", None),
        ("en/lantern", None),
        ("en/0", None),
    ] {
        let found = editions.address_of(&key.parse().unwrap()).unwrap();

        assert_eq!(found.as_deref(), address, "{key}");
    }
    let error = editions.address_of(&"de/5".parse().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "there is no edition `de`");
}

#[test]
fn every_part_of_every_edition_has_an_address_that_leads_back() {
    let editions = Editions::embedded();
    for edition in editions.all() {
        for page in &edition.part_pages {
            let address = editions.part_address(&edition.id, page.part).unwrap().unwrap();

            let part = format!("{}/{}", edition.id, page.part.as_str());
            let wanted = (None, Some(part), Some(address.clone()), None);
            assert_eq!(written(editions.link(&address)), wanted);
        }
    }
}

#[test]
fn an_item_names_the_part_that_its_kind_is_in() {
    let editions = Editions::embedded();
    let part = |address: &str| match editions.link(address) {
        Link::Item { part, .. } => part,
        other => panic!("{other:?}"),
    };

    assert_eq!(part("en.ifilmtv.ir/Iran/Content/5"), Some(SitePart::News));
    assert_eq!(part("en.ifilmtv.ir/Music/Content/5"), Some(SitePart::Music));
    assert_eq!(part("en.ifilmtv.ir/Artist/Content/5"), None);
}

#[test]
fn a_part_of_an_edition_below_a_path_is_not_one_of_the_edition_above_it() {
    let mut catalog = catalog_of(
        &[edition_at("en", "https://example.org"), edition_at("fa", "https://example.org/fa")].join(","),
    );
    for edition in &mut catalog.editions {
        edition.part_pages = vec![PartPage::of(SitePart::Home, "/".parse().unwrap())];
    }
    let editions = Editions::of(catalog).unwrap();

    let leads = |address: &str| written(editions.link(address)).1;
    assert_eq!(leads("http://example.org").as_deref(), Some("en/home"));
    assert_eq!(leads("http://example.org/FA/").as_deref(), Some("fa/home"));
    let unknown = Link::NotOurs { reason: NotOurs::UnknownPage };
    assert_eq!(editions.link("http://example.org/de"), unknown);
}

#[test]
fn a_path_with_placeholders_is_no_fixed_path() {
    for path in ["Home", "/Home/{id}", "/Home#top"] {
        assert!(path.parse::<FixedPath>().is_err(), "{path}");
    }
}

/// Texts that are near to addresses of the site.
fn near_addresses() -> impl Strategy<Value = String> {
    let scheme = prop_oneof!["", "https://", "http:/", r"\\\\", "ftp://", "https://a@"];
    let host =
        prop_oneof!["(www[.])?(en|fa|ar|fa2|de)[.]ifilmtv[.](ir|tv|com|org)[.]?(:80|:8080)?", ".{0,12}"];
    let path = prop_oneof![
        "/{1,2}(News|iran|Series|Film|Artist|Music)/Content/[0-9۰-۹]{0,20}(/.{0,12})?",
        r"[/\\](News/Tag|artist/Index)[?](id=[0-9]{1,3}&?){0,2}",
        "/(Home/Live|Schedule|Series|Film|news|x)?/?([?]En)?",
        ".{0,30}",
    ];
    (".{0,2}", scheme, host, path, ".{0,3}")
        .prop_map(|(before, scheme, host, path, after)| [before, scheme, host, path, after].concat())
}

proptest! {
    #[test]
    fn a_canonical_address_leads_to_itself(text in near_addresses()) {
        let editions = Editions::embedded();
        let link = editions.link(&text);
        if let Link::Item { key, part, address } = &link {
            prop_assert_eq!(part, &SitePart::of(key.kind));
            prop_assert_eq!(editions.address_of(key).unwrap(), Some(address.clone()));
        }
        if let Link::Item { address, .. } | Link::Part { address, .. } = &link {
            prop_assert_eq!(editions.link(address), link.clone());
        }
    }

    #[test]
    fn any_text_has_an_answer(text in any::<String>()) {
        let editions = Editions::embedded();
        editions.link(&text);
        let _ = editions.key(&text);
    }

    #[test]
    fn an_id_of_any_length_and_digits_is_canonical_or_refused(id in "[0-9۰-۹٠-٩]{1,30}") {
        let text = format!("https://fa.ifilmtv.ir/News/Content/{id}");
        match Editions::embedded().link(&text) {
            Link::Item { key, .. } => {
                prop_assert!(key.id.len() <= 18 && !key.id.starts_with('0'));
                prop_assert!(key.id.bytes().all(|byte| byte.is_ascii_digit()));
            }
            other => prop_assert_eq!(other, Link::NotOurs { reason: NotOurs::UnknownPage }),
        }
    }
}
