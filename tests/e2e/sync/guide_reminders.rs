//! Reminders of what the guide says.

use std::time::Duration;

use ifilm_core::{Broadcast, ErrorCode, Kind};
use ifilm_site::{Sections, SiteConfig};
use ifilm_tests::{EDITIONS, Scenario, edition};
use jiff::Timestamp;

fn config() -> SiteConfig {
    let sections = Sections { series: 6, films: 4, programs: 4, own_media: true, ..Sections::default() };
    SiteConfig { items: 6, sections: Some(sections), ..SiteConfig::default() }
}

async fn broadcasts(scenario: &Scenario, id: &str) -> Vec<Broadcast> {
    let library = scenario.client.library();
    library.schedule(&edition(id), Timestamp::MIN, Timestamp::MAX).await.unwrap().entries
}

#[tokio::test]
async fn a_broadcast_has_the_key_of_the_programme_with_its_title_or_none() {
    let scenario = Scenario::at_sections(config());
    scenario.sync().await;

    for id in EDITIONS {
        let truths = scenario.site.sections(id);
        let mut named = 0;
        for entry in broadcasts(&scenario, id).await {
            let Some(key) = &entry.key else { continue };
            let program = truths.program(key.id.parse().unwrap()).unwrap();
            assert_eq!(program.title, entry.title, "{key}");
            named += 1;
        }
        assert!(named > 5, "{id}: {named}");
    }
}

#[tokio::test]
async fn a_reminder_is_made_from_a_broadcast_listed_and_undone() {
    let scenario = Scenario::at_sections(config());
    scenario.sync().await;
    let user = scenario.client.user();
    let all = broadcasts(&scenario, "fa").await;
    let of_program = all.iter().find(|it| it.key.is_some() && it.end.is_some()).unwrap();
    let of_nothing = all.iter().find(|it| it.key.is_none()).unwrap();

    let made = user.remind_of(&edition("fa"), of_program.start, Duration::from_secs(600)).await.unwrap();
    let other = user.remind_of(&edition("fa"), of_nothing.start, Duration::ZERO).await.unwrap();
    let nothing = user.remind_of(&edition("fa"), Timestamp::UNIX_EPOCH, Duration::ZERO).await;

    assert_eq!(Some(&made.key), of_program.key.as_ref());
    assert_eq!((made.start, made.end), (Some(of_program.start), of_program.end));
    assert_eq!(of_program.start.duration_since(made.remind_at).as_mins(), 10);
    assert_eq!((other.key.kind, other.title.as_str()), (Kind::Episode, of_nothing.title.as_str()));
    assert_eq!(nothing.unwrap_err().code(), ErrorCode::NotFound);
    let listed = user.reminders(Timestamp::MIN).await.unwrap();
    assert!(listed.len() == 2 && listed.contains(&made) && listed.contains(&other), "{listed:?}");
    user.undo().await.unwrap().unwrap();
    assert_eq!(user.reminders(Timestamp::MIN).await.unwrap(), [made]);
}
