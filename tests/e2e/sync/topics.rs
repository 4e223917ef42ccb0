//! What an article is about: tags and people as data, its reading time, its gallery; and the lists of tags.

use ifilm_core::{
    Article, ArticleBody, BlockContent, ErrorCode, ItemKey, Kind, ListQuery, Section, TagPage, Topic,
};
use ifilm_site::{FaultKind, Raw, Sections, Site, SiteConfig, TagTruth};
use ifilm_tests::{EDITIONS, Scenario, edition, english_fault, status};

fn config() -> SiteConfig {
    let sections =
        Sections { series: 6, films: 5, programs: 4, people: 9, own_media: true, ..Sections::default() };
    SiteConfig { items: 4, sections: Some(sections), ..SiteConfig::default() }
}

async fn synced() -> Scenario {
    let scenario = Scenario::at_sections(config());
    let report = scenario.sync().await;
    assert!(!report.any_failed(), "{report:?}");
    scenario.site.clear_requests();
    scenario
}

fn tag(id: &str, number: u64) -> ItemKey {
    ItemKey { edition: edition(id), kind: Kind::Tag, id: number.to_string() }
}

/// The tag with most rows.
fn full(scenario: &Scenario, id: &str) -> TagTruth {
    scenario.site.sections(id).tags().into_iter().max_by_key(|tag| tag.rows.len()).unwrap()
}

fn answered(content: &str) -> FaultKind {
    FaultKind::Raw(Raw { content: Some(content.to_owned()), ..Raw::new(200, [""; 0]) })
}

/// The newest English article, whose page has this body behind its headline.
async fn with_body(scenario: &Scenario, body: &str) -> Article {
    let item = scenario.list("en").await.remove(0);
    let title = &item.title;
    let page = format!(
        "<html><head><title>{title} | iFilm</title></head><body><nav><a href=/News/Tag?id=90>Menu</a>\
         <a href=/Artist/Content/91>Star of the week</a></nav><div class=main><h1>{title}</h1>{body}</div>\
         </body></html>"
    );
    scenario.site.clear_faults();
    scenario.site.fault(english_fault(&format!("/News/Content/{}", item.key.id), answered(&page)));
    scenario.site.fault(english_fault(&format!("/Iran/Content/{}", item.key.id), answered(&page)));
    scenario.client.fetch(&item.key).await.unwrap()
}

fn named(topics: &[Topic]) -> Vec<(String, &str)> {
    topics.iter().map(|topic| (topic.key.to_string(), topic.title.as_str())).collect()
}

/// A client that knows the headlines and no text yet, so that any text counts.
async fn with_headlines() -> Scenario {
    let scenario = Scenario::at_sections(config());
    scenario.site.fault(english_fault("/News/Content/", status(500)));
    scenario.site.fault(english_fault("/Iran/Content/", status(500)));
    scenario.sync().await;
    scenario
}

#[tokio::test]
async fn an_article_has_the_tags_and_the_people_of_its_page_and_none_of_its_menu() {
    let scenario = with_headlines().await;
    let body = "<div id=wrapper><p>On Saturday <a href=/Artist/Content/812/mina>Mina Rastan</a> came to the river \
         and opened the new house of the film, which many people of the town had long waited for.</p>\
         <p>She said that the work had been long, and that the old hall had been too small for years.</p></div>\
         <div class=tags><a href='/News/Tag?id=7'>#Family</a> <a href='/News/Tag?id=8&page=1'>Cinema</a>\
         <a href=/News/Tag?id=7>Family</a><a href='/News/Tag?id=result[i].Id'>result[i].Title</a>\
         <a href=/News/Tag?id=9> </a><a href='https://example.org/News/Tag?id=5'>Other</a></div>";

    let article = with_body(&scenario, body).await;

    assert_eq!(named(&article.tags), [("en/tag/7".to_owned(), "Family"), ("en/tag/8".to_owned(), "Cinema")]);
    assert_eq!(named(&article.people), [("en/person/812".to_owned(), "Mina Rastan")]);
    assert_eq!(article.reading_minutes, Some(1));
    let stored = scenario.client.library().article(&article.key).await.unwrap();
    assert_eq!((stored.tags, stored.people), (article.tags, article.people));
}

