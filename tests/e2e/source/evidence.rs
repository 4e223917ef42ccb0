//! No article is lost. An answer that concerns the whole site never removes, empties or rewrites an article.
//! An answer that concerns the article does.

use ifilm_core::{ArticleBody, SyncRequest};
use ifilm_tests::{PlainAnswer, PlainScenario, text};

/// Headlines and texts of six articles.
const ARTICLES: [(&str, &str, &str); 6] = [
    ("6", "Rain stops the open air film", "Heavy rain ended the open air evening before the second reel."),
    ("5", "A bakery beside the old mill", "The bakery beside the mill sells its bread before the sun is up."),
    (
        "4",
        "Students build a wooden bridge",
        "Students of the school have built a bridge of wood over the brook.",
    ),
    ("3", "The museum lends its clocks", "The museum lends eleven of its clocks to a school in the hills."),
    (
        "2",
        "Choir looks for deep voices",
        "The choir of the valley looks for deep voices for its spring concert.",
    ),
    (
        "1",
        "A new cinema by the river",
        "The river town opened its new cinema, and the first guests came early.",
    ),
];

const MORE: &str =
    "More about it was told to our reporter in the evening by those who had been there all day.";

/// A client that has read all six articles.
async fn six() -> PlainScenario {
    let scenario = PlainScenario::begin();
    list(&scenario, &["6", "5", "4", "3", "2", "1"]);
    for (id, ..) in ARTICLES {
        restore(&scenario, id);
    }
    scenario.sync().await;
    assert_eq!(scenario.ids().await, ["6", "5", "4", "3", "2", "1"]);
    scenario
}

fn list(scenario: &PlainScenario, ids: &[&str]) {
    let rows: Vec<_> = ARTICLES.iter().filter(|(id, ..)| ids.contains(id)).collect();
    let rows: Vec<(&str, &str)> = rows.into_iter().map(|(id, title, _)| (*id, *title)).collect();
    scenario.site.list(&rows);
}

/// Answers with the item's own page.
fn restore(scenario: &PlainScenario, id: &str) {
    let (_, title, first) = ARTICLES.iter().find(|(own, ..)| *own == id).unwrap();
    scenario.site.page(id, title, &[first, MORE]);
}

/// Gives the same answer for all items.
fn answer_all(scenario: &PlainScenario, answer: &PlainAnswer) {
    for (id, ..) in ARTICLES {
        scenario.site.answer_page(id, answer.clone());
    }
}

async fn syncs(scenario: &PlainScenario, count: u32) {
    for _ in 0..count {
        scenario.sync().await;
    }
}

/// Checks that all six articles are listed with their own texts, and that none shows as edited.
async fn all_are_well(scenario: &PlainScenario) {
    assert_eq!(scenario.ids().await, ["6", "5", "4", "3", "2", "1"]);
    for (id, title, first) in ARTICLES {
        let article = scenario.article(id).await;
        assert_eq!((article.title.as_str(), article.edited), (title, false), "{id}");
        assert!(text(&article).starts_with(first), "{id}: {}", text(&article));
    }
}

/// Seen: all pages redirected to `/home`, and three articles left the list at each sync.
#[tokio::test]
async fn pages_that_all_redirect_to_one_address_remove_nothing() {
    for to in ["/maintenance", "/", "/login?next=article", "/News/Content/999"] {
        let scenario = six().await;
        answer_all(&scenario, &PlainAnswer::redirect(to));
        scenario.site.answer(to, PlainAnswer::page("We will be back soon", &["Work is under way."]));

        list(&scenario, &["6", "5"]);
        syncs(&scenario, 8).await;

        all_are_well(&scenario).await;
    }
}

#[tokio::test]
async fn pages_that_are_all_absent_remove_nothing() {
    for status in ["404 Not Found", "410 Gone"] {
        let scenario = six().await;
        answer_all(&scenario, &PlainAnswer::status(status));

        list(&scenario, &["6", "5"]);
        syncs(&scenario, 8).await;

        all_are_well(&scenario).await;
    }
}

