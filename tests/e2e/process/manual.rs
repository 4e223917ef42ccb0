//! Every example of docs/practice-site.md, run with the command itself.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread::JoinHandle;

use serde_json::Value;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/practice-site.md");
    std::fs::read_to_string(path).unwrap()
}

/// The examples: each begins with the command that starts a site.
fn examples(page: &str) -> Vec<Vec<&str>> {
    let blocks = page.split("```text\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.map(|block| block.lines().collect()).collect()
}

/// A site in a process of its own, and the requests that it holds.
struct Conversation {
    site: Child,
    input: ChildStdin,
    output: io::Lines<BufReader<std::process::ChildStdout>>,
    greeting: String,
    answer: String,
    waiting: Vec<JoinHandle<()>>,
}

impl Conversation {
    fn begin(command: &str) -> Self {
        let arguments = command.strip_prefix("$ ifilm ").unwrap().split(' ');
        let mut ifilm = Command::new(env!("CARGO_BIN_EXE_ifilm"));
        let mut site = ifilm.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = site.stdin.take().unwrap();
        let mut output = BufReader::new(site.stdout.take().unwrap()).lines();
        let greeting = output.next().unwrap().unwrap();
        Self { site, input, output, answer: greeting.clone(), greeting, waiting: Vec::new() }
    }

    fn follow(&mut self, line: &str) {
        match line.split_once(' ').unwrap() {
            (">", command) => self.say(command),
            ("<", expected) => assert!(is_like(&self.answer, expected), "{expected}\n{}", self.answer),
            ("GET", request) => self.get(request),
            _ => panic!("`{line}` is no line of an example"),
        }
    }

    fn say(&mut self, command: &str) {
        writeln!(self.input, "{command}").unwrap();
        self.answer = self.output.next().unwrap().unwrap();
    }

    fn get(&mut self, request: &str) {
        let (request, expected) = request.split_once(" → ").unwrap();
        let (edition, path) = request.split_once(' ').unwrap();
        let greeting: Value = serde_json::from_str(&self.greeting).unwrap();
        let base = greeting["editions"][edition].as_str().unwrap().to_owned();
        let (path, expected) = (path.to_owned(), expected.to_owned());
        match expected.strip_suffix(" after its release").map(str::to_owned) {
            None => assert_eq!(status(&base, &path), expected, "{request}"),
            Some(expected) => {
                self.waiting.push(std::thread::spawn(move || assert_eq!(status(&base, &path), expected)))
            }
        }
    }

    fn end(mut self) {
        self.waiting.into_iter().for_each(|request| request.join().unwrap());
        drop(self.input);
        assert!(self.site.wait().unwrap().success());
    }
}

/// Whether a text matches the expected one, in which `…` stands for any text.
pub(crate) fn is_like(text: &str, expected: &str) -> bool {
    let Some((first, others)) = expected.split_once('…') else { return text == expected };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let (middle, last) = others.rsplit_once('…').unwrap_or(("", others));
    for part in middle.split('…') {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// The status of an answer, or `refused`.
fn status(base: &str, path: &str) -> String {
    answer(base, path).ok().filter(|status| !status.is_empty()).unwrap_or("refused".to_owned())
}

fn answer(base: &str, path: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(base.strip_prefix("http://").unwrap())?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: practice\r\nconnection: close\r\n\r\n")?;
    let mut head = Vec::new();
    stream.read_to_end(&mut head)?;
    let head = String::from_utf8_lossy(&head);
    Ok(head.split(' ').nth(1).unwrap_or_default().to_owned())
}

#[test]
fn every_example_of_the_page_is_true() {
    let page = page();
    let examples = examples(&page);
    assert!(examples.len() >= 10, "{}", examples.len());

    for example in examples {
        let mut conversation = Conversation::begin(example[0]);
        example[1..].iter().for_each(|line| conversation.follow(line));
        conversation.end();
    }
}

#[test]
fn the_page_lists_the_commands_as_help_does() {
    let mut site = Conversation::begin("$ ifilm site");

    site.say("help");
    let help: Value = serde_json::from_str(&site.answer).unwrap();

    let row = |command: &Value| {
        let form = command["form"].as_str().unwrap().replace('|', "\\|");
        format!("| `{form}` | {} |", command["does"].as_str().unwrap())
    };
    let rows: Vec<String> = help["commands"].as_array().unwrap().iter().map(row).collect();
    assert!(page().contains(&rows.join("\n")), "{}", rows.join("\n"));
    site.end();
}

#[test]
fn the_page_has_an_example_of_every_command_and_of_every_kind_of_fault() {
    let page = page();
    let mut site = Conversation::begin("$ ifilm site");
    let wanted = |line: &str| assert!(page.contains(line), "no example of {line}");

    site.say("help");
    let help: Value = serde_json::from_str(&site.answer).unwrap();
    let forms = help["commands"].as_array().unwrap().iter().map(|command| command["form"].as_str().unwrap());
    forms.for_each(|form| wanted(&format!("\n> {}", form.split(' ').next().unwrap())));

    site.say(r#"fault {"do":{"kind":"?"}}"#); // the error names the kinds
    let (_, kinds) = site.answer.split_once("expected one of ").unwrap();
    let kinds: Vec<&str> = kinds.split('`').skip(1).step_by(2).collect();
    assert_eq!(kinds.len(), 35);
    kinds.iter().for_each(|kind| wanted(&format!(r#""do":{{"kind":"{kind}""#)));
    site.end();
}

#[test]
fn an_example_that_is_wrong_is_found() {
    assert!(is_like(r#"{"ids":[1,2],"ok":true}"#, r#"{"ids":[…],"ok":true}"#));
    assert!(!is_like(r#"{"ids":[1,2],"ok":true}"#, r#"{"ids":[…],"ok":false}"#));
    assert!(!is_like(r#"{"ok":true,"revision":2}"#, r#"{"ok":true,"revision":3}"#));
    assert!(!is_like(r#"{"ok":true}and more"#, r#"{"ok":true}"#));
}
