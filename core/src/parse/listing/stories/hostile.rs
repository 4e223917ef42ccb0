use proptest::prelude::*;

use super::read;
use crate::catalog::Form;

#[test]
fn a_hundred_thousand_rows_are_read() {
    let rows: Vec<String> =
        (1..=100_000).map(|id| format!(r#"{{"Id":{id},"Title":"Row &amp; {id}"}}"#)).collect();

    let listing = read(Form::Json, format!("[{}]", rows.join(",")).as_bytes()).unwrap();

    assert_eq!((listing.rows.len(), listing.dropped), (100_000, 0));
}

#[test]
fn a_tower_of_arrays_is_an_error() {
    for tower in ["[", "{\"data\":"] {
        assert!(read(Form::Json, tower.repeat(100_000).as_bytes()).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(Form::Json, &bytes);
        let _ = read(Form::Html, &bytes);
    }

    #[test]
    fn no_text_in_a_row_makes_it_panic(text in "[\\PC\\\\\"]{0,40}", cut in any::<prop::sample::Index>()) {
        let row = format!("[{{\"Id\":1,\"Title\":\"{text}\",\"Date\":\"{text}\",\"ImageAddress_M\":\"{text}\"}}]");
        let _ = read(Form::Json, row.as_bytes());
        let _ = read(Form::Json, &row.as_bytes()[..cut.index(row.len() + 1)]);
    }
}
