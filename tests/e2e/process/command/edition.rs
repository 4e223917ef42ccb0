//! Which editions a command works on.

use serde_json::Value;

use super::{json, run, said, site};

// Seen: `sync` always fetched all four editions: 358 kB instead of 94.
#[test]
fn a_sync_uses_the_chosen_edition_and_with_all_every_edition() {
    let (_site, data) = site();
    let synced = |arguments: &[&str]| -> Vec<String> {
        let report = json(data.path(), arguments);
        let sections = report["sources"].as_array().unwrap().clone();
        sections.iter().map(|section| section["edition"].as_str().unwrap().to_owned()).collect()
    };

    assert_eq!(synced(&["sync"]), ["fa"]);
    run(data.path(), &["language", "ar"]);
    assert_eq!(synced(&["sync"]), ["ar"]);
    assert_eq!(synced(&["--edition", "en", "sync"]), ["en"]);
    assert_eq!(synced(&["sync", "--all"]), ["en", "fa", "ar", "fa2"]);
    for command in [&["sync"][..], &["plan"], &["list"], &["search", "a"]] {
        let both = [command, &["--edition", "en", "--all"]].concat();
        let (status, _, complaint) = said(&run(data.path(), &both));
        assert_eq!(
            (status, complaint.as_str()),
            (Some(2), "ifilm: give either --edition or --all\n"),
            "{both:?}"
        );
    }
}

#[test]
fn a_list_with_all_has_every_edition() {
    let (_site, data) = site();
    run(data.path(), &["sync", "--all"]);
    let editions = |arguments: &[&str]| -> Vec<String> {
        let (_, lists, _) = said(&run(data.path(), arguments));
        let lists = lists.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lists.map(|list| list["edition"].as_str().unwrap().to_owned()).collect()
    };

    assert_eq!(editions(&["list", "--json"]), ["fa"]);
    assert_eq!(editions(&["list", "--json", "--all"]), ["en", "fa", "ar", "fa2"]);
    assert_eq!(editions(&["list", "--json", "--edition", "ar", "--edition", "en"]), ["ar", "en"]);
}

// Seen: `--edition xx language` ignored the edition.
#[test]
fn every_command_refuses_an_edition_that_does_not_exist() {
    let (_site, data) = site();

    for command in [&["language"][..], &["editions"], &["list"], &["sync"], &["read", "1"], &["search", "a"]]
    {
        let (status, _, complaint) = said(&run(data.path(), &[&["--edition", "xx"], command].concat()));

        assert_eq!(status, Some(2), "{command:?}");
        assert!(complaint.contains("there is no edition `xx`"), "{complaint}");
    }
}

// Seen: with fa2 chosen, `read 2043998` said only that fa2 does not have it.
#[test]
fn an_id_of_another_edition_is_not_found_and_the_editions_that_have_it_are_named() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    let id = site.newest("en", 1)[0].to_string();

    let (status, output, complaint) = said(&run(data.path(), &["read", &id]));

    assert_eq!((status, output.as_str()), (Some(2), ""));
    assert!(complaint.contains(&format!("there is no fa/{id} in the cache")), "{complaint}");
    assert!(complaint.contains(&format!("ifilm read en/{id}")), "{complaint}");
}

// Seen: `search` without an edition mixed the hits of all editions and ignored the chosen one.
#[test]
fn a_search_shows_the_hits_of_the_chosen_edition_first() {
    let (_site, data) = site();
    run(data.path(), &["sync", "--all"]);
    let editions = |chosen: &str| -> Vec<String> {
        run(data.path(), &["language", chosen]);
        let found = json(data.path(), &["search", "در"]);
        let hits = found["hits"].as_array().unwrap().clone();
        hits.iter().map(|hit| hit["key"]["edition"].as_str().unwrap().to_owned()).collect()
    };

    let (persian, dari) = (editions("fa"), editions("fa2"));

    let is_first = |editions: &[String], chosen: &str| {
        let own = editions.iter().filter(|edition| *edition == chosen).count();
        own > 0 && own < editions.len() && editions[..own].iter().all(|edition| edition == chosen)
    };
    assert!(is_first(&persian, "fa"), "{persian:?}");
    assert!(is_first(&dari, "fa2"), "{dari:?}");
}
