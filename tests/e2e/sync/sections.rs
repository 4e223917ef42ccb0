//! Series, films, programs and albums: their lists and pages after a sync, without the network.

use ifilm_core::{
    Catalog, ErrorCode, ItemKey, Kind, ListOrder, ListQuery, Section, SyncRequest, text_of_blocks,
};
use ifilm_site::{FaultKind, ProgramKind, Raw, Sections, Site, SiteConfig};
use ifilm_tests::{EDITIONS, Scenario, edition};

/// A site with a few things in each section.
fn config() -> SiteConfig {
    let sections = Sections {
        series: 6,
        films: 7,
        programs: 4,
        albums: 5,
        people: 12,
        longest: 12,
        own_media: true,
        ..Sections::default()
    };
    SiteConfig { items: 12, sections: Some(sections), ..SiteConfig::default() }
}

/// A client that knows all sections of a site and has not synced yet.
fn begun() -> Scenario {
    at(config())
}

fn at(site: SiteConfig) -> Scenario {
    Scenario::at_sections(site)
}

/// The keys of a list, in its order.
async fn ids(scenario: &Scenario, id: &str, section: Section, order: ListOrder) -> Vec<String> {
    let query = ListQuery::of(edition(id), section).with_limit(500).with_order(order);
    let slice = scenario.client.library().list(query).await.unwrap();
    slice.items.into_iter().map(|item| item.key.id).collect()
}

fn section_of(kind: ProgramKind) -> (Section, Kind) {
    match kind {
        ProgramKind::Series => (Section::Series, Kind::Series),
        ProgramKind::Film => (Section::Film, Kind::Film),
        ProgramKind::Program => (Section::Program, Kind::Program),
    }
}

#[tokio::test]
async fn each_section_of_each_edition_lists_and_opens_without_the_network() {
    let mut scenario = begun();
    let report = scenario.sync().await;
    assert!(!report.any_failed(), "{report:?}");
    scenario.site.stop();

    for id in EDITIONS {
        let truths = scenario.site.sections(id);
        for kind in ProgramKind::ALL {
            let (section, key_kind) = section_of(kind);
            let wanted: Vec<String> = truths.programs(kind).iter().map(|it| it.id.to_string()).collect();
            assert_eq!(ids(&scenario, id, section, ListOrder::Newest).await, wanted, "{id} {kind}");
            for truth in truths.programs(kind) {
                let key = ItemKey { edition: edition(id), kind: key_kind, id: truth.id.to_string() };
                let page = scenario.client.library().program(&key).await.unwrap();
                assert!(page.waiting.is_none() && page.fresh_as_of.is_some(), "{key}: {:?}", page.waiting);
                assert_eq!(page.program.title.as_deref(), Some(truth.title.as_str()), "{key}");
                assert_eq!(page.program.key, Some(key));
            }
        }
        let albums: Vec<String> = truths.albums().iter().map(|it| it.id.to_string()).collect();
        let mut found = ids(&scenario, id, Section::Music, ListOrder::Newest).await;
        found.sort();
        let mut wanted = albums;
        wanted.sort();
        assert_eq!(found, wanted, "{id} music");
    }
}

#[tokio::test]
async fn a_sync_without_changes_asks_each_listing_and_three_pages_of_an_edition_and_gets_304() {
    let scenario = begun();
    scenario.sync().await;
    scenario.sync().await; // an index without a known length is read to its end twice
    scenario.site.clear_requests();

    let report = scenario.sync().await;

    let requests = scenario.site.requests();
    let changed: Vec<_> = requests.iter().filter(|it| it.status != 304).map(|it| &it.path).collect();
    assert!(changed.is_empty(), "{changed:?}");
    for id in EDITIONS {
        let own: Vec<_> = requests.iter().filter(|it| it.edition == id).map(|it| it.path.as_str()).collect();
        let pages = own.iter().filter(|path| path.contains("/Content/")).count();
        assert_eq!((own.len() - pages, pages), (7, 3), "{own:?}");
    }
    assert_eq!(report.sections.len(), 28);
    let bytes: u64 = requests.iter().map(|it| it.response_bytes).sum();
    assert!(bytes <= 16 << 10, "{bytes}");
}

