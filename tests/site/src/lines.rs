//! The line protocol, by which tests in any language control the site: one command in, one line of JSON out.
//! docs/practice-site.md describes it with an example of each command.

use std::io::{BufRead, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::SiteError;
use crate::command;
use crate::edition::Edition;
use crate::site::Site;

/// Prints the addresses of the site, then runs commands, one a line, until the input ends. Writes the
/// catalogue and the root certificate into `folder`. The caller removes the folder.
///
/// # Errors
/// [`SiteError::Io`] if input, output or the folder fails. A command that cannot be run gets an answer, and
/// is no error.
pub fn serve_lines(
    mut site: Site,
    folder: &Path,
    input: impl BufRead,
    mut output: impl Write,
) -> Result<(), SiteError> {
    say(&mut output, &greeting(&site, folder)?)?;
    for line in input.split(b'\n') {
        let line = String::from_utf8_lossy(&line?).trim().to_owned();
        if line.is_empty() {
            continue;
        }
        let answer = command::run(&mut site, &line);
        let refused = |error: SiteError| json!({"ok": false, "error": error.to_string()});
        say(&mut output, &answer.unwrap_or_else(refused))?;
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
    let json = if site.serves_sections() { site.catalog_json_of_sections() } else { site.catalog_json() };
    std::fs::write(&catalog, json)?;
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
