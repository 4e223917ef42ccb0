//! The number of an episode in a text: `Episode 12`, `S2 E5`, «قسمت دوازدهم», «الحلقة 12 من 30», `(12)`.

use std::ops::Range;

use ifilm_language::number::ascii_digits;
use ifilm_language::text::normalized;
use ifilm_language::time::ordinal;

/// The number of an episode, and what of its text says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Episode {
    pub(super) number: u32,
    span: Range<usize>,
}

impl Episode {
    /// Whether its text begins with it.
    pub(super) fn begins(&self) -> bool {
        self.span.start == 0
    }

    /// The text without it.
    pub(super) fn rest(&self, text: &str) -> String {
        let before = text.get(..self.span.start).unwrap_or_default();
        let behind = text.get(self.span.end..).unwrap_or_default();
        super::title::trimmed(&format!("{} {}", before.trim_end(), behind.trim_start()))
    }
}

/// The longest text that is read, in bytes.
const LONGEST: usize = 1_000;

/// The number of the episode that a text says, if it says one.
pub(super) fn find(text: &str) -> Option<Episode> {
    if text.len() > LONGEST {
        return None;
    }
    let words = words(text);
    let labelled = (0..words.len()).find_map(|at| labelled(text, &words, at));
    labelled.or_else(|| at_end(text, &words))
}

/// The number in a text that is a number alone, or says one.
pub(super) fn number(text: &str) -> Option<u32> {
    let alone =
        ascii_digits(text.trim().trim_matches(['#', '(', ')', '[', ']'])).and_then(|digits| small(&digits));
    alone.or_else(|| find(text).map(|found| found.number))
}

/// The number in a text that is only a number in brackets, or behind `#`. A year is none.
pub(super) fn in_brackets(text: &str) -> Option<u32> {
    let text = text.trim();
    let inner = [('(', ")"), ('[', "]"), ('#', "")];
    let inner = inner.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(close))?;
    ascii_digits(inner.trim()).and_then(|digits| small(&digits)).filter(|number| !is_year(*number))
}

/// The number in a text that is nothing else. A year is none.
pub(super) fn bare(text: &str) -> Option<u32> {
    let digits = ascii_digits(text.trim()).filter(|digits| digits.len() <= 4)?;
    small(&digits).filter(|number| !is_year(*number))
}

fn is_year(number: u32) -> bool {
    (1300..2200).contains(&number)
}

/// Whether a text is only the label of such a number.
pub(super) fn is_label(text: &str) -> bool {
    let words = words(text);
    matches!(&words[..], [word] if is_episode(&word.text) && word.text.chars().count() > 1)
}

/// A word or a number of a text.
struct Word {
    text: String,
    is_number: bool,
    span: Range<usize>,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        let end = at.saturating_add(c.len_utf8());
        let is_mark = matches!(c, '\u{64B}'..='\u{65F}' | '\u{200C}' | '\u{200D}' | 'ء');
        let kind = if is_mark { last } else { (c.is_alphanumeric()).then(|| c.is_numeric()) };
        match words.last_mut().filter(|_| kind.is_some() && kind == last) {
            Some(word) => word.span.end = end,
            None => {
                words.extend(kind.map(|is_number| Word { text: String::new(), is_number, span: at..end }))
            }
        }
        last = kind;
    }
    for word in &mut words {
        let raw = text.get(word.span.clone()).unwrap_or_default();
        word.text = if word.is_number { ascii_digits(raw).unwrap_or_default() } else { normalized(raw) };
    }
    words
}

fn is_episode(word: &str) -> bool {
    matches!(word, "episode" | "ep" | "eps" | "epi" | "e" | "قسمت" | "ق" | "حلقه" | "الحلقه" | "ح" | "اپیزود")
}

fn is_season(word: &str) -> bool {
    matches!(word, "s" | "season" | "series" | "فصل" | "الموسم" | "موسم" | "سری" | "الجز")
}

fn is_joint(word: &str) -> bool {
    matches!(word, "no" | "number" | "شماره" | "رقم" | "ی")
}

fn labelled(text: &str, words: &[Word], at: usize) -> Option<Episode> {
    let label = words.get(at).filter(|word| !word.is_number && is_episode(&word.text))?;
    let joint = words.get(at.saturating_add(1)).is_some_and(|word| is_joint(&word.text));
    let next = at.saturating_add(1).saturating_add(joint.into());
    let (number, end) = value(words, next)?;
    let first = words.get(next)?;
    let is_letter = label.text == "e";
    let is_near =
        text.get(label.span.end..first.span.start).is_some_and(|between| between.chars().count() <= 8);
    if is_letter && (label.span.end != first.span.start || !first.is_number) || !is_near {
        return None;
    }
    let season = season_before(words, at);
    let start = season.and_then(|season| words.get(season)).map_or(label.span.start, |word| word.span.start);
    let of = of_all(text, words, end);
    let end = words.get(of.saturating_sub(1)).map_or(label.span.end, |word| word.span.end);
    Some(Episode { number, span: start..end })
}

