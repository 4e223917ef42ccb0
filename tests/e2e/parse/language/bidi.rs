//! Lines of mixed direction. The reference algorithm places each character on a screen.

use ifilm_core::Direction;
use ifilm_core::language::text::{direction_of, direction_of_line, isolate_mixed, isolate_title, plain};
use ifilm_tests::golden;
use serde::Deserialize;
use unicode_bidi::{BidiInfo, Level};

#[derive(Deserialize)]
struct Row {
    text: String,
    base: Direction,
    parts: Vec<String>,
    why: String,
}

impl Row {
    /// The visible text.
    fn seen(&self) -> String {
        plain(&self.text)
    }

    /// For each part, the positions of its characters on the screen, counted from the left.
    fn places(&self, shown: &str, base: Direction) -> Vec<Vec<usize>> {
        let (seen, places) = (self.seen(), places(shown, base));
        let start = plain(shown).find(&seen).expect("the line holds the text");
        let mut from = start;
        let mut found = Vec::new();
        for part in &self.parts {
            let at =
                from + plain(shown)[from..].find(part.as_str()).expect("each part is in the text, in order");
            let first = plain(shown)[..at].chars().count();
            found.push(places[first..first + part.chars().count()].to_vec());
            from = at + part.len();
        }
        found
    }

    /// What is wrong with the line on the screen.
    fn flaws(&self, shown: &str, line: Direction, order: Option<Direction>) -> Vec<String> {
        let places = self.places(shown, line);
        let mut flaws = Vec::new();
        for (part, places) in self.parts.iter().zip(&places) {
            if !is_as_alone(part, places) {
                flaws.push(format!("`{part}` is torn or turned"));
            }
        }
        let follows = |pair: &[Vec<usize>]| match order {
            Some(Direction::Ltr) => pair[0].iter().max() < pair[1].iter().min(),
            Some(Direction::Rtl) => pair[0].iter().min() > pair[1].iter().max(),
            None => true,
        };
        if !places.windows(2).all(follows) {
            flaws.push("the parts change places".to_owned());
        }
        flaws
            .into_iter()
            .map(|flaw| format!("{flaw} in {line:?} line `{}` ({})", self.text, self.why))
            .collect()
    }
}

