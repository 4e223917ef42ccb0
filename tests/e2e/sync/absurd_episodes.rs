//! Lists of episodes with rows that make no sense.

use ifilm_core::{ItemKey, Kind, Section, SyncRequest};
use ifilm_site::{FaultKind, ProgramKind, Raw, Sections, SiteConfig};
use ifilm_tests::{Scenario, edition, english_fault};

fn begun() -> (Scenario, ItemKey) {
    let sections = Sections { series: 1, films: 1, programs: 3, own_media: true, ..Sections::default() };
    let scenario =
        Scenario::at_sections(SiteConfig { items: 2, sections: Some(sections), ..SiteConfig::default() });
    let programs = scenario.site.sections("en").programs(ProgramKind::Program);
    let listed = programs.into_iter().find(|it| !it.numbered).unwrap().id.to_string();
    (scenario, ItemKey { edition: edition("en"), kind: Kind::Program, id: listed })
}

fn answer(scenario: &Scenario, path: &str, rows: &[String]) {
    let raw = Raw { content: Some(format!("[{}]", rows.join(","))), ..Raw::new(200, [""; 0]) };
    scenario.site.fault(english_fault(path, FaultKind::Raw(raw)));
}

async fn sync(scenario: &Scenario) {
    let request = SyncRequest::of([edition("en")]).with_sections([Section::Program]);
    let report = scenario.client.sync(request).await.unwrap();
    assert!(!report.any_failed(), "{report:?}");
}

#[tokio::test]
async fn a_row_that_makes_no_sense_costs_itself_alone() {
    let (scenario, key) = begun();
    let rows = [
        r#"{"Id":9,"Episode":3,"VideoAddress":"/road/c.mp4"}"#,
        r#"{"Id":8,"Episode":null,"Caption":null,"VideoAddress":null}"#,
        r#"{"Id":7,"Episode":2,"VideoAddress":""}"#,
        r#"{"Id":6,"Episode":"99999999999999999999","VideoAddress":"/road/x.mp4"}"#,
        r#"{"Id":5,"Episode":-1,"VideoAddress":"/road/y.mp4"}"#,
        r#"{"Id":4,"Episode":4294967296,"VideoAddress":"/road/z.mp4"}"#,
        r#"{"Id":3,"Episode":{},"VideoAddress":[]}"#,
        "{}",
        r#"{"Id":1,"Episode":1,"VideoAddress":"/road/a.mp4"}"#,
    ];
    answer(&scenario, "/Home/PageingAttachmentItem", &rows.map(str::to_owned));

    sync(&scenario).await;

    let listed = scenario.client.library().episodes(&key).await.unwrap().episodes;
    let ids: Vec<&str> = listed.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["3", "/road/x.mp4", "/road/y.mp4", "/road/z.mp4", "1"]);
}
