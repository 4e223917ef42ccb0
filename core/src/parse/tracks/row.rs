//! The row of a track on a page: its title and its performer.

use ifilm_language::text::normalized;

use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::listing::is_template;
use crate::parse::schedule::ElementPage;

/// What the row of a track says.
#[derive(Debug, Default)]
pub(super) struct TrackRow {
    pub(super) title: Option<String>,
    pub(super) performer: Option<String>,
}

/// Buttons and names of files beside a track, in one spelling.
const BUTTONS: &[&str] = &[
    "mp3",
    "ogg",
    "m4a",
    "wav",
    "listen",
    "play",
    "download",
    "locked",
    "شنیدن",
    "پخش",
    "دانلود",
    "قفل",
    "دریافت",
    "تشغیل",
    "استماع",
    "تحمیل",
    "استمع",
];
/// Heads of columns with the performer, in one spelling.
const PERFORMERS: &[&str] = &[
    "artist",
    "artists",
    "performer",
    "singer",
    "by",
    "خواننده",
    "اوازخوان",
    "اجرا",
    "هنرمند",
    "نوازنده",
    "الادا",
    "ادا",
    "المطرب",
    "الفنان",
    "المودی",
];
/// Words before a guest.
const WITH: &[&str] = &["feat.", "feat", "ft.", "with", "by", "مع", "با", "و", "اجرا:", "أداء:"];
/// The maximum number of texts of a row, and of bytes of a performer.
const MOST_TEXTS: usize = 24;
const LONGEST: usize = 120;

impl TrackRow {
    /// Reads a row.
    pub(super) fn of(page: &ElementPage, row: usize) -> Self {
        let declared = |names: &[&str]| declared(page, row, names);
        let texts = texts(page, row);
        let in_column = performer_column(page, row);
        let title = declared(&["data-title", "data-name"]).or_else(|| marked(page, row, "name"));
        let title = title.or_else(|| texts.iter().find(|text| in_column.as_ref() != Some(*text)).cloned());
        let performer = declared(&["data-artist", "data-performer", "data-singer"]);
        let performer = performer.or_else(|| marked(page, row, "byArtist")).or(in_column);
        let behind = || {
            let own = title.as_ref()?;
            let at = texts.iter().position(|text| text == own)?;
            texts.get(at.saturating_add(1)).and_then(|text| guest(text))
        };
        Self { performer: performer.or_else(behind), title }
    }
}

/// The elements of a row, itself first.
fn inside(page: &ElementPage, row: usize) -> std::ops::Range<usize> {
    row..page.element(row).map_or(row, |element| element.end).min(row.saturating_add(MOST_ELEMENTS))
}

const MOST_ELEMENTS: usize = 64;

fn declared(page: &ElementPage, row: usize, names: &[&str]) -> Option<String> {
    let values = inside(page, row).filter_map(|at| page.element(at));
    let value = values.into_iter().find_map(|element| names.iter().find_map(|name| element.mark(name)));
    value.map(str::to_owned).filter(|value| !value.is_empty() && !is_template(value))
}

/// The text of the element with a property of microdata.
fn marked(page: &ElementPage, row: usize, property: &str) -> Option<String> {
    let is_it = |at: &usize| page.element(*at).and_then(|element| element.mark("itemprop")) == Some(property);
    let element = page.element(inside(page, row).find(is_it)?)?;
    let texts = page.pieces.get(element.pieces.clone())?.iter().map(|piece| piece.text.as_str());
    let text = texts.collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The texts of a row that may be a title or a performer.
fn texts(page: &ElementPage, row: usize) -> Vec<String> {
    let pieces = page.element(row).map_or(0..0, |element| element.pieces.clone());
    let pieces = page.pieces.get(pieces).unwrap_or_default().iter().take(MOST_TEXTS);
    pieces.filter_map(|piece| plain(&piece.text)).collect()
}

/// A text without its length, if it is no number, no button and no row of a template.
fn plain(text: &str) -> Option<String> {
    let text = without_length(text);
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '،' | '-' | '–' | '—' | '·' | '|' | '▶')
    });
    let is_name = text.contains(char::is_alphabetic)
        && !is_template(text)
        && !BUTTONS.contains(&&*normalized(text))
        && Label::of(text).is_none();
    is_name.then(|| text.to_owned())
}

/// A text without numbers in brackets: `Dust (2:12)`.
fn without_length(text: &str) -> String {
    let (Some(open), Some(close)) = (text.rfind('('), text.rfind(')')) else { return text.to_owned() };
    let inside = text.get(open.saturating_add(1)..close).unwrap_or("x");
    let is_length =
        !inside.is_empty() && inside.chars().all(|c| c.is_numeric() || matches!(c, ':' | '.' | ' '));
    let (before, behind) =
        (text.get(..open).unwrap_or_default(), text.get(close.saturating_add(1)..).unwrap_or_default());
    if is_length { format!("{before}{behind}") } else { text.to_owned() }
}

/// The name in a text behind a title: `feat. Obi Fennimore`.
fn guest(text: &str) -> Option<String> {
    let name = match text.split_once(' ') {
        Some((first, rest)) if WITH.contains(&&*first.to_lowercase()) => rest.trim(),
        _ => text,
    };
    let is_name = name.len() <= LONGEST && !WITH.contains(&name) && !name.ends_with(['.', '!', '?']);
    is_name.then(|| name.to_owned())
}

/// The text in the column whose head says that it is the performer.
fn performer_column(page: &ElementPage, row: usize) -> Option<String> {
    if page.tag(row) != Tag::Tr {
        return None;
    }
    let table = page.around(row).find(|at| page.tag(*at) == Tag::Table)?;
    let head = inside_all(page, table).find(|at| page.tag(*at) == Tag::Tr)?;
    let cells = |row: usize| page.children(row).filter(move |at| matches!(page.tag(*at), Tag::Td | Tag::Th));
    let text = |cell: usize| {
        let pieces = page.element(cell).map_or(0..0, |element| element.pieces.clone());
        page.pieces.get(pieces)?.first().map(|piece| piece.text.clone())
    };
    let is_head = |cell: usize| text(cell).is_some_and(|text| PERFORMERS.contains(&&*normalized(&text)));
    let column = cells(head).take(MOST_TEXTS).position(is_head)?;
    text(cells(row).nth(column)?).filter(|text| !is_template(text))
}

fn inside_all(page: &ElementPage, element: usize) -> std::ops::Range<usize> {
    element..page.element(element).map_or(element, |element| element.end)
}