/// The position of each visible character, counted from the left.
fn places(shown: &str, base: Direction) -> Vec<usize> {
    let level = if base == Direction::Rtl { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(shown, Some(level));
    let paragraph = &info.paragraphs[0];
    let levels = info.reordered_levels_per_char(paragraph, paragraph.range.clone());
    let visible: Vec<bool> = shown.chars().map(|c| !plain(&c.to_string()).is_empty()).collect();
    let order = BidiInfo::reorder_visual(&levels);
    let mut places = vec![0; visible.len()];
    for (place, character) in order.into_iter().filter(|at| visible[*at]).enumerate() {
        places[character] = place;
    }
    places.into_iter().zip(visible).filter_map(|(place, visible)| visible.then_some(place)).collect()
}

/// Whether a part is in one piece, as it would be alone on a line of its own direction. A part without
/// letters is written from left to right.
fn is_as_alone(part: &str, found: &[usize]) -> bool {
    let has_letters = direction_of(part, Direction::Ltr) == direction_of(part, Direction::Rtl);
    let own = if has_letters {
        places(part, direction_of(part, Direction::Ltr))
    } else {
        (0..found.len()).collect()
    };
    let left = found.iter().min().copied().unwrap_or_default();
    found.iter().map(|place| place - left).eq(own)
}

const BASES: [Direction; 2] = [Direction::Ltr, Direction::Rtl];

#[test]
fn each_line_keeps_its_parts_in_order_in_its_own_direction() {
    let flaws: Vec<String> =
        rows().iter().flat_map(|row| row.flaws(&isolated(row), row.base, Some(row.base))).collect();

    assert!(flaws.is_empty(), "{flaws:#?}");
}

#[test]
fn each_line_keeps_its_parts_in_order_as_a_title_within_a_sentence_of_either_direction() {
    let mut flaws = Vec::new();
    for row in rows() {
        for (line, [before, after]) in
            [(Direction::Ltr, ["Saved: ", " - 5."]), (Direction::Rtl, ["حفظ شد: ", " - 5."])]
        {
            let shown = format!("{before}{}{after}", isolate_title(&row.text, row.base));
            flaws.extend(row.flaws(&shown, line, Some(row.base)));
            flaws.extend(
                is_torn(&shown, before, after, line).then(|| format!("the sentence around `{}`", row.text)),
            );
        }
    }

    assert!(flaws.is_empty(), "{flaws:#?}");
}

/// Whether the text around a title is not at the two ends of the line.
fn is_torn(shown: &str, before: &str, after: &str, line: Direction) -> bool {
    let places = places(shown, line);
    let (before, after) = (before.chars().count(), after.chars().count());
    let ends = |places: &[usize]| (places.iter().min().copied(), places.iter().max().copied());
    let (first, last) = (ends(&places[..before]), ends(&places[places.len() - after..]));
    let whole = (Some(0), Some(places.len() - 1));
    let (left, right) = if line == Direction::Ltr { (first, last) } else { (last, first) };
    (left.0, right.1) != whole || left.1 >= right.0
}

#[test]
fn no_part_is_split_in_a_line_of_the_other_direction() {
    let mut flaws = Vec::new();
    for row in rows() {
        for base in BASES {
            flaws.extend(row.flaws(&isolate_mixed(&row.text, base), base, None));
        }
    }

    assert!(flaws.is_empty(), "{flaws:#?}");
}

/// Fragments that occur in lines.
const FRAGMENTS: [&str; 36] = [
    "2024-05-02",
    "۱۴۰۳-۰۲-۱۳",
    "٢٠٢٤-٠٥-٠٢",
    "2024/05/02",
    "۱۴۰۳/۲/۱۳",
    "18:05",
    "۱۸:۰۵",
    "12",
    "۱۲",
    "٣٫٥",
    "1,200",
    "-5",
    "−۵",
    "+98 21 1234 5678",
    "۰۲۱-۸۸۷۷۶۶۵۵",
    "(021) 8877 6655",
    "$50",
    "€۳۰",
    "50%",
    "18+",
    "Sara Miller",
    "Rain (2024)",
    "C++",
    "S01E05",
    "24 Hours",
    "iPhone 15",
    "120 km/h",
    "30°C",
    "https://a.example/x/?y=1",
    "news@a.example",
    "#iFilm",
    "Spider-Man 2: Home",
    "Rock 'n' Roll",
    "U.S.",
    "1.2.3-beta",
    "Mr. Bean (Mr. B, \"x\")",
];

#[test]
fn any_two_fragments_keep_their_order_among_persian_and_arabic_words() {
    let mut flaws = Vec::new();
    for (first, second) in FRAGMENTS.iter().flat_map(|one| FRAGMENTS.map(|two| (*one, two))) {
        for [before, between, after] in [
            ["فیلم ", " و ", " بود"],
            ["", " و ", " آمد و رفت"],
            ["كان «", "»، «", "» هنا"],
            ["متن (", ") سپس ", ""],
        ] {
            let text = format!("{before}{first}{between}{second}{after}");
            let parts = [first, second].map(str::to_owned).to_vec();
            let row = Row { text, base: Direction::Rtl, parts, why: String::new() };
            if direction_of_line(&row.text, row.base) == row.base {
                flaws.extend(row.flaws(&isolated(&row), row.base, Some(row.base)));
            }
        }
    }

    assert!(flaws.is_empty(), "{} flaws: {:#?}", flaws.len(), &flaws[..flaws.len().min(20)]);
}

#[test]
fn any_two_persian_fragments_keep_their_order_among_english_words() {
    let fragments = [
        "باران",
        "باران و باد",
        "باران ۲",
        "#باران_و_باد",
        "باران (باد)",
        "می\u{200C}روم",
        "۱۲ فیلم",
        "שלום",
    ];
    let mut flaws = Vec::new();
    for (first, second) in fragments.iter().flat_map(|one| fragments.map(|two| (*one, two))) {
        for [before, between, after] in [
            ["See ", " and ", " now 12"],
            ["", " is ", " - 2024"],
            ["A (", "), ", ": 7 days"],
            ["The “", "”, “", "” 2-1"],
        ] {
            let text = format!("{before}{first}{between}{second}{after}");
            let parts = [first, second].map(str::to_owned).to_vec();
            let row = Row { text, base: Direction::Ltr, parts, why: String::new() };
            if direction_of_line(&row.text, row.base) == row.base {
                flaws.extend(row.flaws(&isolated(&row), row.base, Some(row.base)));
            }
        }
    }

    assert!(flaws.is_empty(), "{} flaws: {:#?}", flaws.len(), &flaws[..flaws.len().min(20)]);
}

#[test]
fn without_isolates_a_third_of_the_lines_are_wrong() {
    let rows = rows();
    let breaks = |row: &&Row| !row.flaws(&row.text, row.base, Some(row.base)).is_empty();

    let broken = rows.iter().filter(breaks).count();

    assert!(broken * 3 >= rows.len(), "only {broken} of {} lines break without isolates", rows.len());
}

#[test]
fn what_was_isolated_is_plain_again_and_closed() {
    for row in rows() {
        let shown = isolated(&row);
        assert_eq!(plain(&shown), row.seen());
        assert_eq!(isolate_mixed(&shown, row.base), shown, "isolating again changes nothing");
        let count = |set: &[char]| shown.chars().filter(|c| set.contains(c)).count();
        assert_eq!(count(&['\u{2066}', '\u{2067}', '\u{2068}']), count(&['\u{2069}']));
    }
}

/// The line is so long that quadratic time would be noticed without a clock.
#[test]
fn a_line_of_a_hundred_kilobytes_is_isolated_like_any_other() {
    let lines = [
        "Sara و علی ",
        "(Rain «باران ",
        "((((",
        "A ۱ ۱ ۱ ",
        "\"a ب",
        "\u{2067}a\u{202B}ب",
        "1-2-3 ",
        "a (b (c ب) d) ",
    ];
    for line in lines {
        let long = line.repeat(100_000 / line.len());
        for base in BASES {
            assert_eq!(plain(&isolate_mixed(&long, base)), plain(&long));
        }
    }
}

fn isolated(row: &Row) -> String {
    isolate_mixed(&row.text, row.base)
}

fn rows() -> Vec<Row> {
    let rows = golden::<Row>("bidi");
    assert!(rows.len() >= 80);
    rows
}