#[tokio::test]
async fn the_reading_time_is_that_of_the_words_of_the_text() {
    let scenario = with_headlines().await;
    let sentence = "The river of this town has a bridge and a mill. ";
    let paragraphs = (1..=10).map(|day| format!("<p>Day {day}. {}</p>", sentence.repeat(5)));
    let body = format!("<div id=wrapper>{}</div>", paragraphs.collect::<String>());

    let article = with_body(&scenario, &body).await;

    assert_eq!(article.reading_minutes, Some(3), "570 words at 228 a minute");
    assert!(article.tags.is_empty() && article.people.is_empty());
}

#[tokio::test]
async fn the_pictures_of_a_gallery_are_one_block_with_their_captions() {
    let scenario = with_headlines().await;
    let picture = |number: u32| {
        format!(
            "<figure><img src=/UploadedFiles/Images/05-03-2022/{number}.jpg alt='Hall {number}'>\
             <figcaption>The hall from side {number}</figcaption></figure>"
        )
    };
    let body = format!(
        "<div id=wrapper><p>The new house by the river has three halls, and each of them has its own colour.</p>\
         <div class=gallery>{}{}{}</div><p>The first film is shown on Saturday, and the doors open at noon.</p></div>",
        picture(1),
        picture(2),
        picture(3)
    );

    let article = with_body(&scenario, &body).await;

    let ArticleBody::Ready { blocks } = &article.body else { panic!("{:?}", article.body) };
    let galleries: Vec<_> = blocks
        .iter()
        .filter_map(|block| match &block.content {
            BlockContent::Gallery { images } => Some(images),
            _ => None,
        })
        .collect();
    assert_eq!(galleries.len(), 1, "{blocks:?}");
    let captions: Vec<_> = galleries[0].iter().map(|image| image.caption.as_deref()).collect();
    let wanted = [Some("The hall from side 1"), Some("The hall from side 2"), Some("The hall from side 3")];
    assert_eq!(captions, wanted);
}

#[tokio::test]
async fn a_video_page_with_little_text_is_an_article_and_no_failure() {
    let scenario = with_headlines().await;
    let video = "<div class=player><video controls poster='/UploadedFiles/Images/05-03-2022/1.jpg'>\
         <source src='/UploadedFiles/Videos/05-03-2022/1.mp4' type='video/mp4'></video></div>";

    for body in [video.to_owned(), format!("{video}<p>Watch it here.</p>")] {
        let article = with_body(&scenario, &body).await;

        let ArticleBody::Ready { blocks } = &article.body else { panic!("{:?}", article.body) };
        assert!(matches!(blocks[0].content, BlockContent::Video { .. }), "{blocks:?}");
        assert!(article.reading_minutes.unwrap_or_default() <= 1);
    }
}

async fn stored(scenario: &Scenario, key: &ItemKey) -> TagPage {
    scenario.client.library().tag(key).await.unwrap()
}

#[tokio::test]
async fn a_tag_is_fetched_once_is_confirmed_by_a_304_and_stays_readable_offline() {
    let mut scenario = synced().await;

    for id in EDITIONS {
        let truth = full(&scenario, id);
        scenario.site.clear_requests();

        let page = scenario.client.fetch_tag(&tag(id, truth.id)).await.unwrap();
        scenario.client.fetch_tag(&tag(id, truth.id)).await.unwrap();

        let answers: Vec<u16> = scenario.site.requests().iter().map(|it| it.status).collect();
        assert_eq!(answers, [200, 200, 304], "{id}: the second page is empty");
        assert_eq!((page.title.as_deref(), page.is_whole), (Some(truth.title.as_str()), true), "{id}");
        let rows =
            page.rows.into_iter().map(|row| (row.key.id, row.title.unwrap(), row.picture, row.is_here));
        let wanted = truth
            .rows
            .iter()
            .map(|row| (row.id.to_string(), row.shown_title.clone(), row.picture.clone(), true));
        assert_eq!(rows.collect::<Vec<_>>(), wanted.collect::<Vec<_>>(), "{id}");
    }

    scenario.site.stop();
    let truth = full(&scenario, "fa");
    assert_eq!(stored(&scenario, &tag("fa", truth.id)).await.rows.len(), truth.rows.len());
}

