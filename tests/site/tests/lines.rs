//! The line protocol, used as a test in another language uses it.

use std::io::{BufRead, BufReader, Read, Write};

use ifilm_site::{Site, SiteConfig, serve_lines};
use serde_json::{Value, json};

use crate::wire;

/// A site at the other end of two pipes.
struct Conversation {
    input: Option<std::io::PipeWriter>,
    output: BufReader<std::io::PipeReader>,
    site: std::thread::JoinHandle<()>,
    /// The folder of the files that the greeting names.
    _folder: tempfile::TempDir,
}

impl Conversation {
    fn begin(config: SiteConfig) -> (Self, Value) {
        let (commands, input) = std::io::pipe().unwrap();
        let (output, answers) = std::io::pipe().unwrap();
        let site = Site::start(config).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        let commands = BufReader::new(commands);
        let site = std::thread::spawn(move || serve_lines(site, &path, commands, answers).unwrap());
        let mut talk = Self { input: Some(input), output: BufReader::new(output), site, _folder: folder };
        let greeting = talk.hear();
        (talk, greeting)
    }

    fn say(&mut self, line: &str) -> Value {
        writeln!(self.input.as_mut().unwrap(), "{line}").unwrap();
        self.hear()
    }

    fn hear(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn end(mut self) {
        drop(self.input.take());
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        self.site.join().unwrap();
        assert_eq!(rest, "");
    }
}

#[test]
fn a_site_runs_commands_from_its_greeting_to_the_end_of_the_input() {
    let (mut site, greeting) = Conversation::begin(SiteConfig::default());
    let base = greeting["editions"]["en"].as_str().unwrap().to_owned();
    let catalog = greeting["catalog"].as_str().unwrap().to_owned();
    assert_eq!(
        (&greeting["seed"], &greeting["now"], &greeting["ca"]),
        (&json!(7), &json!("2024-05-02T09:30:00Z"), &Value::Null)
    );
    assert!(std::fs::read_to_string(&catalog).unwrap().contains(&base));

    let published = site.say("publish en 2");
    let id = published["ids"][1].as_u64().unwrap();
    let path = format!("/News/Content/{id}");
    assert_eq!(site.say("newest en 1")["ids"], json!([id]));
    let title = site.say(&format!("truth en {id}"))["truth"]["title"].as_str().unwrap().to_owned();
    assert_eq!(site.say(&format!("edit en {id} headline")), json!({"ok": true, "revision": 2}));
    assert_ne!(site.say(&format!("truth en {id}"))["truth"]["title"], json!(title));
    assert_eq!(site.say("advance 3600"), json!({"ok": true, "now": "2024-05-02T10:30:00Z"}));

    assert_eq!(
        site.say(
            r#"fault {"edition":"en","path":"/News/","do":{"kind":"status","status":503,"retry_after":"9"}}"#
        ),
        json!({"ok": true})
    );
    assert_eq!(wire::get(&base, &path, &[]).status, 503);
    site.say("fault clear");
    assert_eq!(wire::get(&base, &path, &[]).status, 200);
    let requests = site.say("requests clear")["requests"].as_array().unwrap().clone();
    assert_eq!(requests.iter().map(|one| one["status"].clone()).collect::<Vec<_>>(), [503, 200]);
    assert_eq!(site.say("requests"), json!({"ok": true, "requests": []}));

    site.say(&format!("remove en {id} 410"));
    assert_eq!(wire::get(&base, &path, &[]).status, 410);
    site.say("stop");
    assert!(wire::try_get(&base, &path, &[]).is_err());
    site.say("start");
    assert_eq!(wire::get(&base, &path, &[]).status, 410);
    site.end();
}

#[test]
fn a_request_is_held_and_released_by_commands() {
    let (mut site, greeting) = Conversation::begin(SiteConfig::default());
    let base = greeting["editions"]["fa2"].as_str().unwrap().to_owned();
    site.say(r#"fault {"times":1,"do":{"kind":"hold"}}"#);
    let client = std::thread::spawn(move || wire::get(&base, "/", &[]).status);

    assert_eq!(site.say("held"), json!({"ok": true}));
    assert_eq!(site.say("release"), json!({"ok": true}));
    assert_eq!(site.say("held 0")["ok"], false, "it is released, though it may not have gone on yet");

    assert_eq!(client.join().unwrap(), 200);
    site.end();
}

#[test]
fn a_secure_site_names_the_file_of_its_root() {
    let (site, greeting) = Conversation::begin(SiteConfig { tls: true, ..SiteConfig::default() });

    let root = std::fs::read_to_string(greeting["ca"].as_str().unwrap()).unwrap();

    assert!(wire::get_secure(greeting["editions"]["ar"].as_str().unwrap(), &root, "/").is_ok());
    site.end();
}

#[test]
fn held_answers_at_once_without_a_hold_fault_and_after_its_limit_without_a_request() {
    let (mut site, _) = Conversation::begin(SiteConfig::default());

    let without_a_fault = site.say("held 600");
    site.say(r#"fault {"do":{"kind":"hold"}}"#);
    let without_a_request = site.say("held 0");
    site.say("fault clear");
    let cleared = site.say("held 600");

    let error = r#"no fault holds requests: add one with `fault {"do":{"kind":"hold"}}`"#;
    assert_eq!(without_a_fault, json!({"ok": false, "error": error}));
    assert_eq!(without_a_request, json!({"ok": false, "error": "no request was held within 0 s"}));
    assert_eq!(cleared, without_a_fault);
    site.end();
}

#[test]
fn a_bad_line_is_answered_with_its_error_and_the_site_keeps_running() {
    let (mut site, _) = Conversation::begin(SiteConfig::default());

    for (line, reason) in [
        (
            "dance",
            "`dance` is no command of this site: it has publish, edit, remove, newest, truth, section, \
             episodes, episode, day, advance, fault, weather, requests, held, release, stop, start, help",
        ),
        ("publish", "`publish` has too few arguments: its form is `publish EDITION [COUNT] [KIND]`"),
        ("publish xx", "the practice site has no edition `xx`; it has en, fa, ar and fa2"),
        ("publish en many", "COUNT is a whole number, not `many`"),
        ("publish en 1 2", "KIND is series, film or program, not `2`"),
        ("publish en 1 film", "this site has only news: start it with `--sections`"),
        ("section en live", "this site has only news: start it with `--sections`"),
        ("episode en 5", "this site has only news: start it with `--sections`"),
        ("edit en", "`edit en` has too few arguments: its form is `edit EDITION ID headline|body|both`"),
        ("edit en 5 headline", "edition en has published nothing with the id 5"),
        ("edit en 2043999 colour", "`edit` changes the headline, the body or both, not `colour`"),
        ("remove en 2043999 500", "a removed page answers 404 or 410, not `500`"),
        ("truth en first", "ID is a whole number, not `first`"),
        ("truth en 1", "edition en has published nothing with the id 1"),
        ("advance -1", "SECONDS is a whole number, not `-1`"),
        ("requests all", "`requests` takes `clear` or nothing, not `all`"),
        ("stop now", "`stop now` has too many arguments: its form is `stop`"),
    ] {
        assert_eq!(site.say(line), json!({"ok": false, "error": reason}), "{line}");
    }
    assert_eq!(site.say("publish fa")["ok"], true);
    site.end();
}

#[test]
fn sections_are_changed_and_read_by_commands() {
    let config = SiteConfig { sections: Some(ifilm_site::Sections::default()), ..SiteConfig::default() };
    let (mut site, greeting) = Conversation::begin(config);
    let base = greeting["editions"]["en"].as_str().unwrap().to_owned();

    let id = site.say("publish en 1 series")["ids"][0].as_u64().unwrap();
    let truth = site.say(&format!("truth en {id}"))["truth"].clone();
    assert_eq!((&truth["kind"], &truth["id"]), (&json!("series"), &json!(id)));
    assert_eq!(site.say("section en series")["truth"][0], truth);
    let count = truth["episodes"].as_u64().unwrap();
    site.say(&format!("episode en {id}"));
    let episodes = site.say(&format!("episodes en {id}"))["episodes"].as_array().unwrap().len() as u64;
    assert!(episodes > count);
    assert_eq!(site.say(&format!("edit en {id} headline")), json!({"ok": true, "revision": 2}));
    for section in ["film", "program", "music", "people", "tags", "live", "schedule"] {
        assert_eq!(site.say(&format!("section fa {section}"))["ok"], true, "{section}");
    }
    let entries = |site: &mut Conversation| {
        site.say("section fa schedule")["truth"]["entries"].as_array().unwrap().len()
    };
    let before = entries(&mut site);
    assert_eq!(site.say("day fa"), json!({"ok": true}));
    assert!(entries(&mut site) > before);
    site.say(&format!("remove en {id} 410"));
    assert_eq!(wire::get(&base, &format!("/Series/Content/{id}"), &[]).status, 410);
    assert_eq!(
        site.say("section en games")["error"],
        "SECTION is series, film, program, music, people, tags, live or schedule, not `games`"
    );
    site.end();
}

#[test]
fn a_bad_fault_is_answered_with_an_example_and_the_place_of_its_error() {
    let (mut site, _) = Conversation::begin(SiteConfig::default());
    let example = r#"this is no fault, such as `fault {"do":{"kind":"refuse"}}`: "#;

    for (line, cause) in [
        ("fault {", "EOF while parsing an object at line 1 column 1"),
        ("fault all", "expected value at line 1 column 1"),
        (r#"fault {"edition":"xx"}"#, "the practice site has no edition `xx`; it has en, fa, ar and fa2"),
        (r#"fault { "colour": 1 }"#, "unknown field `colour`, expected one of"),
        (r#"fault {"do":{"kind":"unknown"}}"#, "unknown variant `unknown`, expected one of"),
    ] {
        let error = site.say(line)["error"].as_str().unwrap().to_owned();
        assert!(error.starts_with(&format!("{example}{cause}")), "{line}: {error}");
    }
    site.end();
}