#[tokio::test]
async fn a_sync_of_one_section_asks_for_nothing_else() {
    let scenario = begun();
    let request = SyncRequest::of([edition("en")]).with_sections([Section::Film]);

    let report = scenario.client.sync(request.clone()).await.unwrap();

    let paths: Vec<String> = scenario.site.requests().into_iter().map(|it| it.path).collect();
    let is_film = |path: &&String| path.starts_with("/Film/Content/") || path.contains("category=5");
    assert!(paths.iter().all(|path| is_film(&path)), "{paths:?}");
    assert_eq!(report.sections.len(), 1);
    assert_eq!(ids(&scenario, "en", Section::Film, ListOrder::Newest).await.len(), 7);
    let plan = scenario.client.plan(request).await.unwrap();
    assert!(scenario.client.run(&plan.token, |_| ()).unwrap().wait().await.is_ok());
}

#[tokio::test]
async fn the_news_of_an_edition_come_before_its_other_sections() {
    let scenario = begun();

    scenario.client.sync(SyncRequest::of([edition("fa")])).await.unwrap();

    let paths: Vec<String> = scenario.site.requests().into_iter().map(|it| it.path).collect();
    assert!(paths[0].contains("category=1"), "{paths:?}");
    let first = |start: &str| paths.iter().position(|path| path.starts_with(start)).unwrap();
    assert!(first("/News/Content/") < first("/Series/Content/"), "{paths:?}");
}

#[tokio::test]
async fn a_list_by_alphabet_is_in_the_order_of_the_language_and_goes_on_at_its_cursor() {
    let scenario = begun();
    scenario.sync().await;

    for id in EDITIONS {
        let language = scenario.client.language().editions().unwrap();
        let language = language.into_iter().find(|it| it.id == edition(id)).unwrap().language;
        let mut films = scenario.site.sections(id).programs(ProgramKind::Film);
        films.sort_by_cached_key(|film| {
            (ifilm_core::language::collation::sort_key(&film.shown_title, &language), film.id)
        });
        let wanted: Vec<String> = films.iter().map(|film| film.id.to_string()).collect();

        let mut found = Vec::new();
        let mut after = None;
        loop {
            let query = ListQuery::of(edition(id), Section::Film).with_order(ListOrder::Alphabetical);
            let slice = scenario.client.library().list(query.with_limit(2).with_after(after)).await.unwrap();
            found.extend(slice.items.into_iter().map(|item| item.key.id));
            let Some(next) = slice.next else { break };
            after = Some(next.to_string().parse().unwrap());
        }

        assert_eq!(found, wanted, "{id}");
    }
}

#[tokio::test]
async fn news_have_no_alphabet_and_a_cursor_fits_one_order() {
    let scenario = begun();
    scenario.sync().await;
    let list = |query: ListQuery| async { scenario.client.library().list(query).await };
    let films = || ListQuery::of(edition("en"), Section::Film).with_limit(2);

    let news = list(ListQuery::news(edition("en")).with_order(ListOrder::Alphabetical)).await;
    let by_id = list(films()).await.unwrap().next;
    let wrong = list(films().with_order(ListOrder::Alphabetical).with_after(by_id)).await;

    for refused in [news, wrong] {
        assert_eq!(refused.unwrap_err().code(), ErrorCode::BadArgument);
    }
}

