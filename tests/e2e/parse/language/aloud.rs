//! Articles read aloud, through the client.

use ifilm_core::{ArticleBody, Block, ErrorCode, ItemKey, Passage, PassagePlace};
use ifilm_tests::{Scenario, edition, english_fault, status};

#[tokio::test]
async fn an_article_is_read_aloud_from_its_title_to_its_last_block_without_the_site() {
    let mut scenario = Scenario::synced().await;
    scenario.site.stop();

    for id in ["en", "ar", "fa", "fa2"] {
        let key = scenario.list(id).await[0].key.clone();
        let article = scenario.client.library().article(&key).await.unwrap();
        let passages = scenario.client.library().speech(&key).await.unwrap();

        let ArticleBody::Ready { blocks } = &article.body else { panic!("{key} is not here") };
        let has_text = |block: &&Block| block.content.text().is_some();
        let last = blocks.iter().rposition(|block| has_text(&block)).map(|at| u32::try_from(at).unwrap());
        assert_eq!(passages[0].place, PassagePlace::Title, "{key}");
        assert!(
            matches!(passages.last().unwrap().place, PassagePlace::Block { index, .. } if Some(index) == last)
        );
        assert!(passages.iter().all(|passage| !passage.runs.is_empty()), "{key}");
        let is_ours = |passage: &Passage| passage.runs.iter().any(|run| run.language == article.language);
        assert!(passages.iter().filter(|passage| is_ours(passage)).count() * 2 > passages.len(), "{key}");
        let is_digit = |c: char| matches!(c, '0'..='9' | '۰'..='۹' | '٠'..='٩');
        let is_persian = id.starts_with("fa"); // Arabic voices get what has to agree with its noun
        let runs = passages.iter().filter(|_| is_persian).flat_map(|passage| &passage.runs);
        let ours = runs.filter(|run| run.language == article.language);
        let digits = ours.filter(|run| run.text.contains(is_digit));
        assert_eq!(digits.count(), 0, "{key}: numbers are in words");
    }
}

#[tokio::test]
async fn an_article_whose_page_is_not_stored_yet_has_only_its_title() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/Content/", status(404)));
    scenario.sync_english().await;
    let key = scenario.list("en").await.remove(0).key;

    let passages = scenario.client.library().speech(&key).await.unwrap();

    assert_eq!(passages.iter().map(|passage| passage.place).collect::<Vec<_>>(), [PassagePlace::Title]);
}

#[tokio::test]
async fn an_unknown_article_cannot_be_read_aloud() {
    let scenario = Scenario::begin();

    let error = scenario.client.library().speech(&ItemKey::article(edition("en"), "1")).await.unwrap_err();

    assert_eq!(error.code(), ErrorCode::NotFound);
}
