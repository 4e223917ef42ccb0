//! `ifilm check`: the state of the files, what was repaired, and a repair now.

use ifilm_core::{CheckReport, Error, FileState, LanguageTag, words};
use serde_json::json;

use super::read::language_of_environment;
use crate::arguments::{Check, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Check) -> Result<Ended, Failure> {
    let language = language(arguments.language)?;
    let client = shared.client()?;
    let report = client.check(arguments.repair).await?;
    client.close().await?;
    let lines = words::check(&report, &language);
    if shared.json {
        let CheckReport { files, repairs, backups } = &report;
        let report = json!({ "files": files, "repairs": repairs, "backups": backups, "lines": lines });
        screen::json(&report);
    } else {
        lines.into_iter().for_each(screen::line);
    }
    match report.files.iter().all(|file| is_well(file.state)) {
        true => Ok(Ended::Well),
        false => Ok(Ended::StorageDamaged),
    }
}

/// Says on standard error what a command repaired by itself, so that no loss passes unseen.
pub(crate) fn warn_of_repairs(shared: &Shared) {
    let report = CheckReport { files: Vec::new(), repairs: shared.repairs(), backups: Vec::new() };
    words::check(&report, &language_of_environment()).into_iter().for_each(screen::warning);
}

fn is_well(state: FileState) -> bool {
    matches!(state, FileState::Sound | FileState::Missing | FileState::Repaired)
}

fn language(wished: Option<String>) -> Result<LanguageTag, Failure> {
    match wished {
        Some(tag) => Ok(tag.parse::<LanguageTag>().map_err(Error::from)?),
        None => Ok(language_of_environment()),
    }
}
