//! The date of an item: from its listing, its page, the items beside it, or the moment it was first seen.

use std::time::Duration;

use ifilm_core::{Clock, ListQuery, Precision, PublishedSource};
use ifilm_tests::{PlainAnswer, PlainScenario, edition};
use serde_json::{Value, json};

const ONE: &str =
    "The river town opened its new cinema on Saturday, and the first guests came early to see it.";
const TWO: &str = "In the evening a second film was shown to those who had waited outside in the rain.";

/// A listing of these ids with their dates, and a page without a date for each.
fn list(scenario: &PlainScenario, rows: &[(&str, Option<&str>)]) {
    let row = |(id, date): &(&str, Option<&str>)| json!({"Id": id, "Title": title(id), "PublishDate": date});
    let rows: Vec<Value> = rows.iter().map(row).collect();
    scenario.site.list(&[]);
    scenario.site.answer("/list?page=1", PlainAnswer::of(json!(rows).to_string()));
    for row in &rows {
        let id = row["Id"].as_str().unwrap();
        scenario.site.page(id, &title(id), &[ONE, TWO]);
    }
}

fn title(id: &str) -> String {
    format!("Story number {id} of the day")
}

/// The page of an item, with these metas and this line between title and text.
fn page(scenario: &PlainScenario, id: &str, metas: &str, line: &str) {
    let title = title(id);
    scenario.site.answer_page(
        id,
        PlainAnswer::of(format!(
            "<html><head><title>{title}</title>{metas}</head><body><h1>{title}</h1><p>{line}</p>\
             <div class=text><p>{ONE}</p><p>{TWO}</p></div></body></html>"
        )),
    );
}

/// Each listed id with its date and the source of that, newest first.
async fn dates(scenario: &PlainScenario) -> Vec<(String, String, PublishedSource)> {
    let slice = scenario.client.library().list(ListQuery::news(edition("en"))).await.unwrap();
    let items = slice.items.into_iter();
    items.map(|item| (item.key.id, item.published.at.to_string(), item.published.source)).collect()
}

async fn days_later(scenario: &PlainScenario, days: u64) {
    scenario.clock.advance(Duration::from_secs(days * 86_400));
    scenario.sync().await;
}

/// Seen: a story dated to 2041 stood above all others for ever.
#[tokio::test]
async fn an_item_of_years_ahead_counts_from_when_it_was_first_seen() {
    for date in ["2041-11-16T10:00:00", "2024-05-12T10:00:00", "۱۴۱۸/۰۱/۰۱"] {
        let scenario = PlainScenario::begin();
        let old = ("2", Some("2024-05-01T10:00:00"));
        list(&scenario, &[("1", Some(date)), old]);
        scenario.sync().await;

        assert_eq!(scenario.ids().await, ["1", "2"], "{date}");
        list(&scenario, &[("3", Some("2024-05-06T10:00:00")), ("1", Some(date)), old]);
        days_later(&scenario, 4).await;

        assert_eq!(scenario.ids().await, ["3", "1", "2"], "{date}");
    }
}

#[tokio::test]
async fn a_date_of_this_evening_or_tomorrow_is_believed() {
    let scenario = PlainScenario::begin();
    list(&scenario, &[("1", Some("2024-05-03T20:30:00"))]);

    scenario.sync().await;

    let expected = ("1".to_owned(), "2024-05-03T20:30:00Z".to_owned(), PublishedSource::Meta);
    assert_eq!(dates(&scenario).await, [expected]);
}

#[tokio::test]
async fn a_page_dated_far_ahead_counts_by_the_stamp_that_it_prints() {
    let scenario = PlainScenario::begin();
    list(&scenario, &[("1", None)]);
    let meta = "<meta property=article:published_time content=2041-05-02T10:00:00Z>";
    page(&scenario, "1", meta, "1 May 2024");

    scenario.sync().await;

    let expected = ("1".to_owned(), "2024-05-01T00:00:00Z".to_owned(), PublishedSource::Stamp);
    assert_eq!(dates(&scenario).await, [expected]);
}

#[tokio::test]
async fn a_page_dated_far_ahead_counts_from_when_it_was_first_seen() {
    let scenario = PlainScenario::begin();
    list(&scenario, &[("1", None)]);
    page(&scenario, "1", "<meta property=article:published_time content=2041-05-02T10:00:00Z>", "");

    scenario.sync().await;

    assert_eq!(dates(&scenario).await[0].2, PublishedSource::FirstSeen);
}

