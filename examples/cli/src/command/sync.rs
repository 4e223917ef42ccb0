//! `ifilm sync`: syncs editions with the site.

use std::time::Instant;

use ifilm_core::language::text::isolate;
use ifilm_core::{
    Client, Ended as JobEnded, Job, Left, PageFailure, Progress, Section, SectionOutcome, SectionReport,
    SkipReason, SyncReport, words,
};
use jiff::Timestamp;
use serde_json::json;

use crate::arguments::{Prefetch, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::progress_line::ProgressLine;
use crate::signal::Signals;
use crate::times::Times;
use crate::{arguments, screen};

pub(crate) async fn run(shared: &Shared, sync: arguments::Sync) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let report = ask(shared, &client, sync).await?;
    client.close().await?;
    end(shared, &[report])
}

/// `ifilm prefetch`: fetches texts of the newest items, one report for each edition. A signal ends it.
pub(crate) async fn prefetch(shared: &Shared, arguments: Prefetch) -> Result<Ended, Failure> {
    let Prefetch { which, section, count, deadline } = arguments;
    let client = shared.client()?;
    let mut reports = Vec::new();
    let began = Instant::now();
    for edition in shared.editions(&client, which.all).await? {
        let left = deadline.limit().map(|limit| limit.saturating_sub(began.elapsed()));
        let start = |listener| Ok(client.prefetch(&edition, section, count, listener)?.with_deadline(left));
        reports.push(with_progress(ProgressLine::of(shared.json), start).await?);
        if reports.last().is_some_and(|report| report.ended != JobEnded::Completed) {
            break;
        }
    }
    client.close().await?;
    end(shared, &reports)
}

/// Prints reports. The exit code says whether all went well.
fn end(shared: &Shared, reports: &[SyncReport]) -> Result<Ended, Failure> {
    let times = shared.times()?;
    for report in reports {
        if shared.json {
            screen::json(&json!(report));
            warn(report, &times);
        } else {
            print(report, &times);
        }
    }
    Ok(if reports.iter().all(went_well) { Ended::Well } else { Ended::SomeSectionFailed })
}

/// Whether it came to its end, no host asked to wait, and no request failed. What was left out for the budget
/// is no failure.
fn went_well(report: &SyncReport) -> bool {
    let is_over_budget = |section: &SectionReport| {
        matches!(section.outcome, SectionOutcome::Skipped { reason: SkipReason::Budget, .. })
    };
    let is_well = |section: &SectionReport| success(section).is_some() || is_over_budget(section);
    report.ended == JobEnded::Completed
        && report.sections.iter().all(|section| is_well(section) && section.pages_failed == 0)
}

async fn ask(shared: &Shared, client: &Client, sync: arguments::Sync) -> Result<SyncReport, Failure> {
    let arguments::Sync { asked, token, fill, deadline } = sync;
    let line = ProgressLine::of(shared.json);
    match (token, fill) {
        (Some(token), _) => {
            shared.check_alone(&asked, "--plan")?;
            let start = |listener| Ok(client.run(&token, listener)?.with_deadline(deadline.limit()));
            with_progress(line, start).await
        }
        (None, Some(hole)) => {
            shared.check_alone(&asked, "--fill")?;
            let start = |listener| Ok(client.fill(hole, listener)?.with_deadline(deadline.limit()));
            with_progress(line, start).await
        }
        (None, None) => {
            let request = shared.request(client, asked).await?;
            let request = request.with_deadline(deadline.limit());
            with_progress(line, |listener| client.start_sync(request, listener)).await
        }
    }
}

/// Called at each step of a sync.
type Listener = Box<dyn Fn(Progress) + Send + Sync>;

/// Starts a job, shows its progress, and waits for its report. Ctrl-C and other signals that ask the process
/// to end cancel the job, so that there is a report. A second one ends the process at once.
pub(crate) async fn with_progress(
    line: ProgressLine,
    start: impl FnOnce(Listener) -> ifilm_core::Result<Job>,
) -> Result<SyncReport, Failure> {
    let signals = Signals::catch()?;
    let job = start(Box::new(line.listener()))?;
    tokio::spawn(end_by_signal(signals, job.clone()));
    let report = job.wait().await;
    line.end();
    Ok(report?)
}

async fn end_by_signal(mut signals: Signals, job: Job) {
    signals.next().await;
    job.cancel();
    let number = signals.next().await;
    std::process::exit(128 + number);
}

