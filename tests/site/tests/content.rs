//! The content of the site, requested over the network.

use std::collections::BTreeMap;
use std::io::Read;
use std::time::Duration;

use crate::wire::{ask, connect, get, request};
use ifilm_site::{Edit, Edition, NewsForm, Quirks, Removal, Site, SiteConfig};

const LISTING: &str = "/Home/PageingItem?category=1&page=1&size=30&orderby=1";

fn site() -> Site {
    Site::start(SiteConfig::default()).unwrap()
}

fn site_with(news: NewsForm) -> Site {
    Site::start(SiteConfig { news, ..SiteConfig::default() }).unwrap()
}

fn article(id: u64) -> String {
    format!("/News/Content/{id}")
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_port() {
    let (one, two) = (site(), site());

    for edition in ["en", "ar", "fa", "fa2"] {
        for path in [LISTING, "/img/x.jpg"] {
            let (a, b) = (get(&one.base(edition), path, &[]), get(&two.base(edition), path, &[]));
            assert_eq!(a.body, b.body, "{path}");
            assert_eq!(a.header("etag"), b.header("etag"));
        }
        for path in one.newest(edition, 30).into_iter().map(article) {
            let (a, b) = (get(&one.base(edition), &path, &[]), get(&two.base(edition), &path, &[]));
            assert_eq!(without_ports(&one, a.text()), without_ports(&two, b.text()), "{path}");
        }
    }
}

/// The page without ports, because pages link to other editions by full addresses.
fn without_ports(site: &Site, page: &str) -> String {
    let nameless = |page: String, edition: &Edition| page.replace(&site.base(edition.id()), edition.id());
    Edition::ALL.iter().fold(page.to_owned(), nameless)
}

#[test]
fn editions_report_a_shared_event_under_one_label_and_in_their_own_words() {
    let site = site();
    let of_event = |edition: &str| {
        let truths = site.newest(edition, 60).into_iter().map(|id| site.truth(edition, id));
        truths.filter_map(|truth| Some((truth.event.clone()?, truth.title))).collect::<BTreeMap<_, _>>()
    };
    let (english, persian) = (of_event("en"), of_event("fa"));
    let both: Vec<&String> = english.keys().filter(|label| persian.contains_key(*label)).collect();

    assert!((12..=28).contains(&english.len()) && (12..=28).contains(&persian.len()));
    assert!(both.len() >= 6 && both.iter().all(|label| english[*label] != persian[*label]));
}

#[test]
fn some_pages_declare_the_same_story_some_a_home_page_and_some_a_wrong_page() {
    let site = site();
    let (mut true_ones, mut homes, mut mistaken) = (0, 0, 0);
    for id in site.newest("en", 300) {
        let page = get(&site.base("en"), &article(id), &[]);
        let declared = page.text().contains("hreflang");
        homes += usize::from(declared && !page.text().contains(&format!("{}/News", site.base("fa"))));
        let same_id = page.text().contains(&format!("{}/News/Content/{id}", site.base("ar")));
        mistaken += usize::from(declared && same_id);
        true_ones += usize::from(declared && !same_id && site.truth("en", id).event.is_some());
    }

    assert!(true_ones >= 10 && homes >= 20 && mistaken >= 5, "{true_ones} {homes} {mistaken}");
}

#[test]
fn another_seed_gives_other_news() {
    let other = Site::start(SiteConfig { seed: 8, ..SiteConfig::default() }).unwrap();

    assert_ne!(get(&site().base("en"), LISTING, &[]).body, get(&other.base("en"), LISTING, &[]).body);
}

#[test]
fn a_million_items_start_at_once_and_reach_far_back() {
    let site =
        Site::start(SiteConfig { items: 1_000_000, quirks: Quirks::NONE, ..SiteConfig::default() }).unwrap();

    let page = get(&site.base("en"), "/Home/PageingItem?category=1&page=33333&size=30&orderby=1", &[]);
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(rows.len(), 30);
    assert_eq!(get(&site.base("en"), &article(rows[29]["Id"].as_u64().unwrap()), &[]).status, 200);
}

#[test]
fn pages_of_a_listing_follow_one_another_and_the_last_is_empty() {
    let site = Site::start(SiteConfig { items: 45, quirks: Quirks::NONE, ..SiteConfig::default() }).unwrap();

    let mut ids = Vec::new();
    for page in 1..=3 {
        let path = format!("/home/pageingitem?category=1&page={page}&size=30&orderby=1");
        let rows: Vec<serde_json::Value> =
            serde_json::from_slice(&get(&site.base("fa"), &path, &[]).body).unwrap();
        ids.extend(rows.iter().map(|row| row["Id"].as_u64().unwrap()));
    }

    assert_eq!(ids, site.newest("fa", 100));
    assert_eq!(ids.len(), 45);
}

#[test]
fn only_the_chosen_form_lists_news() {
    let json = |site: &Site| get(&site.base("en"), LISTING, &[]).body;
    let index = |site: &Site| get(&site.base("en"), "/News?page=1", &[]).status;
    let (category, listed, home) = (site(), site_with(NewsForm::Index), site_with(NewsForm::HomeLinks));

    assert!(json(&category).len() > 1000 && index(&category) == 404);
    assert!(json(&listed) == b"[]" && index(&listed) == 200);
    assert!(json(&home) == b"[]" && index(&home) == 404);
    assert_eq!(get(&category.base("en"), "/Home/PageingItem?category=3&page=1", &[]).body, b"[]");
}

#[test]
fn pages_of_the_index_follow_one_another_and_the_last_has_no_links() {
    let site = Site::start(SiteConfig { news: NewsForm::Index, items: 45, ..SiteConfig::default() }).unwrap();
    let (base, ids) = (site.base("ar"), site.newest("ar", 45));
    let index = |page| get(&base, &format!("/news/index?page={page}"), &[]).text().to_owned();
    let leads_to = |page: &str, id: &u64| page.contains(&format!("ontent/{id}"));

    let (first, second, third) = (index(1), index(2), index(3));

    assert!(ids[..30].iter().all(|id| leads_to(&first, id)) && !leads_to(&first, &ids[30]));
    assert!(ids[30..].iter().all(|id| leads_to(&second, id)) && !leads_to(&second, &ids[29]));
    assert!(!third.to_ascii_lowercase().contains("/content/2"));
}

#[test]
fn the_home_page_links_to_the_newest_items_in_every_form() {
    for news in [NewsForm::Category(1), NewsForm::Index, NewsForm::HomeLinks] {
        let site = site_with(news);
        for edition in ["en", "ar", "fa", "fa2"] {
            let home = get(&site.base(edition), "/home/index", &[]);
            for id in site.newest(edition, 24) {
                assert!(home.text().contains(&id.to_string()), "{edition} {id}");
            }
        }
    }
}

#[test]
fn an_article_is_found_under_both_routes_and_with_any_text_after_its_id() {
    let site = site();
    let id = site.newest("fa", 1)[0];

    for path in [
        format!("/News/Content/{id}/"),
        format!("/news/content/{id}?Fa"),
        format!("/Iran/Content/{id}/a-slug"),
        format!("/News/Content/{id}%5C"),
    ] {
        assert_eq!(get(&site.base("fa"), &path, &[]).status, 200, "{path}");
    }
    assert_eq!(get(&site.base("fa"), "/News/Content/5", &[]).status, 404);
}

#[test]
fn new_items_come_first_and_have_the_time_of_the_clock() {
    let site = site();
    site.advance(Duration::from_secs(3600));

    let ids = site.publish("fa2", 2);

    assert_eq!(site.newest("fa2", 2), [ids[1], ids[0]]);
    let listing = get(&site.base("fa2"), LISTING, &[]);
    assert!(listing.text().contains(&ids[1].to_string()));
    let dates = site.publish("fa2", 40).into_iter().filter_map(|id| site.truth("fa2", id).published);
    let minute = "2024-05-02T10:30:00Z".parse().unwrap();
    assert!(
        dates.filter(|date| date.precision == ifilm_site::Precision::Minute).all(|date| date.at == minute)
    );
}

#[test]
fn an_edited_headline_changes_listing_and_page_and_an_edited_text_only_the_page() {
    let site = site();
    let (base, id) = (site.base("en"), site.newest("en", 1)[0]);
    let tags = || {
        (
            get(&base, LISTING, &[]).header("etag").map(str::to_owned),
            get(&base, &article(id), &[]).header("etag").map(str::to_owned),
        )
    };
    let first = tags();

    assert_eq!(site.edit("en", id, Edit::Body), 2);
    let second = tags();
    assert_eq!(first.0, second.0);
    assert_ne!(first.1, second.1);

    assert_eq!(site.edit("en", id, Edit::Headline), 3);
    let third = tags();
    assert_ne!(second.0, third.0);
    assert_ne!(second.1, third.1);
}

#[test]
fn every_edit_changes_the_truth_and_only_what_was_edited() {
    let site = site();
    for edition in ["en", "ar", "fa", "fa2"] {
        for id in site.newest(edition, 30) {
            for _ in 0..6 {
                let before = site.truth(edition, id);
                site.edit(edition, id, Edit::Body);
                let body = site.truth(edition, id);
                site.edit(edition, id, Edit::Headline);
                let headline = site.truth(edition, id);

                assert!(before.title == body.title && before.paragraphs != body.paragraphs);
                assert!(body.title != headline.title && body.paragraphs == headline.paragraphs);
            }
        }
    }
}

#[test]
fn a_removed_item_is_not_listed_and_its_page_answers_404_or_410() {
    let site = site();
    let ids = site.newest("ar", 2);

    site.remove("ar", ids[0], Removal::NotFound);
    site.remove("ar", ids[1], Removal::Gone);

    assert_eq!(get(&site.base("ar"), &article(ids[0]), &[]).status, 404);
    assert_eq!(get(&site.base("ar"), &article(ids[1]), &[]).status, 410);
    assert!(!get(&site.base("ar"), LISTING, &[]).text().contains(&ids[0].to_string()));
}

#[test]
fn four_unchanged_listings_are_304_without_a_body_and_cost_less_than_three_kibibytes() {
    let site = site();
    let mut sum = 0;
    for edition in ["en", "ar", "fa", "fa2"] {
        let first = get(&site.base(edition), LISTING, &[("accept-encoding", "gzip, br")]);
        site.clear_requests();

        let known = [
            ("accept", "*/*"),
            ("accept-encoding", "gzip, br"),
            ("user-agent", "ifilm/0.1.0 (+https://github.com/ifilm-client)"),
            ("if-none-match", first.header("etag").unwrap()),
            ("if-modified-since", first.header("last-modified").unwrap()),
        ];
        let again = get(&site.base(edition), LISTING, &known);

        assert_eq!((again.status, again.body.len()), (304, 0));
        let record = &site.requests()[0];
        assert_eq!((record.status, record.body_bytes), (304, 0));
        assert_eq!(record.if_none_match.as_deref(), first.header("etag"));
        sum += record.request_bytes + record.response_bytes;
    }
    assert!(sum < 3 * 1024, "{sum}");
}

#[test]
fn a_time_alone_gives_a_304_and_a_tag_overrides_the_time() {
    let site = site();
    let path = article(site.newest("en", 1)[0]);
    let modified = get(&site.base("en"), &path, &[]).header("last-modified").unwrap().to_owned();

    assert_eq!(get(&site.base("en"), &path, &[("if-modified-since", &modified)]).status, 304);
    assert_eq!(
        get(&site.base("en"), &path, &[("if-modified-since", "Thu, 02 May 2019 00:00:00 GMT")]).status,
        200
    );
    let other = [("if-modified-since", modified.as_str()), ("if-none-match", "\"other\"")];
    assert_eq!(get(&site.base("en"), &path, &other).status, 200);
}

#[test]
fn after_an_edit_old_validators_do_not_match_even_if_the_clock_stands_still() {
    let site = site();
    let id = site.newest("en", 1)[0];
    let path = article(id);
    for _ in 0..3 {
        let before = get(&site.base("en"), &path, &[]);
        site.edit("en", id, Edit::Both);

        for name in ["etag", "last-modified"] {
            let condition = if name == "etag" { "if-none-match" } else { "if-modified-since" };
            let again = get(&site.base("en"), &path, &[(condition, before.header(name).unwrap())]);
            assert_eq!(again.status, 200, "{name}");
        }
    }
}

#[test]
fn gzip_and_brotli_contain_the_same_page_and_have_different_tags() {
    let site = site();
    let path = article(site.newest("fa", 1)[0]);
    let plain = get(&site.base("fa"), &path, &[]);
    let gzip = get(&site.base("fa"), &path, &[("accept-encoding", "gzip, br;q=0")]);
    let brotli = get(&site.base("fa"), &path, &[("accept-encoding", "gzip, br")]);

    let mut unzipped = Vec::new();
    flate2::read::GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut unzipped).unwrap();
    let mut unpacked = Vec::new();
    brotli::Decompressor::new(brotli.body.as_slice(), 4096).read_to_end(&mut unpacked).unwrap();

    assert_eq!(
        (gzip.header("content-encoding"), brotli.header("content-encoding")),
        (Some("gzip"), Some("br"))
    );
    assert!(unzipped == plain.body && unpacked == plain.body);
    assert_ne!(gzip.header("etag"), brotli.header("etag"));
    assert_ne!(plain.header("etag"), brotli.header("etag"));
}

