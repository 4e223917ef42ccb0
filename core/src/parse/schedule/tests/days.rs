//! The days of guides.

use super::*;

const TWO_DAYS: [&str; 4] =
    ["30 20:00-21:00 Road", "30 21:00-null Lantern", "01 20:00-21:00 Song", "01 21:00-null Watchman"];

fn two(first: &str, second: &str) -> String {
    format!(
        "{first}<ul><li>20:00 Road<li>21:00 Lantern</ul>{second}<ul><li>20:00 Song<li>21:00 Watchman</ul>"
    )
}

#[test]
fn a_heading_says_the_day() {
    let pages = [
        ("<h2>Monday</h2>", "<h2>Tuesday</h2>"),
        ("<h2>Today</h2>", "<h2>Tomorrow</h2>"),
        ("<h2>Monday, 30 November 2026</h2>", "<h2>Tuesday, 1 December 2026</h2>"),
        ("<h2>30 November</h2>", "<h2>1 December</h2>"),
        ("<h2>دوشنبه ۹ آذر ۱۴۰۵</h2>", "<h2>سه‌شنبه ۱۰ آذر</h2>"),
        ("<h2>دوشنبه ۹ قوس</h2>", "<h2>سه شنبه ۱۰ قوس</h2>"),
        ("<h2>امروز</h2>", "<h2>فردا</h2>"),
        ("<h2>الاثنين</h2>", "<h2>الثلاثاء</h2>"),
        ("<h2>برامج اليوم</h2>", "<h2>برامج غدًا</h2>"),
        ("<h2>Mon <small>30/11</small></h2>", "<h2>Tue <small>01/12</small></h2>"),
        ("<p>1405/09/09</p>", "<p>1405/09/10</p>"),
        ("<h3 class=day-title>Monday</h3>", "<h3 class=day-title>Tuesday</h3>"),
    ]
    .map(|(first, second)| two(first, second));

    all_say(pages.iter().map(String::as_str), &TWO_DAYS);
}

/// Days without a date fell on the first one if both begin with the same broadcast.
#[test]
fn days_that_begin_alike_are_two() {
    let day = |name: &str, second: &str| {
        format!("<h3 class='day-title'>{name}</h3><ul><li>00:00 News<li>01:00 {second}</ul>")
    };
    let page = [day("Monday", "Road"), day("Tuesday", "Lantern")].concat();

    let expected =
        ["30 00:00-01:00 News", "30 01:00-null Road", "01 00:00-01:00 News", "01 01:00-null Lantern"];
    assert_eq!(rows(&page), expected);
}

#[test]
fn tabs_lead_to_their_panels() {
    let tabs = "<ul class=nav><li><a href=#a>Monday</a><li><a href=#b>Tuesday</a></ul>";
    let panel = |attribute: &str, rows: &str| format!("<div {attribute}><ul>{rows}</ul></div>");
    let (first, second) = ("<li>20:00 Road<li>21:00 Lantern", "<li>20:00 Song<li>21:00 Watchman");
    let by_id = [tabs, "<section>", &panel("id=b", second), &panel("id=a", first), "</section>"].concat();
    let by_order = [tabs, "<section>", &panel("", first), &panel("", second), "</section>"].concat();
    let by_data = [
        "<nav><button data-tab=t1>Mon</button><button data-tab=t2>Tue</button></nav>",
        &panel("data-tab=t2", second),
        &panel("data-tab=t1", first),
    ]
    .concat();
    let by_date = [panel("data-date=2026-11-30", first), panel("data-date=2026-12-01", second)].concat();
    let by_name = [panel("id=monday", first), panel("id=tuesday", second)].concat();

    all_say([by_id, by_order, by_data, by_date, by_name].iter().map(String::as_str), &TWO_DAYS);
}

#[test]
fn tabs_of_other_pages_only_say_which_day_is_shown() {
    let page = "<ul><li><a href=/s?d=1>Sunday</a><li><a href=/s?d=2>Monday</a><li class=active><a href=/s?d=3>Tuesday</a></ul>
        <table><tr><td>20:00<td>Road<tr><td>21:00<td>Lantern</table>";

    assert_eq!(rows(page), ["01 20:00-21:00 Road", "01 21:00-null Lantern"]);
}

#[test]
fn rows_may_name_their_day() {
    let page =
        "<table><tr><th>Day<th>Time<th>Title<tr><td rowspan=2>Monday<td>20:00<td>Road<tr><td>21:00<td>Lantern
        <tr><td rowspan=2>Tuesday<td>20:00<td>Song<tr><td>21:00<td>Watchman</table>";

    assert_eq!(rows(page), TWO_DAYS);
}

#[test]
fn a_day_may_go_on_after_midnight() {
    let page = "<h2>Monday</h2><ul><li>06:00 Road<li>23:00 Lantern<li>00:30 Song</ul><h2>Tuesday</h2><ul><li>06:00 Watchman</ul>";

    assert_eq!(
        rows(page),
        ["30 06:00-null Road", "30 23:00-00:30 Lantern", "01 00:30-06:00 Song", "01 06:00-null Watchman"]
    );
}

#[test]
fn a_guide_without_a_day_is_of_the_day_of_fetching() {
    assert_eq!(
        rows("<ul><li>20:00 Road<li>21:00 Lantern</ul>"),
        ["30 20:00-21:00 Road", "30 21:00-null Lantern"]
    );
}
