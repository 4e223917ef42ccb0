//! The commands of the line protocol: their forms, and what each does to a site.

use std::str::FromStr;
use std::time::Duration;

use serde_json::{Value, json};

use crate::SiteError;
use crate::archive::{Edit, Removal};
use crate::edition::Edition;
use crate::site::Site;
use crate::weather::Weather;

/// How long `held` waits if the line does not say.
const HELD_SECONDS: &str = "10";

/// One command.
struct Command {
    name: &'static str,
    /// The arguments in their order; those in brackets may be left out.
    arguments: &'static [&'static str],
    does: &'static str,
    run: fn(&mut Site, &[&str]) -> Result<Value, SiteError>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "publish",
        arguments: &["EDITION", "[COUNT]", "[KIND]"],
        does: "publishes COUNT articles, else one, or programmes of a KIND; answers their ids, oldest first",
        run: publish,
    },
    Command {
        name: "edit",
        arguments: &["EDITION", "ID", "headline|body|both"],
        does: "changes an article or a programme; answers the number of its new revision",
        run: edit,
    },
    Command {
        name: "remove",
        arguments: &["EDITION", "ID", "[404|410]"],
        does: "takes an article or a programme from the listings; its page answers 404 or 410 from now on",
        run: remove,
    },
    Command {
        name: "newest",
        arguments: &["EDITION", "COUNT"],
        does: "answers the ids of the COUNT newest articles, newest first",
        run: newest,
    },
    Command {
        name: "truth",
        arguments: &["EDITION", "ID"],
        does: "answers what a perfect parser would find in the page of an article or a programme",
        run: truth,
    },
    Command {
        name: "section",
        arguments: &["EDITION", "SECTION"],
        does: "answers what a perfect parser would find in a whole section",
        run: section,
    },
    Command {
        name: "episodes",
        arguments: &["EDITION", "ID"],
        does: "answers the episodes of a programme",
        run: episodes,
    },
    Command {
        name: "episode",
        arguments: &["EDITION", "ID"],
        does: "adds an episode to a programme; answers its number",
        run: episode,
    },
    Command { name: "day", arguments: &["EDITION"], does: "adds a day to the end of the schedule", run: day },
    Command {
        name: "advance",
        arguments: &["SECONDS"],
        does: "moves the clock of the site; answers its time",
        run: advance,
    },
    Command {
        name: "fault",
        arguments: &["JSON|clear"],
        does: "adds a fault, or ends all faults and releases what is held",
        run: fault,
    },
    Command {
        name: "weather",
        arguments: &["JSON|clear"],
        does: "begins a weather, in which hosts and addresses have good and bad answers, or ends it",
        run: weather,
    },
    Command {
        name: "requests",
        arguments: &["[clear]"],
        does: "answers the requests so far; with `clear` also forgets them",
        run: requests,
    },
    Command {
        name: "held",
        arguments: &["[SECONDS]"],
        does: "waits at most SECONDS (default 10) until a request is held; an error if no fault holds",
        run: held,
    },
    Command {
        name: "release",
        arguments: &[],
        does: "lets every held request have its usual answer",
        run: release,
    },
    Command { name: "stop", arguments: &[], does: "ends all connections and refuses new ones", run: stop },
    Command { name: "start", arguments: &[], does: "listens again, on the same ports", run: start },
    Command { name: "help", arguments: &[], does: "answers the commands with their forms", run: help },
];

/// Runs the command on a line and returns its answer.
///
/// # Errors
/// [`SiteError`] if the line is not a command, has the wrong form, or names something that the site does not
/// have.
pub(crate) fn run(site: &mut Site, line: &str) -> Result<Value, SiteError> {
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let command = COMMANDS.iter().find(|command| command.name == name).ok_or_else(|| unknown(name))?;
    let words = command.words(rest.trim());
    command.check_count(line, words.len())?;
    (command.run)(site, &words)
}

impl Command {
    /// The arguments of a line. JSON is one argument, with any spaces in it.
    fn words<'a>(&self, rest: &'a str) -> Vec<&'a str> {
        if rest.starts_with('{') { vec![rest] } else { rest.split_whitespace().collect() }
    }

    fn check_count(&self, line: &str, given: usize) -> Result<(), SiteError> {
        let required = self.arguments.iter().filter(|name| !name.starts_with('[')).count();
        let what = if given < required {
            "few"
        } else if given > self.arguments.len() {
            "many"
        } else {
            return Ok(());
        };
        Err(bad(format!("`{line}` has too {what} arguments: its form is `{}`", self.form())))
    }

    fn form(&self) -> String {
        [&[self.name], self.arguments].concat().join(" ")
    }
}

fn unknown(name: &str) -> SiteError {
    let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    bad(format!("`{name}` is no command of this site: it has {}", names.join(", ")))
}

fn publish(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let edition = Edition::from_str(words[0])?;
    let count = number("COUNT", words.get(1).unwrap_or(&"1"))?;
    let ids = match words.get(2) {
        None => site.publish(edition.id(), count),
        Some(kind) => site.try_publish_programs(edition, kind.parse()?, count)?,
    };
    Ok(json!({"ok": true, "ids": ids}))
}

