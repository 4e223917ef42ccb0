//! One guide in all forms of markup.

use super::*;

/// What each of the pages below says.
const GUIDE: [&str; 3] =
    ["30 20:05-21:00 Morning Road #12", "30 21:00-23:30 Blue Lantern", "30 23:30-null Evening Song #3"];

#[test]
fn a_table_is_read() {
    let page = "<table><tr><th>Time<th>Programme<th>Episode<tr><td>20:05<td>Morning Road<td>12
        <tr><td>21:00<td>Blue Lantern<td><tr><td>23:30<td>Evening Song<td>3</table>";

    assert_eq!(rows(page), GUIDE);
}

/// Each last row took the heading of the next day, or the foot of the page, for its own.
#[test]
fn the_end_of_a_table_ends_its_last_row_too() {
    let page =
        "<div><h3>Monday</h3><table><tr><td>20:05<td>Morning Road<tr><td>23:30<td>Evening Song</table></div>
        <div><h3>Tuesday</h3><table><tr><td>20:05<td>Blue Lantern<tr><td>23:30<td>Weather</table></div>
        <footer><a href=/Home/About>About</a></footer>";

    let found = read(page);

    let expected = [
        "30 20:05-23:30 Morning Road",
        "30 23:30-null Evening Song",
        "01 20:05-23:30 Blue Lantern",
        "01 23:30-null Weather",
    ];
    assert_eq!(lines(&found), expected);
    assert_eq!(found.entries[3].link, None);
}

#[test]
fn a_list_is_read() {
    let page = "<ul><li>20:05 Morning Road, Episode 12<li>21:00 Blue Lantern<li>23:30 Evening Song (3)</ul>";
    let apart = "<ul><li><span>20:05</span><a href=/Series/Content/7>Morning Road</a> <small>Episode 12</small></li>
        <li><span>21:00</span><b>Blue Lantern</b></li><li><span>23:30</span><b>Evening Song</b><i class=x>Ep. 3</i></li></ul>";

    all_say([page, apart], &GUIDE);
    assert_eq!(read(apart).entries[0].link.as_deref(), Some("https://en.ifilmtv.ir/Series/Content/7"));
}

#[test]
fn a_definition_list_is_read_in_both_orders() {
    let page = "<dl><dt>20:05<dd>Morning Road E12<dt>21:00<dd>Blue Lantern<dt>23:30<dd>Evening Song #3</dl>";
    let page = page.replace("Road E12", "Road S1E12");
    let reversed =
        "<dl><dt>Morning Road (12)<dd>20:05<dt>Blue Lantern<dd>21:00<dt>Evening Song (3)<dd>23:30</dl>";

    all_say([&*page, reversed], &GUIDE);
}

