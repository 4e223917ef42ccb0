//! What the command prints, where it prints it, and its exit status.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use ifilm_site::{Edit, Edition, Fault, FaultKind, Site, SiteConfig};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// The command on a data folder that holds the catalogue of a site.
fn command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json")).args(arguments);
    command.env("LC_ALL", "fa_IR.UTF-8");
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    command(data, arguments).output().unwrap()
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn json(data: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(data, &[arguments, &["--json"]].concat()).stdout).unwrap()
}

fn site() -> (Site, tempfile::TempDir) {
    let site = Site::start(SiteConfig { items: 12, ..SiteConfig::default() }).unwrap();
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();
    (site, data)
}

// Seen: `list --json > /dev/full` printed nothing and exited with 0.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let (_site, data) = site();
    run(data.path(), &["sync"]);

    for arguments in [&["--json", "list"][..], &["list"], &["search", "a"], &["editions"], &["plan"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = command(data.path(), arguments).stdout(full).output().unwrap();

        let (status, _, complaint) = said(&output);
        assert_eq!(status, Some(1), "{arguments:?}");
        assert!(complaint.starts_with("ifilm: the output could not be written: "), "{complaint}");
    }
}

// Seen: `--help > /dev/full` printed nothing and exited with 0.
#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_a_failure() {
    for arguments in [&["--help"][..], &["--version"], &["sync", "--help"], &["help", "list"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_ifilm")).args(arguments).stdout(full).output().unwrap();

        let (status, _, complaint) = said(&output);
        assert_eq!(status, Some(1), "{arguments:?}");
        assert!(complaint.starts_with("ifilm: the output could not be written: "), "{complaint}");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_ifilm")).arg("--version").output().unwrap();
    assert_eq!(said(&output).1, format!("ifilm {}\n", env!("CARGO_PKG_VERSION")));
}

// Seen: `read` waited 5 s for the writer, and only then showed the article. If standard error could not be
// written, it panicked and showed nothing.
#[cfg(target_os = "linux")]
#[test]
fn an_article_is_shown_before_its_mark_waits_for_another_process() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    let id = site.newest("en", 1)[0];
    let title = site.truth("en", id).title;
    let other = rusqlite::Connection::open(data.path().join("user.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut reading = command(data.path(), &["read", &format!("en/{id}")]);
    let started = Instant::now();
    let mut reading = reading.stdout(Stdio::piped()).stderr(full).spawn().unwrap();

    let mut first = String::new();
    BufReader::new(reading.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let shown = started.elapsed();
    let status = reading.wait().unwrap();

    assert_eq!((first.trim_end(), status.code()), (title.as_str(), Some(0)));
    assert!(shown < Duration::from_secs(3), "{shown:?}");
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
}

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

// Seen: `search` printed `en 2043998`, and `read` accepted neither that nor `en/2043998` nor an address.
#[test]
fn keys_printed_by_list_or_search_can_be_given_to_read() {
    let (site, data) = site();
    run(data.path(), &["sync", "--all"]);
    let id = site.newest("en", 1)[0];
    let title = site.truth("en", id).title;
    let address = format!("{}/Iran/Content/{id}/some-words?from=mail#top", site.base("en"));

    let (_, listed, _) = said(&run(data.path(), &["--edition", "en", "list"]));
    let (_, found, _) = said(&run(data.path(), &["--edition", "en", "search", &title]));

    let key = format!("en/{id}");
    assert!(listed.split_whitespace().any(|word| word == key), "{listed}");
    assert!(found.split_whitespace().any(|word| word == key), "{found}");
    let digits = persian_digits(&id.to_string());
    let pasted = format!("<{}/News//Content/{digits}>.", site.base("en"));
    let typed = [format!("EN/0{id}"), format!(" en/{digits}/"), format!("en/article/{id}"), pasted];
    for form in typed.into_iter().chain([key, address.clone(), address.replace("http://", "")]) {
        assert_eq!(json(data.path(), &["read", &form])["title"], title, "{form}");
    }
}

fn persian_digits(number: &str) -> String {
    number.bytes().filter_map(|digit| char::from_u32(u32::from(digit - b'0') + u32::from('۰'))).collect()
}

// Seen: `holes` and `saved` were left out.
#[test]
fn json_leaves_no_field_out() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    let list = json(data.path(), &["--edition", "en", "list"]);
    let article = json(data.path(), &["read", &format!("en/{}", site.newest("en", 1)[0])]);
    let lacks = |value: &Value, names: &[&str]| -> Vec<String> {
        names.iter().filter(|name| value.get(**name).is_none()).map(|name| (*name).to_owned()).collect()
    };

    let dates = ["published", "published_source", "published_precision", "date_text"];
    let item = ["key", "title", "lead", "link", "read", "saved", "edited"];
    let page = ["state", "language", "direction", "blocks", "text", "related"];
    assert_eq!(lacks(&list, &["edition", "section", "items", "next", "fresh_as_of", "holes"]), [""; 0]);
    assert_eq!(lacks(&list["items"][0], &[&dates[..], &item].concat()), [""; 0]);
    assert_eq!(lacks(&article, &[&dates[..], &item, &page].concat()), [""; 0]);
    assert_eq!((&list["holes"], &article["saved"]), (&serde_json::json!([]), &false.into()));
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

// Seen: failed sections went to standard output, so `sync >/dev/null` in a timer printed nothing.
#[test]
fn failures_and_waits_of_a_host_go_to_standard_error() {
    let (mut site, data) = site();
    site.stop();

    let (status, output, complaint) = said(&run(data.path(), &["sync"]));

    assert_eq!((status, output.as_str()), (Some(1), ""));
    assert!(complaint.starts_with(" 10 %  fa   listings 1/1, 0 kB\nifilm: fa: offline: "), "{complaint}");
    assert!(complaint.ends_with(
        "ifilm: network (site_down): \u{2068}سایت پاسخ نمی‌دهد. بعداً دوباره امتحان کنید.\u{2069}\n"
    ));
}

/// How many of these lines tell of some step.
fn count(lines: &str, step: &str) -> usize {
    lines.lines().filter(|line| line.contains(step)).count()
}

#[test]
fn in_a_pipe_the_progress_has_plain_lines_beside_the_report_and_with_json_none() {
    let (_site, data) = site();

    let (_, json, silent) = said(&run(data.path(), &["--edition", "en", "--json", "sync"]));
    let (status, report, progress) = said(&run(data.path(), &["--edition", "fa", "sync"]));

    assert_eq!((json.lines().count(), silent.as_str()), (1, ""));
    assert_eq!((status, report.lines().count()), (Some(0), 1), "{report}");
    assert!(report.starts_with("fa   updated: 12 new"), "{report}");
    assert!(progress.starts_with(" 10 %  fa   listings 1/1, "), "{progress}");
    let tenths =
        [" %  fa   listings ", " %  fa   pages ", " %  fa   pictures "].map(|it| count(&progress, it));
    assert_eq!((tenths, progress.lines().count()), ([1, 6, 2], 9), "{progress}");
    assert!(progress.is_ascii() && !progress.contains(['\r', '\u{1b}']), "{progress}");
}

/// A process that was asked to end by a signal while the site holds a page.
#[cfg(unix)]
fn interrupted(site: &Site, data: &Path) -> (Output, Duration) {
    site.fault(Fault::new(FaultKind::Hold).edition(Edition::En).path("/News/").after(3));
    let mut syncing = command(data, &["--edition", "en", "sync"]);
    let syncing = syncing.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    assert!(site.held());
    let began = Instant::now();
    let kill = Command::new("kill").args(["-INT", &syncing.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let output = syncing.wait_with_output().unwrap();
    (output, began.elapsed())
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_sync_with_its_report_and_what_came_stays() {
    let (site, data) = site();

    let (output, took) = interrupted(&site, data.path());
    site.clear_faults();
    let rest = json(data.path(), &["--edition", "en", "sync"]);

    let (status, report, complaint) = said(&output);
    assert_eq!((status, report.lines().count()), (Some(1), 1), "{report}");
    assert!(complaint.ends_with("\nifilm: cancelled; what was stored stays\n"), "{complaint}");
    assert!(report.starts_with("en   cancelled: 12 new"), "{report}");
    assert!(took < Duration::from_secs(3), "{took:?}");
    assert_eq!(rest["sources"][0]["page_requests"], 9);
}

#[test]
fn every_job_ends_at_its_deadline_with_a_report_that_says_so() {
    let (site, data) = site();
    site.fault(Fault::new(FaultKind::Hold).edition(Edition::En).path("/News/"));

    let plan = json(data.path(), &["--edition", "en", "plan"]);
    let token = plan["token"].as_str().unwrap();
    for job in
        [&["sync", "--plan", token][..], &["sync", "--edition", "en"], &["prefetch", "--edition", "en"]]
    {
        let output = run(data.path(), &[job, &["--json", "--deadline", "1"]].concat());

        let (status, report, complaint) = said(&output);
        let report: Value = serde_json::from_str(&report).unwrap();
        let ended = (status, &report["ended"], &report["cancelled"]);
        assert_eq!(ended, (Some(1), &json!("deadline"), &json!(false)), "{job:?}");
        assert!(complaint.contains("the deadline came before the end"), "{complaint}");
    }
}

#[test]
fn a_folder_of_another_catalogue_is_refused_with_advice() {
    let (_site, data) = site();
    run(data.path(), &["sync"]);
    let mut embedded = Command::new(env!("CARGO_BIN_EXE_ifilm"));

    let output = embedded.arg("--data").arg(data.path()).arg("list").output().unwrap();

    let (status, _, complaint) = said(&output);
    assert_eq!(status, Some(2));
    assert!(complaint.contains("belongs to the catalogue `practice`"), "{complaint}");
    assert!(complaint.contains("another data directory") && complaint.contains("--data"), "{complaint}");
}

// Seen: a damaged cache stopped every command, and no message said that this file may be deleted.
#[test]
fn a_damaged_cache_names_the_file_and_says_what_to_do() {
    let (_site, data) = site();
    run(data.path(), &["sync"]);
    std::fs::remove_file(data.path().join("cache.db-wal")).unwrap_or_default();
    std::fs::write(data.path().join("cache.db"), "this is no database, and not an empty file").unwrap();

    let (status, _, complaint) = said(&run(data.path(), &["list"]));

    assert_eq!(status, Some(3));
    assert!(complaint.contains("cache.db") && complaint.contains("delete this one file"), "{complaint}");
}

// Seen: `debug parse` of a bad local file named the site's address in its error.
#[test]
fn a_file_that_cannot_be_parsed_is_named() {
    let (_site, data) = site();
    let file = data.path().join("catalog.json").display().to_string();

    let (status, _, complaint) = said(&run(data.path(), &["debug", "parse", &file, "--kind", "article"]));

    assert_eq!(status, Some(2));
    assert!(complaint.starts_with(&format!("ifilm: {file}: ")), "{complaint}");
}

#[test]
fn debug_parse_prints_programmes_episodes_and_hits_in_the_order_of_the_manual() {
    let data = tempfile::tempdir().unwrap();
    let catalog = include_str!("../../../core/src/catalog/ifilm.json");
    std::fs::write(data.path().join("catalog.json"), catalog).unwrap();
    let parsed = |name: &str, kind: &str, text: &str| {
        let file = data.path().join(name);
        std::fs::write(&file, text).unwrap();
        let file = file.display().to_string();
        let base = "https://en.ifilmtv.ir/Series/Content/77";
        said(&run(data.path(), &["debug", "parse", &file, "--kind", kind, "--edition", "en", "--base", base]))
            .1
    };

    let program = parsed("a.html", "program", "<h1>Blue Lantern (2015)</h1>");
    let episodes = parsed("a.json", "episodes", r#"[{"Episode":"2","VideoAddress":"/a b/2.mp4"}]"#);
    let hits = parsed("b.json", "search", r#"[{"Id":5,"CategoryId":5,"Title":"River"}]"#);

    assert_eq!(
        program.trim(),
        r#"{"key":{"edition":"en","kind":"series","id":"77"},"title":"Blue Lantern","original_title":null,"year":2015,"story":[],"poster":null,"poster_small":null,"cast":[],"genres":[],"tags":[],"trailer":null,"on_air":null}"#
    );
    assert_eq!(
        episodes.trim(),
        r#"{"episodes":[{"number":2,"title":null,"picture":null,"addresses":["https://video.ifilmtv.ir/ifilm/a%20b/2.mp4"],"published":null}]}"#
    );
    assert_eq!(
        hits.trim(),
        r#"{"hits":[{"key":{"edition":"en","kind":"film","id":"5"},"title":"River","picture":null}]}"#
    );
}

#[test]
fn debug_parse_says_why_each_line_was_kept_or_dropped() {
    let (_site, data) = site();
    let file = data.path().join("page.html");
    let one = "The first evening of the festival brought four hundred people to the old cinema by the river.";
    std::fs::write(&file, format!("<nav>Home</nav><h1>River cinema reopens</h1><p>{one}</p>")).unwrap();
    let file = file.display().to_string();
    let why = |more: &[&str]| {
        said(&run(data.path(), &[&["debug", "parse", "--kind", "article", "--why", &file], more].concat())).1
    };

    let (printed, json) = (why(&[]), why(&["--json"]));

    assert!(printed.starts_with("foreign    100  NavigationElement 100 | Home\n"), "{printed}");
    assert!(printed.contains(&format!("Prose 100 | {one}")), "{printed}");
    assert!(json.contains(r#""verdict":"foreign""#) && json.contains(r#""weight":100"#), "{json}");
}

// Seen: "Nothing is stored yet: run `ifilm sync`" was printed right after a failed sync. "Its page is not
// here yet: run `ifilm sync`" was printed after every sync, and the article was marked as read.
#[test]
fn a_waiting_page_says_why_and_until_when_in_the_editions_words() {
    let (mut site, data) = site();
    let at = |now: &str, arguments: &[&str]| run(data.path(), &[&["--now", now], arguments].concat());
    let listed = |now: &str| said(&at(now, &["--edition", "en", "--time-zone", "Asia/Kabul", "list"])).1;

    let before = listed("2024-05-02T09:30:00Z");
    site.stop();
    at("2024-05-02T09:30:00Z", &["--edition", "en", "sync"]);
    let after = listed("2024-05-02T09:30:01Z");

    let never =
        "Nothing has been fetched yet. The next update will ask for it.\nRun `ifilm sync --edition en`.\n";
    assert_eq!(before, never);
    assert!(said(&run(data.path(), &["list"])).1.ends_with("\nRun `ifilm sync`.\n"));
    // The wait is random, and ten minutes at most.
    let times: Vec<_> = (0..=10).map(|minutes| format!("after May 2, 2024 at 14:{minutes:02}.\n")).collect();
    assert!(after.starts_with("The last attempt to fetch the list failed. It will be asked for "), "{after}");
    assert!(times.iter().any(|time| after.ends_with(time)), "{after}");
}

// Seen: "try again at 2024-05-02T09:40:00Z", in every language and zone.
#[test]
fn a_wait_of_the_site_is_in_the_editions_words_and_the_persons_zone() {
    let (site, data) = site();
    site.fault(Fault::new(FaultKind::Status { status: 503, retry_after: Some("600".to_owned()) }));
    let at = ["--now", "2024-05-02T09:30:00Z", "--time-zone", "Asia/Kabul", "--edition", "en"];
    let run = |command: &[&str]| said(&run(data.path(), &[&at, command].concat()));

    let (first, second, plan) = (run(&["sync"]).2, run(&["sync"]).2, run(&["plan"]).1);

    for output in [&first, &second, &plan] {
        assert!(output.contains("May 2, 2024 at 14:10") && !output.contains("09:40"), "{output}");
    }
    let plan: Value = serde_json::from_str(&run(&["plan", "--json"]).1).unwrap();
    assert_eq!(plan["skipped"][0]["until"], "2024-05-02T09:40:00Z");
}

#[test]
fn pages_that_failed_are_listed_with_their_reason_and_are_not_read() {
    let (site, data) = site();
    let id = site.newest("en", 1)[0];
    let page = format!("/News/Content/{id}");
    site.fault(
        Fault::new(FaultKind::Status { status: 500, retry_after: None }).edition(Edition::En).path(page),
    );

    let (status, _, complaint) = said(&run(data.path(), &["--edition", "en", "sync"]));
    let article = json(data.path(), &["read", &format!("en/{id}")]);

    assert_eq!(status, Some(1));
    assert!(complaint.contains("1 page failed (refused), such as: "), "{complaint}");
    assert_eq!((&article["state"], &article["read"]), (&"waiting".into(), &false.into()));
    assert_eq!(article["waiting"]["reason"], "failed");
    assert!(article["waiting"]["text"].as_str().unwrap().contains("could not be fetched"), "{article}");
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

// A page that was absent was planned as missing.
#[test]
fn a_plan_says_in_words_and_in_json_why_each_request_is_sent() {
    let (site, data) = site();
    let id = site.newest("en", 1)[0].to_string();
    let absent = FaultKind::Status { status: 404, retry_after: None };
    site.fault(Fault::new(absent).edition(Edition::En).path("/News/"));
    run(data.path(), &["--edition", "en", "sync"]);

    let (_, words, _) = said(&run(data.path(), &["--edition", "en", "plan"]));
    let plan = json(data.path(), &["--edition", "en", "plan"]);

    let is_of_page = |line: &&str| line.contains(&format!("/{id}"));
    assert!(words.lines().next().unwrap().starts_with("en   listing "), "{words}");
    assert!(words.lines().find(is_of_page).unwrap().contains("no such page last time"), "{words}");
    let reasons: Vec<&Value> = plan["requests"].as_array().unwrap().iter().map(|at| &at["reason"]).collect();
    assert_eq!(*reasons[0], json!({"reason": "listing", "section": "news"}));
    let key = json!({"edition": "en", "kind": "article", "id": id});
    assert!(reasons.contains(&&json!({"reason": "absent_page", "key": key})), "{reasons:?}");
}

#[test]
fn a_plan_is_run_by_its_token_and_is_stale_then() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    let plan = json(data.path(), &["--edition", "en", "plan"]);
    let token = plan["token"].as_str().unwrap();
    site.clear_requests();

    let (_, words, _) = said(&run(data.path(), &["--edition", "en", "plan"]));
    let first = said(&run(data.path(), &["sync", "--plan", token]));
    let asked = site.requests().len();
    let again = said(&run(data.path(), &["sync", "--plan", token]));
    let nonsense = said(&run(data.path(), &["sync", "--plan", "tomorrow"]));
    let both = said(&run(data.path(), &["sync", "--plan", token, "--metered"]));

    assert!(words.contains("\n4 requests, "), "{words}");
    assert_eq!((first.0, asked, &plan["totals"]["requests"]), (Some(0), 4, &json!(4)));
    assert_eq!([again.0, nonsense.0, both.0], [Some(2); 3]);
    assert!(again.2.contains("(stale_plan)"), "{}", again.2);
    assert_eq!(site.requests().len(), asked);
}

#[test]
fn a_background_plan_on_a_costly_line_says_what_it_leaves_out_and_why() {
    let (_site, data) = site();
    let metered = ["--edition", "en", "--background", "--metered"];
    let synced = json(data.path(), &[&["sync"], &metered[..]].concat());

    let tomorrow = (Timestamp::now() + SignedDuration::from_hours(24)).to_string(); // it is due again
    let later = ["--now", &tomorrow, "plan"];
    let (_, words, _) = said(&run(data.path(), &[&later[..], &metered[..]].concat()));
    let plan = json(data.path(), &[&later[..], &metered[..]].concat());
    let person = json(data.path(), &["--edition", "en", "plan", "--metered"]);

    assert_eq!(synced["sources"][0]["page_requests"], 10);
    assert!(words.contains(", the line is metered, until that ends or a person asks\n"), "{words}");
    assert!(words.contains(" left out\n"), "{words}");
    assert!(words.contains(" left out: pictures, the line is metered, "), "{words}");
    let skip = &plan["skipped"][0];
    assert_eq!((&skip["reason"], &skip["until"]), (&json!("metered"), &Value::Null));
    assert_eq!(skip["key"]["edition"], "en");
    let of_person: Vec<_> = person["skipped"].as_array().unwrap().iter().map(|skip| &skip["kind"]).collect();
    assert_eq!(of_person, ["pictures"], "a person gets all texts");
}

#[test]
fn a_sync_within_a_budget_says_what_it_left_and_storage_what_today_has_used() {
    let (_site, data) = site();

    let synced = json(data.path(), &["--edition", "en", "sync", "--budget", "20k"]);
    let again = said(&run(data.path(), &["--edition", "en", "sync", "--budget-texts", "4k"]));
    let none = said(&run(data.path(), &["--edition", "en", "sync", "--budget", "0"]));
    let plan = said(&run(data.path(), &["--edition", "en", "plan", "--budget-listings", "0"]));
    let nonsense = run(data.path(), &["sync", "--budget", "much"]).status.code();
    let used = json(data.path(), &["storage"])["data_used"].clone();
    let day = json(data.path(), &["--edition", "en", "plan", "--day-budget", "10k"])["skipped"][0].clone();

    let source = &synced["sources"][0];
    assert!(source["wire_bytes"].as_u64().unwrap() < 21_000, "{source}");
    assert!(source["left"]["texts"].as_u64().unwrap() > 0, "{source}");
    assert!(again.0 == Some(0) && again.2.contains("no data left for 0 listings, "), "{again:?}");
    assert!(none.0 == Some(0) && none.2.contains("not asked: there is no data left\n"), "{none:?}");
    assert!(plan.1.contains("skipped: there is no data left for it, "), "{plan:?}");
    assert_eq!(nonsense, Some(2));
    assert!(used["listings"].as_u64().unwrap() > 0 && used["texts"].as_u64().unwrap() > 0, "{used}");
    assert_eq!((&day["reason"], &day["until"]), (&json!("budget"), &used["ends_at"]));
}

#[test]
fn storage_shows_the_room_of_each_kind_and_makes_some() {
    let (_site, data) = site();
    run(data.path(), &["sync", "--all"]);

    let before = json(data.path(), &["storage"]);
    let after = json(data.path(), &["storage", "--limit", "0", "--compact"]);
    let (status, text, complaint) = said(&run(data.path(), &["storage"]));

    let number = |report: &serde_json::Value, kind: &str| report["storage"][kind].as_u64().unwrap();
    let kinds = ["rows", "index", "free", "wal", "pictures"];
    assert_eq!(kinds.map(|kind| number(&before, kind)).iter().sum::<u64>(), number(&before, "cache"));
    assert_eq!((&before["pruned"], &before["given_back"]), (&json!(null), &json!(null)));
    assert_eq!(number(&before, "limit"), 200 << 20);
    assert_eq!(after["pruned"]["items"], 4 * 12);
    assert!(number(&after, "cache") < number(&before, "cache"), "{after}");
    assert_eq!((status, complaint.as_str()), (Some(0), ""));
    assert!(text.contains("cache") && text.contains("of 200.0 MiB"), "{text}");
}

#[test]
fn read_with_changes_shows_what_was_edited_and_marks_nothing() {
    let (site, data) = site();
    let id = site.newest("en", 1)[0];
    let before = site.truth("en", id).title;
    run(data.path(), &["--edition", "en", "sync"]);
    site.edit("en", id, Edit::Both);
    let after = site.truth("en", id).title;
    run(data.path(), &["--edition", "en", "sync"]);
    let key = format!("en/{id}");

    let (status, words, _) = said(&run(data.path(), &["read", &key, "--changes"]));
    let printed = json(data.path(), &["read", &key, "--changes"]);

    assert_eq!(status, Some(0));
    assert!(words.contains("{+") && words.contains("\n[text 1, replaced at "), "{words}");
    let text = |without: &str| -> String {
        let pieces = printed["title"].as_array().unwrap().iter();
        pieces
            .filter(|piece| piece["change"] != without)
            .map(|piece| piece["text"].as_str().unwrap())
            .collect()
    };
    assert_eq!((text("added"), text("removed")), (before, after));
    assert_eq!((&printed["from"], &printed["to"]), (&1.into(), &2.into()));
    assert!(printed["blocks"].as_array().unwrap().iter().any(|block| block["change"] != "kept"), "{printed}");
    assert_eq!(json(data.path(), &["read", "--unmarked", &key])["read"], false);
}

#[test]
fn a_list_names_its_hole_which_is_filled_and_texts_are_fetched_without_a_sync() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    site.publish("en", 400);
    let absent = FaultKind::Status { status: 500, retry_after: None };
    site.fault(Fault::new(absent).edition(Edition::En).path("/News/"));
    run(data.path(), &["--edition", "en", "sync"]);
    site.clear_faults();
    let key = format!("en/{}", site.newest("en", 1)[0]);
    let list = ["--edition", "en", "list", "--limit", "500"];

    let (_, words, _) = said(&run(data.path(), &list));
    let hole = json(data.path(), &list)["holes"][0]["name"].as_str().unwrap().to_owned();
    let prefetched = json(data.path(), &["--edition", "en", "prefetch", "--count", "2"]);
    let fetched = json(data.path(), &["read", &key, "--fetch", "--unmarked"]);
    let (filled, report, _) = said(&run(data.path(), &["sync", "--fill", &hole]));
    let unknown = said(&run(data.path(), &["sync", "--fill", "en/news/99"]));

    assert!(words.contains(&format!("`ifilm sync --fill {hole}`")), "{words}");
    assert_eq!((&prefetched["sources"][0]["page_requests"], &fetched["state"]), (&2.into(), &"ready".into()));
    assert!(filled == Some(0) && report.starts_with("en   updated: "), "{report}");
    assert_eq!((unknown.0, unknown.2.contains("en/news/99")), (Some(2), true), "{}", unknown.2);
}

#[test]
fn due_says_when_a_background_sync_has_something_to_do_and_a_hint_makes_one_due_sooner() {
    let (_site, data) = site();
    let news = |due: &Value| due["sections"][0].clone();
    let due = || json(data.path(), &["due", "--edition", "en"]);

    let before = due();
    run(data.path(), &["sync", "--edition", "en"]);
    let after = due();
    let skipped = run(data.path(), &["sync", "--background", "--edition", "en"]);
    let hinted = json(data.path(), &["hint", "--edition", "en"]);
    let at = news(&hinted)["at"].as_str().unwrap().to_owned();
    let then = json(data.path(), &["--now", &at, "due", "--edition", "en"]);
    let (status, text, _) = said(&run(data.path(), &["--now", &at, "due", "--edition", "en"]));

    assert_eq!((&before["now"], &news(&before)["reason"]), (&json!(true), &json!("never_requested")));
    assert_eq!((&after["now"], &news(&after)["reason"]), (&json!(false), &json!("schedule")));
    assert_eq!((said(&skipped).0, said(&skipped).1.starts_with("en   not due:")), (Some(0), true));
    assert_eq!((&news(&hinted)["reason"], &news(&then)["reason"]), (&json!("hint"), &json!("hint")));
    assert!(status == Some(0) && text.contains("a push named it"), "{text}");
}

/// The schedule, as an embedder may set it: by periods, by the device, and by who asks on which line.
#[test]
fn due_follows_the_periods_the_device_and_who_asks() {
    let (_site, data) = site();
    run(data.path(), &["sync", "--edition", "en"]);
    let due = |arguments: &[&str]| {
        let due = json(data.path(), &[&["due", "--edition", "en"], arguments].concat());
        let at: jiff::Timestamp = due["sections"][0]["at"].as_str().unwrap().parse().unwrap();
        (due["sections"][0]["reason"].as_str().unwrap().to_owned(), at)
    };

    let (reason, usual) = due(&["--metered", "--roaming", "--charging", "--battery-saver"]);
    let (_, seldom) = due(&["--shortest-period", "1440", "--longest-period", "2880"]);
    let (one, other) = (due(&["--device-seed", "1"]).1, due(&["--device-seed", "2"]).1);
    let (person, _) = due(&["--person"]);
    let bad = said(&run(data.path(), &["due", "--edition", "en", "--shortest-period", "1"]));

    assert_eq!((reason.as_str(), person.as_str()), ("schedule", "person"));
    assert_eq!((due(&[]).1, due(&["--device-seed", "1"]).1), (usual, one), "the stored seed stays");
    assert!(seldom > usual && one != other, "{usual} {seldom} {one} {other}");
    assert_eq!(bad.0, Some(2));
}
