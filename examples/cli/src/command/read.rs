//! `ifilm read`: an article from the store, or first from the site.

mod changes;
mod found;

use std::time::Duration;

use ifilm_core::language::story::no_same_story;
use ifilm_core::words::same_story_reason;
use ifilm_core::{Article, ArticleBody, Client, EditionId, Error, ItemKey, LanguageTag, SameStory};

use tokio::time::timeout;

use crate::arguments::{Read, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{block_text, json, locale, screen};
use found::found;

/// How long storing the read mark may wait for another process. The article is printed before that.
const PATIENCE: Duration = Duration::from_secs(1);

pub(crate) async fn run(shared: &Shared, arguments: Read) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let key = shared.key(&client, &arguments.item).await?;
    if arguments.fetch {
        client.fetch(&key).await?;
    }
    let shown = match &arguments.other {
        Some(other) => show_in(shared, &client, &key, other).await?,
        None if arguments.changes => changes::show(shared, &client, &key).await?,
        None => Some(show(shared, &client, &key).await?),
    };
    screen::finish()?;
    match shown.filter(|article| !arguments.unmarked && is_readable(article)) {
        Some(article) => mark_and_close(client, &article.key).await?,
        None => client.close().await?,
    }
    Ok(Ended::Well)
}

async fn article(shared: &Shared, client: &Client, key: &ItemKey) -> Result<Article, Failure> {
    found(client, key, shared.library(client).article(key).await).await
}

/// Whether there is a text to read.
fn is_readable(article: &Article) -> bool {
    matches!(article.body, ArticleBody::Ready { .. })
}

/// Marks an article as read, notes it in the history, and closes the client. If the mark cannot be stored,
/// for example on a full disk, this is no failure, because the article was shown. If another process writes
/// for longer than we wait, the process ends without closing, because closing would wait, too.
async fn mark_and_close(client: Client, key: &ItemKey) -> Result<(), Failure> {
    match timeout(PATIENCE, mark(&client, key)).await {
        Err(_) => {
            screen::warning("it is not marked as read: another process is writing");
            return Ok(());
        }
        Ok(Err(error)) if error.code().is_storage() => {
            screen::warning(format!("it is not marked as read: {error}"));
        }
        Ok(done) => done?,
    }
    Ok(client.close().await?)
}

async fn mark(client: &Client, key: &ItemKey) -> Result<(), Error> {
    client.user().mark_read(key, true).await?;
    client.user().note_opened(key).await
}

/// Prints an article, and returns it.
async fn show(shared: &Shared, client: &Client, key: &ItemKey) -> Result<Article, Failure> {
    let article = article(shared, client, key).await?;
    if shared.json {
        screen::json(&json::article(&article))
    } else {
        print(&article)
    }
    Ok(article)
}

/// Prints the same story in another edition, and returns it. If there is none, the command says so and exits
/// with 0.
async fn show_in(
    shared: &Shared,
    client: &Client,
    key: &ItemKey,
    edition: &EditionId,
) -> Result<Option<Article>, Failure> {
    let story = shared.library(client).same_story(key, edition).await?;
    let article = match &story {
        Some(story) => Some(article(shared, client, &story.key).await?),
        None => None,
    };
    if shared.json {
        screen::json(&json::same_story(key, edition, story.as_ref(), article.as_ref()));
    } else {
        article.iter().for_each(print);
        screen::line(same_story_line(story.as_ref(), &language_of_environment()));
    }
    Ok(article)
}

/// Why it is the same story, or that there is none, in the language given.
pub(crate) fn same_story_line(story: Option<&SameStory>, language: &LanguageTag) -> String {
    match story {
        Some(story) => format!("[{}]", same_story_reason(story, language)),
        None => no_same_story(language).to_owned(),
    }
}

/// The language that the environment asks for; English if it asks for none.
pub(crate) fn language_of_environment() -> LanguageTag {
    let wishes = locale::wishes();
    let wished = wishes.first().and_then(|wish| wish.parse().ok());
    wished.unwrap_or_else(|| "en".parse().expect("a language tag"))
}

/// Prints an article for a person.
pub(crate) fn print(article: &Article) {
    screen::line(format!("{}\n{}", article.title, article.date_text));
    if let Some(lead) = &article.lead {
        screen::line(format!("\n{lead}"));
    }
    match &article.body {
        ArticleBody::Ready { blocks } => {
            blocks.iter().for_each(|block| screen::line(format!("\n{}", block_text::of(block))))
        }
        ArticleBody::Waiting { why } => screen::line(format!("\n{}", why.text)),
        ArticleBody::Unreadable => screen::line("\nNo text was found in its page."),
    }
    if article.gone {
        screen::line("\nThe site has taken this page away.");
    }
    screen::line(format!("\n{}", article.link));
}