/// Seen: a listing that corrected its own date was not believed, because both dates came from a listing.
#[tokio::test]
async fn a_listing_corrects_its_own_date() {
    for (first, second) in [
        ("2041-05-02T10:00:00", "2024-04-30T10:00:00"),
        ("2024-05-01T18:00:00", "2024-04-30T10:00:00"),
        ("۱۴۰۳/۰۲/۱۲ ۱۸:۰۰", "۱۴۰۳/۰۲/۱۱ ۱۰:۰۰"),
    ] {
        let scenario = PlainScenario::begin();
        let other = ("2", Some("2024-05-01T10:00:00"));
        list(&scenario, &[("1", Some(first)), other]);
        scenario.sync().await;

        list(&scenario, &[("1", Some(second)), other]);
        scenario.sync().await;

        assert_eq!(scenario.ids().await, ["2", "1"], "{first}");
        assert_eq!(dates(&scenario).await[1].1, "2024-04-30T10:00:00Z", "{first}");
    }
}

#[tokio::test]
async fn a_listing_that_does_not_change_leaves_the_date_of_the_page() {
    let scenario = PlainScenario::begin();
    list(&scenario, &[("1", Some("2024-05-01T10:00:00"))]);
    page(&scenario, "1", "<meta property=article:published_time content=2024-05-01T05:00:00Z>", "");
    scenario.sync().await;

    list(&scenario, &[("2", Some("2024-05-02T10:00:00")), ("1", Some("2024-05-01T10:00:00"))]);
    page(&scenario, "1", "<meta property=article:published_time content=2024-05-01T05:00:00Z>", "");
    scenario.sync().await;

    assert_eq!(dates(&scenario).await[1].1, "2024-05-01T05:00:00Z");
}

#[tokio::test]
async fn items_without_a_date_get_one_between_those_beside_them() {
    let scenario = PlainScenario::begin();
    let (new, old) = (Some("2024-05-02T10:00:00"), Some("2024-04-30T10:00:00"));
    list(&scenario, &[("9", new), ("8", None), ("7", None), ("5", old), ("4", None)]);

    scenario.sync().await;

    let [nine, eight, seven, five, four] = dates(&scenario).await.try_into().unwrap();
    let ids = [&nine, &eight, &seven, &five, &four].map(|(id, ..)| id.as_str());
    assert_eq!(ids, ["9", "8", "7", "5", "4"]);
    let estimate = |id: &str, at: &str| (id.to_owned(), at.to_owned(), PublishedSource::Neighbours);
    assert_eq!(
        [seven, eight],
        [estimate("7", "2024-05-01T02:00:00Z"), estimate("8", "2024-05-01T18:00:00Z")]
    );
    assert_eq!(four, estimate("4", "2024-04-30T09:59:59Z"));
}

#[tokio::test]
async fn an_estimate_is_shown_as_one_and_ends_with_a_better_date() {
    let scenario = PlainScenario::begin();
    let (new, old) = (Some("2024-05-02T10:00:00"), Some("2024-04-30T10:00:00"));
    list(&scenario, &[("9", new), ("8", None), ("5", old)]);
    scenario.sync().await;
    let estimated = scenario.article("8").await;

    assert_eq!(estimated.published.precision, Precision::Estimate);
    assert_eq!(estimated.date_text, "about May 1, 2024");
    assert_eq!(estimated.age_text, "about May 1, 2024");
    list(&scenario, &[("9", new), ("8", Some("2024-04-30T18:00:00")), ("5", old)]);
    let report = scenario.sync().await;

    let article = scenario.article("8").await;
    assert_eq!(article.published.source, PublishedSource::Meta);
    assert_eq!(article.published.at.to_string(), "2024-04-30T18:00:00Z");
    assert_eq!(report.changed, 1);
}

#[tokio::test]
async fn estimates_stay_when_nothing_beside_them_changes() {
    let scenario = PlainScenario::begin();
    let (new, old) = (Some("2024-05-02T10:00:00"), Some("2024-04-30T10:00:00"));
    list(&scenario, &[("9", new), ("8", None), ("7", None), ("5", old)]);
    scenario.sync().await;
    let before = dates(&scenario).await;

    list(&scenario, &[("10", Some("2024-05-02T13:00:00")), ("9", new), ("8", None), ("7", None), ("5", old)]);
    scenario.sync().await;

    assert_eq!(dates(&scenario).await[1..], before[..]);
}

/// Seen: a row that came later between two others had their date, or one above that of the next id.
#[tokio::test]
async fn later_rows_between_estimated_ones_keep_the_order_of_the_ids() {
    let scenario = PlainScenario::begin();
    let (new, old) = (Some("2024-05-02T10:00:00"), Some("2024-04-30T10:00:00"));
    list(&scenario, &[("90", new), ("70", None), ("50", old)]);
    scenario.sync().await;
    let first = dates(&scenario).await[1].clone();

    for ids in [
        &["90", "80", "75", "70", "50"][..],
        &["90", "80", "78", "75", "72", "71", "70", "50"],
        &["90", "85", "80", "78", "75", "72", "71", "70", "65", "60", "50"],
    ] {
        let date = |id: &str| if id == "90" { new } else { old.filter(|_| id == "50") };
        list(&scenario, &ids.iter().map(|id| (*id, date(id))).collect::<Vec<_>>());
        scenario.sync().await;

        assert_eq!(scenario.ids().await, ids);
        assert!(dates(&scenario).await.contains(&first), "{ids:?}");
    }
}

