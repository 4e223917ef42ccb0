//! What changed in an article since the text that a person knows.

use ifilm_core::{ArticleBody, ArticleChanges, BlockChange, ErrorCode, ItemKey, TextPiece, WordChange};
use ifilm_core::{Block, later_blocks};
use ifilm_tests::{PlainScenario, Scenario, edition};
use rusqlite::Connection;

const TITLE: &str = "The river town opens its new cinema";
const ONE: &str =
    "The river town opened its new cinema on Saturday, and the first guests came early to see it.";
const TWO: &str = "In the evening a second film was shown to those who had waited outside in the rain.";

/// An article that is listed and has these paragraphs.
async fn with_text(paragraphs: &[&str]) -> PlainScenario {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    edit(&scenario, paragraphs).await;
    scenario
}

/// Gives the page these paragraphs, and syncs. An hour passes after it.
async fn edit(scenario: &PlainScenario, paragraphs: &[&str]) {
    scenario.site.page("1", TITLE, paragraphs);
    scenario.sync().await;
}

fn key() -> ItemKey {
    ItemKey::article(edition("en"), "1")
}

async fn changes(scenario: &PlainScenario) -> ArticleChanges {
    scenario.client.library().changes(&key()).await.unwrap()
}

async fn blocks(scenario: &PlainScenario) -> Vec<Block> {
    match scenario.article("1").await.body {
        ArticleBody::Ready { blocks } => blocks,
        other => panic!("{other:?}"),
    }
}

/// A line for each block: its sign, and its text with the signs of wdiff.
fn lines(changes: &ArticleChanges) -> Vec<String> {
    let text = |block: &Block| block.content.text().unwrap();
    let word = |TextPiece { change, text }: &TextPiece| match change {
        WordChange::Kept => text.clone(),
        WordChange::Removed => format!("[-{text}-]"),
        WordChange::Added => format!("{{+{text}+}}"),
    };
    let line = |change: &BlockChange| match change {
        BlockChange::Kept { block } => format!("= {}", text(block)),
        BlockChange::Added { block } => format!("+ {}", text(block)),
        BlockChange::Removed { block } => format!("- {}", text(block)),
        BlockChange::Changed { words, .. } => format!("~ {}", words.iter().map(word).collect::<String>()),
    };
    changes.blocks.iter().map(line).collect()
}

#[tokio::test]
async fn the_changes_of_an_edit_are_paragraphs_and_words() {
    let scenario = with_text(&[ONE, TWO]).await;
    let first = blocks(&scenario).await;

    edit(&scenario, &[ONE, "The hall was full.", &TWO.replace("second film", "short film")]).await;
    let changes = changes(&scenario).await;

    let changed = TWO.replace("second film", "[-second-]{+short+} film");
    assert_eq!(
        lines(&changes),
        [format!("= {ONE}"), "+ The hall was full.".to_owned(), format!("~ {changed}")]
    );
    assert_eq!((changes.from, changes.to), (1, 2));
    assert_eq!(changes.replaced_at, Some("2024-05-02T10:30:00Z".parse().unwrap()));
    assert_eq!(later_blocks(&first, &changes.blocks), Some(blocks(&scenario).await));
}

#[tokio::test]
async fn an_article_that_was_not_edited_has_no_changes() {
    let scenario = with_text(&[ONE, TWO]).await;

    let changes = changes(&scenario).await;

    assert_eq!((changes.from, changes.to, changes.replaced_at), (1, 1, None));
    assert!(changes.blocks.iter().all(|change| matches!(change, BlockChange::Kept { .. })));
    assert_eq!(changes.title, [TextPiece { change: WordChange::Kept, text: TITLE.to_owned() }]);
}

#[tokio::test]
async fn a_person_sees_what_changed_since_they_read_it() {
    let scenario = with_text(&[ONE]).await;
    edit(&scenario, &[ONE, TWO]).await;
    scenario.client.user().mark_read(&key(), true).await.unwrap();

    let right_after = changes(&scenario).await;
    edit(&scenario, &[ONE, TWO, "The hall was full."]).await;
    let later = changes(&scenario).await;

    assert_eq!((right_after.from, right_after.to), (2, 2));
    assert_eq!((later.from, later.to), (2, 3));
    assert_eq!(lines(&later), [format!("= {ONE}"), format!("= {TWO}"), "+ The hall was full.".to_owned()]);
}

#[tokio::test]
async fn of_many_revisions_the_first_and_the_newest_stay() {
    let scenario = with_text(&[ONE]).await;
    let first = blocks(&scenario).await;

    for hour in 1..=12 {
        edit(&scenario, &[ONE, &format!("By hour {hour} the hall was full.")]).await;
    }
    let changes = changes(&scenario).await;

    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    let mut kept = cache.prepare("SELECT revision FROM revision ORDER BY revision").unwrap();
    let kept: Vec<u32> = kept.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(kept, [1, 6, 7, 8, 9, 10, 11, 12]);
    assert_eq!((changes.from, changes.to), (1, 13));
    assert_eq!(later_blocks(&first, &changes.blocks), Some(blocks(&scenario).await));
}

/// In Persian the letters of the edition, and isolates over the whole of both texts.
#[tokio::test]
async fn changes_for_a_screen_have_display_texts() {
    let scenario = Scenario::synced().await;
    let item = scenario.list("fa").await.remove(0);
    let id = item.key.id.parse().unwrap();
    scenario.site.edit("fa", id, ifilm_site::Edit::Both);
    scenario.sync().await;

    let stored = scenario.client.library().changes(&item.key).await.unwrap();
    let library = scenario.client.library().for_display();
    let shown = library.changes(&item.key).await.unwrap();

    let article = library.article(&item.key).await.unwrap();
    let ArticleBody::Ready { blocks } = article.body else { panic!("it is stored") };
    let later = shown.blocks.iter().filter_map(|change| match change {
        BlockChange::Kept { block } | BlockChange::Added { block } => Some(block.clone()),
        BlockChange::Changed { after, .. } => Some(after.clone()),
        BlockChange::Removed { .. } => None,
    });
    assert_eq!(later.collect::<Vec<_>>(), blocks);
    let signs = |pieces: &[TextPiece]| pieces.iter().map(|piece| piece.change).collect::<Vec<_>>();
    assert_eq!(signs(&shown.title), signs(&stored.title));
    assert!(shown.title.iter().any(|piece| piece.change == WordChange::Added), "{shown:?}");
}

#[tokio::test]
async fn changes_of_what_is_not_stored_are_not_found() {
    let scenario = with_text(&[ONE]).await;
    let other = ItemKey::article(edition("en"), "2");

    let error = scenario.client.library().changes(&other).await.unwrap_err();

    assert_eq!(error.code(), ErrorCode::NotFound);
}
