//! `ifilm demo`: the main job end to end, with the practice site inside this process.

use std::sync::Arc;

use ifilm_core::catalog::Editions;
use ifilm_core::clock::FixedClock;
use ifilm_core::{
    Catalog, Choice, Client, Config, EditionId, ItemSlice, ListQuery, SearchQuery, SectionOutcome,
    SyncReport, SyncRequest, client, language, words,
};
use ifilm_site::{Site, SiteConfig};

use super::{language as choice_in_words, list, read, search, sync};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::progress_line::ProgressLine;
use crate::times::Times;
use crate::{locale, screen};

const HEADLINES: u32 = 10;

pub(crate) async fn run() -> Result<Ended, Failure> {
    let directory = tempfile::tempdir()?;
    let mut site = Site::start(SiteConfig::default()).map_err(|cause| Failure::Other(cause.to_string()))?;
    let mut config = Config::at(directory.path());
    config.catalog = Catalog::from_json(&site.catalog_json())?;
    config.clock = Arc::new(FixedClock(site.now())); // the invented news have the date of the site
    let times = times(&config)?;
    let client = Client::open(config)?;

    let choice = choose(&client).await?;
    let first = first_sync(&client, &site, &times).await?;
    let page = headlines(&client, &choice.edition).await?;
    open_first(&client, &page).await?;
    show_elsewhere(&client, &choice).await?;
    go_offline(&client, &mut site, &choice.edition, &times).await?;
    let second = second_sync(&client, &mut site, &times).await?;
    compare(&first, &second);
    client.close().await?;
    Ok(Ended::Well)
}

fn times(config: &Config) -> Result<Times, Failure> {
    let editions = Editions::of(config.catalog.clone())?;
    Ok(Times { editions, zone: client::time_zone(None)?, settings: config.dates })
}

/// The requests of a sync and their bytes, including headers, as the site counted them.
struct Cost {
    requests: usize,
    unchanged: usize,
    bytes: u64,
}

fn heading(text: &str) {
    screen::line(format!("\n— {text} —"));
}

async fn choose(client: &Client) -> Result<Choice, Failure> {
    heading("Which edition?");
    match locale::from_environment() {
        Some((name, value)) if locale::tag_of(&value).is_some() => {
            screen::line(format!("{name} says {value}."))
        }
        Some((name, value)) => screen::line(format!("{name} is {value}, which wishes for no language.")),
        None => screen::line("Neither LC_ALL, LC_MESSAGES nor LANG is set, so there is no wish."),
    }
    let choice = client.language().choice(&locale::wishes()).await?;
    choice_in_words::explain(client, &choice)?;
    Ok(choice)
}

async fn first_sync(client: &Client, site: &Site, times: &Times) -> Result<Cost, Failure> {
    heading("First sync of all four editions from a practice site on this machine");
    let start = |listener| client.start_sync(SyncRequest::all(), listener);
    let report = sync::with_progress(ProgressLine::bar_or_nothing(), start).await?;
    sync::print(&report, times);
    expect_well(&report)?;
    Ok(cost(site))
}

fn expect_well(report: &SyncReport) -> Result<(), Failure> {
    if report.any_failed() { Err(Failure::Other("a section failed".to_owned())) } else { Ok(()) }
}

async fn headlines(client: &Client, edition: &EditionId) -> Result<ItemSlice, Failure> {
    heading("Headlines");
    let page = client.library().for_display().list(newest(edition)).await?;
    page.items.iter().for_each(|item| screen::line(list::row(item)));
    Ok(page)
}

fn newest(edition: &EditionId) -> ListQuery {
    ListQuery::news(edition.clone()).with_limit(HEADLINES)
}

async fn open_first(client: &Client, page: &ItemSlice) -> Result<(), Failure> {
    heading("One article");
    let Some(item) = page.items.first() else {
        return Err(Failure::Other("the practice site listed nothing".to_owned()));
    };
    read::print(&client.library().for_display().article(&item.key).await?);
    Ok(client.user().mark_read(&item.key, true).await?)
}