#[test]
fn the_request_log_counts_the_bytes_of_the_socket_on_a_kept_connection() {
    let site = site();
    let mut socket = connect(&site.base("en")).unwrap();
    let paths = [LISTING.to_owned(), article(site.newest("en", 1)[0]), "/nothing".to_owned()];

    let replies: Vec<_> = paths.iter().map(|path| ask(&mut socket, path, &[("x", "y")]).unwrap()).collect();

    let records = site.requests();
    for ((path, reply), record) in paths.iter().zip(&replies).zip(&records) {
        assert_eq!(record.path, *path);
        assert_eq!(record.request_bytes as usize, request(path, &[("x", "y")]).len());
        assert_eq!(record.response_bytes as usize, reply.bytes);
        assert_eq!(record.body_bytes as usize, reply.body.len());
        assert_eq!(record.connection, records[0].connection);
    }
    assert_eq!(records.iter().map(|record| record.status).collect::<Vec<_>>(), [200, 200, 404]);
    assert_eq!(records.iter().map(|record| record.n).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn pictures_of_listings_and_pages_can_be_fetched() {
    let site = Site::start(SiteConfig { quirks: Quirks::NONE, ..SiteConfig::default() }).unwrap();
    let rows: Vec<serde_json::Value> =
        serde_json::from_slice(&get(&site.base("ar"), LISTING, &[]).body).unwrap();

    let paths: Vec<&str> = rows.iter().filter_map(|row| row["ImageAddress_S"].as_str()).collect();
    assert!(paths.len() > 10);
    for path in paths.iter().take(5) {
        let picture =
            get(&site.base("ar"), &path.replace(' ', "%20").replace("فیلم", "%D9%81%DB%8C%D9%84%D9%85"), &[]);
        assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/jpeg")), "{path}");
        assert!(picture.body.starts_with(&[0xff, 0xd8, 0xff]));
    }
}

#[test]
fn a_stopped_site_refuses_connections_and_a_restarted_one_has_the_same_content() {
    let mut site = site();
    let (base, path) = (site.base("en"), article(site.newest("en", 1)[0]));
    let id = site.publish("en", 1)[0];
    let before = get(&base, &path, &[]).body;
    let mut open = connect(&base).unwrap();
    ask(&mut open, "/", &[]).unwrap();

    site.stop();
    assert_eq!(connect(&base).err().map(|error| error.kind()), Some(std::io::ErrorKind::ConnectionRefused));
    assert!(ask(&mut open, "/", &[]).is_err());

    site.restart();
    assert_eq!(site.base("en"), base);
    assert_eq!(get(&base, &path, &[]).body, before);
    assert_eq!(site.newest("en", 1), [id]);
}

#[test]
fn a_site_can_be_used_and_dropped_inside_a_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let mut site = site();
        site.stop();
        site.restart();
        assert_eq!(get(&site.base("en"), "/", &[]).status, 200);
    });
}

#[test]
fn the_catalogue_names_the_four_editions_and_the_listing_that_works() {
    let site = site_with(NewsForm::Index);
    let catalog: serde_json::Value = serde_json::from_str(&site.catalog_json()).unwrap();

    assert_eq!(catalog["editions"].as_array().unwrap().len(), Edition::ALL.len());
    assert_eq!(catalog["editions"][0]["bases"][0], site.base("en"));
    assert_eq!(catalog["editions"][3]["aliases"], serde_json::json!(["dari", "prs"]));
    assert_eq!(catalog["editions"][3]["sections"][0]["listings"][0]["path"], "/News?page={page}");
    assert_eq!(catalog["hosts"][0]["host"], site.base("en")["http://".len()..]);
    assert_eq!(
        (&catalog["hosts"][0]["plain_http"], &catalog["hosts"][0]["private"]),
        (&true.into(), &true.into())
    );
    let both = site.catalog_json_with(&[NewsForm::Category(9), NewsForm::HomeLinks]);
    assert!(both.contains("category=9") && both.contains("/home/index"));
}
