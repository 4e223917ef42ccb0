//! The line protocol, by which tests in any language drive the site: a command in, a line of JSON out.

use std::io::{BufRead, Write};
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::SiteError;
use crate::edition::Edition;
use crate::shelf::{Edit, Removal};
use crate::site::Site;

/// Tells where the site is, then obeys lines until the input ends. The files of catalogue and root certificate lie in a temporary folder
/// that goes with the site.
///
/// # Errors
/// [`SiteError::Io`] where input, output or the folder fail; a line that cannot be obeyed is answered, not an error.
pub fn serve_lines(mut site: Site, input: impl BufRead, mut output: impl Write) -> Result<(), SiteError> {
    let folder = tempfile::Builder::new().prefix("ifilm-site-").tempdir()?;
    say(&mut output, &greeting(&site, folder.path())?)?;
    for line in input.split(b'\n') {
        let line = String::from_utf8_lossy(&line?).trim().to_owned();
        if line.is_empty() {
            continue;
        }
        let answer =
            obey(&mut site, &line).unwrap_or_else(|error| json!({"ok": false, "error": error.to_string()}));
        say(&mut output, &answer)?;
    }
    Ok(())
}

fn say(output: &mut impl Write, answer: &Value) -> Result<(), SiteError> {
    writeln!(output, "{answer}")?;
    output.flush()?;
    Ok(())
}

fn greeting(site: &Site, folder: &Path) -> Result<Value, SiteError> {
    let catalog = folder.join("catalog.json");
    std::fs::write(&catalog, site.catalog_json())?;
    let ca = site.ca_pem().map(|pem| {
        let path = folder.join("ca.pem");
        std::fs::write(&path, pem).map(|()| path)
    });
    let editions: Map<String, Value> = Edition::ALL
        .iter()
        .map(|edition| (edition.id().to_owned(), Value::from(site.base(edition.id()))))
        .collect();
    Ok(json!({
        "seed": site.seed(),
        "now": site.now().to_string(),
        "editions": editions,
        "catalog": catalog,
        "ca": ca.transpose()?,
    }))
}

fn obey(site: &mut Site, line: &str) -> Result<Value, SiteError> {
    let (command, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let words: Vec<&str> = rest.split_whitespace().collect();
    match (command, words.as_slice()) {
        ("publish", [edition]) => publish(site, edition, "1"),
        ("publish", [edition, count]) => publish(site, edition, count),
        ("edit", [edition, id, what]) => edit(site, edition, id, what),
        ("remove", [edition, id]) => remove(site, edition, id, "404"),
        ("remove", [edition, id, how]) => remove(site, edition, id, how),
        ("truth", [edition, id]) => truth(site, edition, id),
        ("newest", [edition, count]) => newest(site, edition, count),
        ("advance", [seconds]) => advance(site, seconds),
        ("fault", [_, ..]) if rest != "clear" => fault(site, rest),
        ("requests", []) => Ok(json!({"ok": true, "requests": site.requests()})),
        ("requests", ["clear"]) => Ok(cleared(site)),
        ("held", []) => Ok(held(site)),
        _ => switch(site, line),
    }
}

/// The commands that have nothing to say but that they are done.
fn switch(site: &mut Site, line: &str) -> Result<Value, SiteError> {
    match line.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["fault", "clear"] => site.clear_faults(),
        ["release"] => site.release(),
        ["stop"] => site.stop(),
        ["start"] => site.restart(),
        _ => return Err(SiteError::BadLine(format!("`{line}` is no command of this site"))),
    }
    Ok(json!({"ok": true}))
}

fn publish(site: &Site, edition: &str, count: &str) -> Result<Value, SiteError> {
    let edition = Edition::from_str(edition)?;
    Ok(json!({"ok": true, "ids": site.publish(edition.id(), number(count)?)}))
}

fn edit(site: &Site, edition: &str, id: &str, what: &str) -> Result<Value, SiteError> {
    let what = match what {
        "headline" => Edit::Headline,
        "body" => Edit::Body,
        "both" => Edit::Both,
        other => return Err(SiteError::BadLine(format!("`{other}` is none of headline, body and both"))),
    };
    Ok(json!({"ok": true, "revision": site.try_edit(edition.parse()?, number(id)?, what)?}))
}

fn remove(site: &Site, edition: &str, id: &str, how: &str) -> Result<Value, SiteError> {
    let how = match how {
        "404" => Removal::NotFound,
        "410" => Removal::Gone,
        other => return Err(SiteError::BadLine(format!("a removed page answers 404 or 410, not `{other}`"))),
    };
    site.try_remove(edition.parse()?, number(id)?, how)?;
    Ok(json!({"ok": true}))
}

fn truth(site: &Site, edition: &str, id: &str) -> Result<Value, SiteError> {
    Ok(json!({"ok": true, "truth": site.try_truth(edition.parse()?, number(id)?)?}))
}

fn newest(site: &Site, edition: &str, count: &str) -> Result<Value, SiteError> {
    let edition = Edition::from_str(edition)?;
    let count = usize::try_from(number(count)?).unwrap_or(usize::MAX);
    Ok(json!({"ok": true, "ids": site.newest(edition.id(), count)}))
}

fn advance(site: &Site, seconds: &str) -> Result<Value, SiteError> {
    site.advance(Duration::from_secs(number(seconds)?));
    Ok(json!({"ok": true, "now": site.now().to_string()}))
}

fn fault(site: &Site, json: &str) -> Result<Value, SiteError> {
    let fault =
        serde_json::from_str(json).map_err(|error| SiteError::BadLine(format!("no fault: {error}")))?;
    site.fault(fault);
    Ok(json!({"ok": true}))
}

fn cleared(site: &Site) -> Value {
    let requests = site.requests();
    site.clear_requests();
    json!({"ok": true, "requests": requests})
}

fn held(site: &Site) -> Value {
    if site.held() { json!({"ok": true}) } else { json!({"ok": false, "error": "no request is being held"}) }
}

fn number(text: &str) -> Result<u64, SiteError> {
    text.parse().map_err(|_| SiteError::BadLine(format!("`{text}` is no number")))
}