#[tokio::test]
async fn a_notice_instead_of_all_pages_rewrites_and_empties_nothing() {
    let notices = [
        PlainAnswer::page("Welcome, guests of this network", &["Accept the terms, then you may go on."; 9]),
        PlainAnswer::page("Please log in", &["This page is for members of the house alone."]),
        PlainAnswer::of("<html><body></body></html>"),
        PlainAnswer::of("out of order"),
        PlainAnswer::of(""),
    ];
    for notice in notices {
        let scenario = six().await;
        answer_all(&scenario, &notice);

        syncs(&scenario, 8).await;

        all_are_well(&scenario).await;
    }
}

/// Seen: the terms page of a captive portal replaced an article.
#[tokio::test]
async fn a_notice_instead_of_one_page_rewrites_nothing() {
    let scenario = six().await;
    let notice = PlainAnswer::page("Access to the page is denied", &["Please try again in an hour."; 5]);
    scenario.site.answer_page("3", notice);

    syncs(&scenario, 2).await;

    all_are_well(&scenario).await;
}

#[tokio::test]
async fn a_wholly_rewritten_article_is_stored_when_it_has_come_three_times() {
    let scenario = six().await;
    let rewritten =
        PlainAnswer::page("Bees move into the town hall", &["Forty thousand bees live there now."]);
    scenario.site.answer_page("3", rewritten);

    let mut syncs = 0;
    while !scenario.article("3").await.edited && syncs < 12 {
        scenario.sync().await;
        syncs += 1;
    }

    let article = scenario.article("3").await;
    assert!((3..=6).contains(&syncs), "{syncs}");
    assert_eq!(
        (article.title.as_str(), text(&article).as_str()),
        ("Bees move into the town hall", "Forty thousand bees live there now.")
    );
}

#[tokio::test]
async fn a_first_text_that_several_addresses_give_is_no_article() {
    let scenario = PlainScenario::begin();
    list(&scenario, &["6", "5", "4", "3", "2", "1"]);
    answer_all(
        &scenario,
        &PlainAnswer::page("Film, bakery, bridge, museum, choir and cinema: please wait", &[MORE]),
    );

    scenario.sync().await;
    let first = scenario.article("6").await;
    for (id, ..) in ARTICLES {
        restore(&scenario, id);
    }
    syncs(&scenario, 3).await;

    assert!(!matches!(first.body, ArticleBody::Ready { .. }), "{:?}", first.body);
    all_are_well(&scenario).await;
}

#[tokio::test]
async fn two_absences_remove_an_item_that_is_no_longer_listed() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4", "3", "2"]);
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));

    let mut syncs = 0;
    while scenario.ids().await.contains(&"1".to_owned()) && syncs < 12 {
        scenario.sync().await;
        syncs += 1;
    }

    assert!((2..=5).contains(&syncs), "{syncs}");
    assert_eq!(scenario.ids().await, ["6", "5", "4", "3", "2"]);
    assert!(text(&scenario.article("1").await).starts_with("The river town"), "its text stays readable");
}

#[tokio::test]
async fn an_item_leaves_only_when_its_listing_was_read_twice_without_it() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4", "3", "2"]);
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));

    let mut readings = 0;
    scenario.site.asked();
    while scenario.ids().await.contains(&"1".to_owned()) && readings < 12 {
        scenario.sync().await;
        let listings = scenario.site.asked().iter().filter(|path| path.starts_with("/list")).count();
        readings += usize::from(listings > 1); // one is the sync's own
    }

    assert_eq!(readings, 2);
    assert!(scenario.article("1").await.gone);
}

#[tokio::test]
async fn an_item_that_is_listed_between_two_readings_stays() {
    let scenario = six().await;
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));
    let mut was_listed = Vec::new();
    for round in 0..9 {
        let without = &["6", "5", "4", "3", "2"];
        let all = &["6", "5", "4", "3", "2", "1"];
        list(&scenario, if round % 2 == 0 { without } else { all });
        scenario.sync().await;
        was_listed.push(scenario.ids().await.contains(&"1".to_owned()));
    }

    assert_eq!(was_listed, [true; 9]);
}