#[tokio::test]
async fn a_new_series_comes_first_and_an_edited_one_shows_as_edited() {
    let scenario = begun();
    scenario.sync().await;
    let old = scenario.site.sections("fa").programs(ProgramKind::Series)[0].id;
    let new = scenario.site.publish_programs("fa", ProgramKind::Series, 1)[0];
    scenario.site.edit("fa", old, ifilm_site::Edit::Both);

    scenario.sync().await;

    let query = ListQuery::of(edition("fa"), Section::Series);
    let items = scenario.client.library().list(query).await.unwrap().items;
    assert_eq!(items[0].key.id, new.to_string());
    assert!(items[1].key.id == old.to_string() && items[1].edited);
    let truth = scenario.site.sections("fa").program(old).unwrap();
    let page = scenario.client.library().program(&items[1].key).await.unwrap();
    assert_eq!(text_of_blocks(&page.program.story), truth.story.join("\n\n"));
}

/// Seen: the pictures of old series lie in folders of their years. With these dates, retention took the
/// series away at once.
#[tokio::test]
async fn a_list_that_is_kept_whole_does_not_grow_old() {
    let scenario = begun();
    scenario.sync().await;
    scenario.clock.advance(std::time::Duration::from_secs(800 * 24 * 60 * 60));

    scenario.sync().await;

    assert_eq!(ids(&scenario, "en", Section::Series, ListOrder::Newest).await.len(), 6);
}

#[tokio::test]
async fn a_programme_whose_page_did_not_come_has_its_row_and_says_why() {
    let scenario = begun();
    scenario.site.fault(ifilm_tests::english_fault("/Series/Content/", ifilm_tests::status(500)));
    scenario.sync().await;
    let query = ListQuery::of(edition("en"), Section::Series);
    let item = scenario.client.library().list(query).await.unwrap().items.remove(0);

    let page = scenario.client.library().program(&item.key).await.unwrap();

    assert!(page.waiting.is_some() && page.program.story.is_empty());
    assert_eq!(page.program.title, Some(item.title));
    let article = scenario.client.library().program(&ItemKey::article(edition("en"), "5")).await;
    assert_eq!(article.unwrap_err().code(), ErrorCode::BadArgument);
}

#[test]
fn the_embedded_catalogue_has_the_same_sections_in_each_edition() {
    let catalog = Catalog::embedded();

    for entry in &catalog.editions {
        let sections: Vec<Section> = entry.sections.iter().map(|section| section.section).collect();
        assert_eq!(sections, Section::ALL, "{}", entry.id);
    }
}

/// The numbers and the last addresses of the stored episodes of a programme.
async fn episodes(scenario: &Scenario, key: &ItemKey) -> Vec<(Option<u64>, Option<String>)> {
    let list = scenario.client.library().episodes(key).await.unwrap();
    assert!(list.fresh_as_of.is_some(), "{key}");
    let facts = list.episodes.into_iter().map(|it| it.episode);
    facts.map(|it| (it.number.map(u64::from), it.addresses.last().cloned())).collect()
}

#[tokio::test]
async fn the_episodes_of_each_programme_are_there_after_one_sync_by_both_schemes() {
    let mut scenario = begun();
    scenario.sync().await;
    scenario.site.stop();

    for id in EDITIONS {
        let truths = scenario.site.sections(id);
        for kind in [ProgramKind::Series, ProgramKind::Program] {
            for truth in truths.programs(kind) {
                let (_, key_kind) = section_of(kind);
                let key = ItemKey { edition: edition(id), kind: key_kind, id: truth.id.to_string() };
                let wanted: Vec<_> = truths.episodes(truth.id).unwrap().into_iter().collect();
                let found = episodes(&scenario, &key).await;
                let numbers: Vec<_> = found.iter().map(|(number, _)| *number).collect();
                let wanted_numbers: Vec<_> = wanted.iter().map(|it| it.number).collect();
                assert_eq!(numbers, wanted_numbers, "{key} numbered: {}", truth.numbered);
                let addresses: Vec<_> = found.into_iter().map(|(_, address)| address).collect();
                let wanted: Vec<_> = wanted.into_iter().map(|it| Some(it.mp4)).collect();
                assert_eq!(addresses, wanted, "{key}");
            }
        }
    }
}

