//! Guides that are long, deep or broken.

use std::fmt::Write;
use std::time::Instant;

use super::*;

fn list(count: u32) -> String {
    let mut page = "<h2>1 January 2026</h2><ul>".to_owned();
    for at in 0..count {
        write!(
            page,
            "<li><b>{:02}:{:02}</b> <a href=/Series/Content/{at}>Road {at}</a>",
            at / 60 % 24,
            at % 60
        )
        .unwrap();
    }
    page
}

#[test]
fn five_thousand_rows_are_read_in_linear_time() {
    let time = |page: &str| {
        let start = Instant::now();
        let count = read(page).entries.len();
        (start.elapsed(), count)
    };
    let (short, _) = time(&list(1_000));
    let (long, count) = time(&list(5_000));

    assert_eq!(count, 5_000);
    assert!(long < short * 25, "{short:?} {long:?}");
}

#[test]
fn anything_has_an_answer() {
    let deep = format!("{}20:00 Road{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    let tables = "<table><tr><td>20:00<td>".repeat(3_000);
    let times = "20:00 ".repeat(200_000);
    let spans =
        "<table><tr><td colspan=99999999 rowspan=99999999>Monday<td>Tuesday<tr><td>20:00<td>Road</table>";
    let brackets = format!("<script>var a = {}</script>", "[".repeat(100_000));
    let days = "<h2>Monday</h2>".repeat(20_000);
    for text in [
        &*deep,
        &*tables,
        &*times,
        spans,
        &*brackets,
        &*days,
        "<",
        "<li>20:",
        "<li>99:99 A<li>24:60 B",
        "[[[[",
        "{\"a\":",
    ] {
        let document = |bytes| {
            let editions = Editions::of(crate::catalog::Catalog::embedded()).unwrap();
            let edition = editions.get(&"fa".parse().unwrap()).unwrap().clone();
            let address = Url::parse("https://fa.ifilmtv.ir/Schedule/Index").unwrap();
            let _ = schedule(Document {
                bytes,
                charset: None,
                address: &address,
                edition: &edition,
                received_at: NOW.parse().unwrap(),
            });
        };
        document(text.as_bytes());
        document(&text.as_bytes()[..text.len() / 2]);
    }
}

#[test]
fn a_bad_row_costs_itself_alone() {
    let page = "<ul><li>20:00 Road<li>25:99 Broken<li><li>21:00<li>{{title}} 22:00<li>23:00 Lantern</ul>";

    assert_eq!(rows(page), ["30 20:00-23:00 Road", "30 23:00-null Lantern"]);
}

#[test]
fn ten_megabytes_are_read_in_linear_time() {
    let time = |page: &str| {
        let start = Instant::now();
        let count = read(page).entries.len();
        (start.elapsed(), count)
    };
    let rows = 170_000;
    let page = list(rows);
    let (short, _) = time(&list(rows / 10));
    let (long, count) = time(&page);

    assert!(page.len() > 10_000_000, "{}", page.len());
    assert!(count > 0);
    assert!(long < short * 40, "{short:?} {long:?}");
}

#[test]
fn json_fields_of_wrong_types_cost_their_row_alone() {
    let bad = [
        r#"{"title":7,"start":"20:00"}"#,
        r#"{"title":"Road","start":1e300}"#,
        r#"{"title":"Road","start":-5}"#,
        r#"{"title":null,"start":null}"#,
        r#"{"title":["Road"],"start":[]}"#,
        r#"{"title":"{{title}}","start":"20:00"}"#,
        r#""20:00 Road""#,
        "null",
    ];
    let page = format!(r#"[{},{{"title":"Lantern","start":"2026-11-30T20:00"}}]"#, bad.join(","));

    assert_eq!(rows(&page), ["30 20:00-null Lantern"]);
}
