//! Guides in JSON.

use super::*;

const GUIDE: [&str; 2] = ["30 20:05-20:50 Morning Road #12", "30 21:00-null Blue Lantern"];

#[test]
fn json_is_read_in_each_form() {
    let texts = [
        r#"[{"Start":"20:05","Duration":45,"Title":"Morning Road","Episode":12},{"Start":"21:00","Title":"Blue Lantern"}]"#,
        r#"{"date":"2026-11-30","items":[{"time":"۲۰:۰۵","end":"20:50","name":"Morning Road","ep":"۱۲"},{"time":"21:00","name":"Blue Lantern"}]}"#,
        r#"{"2026-11-30":[{"from":"20:05","to":"20:50","program":{"title":"Morning Road","episode":12}},{"from":"21:00","program":{"title":"Blue Lantern"}}]}"#,
        r#"{"data":{"schedule":[{"start_time":"2026-11-30T20:05:00+03:30","end_time":"2026-11-30T20:50:00+03:30","title":"Morning Road - Episode 12"},{"start_time":"2026-11-30T21:00:00","title":"Blue Lantern"}]}}"#,
        r#"[{"start":1796056500,"stop":1796059200,"title":"Morning Road (12)"},{"start":"/Date(1796059800000)/","title":"Blue Lantern"}]"#,
        r#"{"Monday":[{"time":"8:05 PM","duration":"00:45","title":"Morning Road","part":12},{"time":"9:00 PM","title":"Blue Lantern"}]}"#,
        r#"{"timezone":"GMT","rows":[{"time":"16:35","length":"45 min","title":"Morning Road","episode":"12"},{"time":"17:30","title":"Blue Lantern"}]}"#,
    ];

    all_say(texts, &GUIDE);
}

#[test]
fn json_in_a_page_is_read() {
    let rows_of = r#"[{"start":"20:05","duration":45,"title":"Morning Road","episode":12},{"start":"21:00","title":"Blue Lantern"}]"#;
    let ld = r#"{"@context":"https://schema.org","@graph":[{"@type":"BroadcastEvent","name":"Morning Road","startDate":"2026-11-30T20:05:00+03:30","endDate":"2026-11-30T20:50:00+03:30","workPerformed":{"@type":"TVEpisode","episodeNumber":12}},{"@type":"BroadcastEvent","name":"Blue Lantern","startDate":"2026-11-30T21:00:00+03:30"}]}"#;

    let pages = [
        format!("<script>var schedule = {rows_of};</script><p>Loading</p>"),
        format!("<script type=application/json>{rows_of}</script>"),
        format!("<script type=application/ld+json>{ld}</script>"),
        "<script>window.epg=[{start:'20:05',duration:45,title:'Morning Road',episode:12,},{start:'21:00',title:'Blue Lantern'}]</script>".to_owned(),
    ];

    all_say(pages.iter().map(String::as_str), &GUIDE);
}

#[test]
fn days_by_name_keep_the_order_of_the_text() {
    let text = r#"{"Saturday":[{"time":"20:00","title":"Road"}],"Sunday":[{"time":"20:00","title":"Lantern"}],"Monday":[{"time":"20:00","title":"Song"}]}"#;

    assert_eq!(rows(text), ["28 20:00-null Road", "29 20:00-null Lantern", "30 20:00-null Song"]);
}

#[test]
fn a_bad_row_costs_itself() {
    let text = r#"[{"start":"20:05","title":null},{"start":[],"title":"A"},7,null,{"title":"B"},{"start":"99:99","title":"C"},{"start":"21:00","title":"Blue Lantern","episode":-3,"duration":"x"}]"#;

    assert_eq!(rows(text), ["30 21:00-null Blue Lantern"]);
}
