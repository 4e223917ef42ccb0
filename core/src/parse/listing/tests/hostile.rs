use proptest::prelude::*;

use super::read;
use crate::catalog::DocumentType;
use crate::parse::tests::{page, scraps};

#[test]
fn a_hundred_thousand_rows_are_read() {
    let rows: Vec<String> =
        (1..=100_000).map(|id| format!(r#"{{"Id":{id},"Title":"Row &amp; {id}"}}"#)).collect();

    let listing = read(DocumentType::Json, format!("[{}]", rows.join(",")).as_bytes()).unwrap();

    assert_eq!((listing.rows.len(), listing.dropped), (100_000, 0));
}

#[test]
fn deeply_nested_arrays_are_an_error() {
    for tower in ["[", "{\"data\":"] {
        assert!(read(DocumentType::Json, tower.repeat(100_000).as_bytes()).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(DocumentType::Json, &bytes);
        let _ = read(DocumentType::Html, &bytes);
    }

    #[test]
    fn no_text_in_a_row_makes_it_panic(text in "[\\PC\\\\\"]{0,40}", cut in any::<prop::sample::Index>()) {
        let row = format!("[{{\"Id\":1,\"Title\":\"{text}\",\"Date\":\"{text}\",\"ImageAddress_M\":\"{text}\"}}]");
        let _ = read(DocumentType::Json, row.as_bytes());
        let _ = read(DocumentType::Json, &row.as_bytes()[..cut.index(row.len() + 1)]);
    }

    #[test]
    fn no_scraps_make_it_panic(scraps in scraps(), cut in any::<prop::sample::Index>()) {
        let page = page(&scraps);
        let _ = read(DocumentType::Html, page.as_bytes());
        let _ = read(DocumentType::Html, &page.as_bytes()[..cut.index(page.len() + 1)]);
    }

    #[test]
    fn no_scraps_in_a_row_make_it_panic(scraps in scraps()) {
        let text = serde_json::to_string(&scraps.concat()).unwrap();
        let row = format!("[{{\"Id\":1,\"Title\":{text},\"Date\":{text},\"ImageAddress_M\":{text}}}]");
        prop_assert!(read(DocumentType::Json, row.as_bytes()).is_ok());
    }
}
