//! The line protocol, driven as a test in another language drives it.

#![allow(clippy::unwrap_used)] // the helpers of these tests, too

use std::io::{BufRead, BufReader, Read, Write};

use ifilm_site::{Site, SiteConfig, serve_lines};
use serde_json::{Value, json};

mod wire;

/// A site at the other end of two pipes.
struct Conversation {
    input: Option<std::io::PipeWriter>,
    output: BufReader<std::io::PipeReader>,
    site: std::thread::JoinHandle<()>,
}

impl Conversation {
    fn begin(config: SiteConfig) -> (Self, Value) {
        let (commands, input) = std::io::pipe().unwrap();
        let (output, answers) = std::io::pipe().unwrap();
        let site = Site::start(config).unwrap();
        let site = std::thread::spawn(move || serve_lines(site, BufReader::new(commands), answers).unwrap());
        let mut talk = Self { input: Some(input), output: BufReader::new(output), site };
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
fn a_site_is_driven_by_lines_from_greeting_to_end_of_input() {
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
    assert!(!std::path::Path::new(&catalog).exists());
}

#[test]
fn a_request_is_held_and_released_by_lines() {
    let (mut site, greeting) = Conversation::begin(SiteConfig::default());
    let base = greeting["editions"]["fa2"].as_str().unwrap().to_owned();
    site.say(r#"fault {"times":1,"do":{"kind":"hold"}}"#);
    let client = std::thread::spawn(move || wire::get(&base, "/", &[]).status);

    assert_eq!(site.say("held"), json!({"ok": true}));
    assert_eq!(site.say("release"), json!({"ok": true}));

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
fn a_bad_line_is_answered_and_the_site_goes_on() {
    let (mut site, _) = Conversation::begin(SiteConfig::default());

    for line in [
        "dance",
        "publish xx",
        "publish en many",
        "edit en 5 headline",
        "edit en",
        "edit en 2043999 colour",
        "remove en 2043999 500",
        "advance -1",
        "fault {",
        r#"fault {"do":{"kind":"unknown"}}"#,
        r#"fault {"colour":1,"do":{"kind":"hold"}}"#,
        "truth en 1",
    ] {
        let answer = site.say(line);
        assert!(answer["ok"] == false && answer["error"].is_string(), "{line}: {answer}");
    }
    assert_eq!(site.say("publish fa")["ok"], true);
    site.end();
}
