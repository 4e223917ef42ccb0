//! People: whom stored casts name, and the page of one person, which is fetched when somebody asks for it.

use ifilm_core::{ErrorCode, ItemKey, Kind, PeopleQuery, PersonPage, text_of_blocks};
use ifilm_site::{FaultKind, PersonTruth, ProgramKind, Raw, Sections, SiteConfig};
use ifilm_tests::{EDITIONS, Scenario, edition, english_fault, status};

fn begun() -> Scenario {
    let sections = Sections {
        series: 5,
        films: 4,
        programs: 3,
        albums: 2,
        people: 9,
        longest: 6,
        own_media: true,
        ..Sections::default()
    };
    Scenario::at_sections(SiteConfig { items: 4, sections: Some(sections), ..SiteConfig::default() })
}

async fn synced() -> Scenario {
    let scenario = begun();
    let report = scenario.sync().await;
    assert!(!report.any_failed(), "{report:?}");
    scenario.site.clear_requests();
    scenario
}

fn key(id: &str, person: u64) -> ItemKey {
    ItemKey { edition: edition(id), kind: Kind::Person, id: person.to_string() }
}

/// A person with works, whom a cast names.
fn busy(scenario: &Scenario, id: &str) -> PersonTruth {
    let people = scenario.site.sections(id).people();
    people.into_iter().max_by_key(|person| person.works.len()).unwrap()
}

async fn stored(scenario: &Scenario, key: &ItemKey) -> PersonPage {
    scenario.client.library().person(key).await.unwrap()
}

#[tokio::test]
async fn the_people_of_stored_casts_are_listed_by_the_alphabet_with_the_number_of_their_works() {
    let scenario = synced().await;

    for id in EDITIONS {
        let truths = scenario.site.sections(id);
        let all: Vec<_> = ProgramKind::ALL.into_iter().flat_map(|kind| truths.programs(kind)).collect();
        let works = |person: u64| all.iter().filter(|it| it.cast.iter().any(|it| it.id == person)).count();
        let mut people: Vec<_> = truths.people().into_iter().filter(|it| works(it.id) > 0).collect();
        let language = scenario.client.language().editions().unwrap();
        let language = language.into_iter().find(|it| it.id == edition(id)).unwrap().language;
        people.sort_by_cached_key(|it| {
            (ifilm_core::language::collation::sort_key(&it.name, &language), it.id.to_string())
        });
        let wanted: Vec<_> =
            people.into_iter().map(|it| (it.id.to_string(), it.name, works(it.id))).collect();

        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let query = PeopleQuery::of(edition(id)).with_limit(2).with_after(after);
            let slice = scenario.client.library().people(query).await.unwrap();
            let row = |it: ifilm_core::NamedPerson| (it.key.id, it.name, it.works as usize);
            found.extend(slice.people.into_iter().map(row));
            let Some(next) = slice.next else { break };
            after = Some(next.to_string().parse().unwrap());
        }

        assert!(wanted.len() > 2, "{id}");
        assert_eq!(found, wanted, "{id}");
    }
}

#[tokio::test]
async fn a_person_of_a_cast_has_name_and_works_before_the_page_came_and_says_why() {
    let scenario = synced().await;
    let truth = busy(&scenario, "en");

    let page = stored(&scenario, &key("en", truth.id)).await;

    assert_eq!(page.name, truth.name);
    assert!(page.biography.is_empty() && page.fresh_as_of.is_none());
    assert_eq!(page.waiting.unwrap().text, "This page has not been fetched yet.");
    let mut works: Vec<_> = page.works.into_iter().map(|it| (it.key.unwrap().id, it.is_here)).collect();
    let mut wanted: Vec<_> = truth.works.iter().map(|it| (it.id.to_string(), true)).collect();
    works.sort();
    wanted.sort();
    assert_eq!(works, wanted);
    assert!(scenario.site.requests().is_empty());
    let unknown = scenario.client.library().person(&key("en", 987_654)).await.unwrap_err();
    let article = scenario.client.library().person(&ItemKey::article(edition("en"), "5")).await.unwrap_err();
    assert_eq!((unknown.code(), article.code()), (ErrorCode::NotFound, ErrorCode::BadArgument));
}