fn edit(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let what = match words[2] {
        "headline" => Edit::Headline,
        "body" => Edit::Body,
        "both" => Edit::Both,
        other => return Err(bad(format!("`edit` changes the headline, the body or both, not `{other}`"))),
    };
    let revision = site.try_edit(words[0].parse()?, number("ID", words[1])?, what)?;
    Ok(json!({"ok": true, "revision": revision}))
}

fn remove(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let how = match words.get(2) {
        None | Some(&"404") => Removal::NotFound,
        Some(&"410") => Removal::Gone,
        Some(other) => return Err(bad(format!("a removed page answers 404 or 410, not `{other}`"))),
    };
    site.try_remove(words[0].parse()?, number("ID", words[1])?, how)?;
    Ok(done())
}

fn newest(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let edition = Edition::from_str(words[0])?;
    let count = usize::try_from(number("COUNT", words[1])?).unwrap_or(usize::MAX);
    Ok(json!({"ok": true, "ids": site.newest(edition.id(), count)}))
}

fn truth(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let (edition, id) = (words[0].parse()?, number("ID", words[1])?);
    if site.is_program(edition, id) {
        return Ok(json!({"ok": true, "truth": site.try_sections(edition)?.program(id)?}));
    }
    Ok(json!({"ok": true, "truth": site.try_truth(edition, id)?}))
}

fn section(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let sections = site.try_sections(words[0].parse()?)?;
    let wrong = || {
        let names = "series, film, program, music, people, tags, live or schedule";
        bad(format!("SECTION is {names}, not `{}`", words[1]))
    };
    Ok(json!({"ok": true, "truth": sections.section(words[1]).ok_or_else(wrong)?}))
}

fn episodes(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let sections = site.try_sections(words[0].parse()?)?;
    Ok(json!({"ok": true, "episodes": sections.episodes(number("ID", words[1])?)?}))
}

fn episode(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let number = site.try_add_episode(words[0].parse()?, number("ID", words[1])?)?;
    Ok(json!({"ok": true, "number": number}))
}

fn day(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    site.try_add_day(words[0].parse()?)?;
    Ok(done())
}

fn advance(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    site.advance(Duration::from_secs(number("SECONDS", words[0])?));
    Ok(json!({"ok": true, "now": site.now().to_string()}))
}

fn fault(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    if words[0] == "clear" {
        site.clear_faults();
        return Ok(done());
    }
    let fault = serde_json::from_str(words[0]).map_err(|error| {
        bad(format!(r#"this is no fault, such as `fault {{"do":{{"kind":"refuse"}}}}`: {error}"#))
    })?;
    site.fault(fault);
    Ok(done())
}

fn weather(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    if words[0] == "clear" {
        site.set_weather(None);
        return Ok(done());
    }
    let weather: Weather = serde_json::from_str(words[0]).map_err(|error| {
        bad(format!(
            r#"this is no weather, such as `weather {{"seed":1,"hosts":30,"addresses":40}}`: {error}"#
        ))
    })?;
    site.set_weather(weather);
    Ok(done())
}

fn requests(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let requests = site.requests();
    match words.first() {
        None => {}
        Some(&"clear") => site.clear_requests(),
        Some(other) => return Err(bad(format!("`requests` takes `clear` or nothing, not `{other}`"))),
    }
    Ok(json!({"ok": true, "requests": requests}))
}

fn held(site: &mut Site, words: &[&str]) -> Result<Value, SiteError> {
    let seconds = number("SECONDS", words.first().unwrap_or(&HELD_SECONDS))?;
    if !site.has_hold() {
        return Err(bad(r#"no fault holds requests: add one with `fault {"do":{"kind":"hold"}}`"#));
    }
    if !site.held_within(Duration::from_secs(seconds)) {
        return Err(bad(format!("no request was held within {seconds} s")));
    }
    Ok(done())
}

fn release(site: &mut Site, _: &[&str]) -> Result<Value, SiteError> {
    site.release();
    Ok(done())
}

fn stop(site: &mut Site, _: &[&str]) -> Result<Value, SiteError> {
    site.stop();
    Ok(done())
}

fn start(site: &mut Site, _: &[&str]) -> Result<Value, SiteError> {
    site.restart();
    Ok(done())
}

fn help(_: &mut Site, _: &[&str]) -> Result<Value, SiteError> {
    let described = |command: &Command| json!({"form": command.form(), "does": command.does});
    Ok(json!({"ok": true, "commands": COMMANDS.iter().map(described).collect::<Vec<_>>()}))
}

fn done() -> Value {
    json!({"ok": true})
}

fn number(name: &str, text: &str) -> Result<u64, SiteError> {
    text.parse().map_err(|_| bad(format!("{name} is a whole number, not `{text}`")))
}

fn bad(reason: impl Into<String>) -> SiteError {
    SiteError::BadLine(reason.into())
}