/// Reading a list in slices meets each row once, also where the dates are estimates.
#[tokio::test]
async fn slices_of_estimated_rows_join() {
    let scenario = PlainScenario::begin();
    let ids: Vec<String> = (1..=30).rev().map(|id| id.to_string()).collect();
    let date =
        |id: &str| id.parse::<u32>().unwrap().is_multiple_of(7).then(|| format!("2024-04-{id:0>2}T10:00:00"));
    let given: Vec<Option<String>> = ids.iter().map(|id| date(id)).collect();
    let rows: Vec<_> = ids.iter().map(String::as_str).zip(given.iter().map(Option::as_deref)).collect();
    list(&scenario, &rows);
    scenario.sync().await;

    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let mut query = ListQuery::news(edition("en")).with_limit(4);
        query.after = after.take();
        let slice = scenario.client.library().list(query).await.unwrap();
        seen.extend(slice.items.into_iter().map(|item| item.key.id));
        match slice.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }

    assert_eq!(seen, ids);
}

/// Seen: of both dates of a page one was lost.
#[tokio::test]
async fn the_date_of_the_last_change_is_kept_beside_that_of_publication() {
    let scenario = PlainScenario::begin();
    list(&scenario, &[("1", None), ("2", None)]);
    let metas = "<meta property=article:modified_time content=2024-05-02T08:00:00Z>\
        <meta property=article:published_time content=2024-05-01T08:00:00Z>";
    page(&scenario, "1", metas, "");
    page(&scenario, "2", "", "Updated: 2 May 2024 | Published: 1 May 2024");
    scenario.sync().await;

    let (one, two) = (scenario.article("1").await, scenario.article("2").await);

    assert_eq!(one.published.at.to_string(), "2024-05-01T08:00:00Z");
    assert_eq!(one.updated.unwrap().at.to_string(), "2024-05-02T08:00:00Z");
    assert_eq!(one.updated_text.as_deref(), Some("May 2, 2024 at 08:00"));
    assert_eq!(two.published.at.to_string(), "2024-05-01T00:00:00Z");
    assert_eq!(two.updated.unwrap().precision, Precision::Day);
    assert_eq!(two.updated_text.as_deref(), Some("May 2, 2024"));
}

/// An updated date that changes alone is no edit of the text.
#[tokio::test]
async fn another_date_of_the_last_change_is_no_edit() {
    let scenario = PlainScenario::begin();
    list(&scenario, &[("1", None)]);
    let meta = |hour: u32| format!("<meta property=article:modified_time content=2024-05-02T0{hour}:00:00Z>");
    page(&scenario, "1", &meta(6), "1 May 2024");
    scenario.sync().await;

    page(&scenario, "1", &meta(7), "1 May 2024");
    days_later(&scenario, 1).await;

    let article = scenario.article("1").await;
    assert_eq!(
        (article.edited, article.updated.unwrap().at.to_string().as_str()),
        (false, "2024-05-02T07:00:00Z")
    );
}

/// Seen: a device whose clock was three days behind took the date of a page for a wrong one, and all later
/// requests for the page were answered with 304. So did a page that also has a weaker date.
#[tokio::test]
async fn the_date_of_a_page_counts_once_the_clock_is_right() {
    for (line, source) in [("", PublishedSource::FirstSeen), ("1 April 2024", PublishedSource::Stamp)] {
        let scenario = PlainScenario::begin();
        let now = scenario.clock.now();
        scenario.site.list(&[("1", &title("1"))]);
        let metas = "<meta property=article:published_time content=2024-05-02T08:00:00Z>";
        page(&scenario, "1", metas, line);
        scenario.site.tag_page("1", "a");
        scenario.clock.set(now - Duration::from_secs(3 * 86_400));
        scenario.sync().await;
        let before = dates(&scenario).await;
        scenario.clock.set(now);
        scenario.site.answer_304_for_ever();

        scenario.sync().await;

        let expected = ("1".to_owned(), "2024-05-02T08:00:00Z".to_owned(), PublishedSource::Meta);
        assert_eq!((before[0].2, dates(&scenario).await), (source, vec![expected]), "{line}");
    }
}

/// Seen: a page with a wrong date came whole at each revalidation.
#[tokio::test]
async fn a_page_that_is_dated_years_ahead_is_revalidated_with_its_validators() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", &title("1"))]);
    page(&scenario, "1", "<meta property=article:published_time content=2062-05-02T08:00:00Z>", "");
    scenario.site.tag_page("1", "a");
    scenario.sync().await;
    scenario.site.answer_304_for_ever();

    let section = scenario.sync().await;

    assert_eq!((section.revalidations, section.not_modified), (1, 1));
}