/// Syncs until the listing was read for an item that its page does not have, or the item left the lists.
/// Returns how many times it was read.
async fn readings_until(scenario: &PlainScenario, most: usize) -> usize {
    let mut readings = 0;
    scenario.site.asked();
    for _ in 0..60 {
        if readings == most || !scenario.ids().await.contains(&"1".to_owned()) {
            break;
        }
        scenario.sync().await;
        let listings = scenario.site.asked().iter().filter(|path| path.starts_with("/list")).count();
        readings += usize::from(listings > 1); // one is the sync's own
    }
    readings
}

#[tokio::test]
async fn readings_before_the_page_came_back_do_not_count() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4", "3", "2"]);
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));
    let earlier = readings_until(&scenario, 1).await;
    restore(&scenario, "1");
    syncs(&scenario, 24).await;

    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));
    let later = readings_until(&scenario, 5).await;

    assert_eq!((earlier, later), (1, 2));
    assert!(!scenario.ids().await.contains(&"1".to_owned()));
}

#[tokio::test]
async fn an_item_that_its_listing_has_again_is_not_gone() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4", "3", "2"]);
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));
    readings_until(&scenario, 5).await;
    let left = scenario.article("1").await.gone;

    list(&scenario, &["6", "5", "4", "3", "2", "1"]);
    scenario.sync().await;

    assert!(left && scenario.ids().await.contains(&"1".to_owned()));
    assert!(!scenario.article("1").await.gone);
}

#[tokio::test]
async fn a_page_that_the_site_took_away_is_marked_and_stays_while_it_is_listed_or_saved() {
    for is_saved in [false, true] {
        let scenario = six().await;
        let key = scenario.article("1").await.key;
        if is_saved {
            scenario.client.user().save(&key).await.unwrap();
            list(&scenario, &["6", "5", "4", "3", "2"]);
        }
        scenario.site.answer_page("1", PlainAnswer::status("410 Gone"));

        syncs(&scenario, 12).await;
        let gone = scenario.article("1").await;
        let listed = scenario.ids().await.contains(&"1".to_owned());
        restore(&scenario, "1");
        syncs(&scenario, 24).await;

        assert!(gone.gone && listed && text(&gone).starts_with("The river town"), "saved: {is_saved}");
        assert!(!scenario.article("1").await.gone, "saved: {is_saved}");
    }
}

/// Seen: the row of an item got another title and its page was 404 once. The item left the lists although it
/// was still listed.
#[tokio::test]
async fn a_listed_item_stays_even_if_its_page_is_always_absent() {
    let scenario = six().await;
    scenario.site.list(&[("6", "Rain stops the open air film"), ("1", "A new cinema by the old river")]);
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));

    syncs(&scenario, 8).await;

    assert!(scenario.ids().await.contains(&"1".to_owned()));
}

#[tokio::test]
async fn a_removed_item_returns_with_its_page() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4", "3", "2"]);
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));
    syncs(&scenario, 20).await;
    let meanwhile = scenario.ids().await;

    restore(&scenario, "1");
    syncs(&scenario, 24).await;

    assert_eq!(meanwhile, ["6", "5", "4", "3", "2"]);
    all_are_well(&scenario).await;
}

#[tokio::test]
async fn a_removed_item_returns_when_it_is_listed_again() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4", "3", "2"]);
    scenario.site.answer_page("1", PlainAnswer::status("410 Gone"));
    syncs(&scenario, 20).await;
    let meanwhile = scenario.ids().await;

    list(&scenario, &["6", "5", "4", "3", "2", "1"]);
    scenario.sync().await;

    assert_eq!(meanwhile, ["6", "5", "4", "3", "2"]);
    assert_eq!(scenario.ids().await, ["6", "5", "4", "3", "2", "1"]);
}

