//! An article shows as edited only if a person sees a difference.

use ifilm_tests::{PlainAnswer, PlainScenario};

const TITLE: &str = "The river town opens its new cinema";
const ONE: &str =
    "The river town opened its new cinema on Saturday, and the first guests came early to see it.";
const TWO: &str = "In the evening a second film was shown to those who had waited outside in the rain.";

/// The page of an article, with boxes that link to other articles below it.
fn page(paragraphs: &[&str], related: &[u32]) -> PlainAnswer {
    let links = related.iter().map(|id| {
        format!("<li><a href=/News/Content/{id}>Another story, number {id}, of the same day</a></li>")
    });
    let text: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    PlainAnswer::of(format!(
        "<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div class=text>{text}</div>\
         <div class=related><h3>Related</h3><ul>{}</ul></div></body></html>",
        links.collect::<String>()
    ))
}

/// Seen at a site whose boxes rotate: after 20 syncs without an edit 30 of 30 articles showed as edited.
#[tokio::test]
async fn related_links_that_change_are_no_edit() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    scenario.site.answer_page("1", page(&[ONE, TWO], &[7, 8]));
    scenario.sync().await;

    scenario.site.answer_page("1", page(&[ONE, TWO], &[9, 10]));
    let report = scenario.sync().await;

    let article = scenario.article("1").await;
    assert!(article.related.iter().any(|other| other.link.ends_with("/9")), "{:?}", article.related);
    assert!(!article.edited);
    assert_eq!(report.changed, 0);
}

#[tokio::test]
async fn a_text_that_changes_is_an_edit() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    scenario.site.answer_page("1", page(&[ONE, TWO], &[7, 8]));
    scenario.sync().await;

    scenario.site.answer_page("1", page(&[ONE], &[7, 8]));
    let report = scenario.sync().await;

    assert!(scenario.article("1").await.edited);
    assert_eq!(report.changed, 1);
}

/// Seen: the hash of an older version was computed from other parts, and this alone made an article edited.
#[tokio::test]
async fn a_hash_of_an_older_version_is_no_edit() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    scenario.site.answer_page("1", page(&[ONE, TWO], &[7, 8]));
    scenario.sync().await;
    let cache = rusqlite::Connection::open(scenario.data.path().join("cache.db")).unwrap();
    cache.execute_batch("UPDATE article SET hash = x'00'").unwrap();

    scenario.sync().await;

    assert!(!scenario.article("1").await.edited);
}

/// Seen: each of these changes made the article show as edited.
#[tokio::test]
async fn counters_ages_adverts_and_invisible_signs_that_change_are_no_edit() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    scenario.site.answer_page("1", page(&[ONE, "2 hours ago", TWO, "Number of visits: 1,234"], &[]));
    scenario.sync().await;

    let hyphenated = ONE.replace("opened", "ope&shy;ned");
    let advert = "<a href='https://ads.example/x'>Buy one now</a>";
    let others: [&[&str]; 4] = [
        &[ONE, "5 hours ago", TWO, "Number of visits: 1,250"],
        &[&hyphenated, TWO],
        &[ONE, advert, TWO],
        &[ONE, TWO, "Share: 15 Likes: 4"],
    ];
    for other in others {
        scenario.site.answer_page("1", page(other, &[]));
        scenario.sync().await;

        assert!(!scenario.article("1").await.edited, "{other:?}");
    }
}

/// Seen: pictures with another query at each answer made all pages due, and all items changed, at each sync.
#[tokio::test]
async fn the_query_of_a_picture_changes_no_item_and_makes_no_page_due() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    scenario.site.answer_page("1", page(&[ONE, TWO], &[]));
    let with_picture = |address: &str| {
        let row = format!(r#"[{{"Id": "1", "Title": "{TITLE}", "ImageAddress": "{address}"}}]"#);
        scenario.site.answer("/list?page=1", PlainAnswer::of(row));
    };
    with_picture("/files/1.jpg?v=1");
    scenario.sync().await;

    with_picture("/files/1.jpg?v=2");
    let other_query = scenario.sync().await;
    with_picture("/files/2.jpg?v=2");
    let other_picture = scenario.sync().await;

    assert_eq!((other_query.changed, other_query.page_requests), (0, 0));
    assert_eq!((other_picture.changed, other_picture.page_requests), (1, 0));
}
