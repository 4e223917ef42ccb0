//! `ifilm export` and `ifilm import`.

use ifilm_core::{ExportRequest, ImportReport};
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
        Some(file) => std::fs::write(file, text).map_err(|cause| Failure::of_file(file, &cause))?,
        None => screen::line(text.trim_end()),
    }
    Ok(Ended::Well)
}

pub(crate) async fn import(shared: &Shared, arguments: Import) -> Result<Ended, Failure> {
    let file = &arguments.file;
    let text = std::fs::read_to_string(file).map_err(|cause| Failure::of_file(file, &cause))?;
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