#[tokio::test]
async fn an_empty_listing_does_not_empty_the_list() {
    for empty in ["[]", "", "{\"items\":[]}"] {
        let scenario = six().await;
        scenario.site.answer("/list?page=1", PlainAnswer::of(empty));

        syncs(&scenario, 3).await;

        all_are_well(&scenario).await;
    }
}

/// A client with a new item, `7`, beside the six that it has read. Its page is a notice.
async fn a_seventh(headline: &str, notice: &PlainAnswer) -> PlainScenario {
    let scenario = six().await;
    let rows: Vec<(&str, &str)> = ARTICLES.iter().map(|(id, title, _)| (*id, *title)).collect();
    scenario.site.list(&[&[("7", headline)][..], &rows].concat());
    scenario.site.answer_page("7", notice.clone());
    scenario.sync().await;
    scenario
}

/// Seen: a notice with one of the three long words of the headline was stored as the text of a new article.
#[tokio::test]
async fn a_notice_with_one_word_of_the_headline_is_no_first_text() {
    let headline = "iFilm airs a new series";
    let notice = PlainAnswer::page("Maintenance", &["We are moving iFilm to new machines this week."; 3]);
    let scenario = a_seventh(headline, &notice).await;
    let before = scenario.article("7").await;

    scenario.site.page("7", headline, &["The first episode was shown on Saturday.", MORE]);
    syncs(&scenario, 3).await;

    let article = scenario.article("7").await;
    assert!(!matches!(before.body, ArticleBody::Ready { .. }), "{:?}", before.body);
    assert!(text(&article).starts_with("The first episode") && !article.edited, "{article:?}");
}

/// Seen: each of these notices replaced the article at once.
#[tokio::test]
async fn a_notice_with_the_title_or_the_footer_of_the_article_rewrites_nothing() {
    let footer = "Follow us on Telegram and Instagram for the newest trailers of the week.";
    let login = "You must log in with your name and your password to see the pages of this site.";
    let notices = [
        PlainAnswer::page("A new cinema by the river", &[login; 9]),
        PlainAnswer::page("Cinema guests: log in", &[login; 4]),
        PlainAnswer::page("Access denied", &["Your request was blocked.", footer]),
    ];
    for notice in notices {
        let scenario = six().await;
        for (id, title, first) in ARTICLES {
            scenario.site.page(id, title, &[first, MORE, footer]);
        }
        syncs(&scenario, 3).await;
        let before = text(&scenario.article("1").await);
        scenario.site.answer_page("1", notice);

        syncs(&scenario, 2).await;

        assert_eq!(text(&scenario.article("1").await), before);
    }
}

/// Seen: the title of a row changed three times within three minutes, and the login page was the article.
#[tokio::test]
async fn rows_that_change_let_no_notice_in() {
    let scenario = six().await;
    let notice = PlainAnswer::page("Please log in", &["This page is for members of the house alone."]);
    scenario.site.answer_page("1", notice);

    for part in ["one", "two", "three", "four"] {
        let titled = format!("A new cinema by the river, part {part}");
        scenario.site.list(&[("6", "Rain stops the open air film"), ("1", &titled)]);
        scenario.client.sync(SyncRequest::all()).await.unwrap();
    }

    let article = scenario.article("1").await;
    assert!(text(&article).starts_with("The river town") && !article.edited, "{article:?}");
}

/// Seen: an edition of one article never got a rewritten text.
#[tokio::test]
async fn a_wholly_rewritten_article_is_stored_even_if_it_is_the_only_one() {
    let scenario = PlainScenario::begin();
    list(&scenario, &["1"]);
    restore(&scenario, "1");
    scenario.sync().await;
    scenario.site.page("1", "Bees move into the town hall", &["Forty thousand bees live there now."]);

    syncs(&scenario, 6).await;

    let article = scenario.article("1").await;
    assert!(article.edited && text(&article).starts_with("Forty thousand"), "{article:?}");
}

