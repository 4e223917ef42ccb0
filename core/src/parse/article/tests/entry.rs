//! Lists that are numbered by hand, an entry a line.

use super::{ONE, TWO, read, read_in, texts};

/// One page stopped every sync: the separator after a number had several bytes, and the code cut it by bytes.
#[test]
fn f20_a_separator_of_several_bytes_after_a_number_is_read() {
    for (line, expected) in [
        ("12–14 May<br>Town hall", vec!["12–14 May\nTown hall"]),
        ("Town hall<br>12–14 May", vec!["Town hall\n12–14 May"]),
        ("Town hall<br>12—", vec!["Town hall\n12—"]),
        ("1— Rain<br>2— Wind", vec!["1— Rain", "2— Wind"]),
        ("1 – Rain<br>2 –Wind", vec!["1 – Rain", "2 –Wind"]),
    ] {
        let article = read(&format!("<h1>River cinema reopens</h1><p>{ONE}</p><p>{line}</p><p>{TWO}</p>"));

        assert_eq!(texts(&article), [vec![ONE], expected, vec![TWO]].concat(), "{line}");
    }
}

#[test]
fn persian_entries_may_have_a_tatweel_after_their_number() {
    let body = "در این فیلم چهار بازیگر جوان برای نخستین بار روبه‌روی دوربین رفتند و مردم آن را دیدند.";
    let article =
        read_in("fa", &format!("<h1>باران</h1><p>{body}</p><p>۱ـ بازیگر<br>۲ـ کارگردان</p><p>{body}</p>"));

    assert_eq!(texts(&article), [body, "۱ـ بازیگر", "۲ـ کارگردان", body]);
}
