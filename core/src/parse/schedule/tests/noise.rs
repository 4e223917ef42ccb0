//! What is no broadcast.

use super::*;

#[test]
fn what_stands_around_a_guide_is_left_out() {
    let page = "<header><span>Monday 30 November 2026</span><span>10:00</span></header><nav><a href=/>Home</a><a href=/x>Live 24</a></nav>
        <div class=now><b>Now</b> <span>20:00</span> <b>Road</b></div>
        <div class=prayer><ul><li>Fajr 05:20<li>Dhuhr 11:53<li>Maghrib 17:12</ul></div>
        <ul><li>20:00 Road<li>21:00 Lantern<li>22:00 Song</ul><div class=ad><p>Buy tea now</p></div>
        <p>Last update: 09:55</p><footer>Office hours: Saturday to Wednesday, 08:00 to 16:00. Call 021-1234567</footer>";

    assert_eq!(rows(page), ["30 20:00-21:00 Road", "30 21:00-22:00 Lantern", "30 22:00-null Song"]);
}

#[test]
fn an_entry_that_is_there_twice_is_one() {
    let page = "<ul><li>20:00 Road</ul><ul><li>20:00 Road<li>21:00 Lantern</ul>";

    assert_eq!(rows(page), ["30 20:00-21:00 Road", "30 21:00-null Lantern"]);
}

#[test]
fn titles_with_numbers_and_days_stay_whole() {
    let page = "<ul><li><b>20:00</b> <span>3:10 to Yuma</span><li><b>21:00</b> <span>Friday Night Club</span><li><b>22:00</b> <span>Apollo 13</span></ul>";

    assert_eq!(
        rows(page),
        ["30 20:00-21:00 3:10 to Yuma", "30 21:00-22:00 Friday Night Club", "30 22:00-null Apollo 13"]
    );
}

#[test]
fn a_page_without_a_guide_has_no_entries() {
    for page in ["<p>Hello</p>", "<ul><li>20:00<li>21:00</ul>", "<p>Road<p>Lantern", "[]", "{}", ""] {
        assert_eq!(rows(page), Vec::<String>::new(), "{page}");
    }
}

#[test]
fn times_of_repeats_are_no_broadcasts() {
    let page = "<ul><li>20:00 Road, repeat 02:00<li><b>21:00</b> <span>باران</span> <span>تکرار: ۰۳:۰۰</span><li>22:00 Song</ul>";

    assert_eq!(rows(page), ["30 20:00-21:00 Road", "30 21:00-22:00 باران", "30 22:00-null Song"]);
}

#[test]
fn a_menu_with_a_clock_is_no_broadcast() {
    let page = "<table><tr><td><a href=/>Home</a><td><a href=/Series>Series</a><td>11:20</table>
        <table><tr><td>20:00<td>Road<tr><td>21:00<td>Lantern</table>";

    assert_eq!(rows(page), ["30 20:00-21:00 Road", "30 21:00-null Lantern"]);
}