#[tokio::test]
async fn the_page_of_a_person_comes_once_is_confirmed_by_a_304_and_stays_readable_offline() {
    let mut scenario = synced().await;

    for id in EDITIONS {
        let truth = busy(&scenario, id);
        scenario.site.clear_requests();

        let page = scenario.client.fetch_person(&key(id, truth.id)).await.unwrap();
        scenario.client.fetch_person(&key(id, truth.id)).await.unwrap();

        let answers: Vec<u16> = scenario.site.requests().iter().map(|it| it.status).collect();
        assert_eq!(answers, [200, 304], "{id}");
        assert_eq!((&page.name, &page.picture), (&truth.name, &truth.picture), "{id}");
        assert_eq!(text_of_blocks(&page.biography), truth.biography.join("\n\n"), "{id}");
        assert!(page.waiting.is_none() && page.fresh_as_of.is_some());
        let works: Vec<_> =
            page.works.into_iter().map(|it| (it.key.unwrap().id, it.role, it.is_here)).collect();
        let wanted = truth.works.iter().map(|it| (it.id.to_string(), it.role.clone(), true));
        assert_eq!(works, wanted.collect::<Vec<_>>(), "{id}");
    }

    scenario.site.stop();
    let truth = busy(&scenario, "fa2");
    let page = stored(&scenario, &key("fa2", truth.id)).await;
    assert_eq!(text_of_blocks(&page.biography), truth.biography.join("\n\n"));
}

#[tokio::test]
async fn whatever_else_comes_for_a_person_changes_nothing() {
    let scenario = synced().await;
    let truth = busy(&scenario, "en");
    let key = key("en", truth.id);
    let before = scenario.client.fetch_person(&key).await.unwrap();
    let path = format!("/Artist/Content/{}", truth.id);
    let raw =
        |content: &str| FaultKind::Raw(Raw { content: Some(content.to_owned()), ..Raw::new(200, [""; 0]) });
    let cut = format!("<html><head><title>{0}</title></head><body><h1>{0}</h1><div><p>Born", truth.name);
    let partner = format!(
        "<html><head><title>Orla Venn</title></head><body><h1>Orla Venn</h1><p>She lives by the sea.</p>\
         <div class='artist-movies-panel'><div class=panel-inner-movies><a class=neme-movie \
         href='/Series/Content/{}'>Road</a></div></div></body></html>",
        truth.works[0].id
    );
    let strange = [
        status(404),
        status(500),
        FaultKind::Login,
        FaultKind::ErrorPage,
        FaultKind::EmptyBody,
        raw(
            "<html><body><h1>We will be back soon</h1><p>The site is being renewed. Thank you.</p></body></html>",
        ),
        raw(&format!("<html><body><h1>{}</h1></body></html>", truth.name)),
        raw(&cut),
        raw(&format!(
            "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>Please log in to read this page, which is \
             for members alone.</p></body></html>",
            truth.name
        )),
        raw(&partner),
        raw(&partner.replace("<head>", "<head><link rel=canonical href='/Artist/Content/987654'>")),
        raw("[]"),
        raw(&"<div>".repeat(20_000)),
    ];

    for fault in strange {
        scenario.site.clear_faults();
        scenario.site.fault(english_fault(&path, fault.clone()));
        let refused = scenario.client.fetch_person(&key).await;
        assert!(refused.is_err(), "{fault:?}");
        assert_eq!(stored(&scenario, &key).await, before, "{fault:?}");
    }
}

#[tokio::test]
async fn a_person_whom_nobody_names_is_stored_only_with_a_work() {
    let scenario = begun();
    let truth = busy(&scenario, "en");
    let path = format!("/Artist/Content/{}", truth.id);
    let notice = "<html><body><h1>Please log in</h1><p>This page is for members alone.</p></body></html>";
    let raw = Raw { content: Some(notice.to_owned()), ..Raw::new(200, [""; 0]) };
    scenario.site.fault(english_fault(&path, FaultKind::Raw(raw)));

    let refused = scenario.client.fetch_person(&key("en", truth.id)).await.unwrap_err();
    scenario.site.clear_faults();
    let page = scenario.client.fetch_person(&key("en", truth.id)).await.unwrap();

    assert_eq!(refused.code(), ErrorCode::Unreadable);
    assert_eq!(page.name, truth.name);
    assert!(page.works.iter().all(|work| !work.is_here) && page.works.len() == truth.works.len());
}

#[tokio::test]
async fn only_the_call_for_people_fetches_a_person() {
    let scenario = synced().await;

    let person = scenario.client.fetch(&key("en", 1)).await.unwrap_err();
    let article = scenario.client.fetch_person(&ItemKey::article(edition("en"), "5")).await.unwrap_err();
    let list = PeopleQuery::of(edition("en"));
    let none = scenario.client.library().people(list.clone().with_limit(0)).await.unwrap_err();
    let other: ifilm_core::PeopleCursor = "fa.01.5".parse().unwrap();
    let other = scenario.client.library().people(list.with_after(other)).await.unwrap_err();

    for refused in [person, article, none, other] {
        assert_eq!(refused.code(), ErrorCode::BadArgument);
    }
    assert!(scenario.site.requests().is_empty());
}
