//! Pages that come in pieces: a script moves each hidden piece to the place that was kept for it.

use std::borrow::Cow;

/// The maximum number of pieces. Each costs a copy of the page.
const MOST: usize = 32;

/// The page with its pieces at their places: `<div hidden id="S:1">…</div><script>$RC("B:1","S:1")` belongs
/// where `<template id="B:1">` is.
pub(in crate::parse) fn assembled(html: &str) -> Cow<'_, str> {
    let mut page = Cow::Borrowed(html);
    let mut number = 0;
    while number < MOST && page.contains("$RC(\"B:") {
        let name = format!("{number:x}");
        match moved(&page, &name) {
            Some(next) => page = Cow::Owned(next),
            None if number > 0 => break,
            None => {}
        }
        number = number.saturating_add(1);
    }
    page
}

/// The page with one piece at its place.
fn moved(page: &str, name: &str) -> Option<String> {
    let place = page.find(&format!("<template id=\"B:{name}\">"))?;
    let piece = page.find(&format!("<div hidden id=\"S:{name}\">"))?;
    let from = piece.saturating_add(page.get(piece..)?.find('>')?).saturating_add(1);
    let call = from.saturating_add(page.get(from..)?.find(&format!("$RC(\"B:{name}\""))?);
    let to = page.get(..call)?.rfind("</div>").filter(|to| *to >= from)?;
    let content = page.get(from..to)?;
    let (before, behind) = (page.get(..place)?, page.get(to..)?);
    match page.get(place..from) {
        Some(between) => Some([before, content, between, behind].concat()),
        None => Some([page.get(..from)?, page.get(to..place)?, content, page.get(place..)?].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_goes_to_its_place() {
        let page = "<p>a</p><template id=\"B:0\"></template><p>z</p>\
            <div hidden id=\"S:0\"><p>b</p><template id=\"B:1\"></template></div><script>$RC(\"B:0\",\"S:0\")</script>\
            <div hidden id=\"S:1\"><p>c</p></div><script>$RC(\"B:1\",\"S:1\")</script>";

        let found = assembled(page);

        let texts: String =
            found.split("<p>").filter_map(|part| part.split_once("</p>")).map(|(text, _)| text).collect();
        assert_eq!(texts, "abcz");
    }

    #[test]
    fn other_pages_are_left_alone() {
        for page in
            ["<p>a</p>", "$RC(\"B:0\",\"S:0\")", "<template id=\"B:0\"><div hidden id=\"S:0\">$RC(\"B:0\""]
        {
            assert_eq!(assembled(page), page);
        }
    }
}
