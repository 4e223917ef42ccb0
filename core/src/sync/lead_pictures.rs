//! The last stage of a section: the pictures of its newest items, after all texts.

use std::collections::BTreeSet;

use url::Url;

use super::SectionRun;
use super::due;
use super::engine::Engine;
use super::picture::PictureFetch;
use super::picture_source::LeadPictures;
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::report_builder::ReportBuilder;
use crate::error::{Error, Result};
use crate::model::DataKind;
use crate::source::Wire;
use crate::store::{self, Connection, Write};

/// Chooses the pictures of the newest items that were never fetched, each for one section only. Returns how
/// many they are.
pub(super) async fn choose(engine: &Engine, runs: &mut [SectionRun]) -> Result<usize> {
    let mut chosen = BTreeSet::new();
    for run in runs.iter_mut().filter(|run| run.wants_pictures()) {
        run.pictures = wanted(engine, &run.plan).await?;
        run.pictures.retain(|address| chosen.insert(address.clone()));
    }
    Ok(chosen.len())
}

/// Fetches the chosen pictures of a section, one at a time, the newest first. No failure of a picture is one
/// of the section. If a host does not answer or asks us to wait, the stage ends.
pub(super) async fn refresh(engine: &Engine, run: &mut SectionRun) -> Result<()> {
    let SectionRun { plan, report, pictures } = run;
    for address in std::mem::take(pictures) {
        let Ok(url) = Url::parse(&address) else { continue };
        let fetched = fetch(engine, &url, report).await;
        engine.progress.step(&plan.target.edition.id);
        match fetched {
            Ok(()) => {}
            Err(Error::OverBudget { .. }) => report.cut(DataKind::Pictures),
            Err(Error::Cancelled) => {
                report.end(Error::Cancelled);
                return Ok(());
            }
            Err(error) if reach(&error) == Reach::Answer => note_failure(engine, address, &error).await?,
            Err(error) => {
                tracing::warn!(%address, code = error.code().as_str(), %error, "no more pictures in this sync");
                return Ok(());
            }
        }
    }
    Ok(())
}

async fn wanted(engine: &Engine, plan: &SectionPlan) -> Result<Vec<String>> {
    let (edition, section) = (plan.target.edition.id.clone(), plan.target.section.section);
    let (newest, now) = (plan.most_pictures(), engine.clock.now());
    let read =
        move |connection: &Connection| store::unfetched_pictures(connection, &edition, section, newest, now);
    engine.store.read(read).await
}

/// Fetches a picture, unless somebody has fetched it meanwhile.
async fn fetch(engine: &Engine, address: &Url, report: &mut ReportBuilder) -> Result<()> {
    let Some(LeadPictures { source, scope, turns }) = &engine.pictures else { return Ok(()) };
    let turn = turns.turn(address);
    let _turn = turn.lock().await;
    if engine.store.picture(address.to_string()).await?.is_some() {
        return Ok(());
    }
    let (store, retention, clock) = (&engine.store, engine.room.retention(), &engine.clock);
    let fetch = PictureFetch { store, source, scope, retention, clock, allowance: &engine.allowance };
    let mut wire = Wire::default();
    let fetched = engine.stop.or_cancelled(fetch.run(address, &mut wire)).await;
    engine.progress.add_bytes(wire.whole_bytes());
    report.asked_picture(wire, fetched.is_ok());
    fetched.map(drop)
}

async fn note_failure(engine: &Engine, address: String, error: &Error) -> Result<()> {
    tracing::warn!(%address, code = error.code().as_str(), %error, "picture failed");
    let now = engine.clock.now();
    let note = move |write: &mut Write<'_>| {
        let failures = store::picture_failures(write, &address)?.saturating_add(1);
        store::note_picture_failure(write, &address, failures, due::picture(failures, now))
    };
    engine.store.write(note).await.map(drop)
}
