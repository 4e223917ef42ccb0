//! `ifilm export` and `ifilm import`.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use ifilm_core::{ExportRequest, ImportReport, User};
use serde_json::json;

use crate::arguments::{Export, Import, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

/// An export is JSON with and without `--json`.
pub(crate) async fn export(shared: &Shared, arguments: Export) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let request = ExportRequest::default().with_history(arguments.history);
    let text = client.user().export(request).await?;
    client.close().await?;
    match &arguments.file {
        Some(file) => write(file, &text).map_err(|cause| Failure::of_file(file, &cause))?,
        None => screen::line(text.trim_end()),
    }
    Ok(Ended::Well)
}

pub(crate) async fn import(shared: &Shared, arguments: Import) -> Result<Ended, Failure> {
    let file = &arguments.file;
    let text = read(file).map_err(|cause| Failure::of_file(file, &cause))?;
    let client = shared.client()?;
    let report = client.user().import(text).await?;
    client.close().await?;
    let ImportReport { changed, unchanged } = report;
    if shared.json {
        screen::json(&json!({ "changed": changed, "unchanged": unchanged }));
    } else {
        screen::line(format!("{changed} changed, {unchanged} as they were"));
    }
    Ok(Ended::Well)
}

/// Writes a file in one step: it has all of the text, or what it had before. A pipe is written to as it is.
fn write(file: &Path, text: &str) -> io::Result<()> {
    if fs::metadata(file).is_ok_and(|it| !it.is_file()) {
        return fs::write(file, text);
    }
    let mut part = file.as_os_str().to_owned();
    part.push(format!(".{}.part", std::process::id()));
    let written =
        File::create(&part).and_then(|mut it| it.write_all(text.as_bytes()).and_then(|()| it.sync_all()));
    let written = written.and_then(|()| fs::rename(&part, file));
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written
}

/// Reads a file, unless it is larger than any export.
fn read(file: &Path) -> io::Result<String> {
    let too_large = || {
        let limit = User::IMPORT_LIMIT;
        io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {limit} bytes"))
    };
    let file = File::open(file)?;
    if file.metadata()?.len() > User::IMPORT_LIMIT {
        return Err(too_large());
    }
    let mut text = String::new();
    let read = file.take(User::IMPORT_LIMIT + 1).read_to_string(&mut text)?;
    if read as u64 > User::IMPORT_LIMIT { Err(too_large()) } else { Ok(text) }
}
