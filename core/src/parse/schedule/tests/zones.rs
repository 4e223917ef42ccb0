//! The zones of guides.

use super::*;

const GUIDE: [&str; 2] = ["30 20:00-21:00 Road", "30 21:00-null Lantern"];

#[test]
fn a_page_may_say_its_zone() {
    for sentence in ["All times are in GMT", "جميع الأوقات بتوقيت غرينتش", "ساعت‌ها به وقت گرینویچ است"]
    {
        let page = format!("<p>{sentence}</p><ul><li>16:30 Road<li>17:30 Lantern</ul>");

        assert_eq!(rows(&page), GUIDE, "{sentence}");
        assert_eq!(read(&page).zone, "UTC");
    }
    let page = "<p>به وقت تهران</p><ul><li>20:00 Road<li>21:00 Lantern</ul>";
    assert_eq!((rows(page), read(page).zone.as_str()), (GUIDE.map(str::to_owned).to_vec(), "Asia/Tehran"));
}

#[test]
fn a_zone_may_stand_beside_a_time_or_above_a_column() {
    let pages = [
        "<ul><li>16:30 GMT Road<li>17:30 GMT Lantern</ul>",
        "<ul><li>16:30 (GMT) Road<li>17:30 (GMT) Lantern</ul>",
        "<ul><li><b>GMT 16:30</b> Road<li><b>GMT 17:30</b> Lantern</ul>",
        "<ul><li><b>16:30</b><small>GMT</small> <b>20:00</b><small>Tehran</small> Road<li><b>17:30</b><small>GMT</small> Lantern</ul>",
        "<table><tr><th>Time (GMT)<th>Title<tr><td>16:30<td>Road<tr><td>17:30<td>Lantern</table>",
        "<table><tr><th>GMT<th>Tehran<th>Title<tr><td>16:30<td>20:00<td>Road<tr><td>17:30<td>21:00<td>Lantern</table>",
        "<ul><li><b>20:00</b> <i class=g>16:30 GMT</i> Road<li><b>21:00</b> <i class=g>17:30 GMT</i> Lantern</ul>",
        "<ul><li><b>16:30</b> <b>20:00</b> Road<li><b>17:30</b> <b>21:00</b> Lantern</ul>",
        "<ul><li><b>20:00</b> <b>16:30</b> Road<li><b>21:00</b> <b>17:30</b> Lantern</ul>",
    ];

    all_say(pages, &GUIDE);
}

#[test]
fn summer_time_in_iran_ended_in_2022() {
    let guide =
        read("<h2>1 August 2022</h2><ul><li>20:00 Road</ul><h2>1 August 2023</h2><ul><li>20:00 Lantern</ul>");

    let starts: Vec<String> = guide.entries.iter().map(|entry| entry.start.to_string()).collect();
    assert_eq!(starts, ["2022-08-01T15:30:00Z", "2023-08-01T16:30:00Z"]);
}

/// A reader's wish for another zone was taken for that of the guide.
#[test]
fn a_zone_in_a_comment_is_not_that_of_the_guide() {
    let page = "<ul><li>20:00 Road<li>21:00 Lantern</ul>
        <h4>Comments</h4><b>Guest</b><p>Please print the times of the guide in Kabul time, too.</p>";

    assert_eq!((rows(page), read(page).zone.as_str()), (GUIDE.map(str::to_owned).to_vec(), "Asia/Tehran"));
}