/// Seen: rows that name an episode twice, or have no address, made a full page look like the last one, and
/// the stored episodes behind it were deleted.
#[tokio::test]
async fn a_list_of_episodes_is_read_to_its_end_whatever_its_pages_hold() {
    let site = Site::start(config()).unwrap();
    let small_pages = |catalog: &mut Catalog| {
        let sections = catalog.editions.iter_mut().flat_map(|entry| &mut entry.sections);
        sections.filter_map(|section| section.episodes.as_mut()).for_each(|listing| listing.size = 3);
    };
    let mut scenario = Scenario::at_sections_of(site, small_pages);

    scenario.sync().await;
    scenario.site.stop();

    let mut longest = 0;
    for id in EDITIONS {
        let truths = scenario.site.sections(id);
        for truth in truths.programs(ProgramKind::Program).iter().filter(|it| !it.numbered) {
            let key = ItemKey { edition: edition(id), kind: Kind::Program, id: truth.id.to_string() };
            let wanted: Vec<_> = truths.episodes(truth.id).unwrap().iter().map(|it| it.number).collect();
            let found: Vec<_> =
                episodes(&scenario, &key).await.into_iter().map(|(number, _)| number).collect();
            assert_eq!(found, wanted, "{key}");
            longest = longest.max(found.len());
        }
    }
    assert!(longest > 6, "a list has three pages: {longest}");
}

#[tokio::test]
async fn a_section_that_no_edition_has_is_a_bad_argument() {
    let scenario = Scenario::begin(); // its catalogue has only the news

    let refused = scenario.client.sync(SyncRequest::all().with_sections([Section::Film])).await;

    assert_eq!(refused.unwrap_err().code(), ErrorCode::BadArgument);
}

/// Seen: a page whose end was missing took the cast and the episodes of a series away.
#[tokio::test]
async fn a_page_that_ends_after_its_story_takes_no_fact_away() {
    let scenario = begun();
    scenario.sync().await;
    let truth = scenario.site.sections("en").programs(ProgramKind::Series).into_iter().find(|it| it.numbered);
    let truth = truth.unwrap();
    let key = ItemKey { edition: edition("en"), kind: Kind::Series, id: truth.id.to_string() };
    let before = (scenario.client.library().program(&key).await.unwrap(), episodes(&scenario, &key).await);
    let story = &truth.story[0];
    let cut =
        format!("<html><head><title>{0}</title></head><body><h1>{0}</h1><div><p>{story}</p>", truth.title);
    let path = format!("/Series/Content/{}", truth.id);
    let raw = Raw { content: Some(cut), ..Raw::new(200, [""; 0]) };
    scenario.site.fault(ifilm_tests::english_fault(&path, FaultKind::Raw(raw)));

    for _ in 0..4 {
        scenario.clock.advance(std::time::Duration::from_secs(60 * 60));
        let _ = scenario.client.fetch(&key).await;
    }

    let after = (scenario.client.library().program(&key).await.unwrap(), episodes(&scenario, &key).await);
    assert_eq!((after.0.program.cast, after.1), (before.0.program.cast, before.1));
}

#[tokio::test]
async fn a_new_episode_comes_within_a_day_and_a_failing_list_takes_none_away() {
    let scenario = begun();
    scenario.sync().await;
    let truths = scenario.site.sections("en");
    let listed = truths.programs(ProgramKind::Program).into_iter().find(|it| !it.numbered).unwrap();
    let key = ItemKey { edition: edition("en"), kind: Kind::Program, id: listed.id.to_string() };
    let before = episodes(&scenario, &key).await;

    scenario.site.fault(ifilm_tests::english_fault("/Home/PageingAttachmentItem", ifilm_tests::status(500)));
    scenario.clock.advance(std::time::Duration::from_secs(25 * 60 * 60));
    scenario.sync().await;
    assert_eq!(episodes(&scenario, &key).await, before);

    scenario.site.clear_faults();
    scenario.site.add_episode("en", listed.id);
    scenario.clock.advance(std::time::Duration::from_secs(25 * 60 * 60));
    scenario.sync().await;

    let after = episodes(&scenario, &key).await;
    assert_eq!(after.len(), scenario.site.sections("en").episodes(listed.id).unwrap().len());
    assert!(after.len() > before.len());
}