/// A number in digits or words, and the word behind it.
fn value(words: &[Word], at: usize) -> Option<(u32, usize)> {
    let first = words.get(at)?;
    if first.is_number {
        return Some((small(&first.text)?, at.saturating_add(1)));
    }
    (1..=3).rev().find_map(|count| {
        let end = at.saturating_add(count);
        let name: Vec<String> = words.get(at..end)?.iter().map(|word| masculine(&word.text)).collect();
        Some((ordinal(&name.concat())?.into(), end))
    })
}

/// A word of a number in Arabic as it stands beside a masculine noun.
fn masculine(word: &str) -> String {
    match word {
        "الاولی" => "الاول".to_owned(),
        "الحادیه" => "الحادی".to_owned(),
        _ if word.starts_with("ال") || word == "عشره" => {
            word.strip_suffix('ه').unwrap_or(word).to_owned()
        }
        _ => word.to_owned(),
    }
}

fn small(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|number| (1..100_000).contains(number))
}

/// The word that begins a season right before a place: `S2`, «فصل دوم».
fn season_before(words: &[Word], at: usize) -> Option<usize> {
    (2..=3).filter_map(|back| at.checked_sub(back)).find(|start| {
        let is_label = words.get(*start).is_some_and(|word| is_season(&word.text));
        is_label && value(words, start.saturating_add(1)).is_some_and(|(_, end)| end == at)
    })
}

/// Behind `of 26`, «از ۲۶», `/26`, if that follows.
fn of_all(text: &str, words: &[Word], end: usize) -> usize {
    let next = |steps: usize| words.get(end.saturating_add(steps));
    let is_of = next(0).is_some_and(|word| matches!(&*word.text, "of" | "از" | "من"));
    if is_of && next(1).is_some_and(|word| word.is_number) {
        return end.saturating_add(2);
    }
    let before = end.checked_sub(1).and_then(|last| words.get(last));
    let between = before.zip(next(0)).and_then(|(last, next)| text.get(last.span.end..next.span.start));
    let is_stroke =
        between.is_some_and(|between| between.trim() == "/") && next(0).is_some_and(|word| word.is_number);
    end.saturating_add(is_stroke.into())
}

/// A number in brackets or behind `#` at the end. A year is none.
fn at_end(text: &str, words: &[Word]) -> Option<Episode> {
    let last = words.last().filter(|word| word.is_number && words.len() > 1)?;
    let number = small(&last.text).filter(|number| !is_year(*number))?;
    let behind = text.get(last.span.end..)?.trim();
    let before = text.get(..last.span.start)?.trim_end();
    let sign = before
        .chars()
        .next_back()
        .filter(|sign| matches!((sign, behind), ('(', ")") | ('[', "]") | ('#', "")))?;
    let start = before.len().saturating_sub(sign.len_utf8());
    Some(Episode { number, span: start..text.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<u32>, String) {
        let found = find(text);
        (found.as_ref().map(|found| found.number), found.map_or(text.to_owned(), |found| found.rest(text)))
    }

    #[test]
    fn the_number_of_an_episode_is_taken_out_of_a_title() {
        for (text, number, title) in [
            ("Morning Road - Episode 12", 12, "Morning Road"),
            ("Morning Road (Ep. 12)", 12, "Morning Road"),
            ("Morning Road S2 E5", 5, "Morning Road"),
            ("Morning Road S02E05", 5, "Morning Road"),
            ("Morning Road, Season 2, Episode 5 of 26", 5, "Morning Road"),
            ("Morning Road (12)", 12, "Morning Road"),
            ("Morning Road #7", 7, "Morning Road"),
            ("باران - قسمت ۱۲", 12, "باران"),
            ("باران (قسمت دوازدهم)", 12, "باران"),
            ("باران، فصل دوم، قسمت ۵ از ۲۶", 5, "باران"),
            ("طريق الصباح الحلقة ١٢", 12, "طريق الصباح"),
            ("طريق الصباح - الحلقة الثالثة", 3, "طريق الصباح"),
            ("الحلقة 4: طريق الصباح", 4, "طريق الصباح"),
            ("باران ق ۶", 6, "باران"),
        ] {
            assert_eq!(read(text), (Some(number), title.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_number_in_brackets_may_stand_alone() {
        assert_eq!(
            [in_brackets("(۶)"), in_brackets(" [12] "), in_brackets("#7")],
            [Some(6), Some(12), Some(7)]
        );
        assert_eq!([in_brackets("(2015)"), in_brackets("12"), in_brackets("(R)")], [None; 3]);
    }

    #[test]
    fn years_and_numbers_of_titles_are_no_episodes() {
        for text in ["Blue Lantern (2015)", "Apollo 13", "24", "Season 2", "Room 12", "باران ۲"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