/// The newest story that another edition also has.
async fn show_elsewhere(client: &Client, choice: &Choice) -> Result<(), Failure> {
    heading("The same story in another edition");
    let shown_in = client.language().display_language(choice)?;
    let library = client.library().for_display();
    for item in library.list(ListQuery::news(choice.edition.clone())).await?.items {
        let others =
            client.language().editions()?.into_iter().filter(|edition| edition.id != item.key.edition);
        for edition in others {
            let Some(story) = library.same_story(&item.key, &edition.id).await? else { continue };
            let title = language::text::isolate_title(&item.title, item.direction);
            let other = language::text::isolate_title(&story.title, story.direction);
            screen::line(format!("{title}\n{}: {other}", edition.id));
            screen::line(read::same_story_line(Some(&story), &shown_in));
            return Ok(());
        }
    }
    screen::line(language::story::no_same_story(&shown_in));
    Ok(())
}

async fn go_offline(
    client: &Client,
    site: &mut Site,
    edition: &EditionId,
    times: &Times,
) -> Result<(), Failure> {
    heading("The site is stopped");
    site.stop();
    let report = client.sync(SyncRequest::of([edition.clone()])).await?;
    sync::print(&report, times);
    for section in &report.sections {
        if let SectionOutcome::Failed { code, .. } = section.outcome {
            let chosen = client.language().editions()?.into_iter().find(|known| known.id == *edition);
            screen::line(chosen.map_or("", |chosen| words::message(code, &chosen.language)));
        }
    }
    let page = client.library().for_display().list(newest(edition)).await?;
    let readable = count_readable(client, &page).await?;
    let as_of = page.fresh_as_of_text.as_deref().unwrap_or("never");
    screen::line(format!("{readable} of {} can be read offline, as of {as_of}.", page.items.len()));
    search_offline(client, &page).await
}

/// Searches for the longest word of the first headline, as typed on another keyboard.
async fn search_offline(client: &Client, page: &ItemSlice) -> Result<(), Failure> {
    let title = page.items.first().map(|item| language::text::plain(&item.title)).unwrap_or_default();
    let longest = title.split_whitespace().max_by_key(|word| word.chars().count());
    let Some(word) = longest else { return Ok(()) };
    let typed = word.to_uppercase().replace('ی', "ي").replace('ک', "ك").replace('\u{200C}', "");
    heading(&format!("Search for {typed}"));
    let query = SearchQuery::of(typed).with_limit(3);
    let found = client.library().for_display().search(query).await?;
    found.hits.iter().for_each(search::print);
    Ok(())
}

async fn count_readable(client: &Client, page: &ItemSlice) -> Result<usize, Failure> {
    let mut readable = 0;
    for item in &page.items {
        let article = client.library().article(&item.key).await?;
        readable += usize::from(matches!(article.body, ifilm_core::ArticleBody::Ready { .. }));
    }
    Ok(readable)
}

async fn second_sync(client: &Client, site: &mut Site, times: &Times) -> Result<Cost, Failure> {
    heading("The site is back: second sync");
    site.restart();
    site.clear_requests();
    let report = client.sync(SyncRequest::all()).await?;
    sync::print(&report, times);
    screen::line(format!("{} items and {} articles written", report.written.items, report.written.articles));
    expect_well(&report)?;
    Ok(cost(site))
}

fn cost(site: &Site) -> Cost {
    let requests = site.requests();
    Cost {
        requests: requests.len(),
        unchanged: requests.iter().filter(|request| request.status == 304).count(),
        bytes: requests.iter().map(|request| request.request_bytes + request.response_bytes).sum(),
    }
}

fn compare(first: &Cost, second: &Cost) {
    heading("What the two cost");
    screen::line(format!("{:8}{:>10}{:>10}{:>16}", "", "requests", "304", "bytes on wire"));
    for (name, cost) in [("first", first), ("second", second)] {
        screen::line(format!("{name:8}{:>10}{:>10}{:>16}", cost.requests, cost.unchanged, cost.bytes));
    }
}