#[tokio::test]
async fn a_programme_that_a_person_asks_for_comes_with_its_episodes() {
    let scenario = begun();
    scenario.sync().await;
    let truths = scenario.site.sections("en");
    let listed = truths.programs(ProgramKind::Program).into_iter().find(|it| !it.numbered).unwrap();
    let key = ItemKey { edition: edition("en"), kind: Kind::Program, id: listed.id.to_string() };
    let before = episodes(&scenario, &key).await;
    scenario.site.add_episode("en", listed.id);

    scenario.client.fetch(&key).await.unwrap();

    assert_eq!(episodes(&scenario, &key).await.len(), before.len() + 1);

    scenario.site.add_episode("en", listed.id);
    scenario.site.fault(ifilm_tests::english_fault("/Home/PageingAttachmentItem", ifilm_tests::status(500)));
    for _ in 0..4 {
        scenario.client.fetch(&key).await.unwrap();
    }
    scenario.site.clear_faults();
    scenario.clock.advance(std::time::Duration::from_secs(25 * 60 * 60));
    scenario.sync().await;
    assert_eq!(
        episodes(&scenario, &key).await.len(),
        before.len() + 2,
        "what failed for a person counts nothing"
    );
}

#[tokio::test]
async fn the_plan_declares_the_lists_of_episodes_as_a_rule() {
    let scenario = begun();
    let request = SyncRequest::of([edition("en")]).with_sections([Section::Series]);

    let plan = scenario.client.plan(request.clone()).await.unwrap();
    scenario.client.sync(request).await.unwrap();

    let rule = plan.follow_ups.iter().find(|it| it.rule == ifilm_core::FollowUpRule::Episodes).unwrap();
    let base = scenario.site.base("en");
    let lists: Vec<String> = scenario
        .site
        .requests()
        .into_iter()
        .filter(|it| it.path.starts_with("/Home/PageingAttachmentItem"))
        .map(|it| format!("{base}{}", it.path))
        .collect();
    assert!(!lists.is_empty() && lists.iter().all(|address| rule.covers(address)), "{lists:?} {rule:?}");
    assert!(lists.len() <= rule.most as usize);
}