/// Prints a report, one line for each section. Failures go to standard error.
pub(crate) fn print(report: &SyncReport, times: &Times) {
    let ran = report.sections.iter().filter_map(|section| Some((section, success(section)?)));
    ran.for_each(|(section, outcome)| screen::line(row(section, outcome)));
    warn(report, times);
}

fn row(section: &SectionReport, outcome: &str) -> String {
    let pages = section.page_requests + section.revalidations;
    let requests = section.listing_requests + pages + section.picture_requests;
    format!(
        "{:4} {outcome}: {} new, {} changed, {} removed; {requests} requests, {} unchanged (304), {} bytes",
        name(section),
        section.new_items,
        section.changed,
        section.removed,
        section.not_modified,
        section.bytes,
    )
}

/// What a line of a report is about: the edition, and the section unless it is the news.
fn name(section: &SectionReport) -> String {
    match section.section {
        Section::News => section.edition.to_string(),
        other => format!("{} {}", section.edition, other.as_str()),
    }
}

/// Prints the failures to standard error.
fn warn(report: &SyncReport, times: &Times) {
    match report.ended {
        JobEnded::Completed => {}
        JobEnded::Cancelled => screen::warning("cancelled; what was stored stays"),
        JobEnded::Deadline => screen::warning("the deadline came before the end; what was stored stays"),
    }
    for section in &report.sections {
        if let Some(failure) = failure(section, times) {
            screen::warning(format!("{}: {failure}", name(section)));
        }
        if !section.left.is_none() {
            let Left { listings, texts, pictures } = section.left;
            let left = format!("{listings} listings, {texts} texts and {pictures} pictures");
            screen::warning(format!("{}: no data left for {left}; the next sync goes on", name(section)));
        }
        if section.quota > 0 {
            screen::warning(format!("{}: no room for {} stories (quota)", name(section), section.quota));
        }
        for PageFailure { code, pages, reason, retryable: _, retry_at: _ } in &section.page_failures {
            let (name, code) = (name(section), code.as_str());
            let failed = if *pages == 1 { "page failed" } else { "pages failed" };
            screen::warning(format!("{name}: {pages} {failed} ({code}), such as: {reason}"));
        }
    }
    if let Some(sentence) = network(report, times) {
        screen::warning(sentence);
    }
}

/// What is wrong with the network, in the language of the first edition that failed.
fn network(report: &SyncReport, times: &Times) -> Option<String> {
    let verdict = report.network?;
    let has_failed = |section: &&SectionReport| success(section).is_none() || section.pages_failed > 0;
    let edition = &report.sections.iter().find(has_failed)?.edition;
    let language = &times.editions.get(edition).ok()?.language;
    Some(format!("network ({}): {}", verdict.as_str(), isolate(words::verdict(verdict, language))))
}

fn success(section: &SectionReport) -> Option<&'static str> {
    match section.outcome {
        SectionOutcome::Updated => Some("updated"),
        SectionOutcome::Unchanged => Some("unchanged"),
        SectionOutcome::Cancelled => Some("cancelled"),
        SectionOutcome::Skipped { reason: SkipReason::NotDue, .. } => Some("not due"),
        SectionOutcome::Failed { .. } | SectionOutcome::Skipped { .. } => None,
    }
}

fn failure(section: &SectionReport, times: &Times) -> Option<String> {
    let text = |at: Timestamp| times.text(at, &section.edition);
    match &section.outcome {
        SectionOutcome::Skipped { reason: SkipReason::NotDue, .. } => None,
        SectionOutcome::Updated | SectionOutcome::Unchanged | SectionOutcome::Cancelled => None,
        SectionOutcome::Failed { code, reason, retry_at: None, retryable: _ } => {
            Some(format!("{}: {reason}", code.as_str()))
        }
        SectionOutcome::Failed { code, reason, retry_at: Some(at), retryable: _ } => {
            Some(format!("{}: {reason}; try again at {}", code.as_str(), text(*at)))
        }
        SectionOutcome::Skipped { reason: SkipReason::Budget, until } => {
            let until = until.map(|until| format!(" until {}", text(until))).unwrap_or_default();
            Some(format!("not asked: there is no data left{until}"))
        }
        SectionOutcome::Skipped { until, .. } => {
            let until = until.map(|until| format!(" until {}", text(until))).unwrap_or_default();
            Some(format!("not asked: the site asked to be left alone{until}"))
        }
    }
}