#[tokio::test]
async fn the_rows_of_a_tag_come_into_no_list_and_no_count() {
    let scenario = Scenario::at_sections(config());
    let truth = full(&scenario, "en");

    let page = scenario.client.fetch_tag(&tag("en", truth.id)).await.unwrap();

    assert!(page.rows.iter().all(|row| !row.is_here && row.link.contains("/Content/")));
    for section in [Section::News, Section::Series, Section::Film, Section::Program] {
        let query = ListQuery::of(edition("en"), section);
        assert!(scenario.client.library().list(query).await.unwrap().items.is_empty(), "{section:?}");
    }
    let counts = scenario.client.library().counts().await.unwrap();
    assert!(counts.sections.iter().all(|section| section.total == 0), "{counts:?}");
}

#[tokio::test]
async fn whatever_else_comes_for_a_tag_changes_nothing() {
    let scenario = synced().await;
    let truth = full(&scenario, "en");
    let key = tag("en", truth.id);
    let before = scenario.client.fetch_tag(&key).await.unwrap();
    let other = "<html><body><h1>Newest</h1><div><a href=/Film/Content/1>A film</a></div></body></html>";
    let strange = [
        status(404),
        status(500),
        FaultKind::Login,
        FaultKind::EmptyBody,
        answered("<html><body><h1>Closed for today</h1><p>Come back tomorrow.</p></body></html>"),
        answered(other),
        answered("[]"),
        answered(&"<a href=/Film/Content/>".repeat(10_000)),
    ];

    for fault in strange {
        scenario.site.clear_faults();
        scenario.site.fault(english_fault("/News/Tag", fault.clone()));
        assert!(scenario.client.fetch_tag(&key).await.is_err(), "{fault:?}");
        assert_eq!(stored(&scenario, &key).await, before, "{fault:?}");
    }
}

/// The pages of a tag with these rows each.
fn paged(pages: &[&[u64]]) -> Vec<FaultKind> {
    let page = |rows: &&[u64]| {
        let links = rows
            .iter()
            .map(|id| format!("<a class=panel-inner-small href=/Film/Content/{id}><h4>Film {id}</h4></a>"));
        answered(&format!(
            "<html><body><h1>Family</h1><div>{}</div></body></html>",
            links.collect::<String>()
        ))
    };
    pages.iter().map(page).collect()
}

async fn films(scenario: &Scenario) -> (Vec<String>, bool) {
    let page = scenario.client.fetch_tag(&tag("en", 7)).await.unwrap();
    (page.rows.into_iter().map(|row| row.key.id).collect(), page.is_whole)
}

#[tokio::test]
async fn the_pages_of_a_tag_are_read_until_one_has_no_new_row() {
    let scenario = Scenario::at_sections_of(Site::start(config()).unwrap(), |_| {});
    let fill = |pages: Vec<FaultKind>| {
        scenario.site.clear_faults();
        for (at, page) in (0..).zip(pages) {
            scenario.site.fault(english_fault("/News/Tag", page).after(at).times(1));
        }
    };

    fill(paged(&[&[9, 8], &[8, 7], &[7, 8], &[6]]));
    let found = films(&scenario).await;
    scenario.site.clear_requests();
    let mut failing = paged(&[&[10, 9], &[]]);
    failing[1] = status(500);
    fill(failing);
    let in_part = films(&scenario).await;

    let texts = |ids: &[u64]| ids.iter().map(u64::to_string).collect::<Vec<_>>();
    assert_eq!(found, (texts(&[9, 8, 7]), true));
    assert_eq!(in_part, (texts(&[10, 9, 8, 7]), false), "what a failing page may have is kept");
}

#[tokio::test]
async fn only_the_call_for_tags_fetches_a_tag() {
    let scenario = synced().await;

    let article = scenario.client.fetch(&tag("en", 31)).await.unwrap_err();
    let person = scenario.client.fetch_tag(&"en/person/5".parse().unwrap()).await.unwrap_err();
    let kind = scenario.client.library().tag(&ItemKey::article(edition("en"), "5")).await.unwrap_err();
    let unknown = scenario.client.library().tag(&tag("en", 31)).await.unwrap_err();

    for refused in [article, person, kind] {
        assert_eq!(refused.code(), ErrorCode::BadArgument);
    }
    assert_eq!(unknown.code(), ErrorCode::NotFound);
    assert!(scenario.site.requests().is_empty());
}