/// Seen: such a series was in the list by id, and not in the alphabet.
#[tokio::test]
async fn a_series_that_only_its_page_names_has_its_place_in_the_alphabet() {
    let scenario = begun();
    let truths = scenario.site.sections("en").programs(ProgramKind::Series);
    let row = |(number, id): (usize, u64)| match number {
        0 => format!(r#"{{"Id":{id},"Title":null}}"#),
        _ => format!(r#"{{"Id":{id},"Title":"Title {number}"}}"#),
    };
    let rows: Vec<String> = truths.iter().map(|it| it.id).enumerate().map(row).collect();
    let raw = Raw { content: Some(format!("[{}]", rows.join(","))), ..Raw::new(200, [""; 0]) };
    let list = "/Home/PageingItem?category=3";
    scenario.site.fault(ifilm_tests::english_fault(list, FaultKind::Raw(raw)));

    scenario.sync().await;

    let newest = ids(&scenario, "en", Section::Series, ListOrder::Newest).await;
    let mut alphabetical = ids(&scenario, "en", Section::Series, ListOrder::Alphabetical).await;
    assert!(newest.contains(&truths[0].id.to_string()), "{newest:?}");
    alphabetical.sort();
    let mut newest = newest;
    newest.sort();
    assert_eq!(alphabetical, newest);
}

#[tokio::test]
async fn a_row_has_its_small_picture_and_its_page_the_full_one() {
    let scenario = Scenario::at_sections_with(config(), |config| config.lead_pictures = 4);
    let request = SyncRequest::of([edition("en")]).with_sections([Section::Series]);

    scenario.client.sync(request).await.unwrap();

    let of_pictures = |path: &String| path.starts_with("/UploadedFiles/");
    let asked: Vec<String> =
        scenario.site.requests().into_iter().map(|it| it.path).filter(of_pictures).collect();
    assert!(!asked.is_empty() && asked.iter().all(|path| path.contains("/SmallSize/")), "{asked:?}");
    let query = ListQuery::of(edition("en"), Section::Series);
    let items = scenario.client.library().list(query).await.unwrap().items;
    let item = items.into_iter().find(|item| item.picture_size.is_some()).expect("a picture was fetched");
    let (full, small) = (item.picture.unwrap(), item.picture_small.unwrap());
    assert_eq!(small.replace("SmallSize/", ""), full);
    let media = scenario.client.media();
    assert!(media.picture(&small).await.unwrap().file.is_some());
    assert!(media.picture(&full).await.unwrap().file.is_none());
    let widths =
        [media.fetch_picture(&full).await.unwrap().size, item.picture_size].map(|size| size.unwrap().width);
    assert!(widths[0] > widths[1], "{widths:?}");
}

#[tokio::test]
async fn the_guide_and_the_live_stream_of_each_edition_are_there_after_one_sync() {
    let mut scenario = begun();
    scenario.sync().await;
    scenario.site.stop();

    for id in EDITIONS {
        let truths = scenario.site.sections(id);
        let now = scenario.site.now();
        let library = scenario.client.library();
        let guide = library.schedule(&edition(id), jiff::Timestamp::MIN, jiff::Timestamp::MAX).await.unwrap();
        let wanted: Vec<_> = truths.schedule().entries.iter().map(|it| it.start).collect();
        let found: Vec<_> = guide.entries.iter().map(|it| it.start).collect();
        assert_eq!(found, wanted, "{id}");
        assert!(guide.fresh_as_of.is_some() && guide.zone.is_some());
        let soon = now + std::time::Duration::from_millis(1);
        let playing = library.schedule(&edition(id), now, soon).await.unwrap().entries;
        let on = library.now_and_next(&edition(id), now).await.unwrap().now.map(|on| on.start);
        assert_eq!(playing.iter().map(|it| it.start).max(), on, "{id}");
        let live = library.live(&edition(id)).await.unwrap();
        assert_eq!(live.addresses, [truths.live().master], "{id}");
    }
}

#[tokio::test]
async fn a_guide_is_read_anew_on_another_day_and_an_empty_one_takes_nothing_away() {
    let scenario = begun();
    scenario.sync().await;
    let all = async || {
        let library = scenario.client.library();
        library.schedule(&edition("en"), jiff::Timestamp::MIN, jiff::Timestamp::MAX).await.unwrap().entries
    };
    let before = all().await;
    let day = std::time::Duration::from_secs(24 * 60 * 60);

    scenario.site.fault(ifilm_tests::english_fault("/Schedule", ifilm_site::FaultKind::Empty));
    scenario.clock.advance(day);
    scenario.site.advance(day);
    scenario.sync().await;
    assert_eq!(all().await, before);

    scenario.site.clear_faults();
    scenario.sync().await;
    let wanted = scenario.site.sections("en").schedule().entries[0].start;
    assert_eq!(all().await[0].start, wanted);
    assert_ne!(before[0].start, wanted);
}

#[tokio::test]
async fn before_a_sync_the_live_stream_is_that_of_the_catalogue() {
    let scenario = begun();

    let live = scenario.client.library().live(&edition("fa2")).await.unwrap();

    assert_eq!(live.addresses, [scenario.site.sections("fa2").live().master]);
    assert_eq!(live.fresh_as_of, None);
}

/// Seen: the home page in place of the live page showed a trailer, which took the place of the stream.
#[tokio::test]
async fn a_live_page_with_a_trailer_alone_takes_no_stream_away() {
    let scenario = begun();
    scenario.sync().await;
    let before = scenario.client.library().live(&edition("en")).await.unwrap();
    for content in ["<html><body><video><source src='/trailer.mp4'></video></body></html>", "<html></html>"] {
        let raw = Raw { content: Some(content.to_owned()), ..Raw::new(200, [""; 0]) };
        scenario.site.fault(ifilm_tests::english_fault("/Home/Live", FaultKind::Raw(raw)));
        scenario.clock.advance(std::time::Duration::from_secs(60 * 60));

        let report = scenario.sync().await;

        let live = scenario.client.library().live(&edition("en")).await.unwrap();
        assert!(report.any_failed());
        assert_eq!(live.addresses, before.addresses);
        scenario.site.clear_faults();
    }
}

#[tokio::test]
async fn the_tracks_of_each_album_are_there_after_one_sync() {
    let mut scenario = begun();
    scenario.sync().await;
    scenario.site.stop();

    for id in EDITIONS {
        for truth in scenario.site.sections(id).albums() {
            let key = ItemKey { edition: edition(id), kind: Kind::Album, id: truth.id.to_string() };
            let list = scenario.client.library().tracks(&key).await.unwrap();
            let found: Vec<_> = list.tracks.iter().map(|it| it.title.clone().unwrap_or_default()).collect();
            let wanted: Vec<_> = truth.tracks.iter().map(|it| it.title.clone()).collect();
            assert_eq!(found, wanted, "{key}");
        }
    }
}

/// A move of the site: another base, another live host and another template of recordings.
#[tokio::test]
async fn a_move_of_the_site_is_one_edit_of_the_catalogue() {
    let mut scenario = at(SiteConfig { mirrors: 1, ..config() });
    scenario.sync().await;
    let list = ListQuery::of(edition("en"), Section::Series);
    let before = scenario.client.library().list(list.clone()).await.unwrap().items;
    let truth = scenario.site.sections("en").programs(ProgramKind::Series);
    let numbered = truth.iter().find(|it| it.numbered && it.episodes > 0).unwrap().id.to_string();
    let key = ItemKey { edition: edition("en"), kind: Kind::Series, id: numbered };
    scenario.client.user().save(&key).await.unwrap();
    scenario.client.user().mark_read(&before[0].key, true).await.unwrap();
    scenario.client.close().await.unwrap();

    let mut catalog = Catalog::from_json(&scenario.site.catalog_json_of_sections()).unwrap();
    for entry in &mut catalog.editions {
        entry.bases.remove(0);
        entry.media.streams =
            vec![ifilm_core::catalog::MediaForm::of("https://new.example.org/{id}/{n}.m3u8")];
        entry.media.live = vec![ifilm_core::catalog::MediaForm::of("https://live.example.org/new.m3u8")];
    }
    let mut config = ifilm_tests::config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.catalog = catalog;
    scenario.client = ifilm_core::Client::open(config).unwrap();
    let live = scenario.client.library().live(&edition("en")).await.unwrap();
    let report = scenario.sync().await;

    assert!(!report.any_failed(), "{report:?}");
    assert!(live.addresses.contains(&"https://live.example.org/new.m3u8".to_owned()), "{live:?}");
    let after = scenario.client.library().list(list).await.unwrap().items;
    let keys = |items: &[ifilm_core::Item]| items.iter().map(|it| it.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&after), keys(&before));
    assert!(after[0].read && after.iter().any(|it| it.key == key && it.saved));
    assert!(after.iter().all(|it| !it.edited), "a move edits nothing");
}