#[test]
fn cards_are_read() {
    let card = |time: &str, title: &str, more: &str| {
        format!("<div class=card><a href=/x><img src=a.jpg alt='A picture'></a><div class=body><h4>{title}</h4>
            <p class=desc>A long story of a road that ends at 22:00 in a town.</p><span class=t>{time}</span>{more}</div></div>")
    };
    let cards = [
        card("20:05", "Morning Road", "<em>Episode 12</em>"),
        card("21:00", "Blue Lantern", "<em>Drama</em>"),
        card("23:30", "Evening Song", "<em>Episode 3</em>"),
    ];

    assert_eq!(rows(&format!("<main><h2>Tonight on TV</h2>{}</main>", cards.concat())), GUIDE);
}

#[test]
fn flat_text_is_read() {
    let lines = "<div>20:05 - Morning Road - Episode 12<br>21:00 - Blue Lantern<br>23:30 - Evening Song - Episode 3</div>";
    let paragraphs =
        "<section><h2>Tonight</h2><p>20:05</p><p>Morning Road (12)</p><p>21:00</p><p>Blue Lantern</p>
        <p>23:30</p><p>Evening Song (3)</p></section>";
    let one = "<p>20:05 Morning Road (12) | 21:00 Blue Lantern | 23:30 Evening Song (3)</p>";
    let headings = "<h3>20:05</h3><p>Morning Road, Episode 12</p><h3>21:00</h3><p>Blue Lantern</p><h3>23:30</h3><p>Evening Song, episode 3</p>";

    all_say([lines, paragraphs, one, headings], &GUIDE);
}

#[test]
fn a_said_end_or_length_counts() {
    let page = "<ul><li>20:05 – 20:50 Morning Road<li>21:00 Blue Lantern (90 min)<li>23:30 to 00:15 Evening Song</ul>";
    let table = "<table><tr><th>Start<th>Title<th>End<tr><td>20:05<td>Morning Road<td>20:50<tr><td>21:00<td>Blue Lantern<td>22:30
        <tr><td>23:30<td>Evening Song<td>00:15</table>";
    let lengths = "<table><tr><th>شروع<th>برنامه<th>مدت<tr><td>۲۰:۰۵<td>Morning Road<td>۴۵ دقیقه<tr><td>۲۱:۰۰<td>Blue Lantern<td>۹۰
        <tr><td>٢٣:٣٠<td>Evening Song<td>45</table>";

    all_say(
        [page, table, lengths],
        &["30 20:05-20:50 Morning Road", "30 21:00-22:30 Blue Lantern", "30 23:30-00:15 Evening Song"],
    );
}

#[test]
fn times_are_read_in_each_writing() {
    let page = |[one, two, three]: [&str; 3]| {
        format!("<ul><li><b>{one}</b> باران<li><b>{two}</b> صباح الخير<li><b>{three}</b> Night Watch</ul>")
    };
    let expected = ["30 08:30-13:00 باران", "30 13:00-null صباح الخير", "30 20:05-null Night Watch"];

    let pages = [
        ["08:30", "13:00", "20:05"],
        ["8.30", "13.00", "20.05"],
        ["08h30", "13h00", "20h05"],
        ["8:30 AM", "1 PM", "8:05 p.m."],
        ["۸:۳۰ صبح", "۱ بعدازظهر", "۸:۰۵ شب"],
        ["٨:٣٠ صباحًا", "١ ظهرًا", "٨:٠٥ مساءً"],
        ["٨:٣٠ ص", "١:٠٠ م", "٨:٠٥ م"],
        ["ساعت ۸ و ۳۰ دقیقه", "ساعت ۱۳", "ساعت ۲۰:۰۵"],
        ["۸:۳۰ قبل از چاشت", "۱ بجه بعد از چاشت", "۸:۰۵ شام"],
        ["08:30:00", "13:00:00", "20:05:00"],
    ]
    .map(page);

    all_say(pages.iter().map(String::as_str), &expected);
}

#[test]
fn a_week_beside_each_other_is_read() {
    let columns = "<table><tr><th>Time<th>Monday<th>Tuesday<tr><td>20:00<td>A1<td>B1<tr><td>21:00<td rowspan=2>A2<td>B2<tr><td>22:00<td>B3</table>";
    let columns = columns
        .replace("A1", "Road")
        .replace("A2", "Lantern")
        .replace("B1", "Song")
        .replace("B2", "News Hour")
        .replace("B3", "Late Show");
    let inside = "<table><tr><th>Monday<th>Tuesday<tr><td>20:00 Road<br>21:00 Lantern<td>20:00 Song<br>21:00 News Hour<br>22:00 Late Show</table>";
    let transposed = "<table><tr><th><th>20:00<th>21:00<th>22:00<tr><th>Monday<td>Road<td colspan=2>Lantern<tr><th>Tuesday<td>Song<td>News Hour<td>Late Show</table>";

    let expected = [
        "30 20:00-21:00 Road",
        "30 21:00-null Lantern",
        "01 20:00-21:00 Song",
        "01 21:00-22:00 News Hour",
        "01 22:00-null Late Show",
    ];
    all_say([&*columns, inside, transposed], &expected);
}

#[test]
fn microdata_and_machine_values_are_read() {
    let page = "<div itemscope itemtype=https://schema.org/BroadcastEvent><meta itemprop=startDate content='2026-11-30T20:05:00+03:30'>
        <meta itemprop=endDate content='2026-11-30T21:00:00+03:30'><span itemprop=name>Morning Road</span></div>
        <div itemscope><meta itemprop=startDate content='2026-11-30T21:00:00+03:30'><span itemprop=name>Blue Lantern</span></div>";
    let times = "<ol><li><time datetime='2026-11-30T16:35:00Z'>8:05 PM</time> Morning Road<li><time datetime='2026-11-30T17:30:00Z'>9 PM</time> Blue Lantern</ol>";

    all_say([page, times], &["30 20:05-21:00 Morning Road", "30 21:00-null Blue Lantern"]);
}

#[test]
fn marks_of_a_repeat_and_labels_are_no_part_of_a_title() {
    let page = "<ul><li><b>20:05</b><span>Live</span><span>Morning Road (R)</span><li><b>21:00</b><span>تکرار</span><span>باران</span></ul>";

    assert_eq!(rows(page), ["30 20:05-21:00 Morning Road", "30 21:00-null باران"]);
}