/// Seen: a rewritten text with a counter never came three times in a row.
#[tokio::test]
async fn a_rewritten_text_with_a_counter_is_stored() {
    let scenario = six().await;
    for count in 1..8 {
        let counter = format!("Updated at 10:1{count}, read by {count}{count}3 people so far.");
        scenario.site.page(
            "3",
            "Bees move into the town hall",
            &["Forty thousand bees live there.", &counter],
        );
        scenario.sync().await;
    }

    assert!(text(&scenario.article("3").await).starts_with("Forty thousand bees"));
}

/// Seen: pages that never say their headlines were never stored.
#[tokio::test]
async fn first_texts_under_other_headlines_are_stored_when_they_have_come_three_times() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("3", "Bulletin no. 3"), ("2", "Bulletin no. 2"), ("1", "Bulletin no. 1")]);
    for id in ["3", "2", "1"] {
        restore(&scenario, id);
    }

    scenario.sync().await;
    let first = scenario.article("3").await;
    syncs(&scenario, 5).await;

    assert!(!matches!(first.body, ArticleBody::Ready { .. }));
    for id in ["3", "2", "1"] {
        let article = scenario.article(id).await;
        assert!(matches!(article.body, ArticleBody::Ready { .. }) && !article.edited, "{article:?}");
    }
}

/// Seen: a page that leads to another address never got a text.
#[tokio::test]
async fn a_page_that_moved_is_stored_when_its_text_has_come_three_times() {
    for to in ["/News/Content/77", "/story/a-new-cinema"] {
        let scenario = six().await;
        let (_, title, first) = ARTICLES[5];
        scenario.site.list(&[("8", title), ("6", "Rain stops the open air film")]);
        scenario.site.answer_page("8", PlainAnswer::redirect(to));
        scenario.site.answer(to, PlainAnswer::page(title, &[first, "It has moved since then."]));

        scenario.sync().await;
        let before = scenario.article("8").await;
        syncs(&scenario, 6).await;

        assert!(!matches!(before.body, ArticleBody::Ready { .. }), "{to}");
        assert!(text(&scenario.article("8").await).contains("moved"), "{to}");
    }
}

#[tokio::test]
async fn a_page_that_leads_to_the_home_page_a_list_a_notice_or_another_article_rewrites_nothing() {
    for to in ["/", "/home", "/list", "/sorry", "/News/Content/2"] {
        let scenario = six().await;
        scenario.site.answer_page("1", PlainAnswer::redirect(to));
        if to != "/News/Content/2" {
            let listed = if to == "/sorry" { "This story was removed." } else { ARTICLES[5].2 };
            scenario
                .site
                .answer(to, PlainAnswer::page("A new cinema by the river", &[listed, "More films."]));
        }

        syncs(&scenario, 12).await;

        let article = scenario.article("1").await;
        assert!(text(&article).starts_with("The river town") && !article.edited, "{to}: {article:?}");
    }
}

/// Seen: of five pages that were absent, the two that the listing left out went from the list at once. If
/// they stay absent and unlisted they do go, as removed articles must.
#[tokio::test]
async fn an_outage_of_most_pages_for_three_due_times_removes_nothing() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4"]);
    for id in ["2", "3", "4", "5", "6"] {
        scenario.site.answer_page(id, PlainAnswer::status("404 Not Found"));
    }

    syncs(&scenario, 3).await;

    assert_eq!(scenario.ids().await, ["6", "5", "4", "3", "2", "1"]);
}

/// Seen: the sync that stored a text at its third return told it as a failed page.
#[tokio::test]
async fn a_text_that_is_accepted_is_no_failed_page() {
    let scenario = six().await;
    scenario.site.page("3", "Bees move into the town hall", &["Forty thousand bees live there now."]);

    let mut failed = Vec::new();
    while !scenario.article("3").await.edited && failed.len() < 12 {
        failed.push(scenario.sync().await.pages_failed);
    }

    assert_eq!(failed.iter().sum::<u32>(), 2, "{failed:?}");
    assert_eq!(failed.last(), Some(&0));
}
