//! Display text: a stored text as a screen shows it. Its letters are those of the edition, and the parts of
//! mixed lines are isolated. Stored text is never changed.

use std::ops::Range;

use super::direction::{Direction, is_control, isolate_mixed};
use super::quote::closer_of;
use crate::LanguageTag;

/// A text as a screen shows it, and where each place of the stored text is in it.
///
/// ```
/// use ifilm_language::Direction;
/// use ifilm_language::text::DisplayText;
/// let shown = DisplayText::of("کتابهاي Sara Miller", &"fa".parse()?, Direction::Rtl);
/// assert_eq!(shown.text(), "کتابهای \u{2068}Sara Miller\u{2069}");
/// assert_eq!(shown.pieces([12, 19]), ["کتابها", "ی \u{2068}Sara", " Miller\u{2069}"]);
/// # Ok::<(), ifilm_language::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayText {
    text: String,
    /// The places behind each character that only one of the two texts has: in the stored text, in this one.
    shifts: Vec<(usize, usize)>,
}

impl DisplayText {
    /// A text of this language, for a line of this direction. In Persian and Dari `ي`, `ى` and `ك` become
    /// `ی`, `ی` and `ک`, but not in a text or a quotation that is Arabic. Parts that could be shown in the
    /// wrong order are isolated, as by [`isolate_mixed`]. The time grows linearly with the text.
    pub fn of(text: &str, language: &LanguageTag, line: Direction) -> Self {
        Self::with_arabic_parts(text, &[], language, line)
    }

    /// The same for a text of which these parts are marked as Arabic: places in bytes, in order.
    pub fn with_arabic_parts(
        text: &str,
        arabic: &[Range<usize>],
        language: &LanguageTag,
        line: Direction,
    ) -> Self {
        let lettered = match language.language() {
            "fa" | "prs" => in_persian_letters(text, arabic),
            _ => text.to_owned(),
        };
        let shown = isolate_mixed(&lettered, line);
        let shifts = if shown == lettered { Vec::new() } else { shifts(&lettered, &shown) };
        Self { text: shown, shifts }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, without a copy.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Where a place of the stored text is in this one, both in bytes. An isolate that begins there comes
    /// after the place, and one that ends there comes before it.
    pub fn place(&self, stored: usize) -> usize {
        let passed = self.shifts.partition_point(|(place, _)| *place <= stored);
        let last = passed.checked_sub(1).and_then(|at| self.shifts.get(at));
        let (before, shown) = last.copied().unwrap_or_default();
        shown.saturating_add(stored.saturating_sub(before)).min(self.text.len())
    }

    /// Where a range of the stored text is in this one.
    pub fn range(&self, stored: Range<usize>) -> Range<usize> {
        self.place(stored.start)..self.place(stored.end)
    }

    /// The text cut at places of the stored text, in bytes, in order.
    pub fn pieces(&self, cuts: impl IntoIterator<Item = usize>) -> Vec<&str> {
        let mut start = 0;
        let mut pieces = Vec::new();
        for end in cuts.into_iter().map(|cut| self.place(cut)).chain([self.text.len()]) {
            pieces.push(self.text.get(start..end).unwrap_or_default());
            start = end.max(start);
        }
        pieces
    }
}

/// Compares the stored text with the shown one. They differ only in characters that control directions.
fn shifts(stored: &str, shown: &str) -> Vec<(usize, usize)> {
    let mut shifts = Vec::new();
    let mut rest = stored.char_indices().peekable();
    // What begins at a place comes after it: a shift counts from the next character on.
    let mut begun = false;
    for (at, c) in shown.char_indices() {
        let behind = at.saturating_add(c.len_utf8());
        while rest.next_if(|(_, own)| *own != c && is_control(*own) && !is_control(c)).is_some() {
            shifts.push((rest.peek().map_or(stored.len(), |(next, _)| *next), at));
        }
        if rest.next_if(|(_, own)| *own == c).is_some() {
            if begun {
                shifts.push((rest.peek().map_or(stored.len(), |(next, _)| *next), behind));
            }
            begun = false;
            continue;
        }
        let place = rest.peek().map_or(stored.len(), |(next, _)| *next);
        if is_closer(c) { shifts.push((place, behind)) } else { begun = true }
    }
    shifts
}

fn is_closer(c: char) -> bool {
    matches!(c, '\u{2069}' | '\u{202C}')
}

/// The text with Persian letters, except in its Arabic parts: those that are `marked`, and those that are
/// recognised.
fn in_persian_letters(text: &str, marked: &[Range<usize>]) -> String {
    if !text.contains(|c| persian(c) != c) {
        return text.to_owned();
    }
    let mut written = String::with_capacity(text.len());
    let mut marked = marked.iter().peekable();
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        let mut arabic = arabic_parts(paragraph).into_iter().peekable();
        for (at, c) in paragraph.char_indices() {
            let place = at.saturating_add(start);
            while arabic.next_if(|part| part.end <= at).is_some() {}
            while marked.next_if(|part| part.end <= place).is_some() {}
            let is_arabic = arabic.peek().is_some_and(|part| part.contains(&at))
                || marked.peek().is_some_and(|part| part.contains(&place));
            written.push(if is_arabic { c } else { persian(c) });
        }
        start = start.saturating_add(paragraph.len());
    }
    written
}

/// The letter of a Persian keyboard. Each has as many bytes as the one that it stands for.
fn persian(c: char) -> char {
    match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        _ => c,
    }
}

/// The whole paragraph if it is Arabic, or else its Arabic quotations.
fn arabic_parts(paragraph: &str) -> Vec<Range<usize>> {
    if is_arabic(paragraph) {
        return std::iter::once(0..paragraph.len()).collect();
    }
    quotations(paragraph)
}

/// How deep nested quotations are looked into. Each level costs one walk through the text.
const DEEPEST: usize = 3;

/// The places of quotations that are Arabic. Of nested ones the outermost counts. What was opened inside a
/// quotation and not closed ends with it.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(opener) = open.iter().rposition(|(_, closer)| *closer == c) else {
            let closer = closer_of_quotation(c).filter(|_| open.len() < DEEPEST);
            open.extend(closer.map(|closer| (at, closer)));
            continue;
        };
        let start = open.get(opener).map_or(at, |(start, _)| *start);
        open.truncate(opener);
        if is_verse_bracket(c) || text.get(start..at).is_some_and(is_arabic) {
            while found.pop_if(|inner| inner.start > start).is_some() {}
            found.push(start..at);
        }
    }
    found
}

fn closer_of_quotation(c: char) -> Option<char> {
    match c {
        '﴿' => Some('﴾'),
        '﴾' => Some('﴿'),
        '‘' => Some('’'),
        _ => closer_of(c),
    }
}

/// Whether it is one of the ornate brackets around verses of the Quran, which are always Arabic.
fn is_verse_bracket(c: char) -> bool {
    matches!(c, '﴿' | '﴾')
}

/// The fewest words from which a text can be recognised as Arabic.
const FEWEST_WORDS: usize = 3;
/// Letters of Persian keyboards, and the half-space, which Arabic does not have.
const PERSIAN: [char; 7] = ['پ', 'چ', 'ژ', 'گ', 'ی', 'ک', '\u{200C}'];
/// Frequent words of Persian and Dari, written with the letters of Arabic keyboards.
#[rustfmt::skip]
const PERSIAN_WORDS: [&str; 40] = [
    "در", "از", "به", "كه", "را", "با", "اين", "آن", "است", "بود", "شد", "كرد", "مي", "نمي", "براي", "تا",
    "هم", "يك", "خود", "نيز", "آمد", "رفت", "رسيد", "داد", "دارد", "شود", "كند", "گفت", "هاي", "ها", "هر",
    "بر", "اي", "سريال", "فيلم", "فلم", "شهر", "بالاي", "بالاخره", "دو",
];
/// Frequent words of Arabic that Persian does not use.
#[rustfmt::skip]
const ARABIC_WORDS: [&str; 22] = [
    "في", "من", "على", "عليه", "عليك", "عليهم", "هذا", "هذه", "ذلك", "تلك", "الذي", "التي", "كان", "كانت",
    "لا", "ما", "يا", "قال", "هو", "هي", "ثم", "قد",
];

/// Whether a text is Arabic and not Persian. It is if at least three words in five have an Arabic form, and
/// no letter or word is Persian. Short texts stay undecided, because Persian names have the article, too.
fn is_arabic(text: &str) -> bool {
    if text.contains(PERSIAN) {
        return false;
    }
    let is_part = |c: char| is_letter(c) || is_vowel_mark(c);
    let (mut all, mut arabic) = (0usize, 0usize);
    for word in text.split(|c: char| !is_part(c)).filter(|word| word.contains(is_letter)) {
        let bare: String = word.chars().filter(|c| is_letter(*c)).map(without_wasla).collect();
        if PERSIAN_WORDS.contains(&bare.as_str()) {
            return false;
        }
        let marks = word.chars().filter(|c| is_vowel_mark(*c)).count();
        all = all.saturating_add(1);
        arabic = arabic.saturating_add((marks > 1 || has_arabic_form(&bare)).into());
    }
    all >= FEWEST_WORDS && arabic.saturating_mul(5) >= all.saturating_mul(3)
}

fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{671}')
}

fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}' | '\u{670}')
}

fn without_wasla(c: char) -> char {
    if c == 'ٱ' { 'ا' } else { c }
}

/// Whether a word has the Arabic article, a teh marbuta or a hamza at its beginning, or is a frequent one.
fn has_arabic_form(word: &str) -> bool {
    let inner = word.strip_prefix(['و', 'ف', 'ب', 'ك']).unwrap_or(word);
    let has_article = |word: &str| word.starts_with("ال") && word.chars().nth(4).is_some() || word == "الله";
    word.ends_with('ة')
        || [word, inner].iter().any(|word| has_article(word) || word.starts_with(['أ', 'إ']))
        || word.starts_with("لل")
        || ARABIC_WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::plain;

    fn shown(text: &str, language: &str) -> String {
        DisplayText::of(text, &language.parse().unwrap(), Direction::Rtl).into_text()
    }

    #[test]
    fn persian_and_dari_are_shown_with_their_own_letters() {
        assert_eq!(shown("كتابهاي على", "fa"), "کتابهای علی");
        assert_eq!(shown("موسیقي كابل", "fa-AF"), "موسیقی کابل");
        assert_eq!(shown("كتابي على", "ar"), "كتابي على");
    }

    #[test]
    fn arabic_inside_persian_keeps_its_letters() {
        for text in [
            "او گفت: «إن السلام على أهل المدينة» و رفت",
            "آیه ﴿ذلك كتابي﴾ را خواند",
            "في المدينة كتاب على الطاولة",
        ] {
            assert_eq!(shown(text, "fa"), text);
        }
        assert_eq!(
            shown("«كتابهاي تازه» و «ذلك الكتاب في البيت»", "fa"),
            "«کتابهای تازه» و «ذلك الكتاب في البيت»"
        );
        assert_eq!(shown("سورة كهف", "fa"), "سورة کهف");
        for text in ["«إنا لله وإنا إليه راجعون»", "«السلام عليك (يا أبا عبدالله»", "بِسْمِ ٱللَّهِ فِي ٱلْكِتَابِ"]
        {
            assert_eq!(shown(text, "fa"), text);
        }
    }

    /// Names with `ال` made short Persian headlines Arabic, and they kept the letters of Arabic keyboards.
    #[test]
    fn persian_names_with_an_article_make_no_arabic_text() {
        for text in [
            "الهام حميدي آمد",
            "الناز شاكردوست در سريال البرز",
            "بالاي شهر نيويورك",
            "كالاهاي ايراني رسيد",
            "آيت الله العظمي خامنه اي",
            "ليلة القدر در ايران",
            "والدين الياس كوچك",
        ] {
            assert!(!shown(text, "fa").contains(['ي', 'ك']), "{text}");
        }
    }

    #[test]
    fn the_time_grows_linearly_with_nested_quotations() {
        let text = format!("{}ي{}", "(".repeat(200_000), ")".repeat(200_000));

        assert!(shown(&text, "fa").contains('ی'));
    }

    /// A half-linked name was isolated in two parts, and a screen showed `Miller Sara`.
    #[test]
    fn a_name_that_is_linked_in_part_is_one_isolate() {
        let text = "فیلم Sara Miller آمد";
        let shown = DisplayText::of(text, &"fa".parse().unwrap(), Direction::Rtl);
        let cut = text.find(" Miller").unwrap();

        assert_eq!(shown.pieces([cut]), ["فیلم \u{2068}Sara", " Miller\u{2069} آمد"]);
    }

    #[test]
    fn an_isolate_is_in_the_piece_of_its_text() {
        let text = "فیلم Rain آمد";
        let shown = DisplayText::of(text, &"fa".parse().unwrap(), Direction::Rtl);
        let name = text.find("Rain").unwrap();

        assert_eq!(shown.pieces([name, name + 4]), ["فیلم ", "\u{2068}Rain\u{2069}", " آمد"]);
        assert_eq!(&shown.text()[shown.range(name..name + 4)], "\u{2068}Rain\u{2069}");
    }

    proptest! {
        #[test]
        fn pieces_are_the_text_and_each_is_its_part(
            text in "[آ-یa-cکيىك ()«»\u{2066}\u{2069}\u{202B}\u{202C}\u{200C}۱-۳.\n-]{0,40}",
            cut in any::<prop::sample::Index>(),
        ) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let cut = *cut.get(&places);
            for language in ["fa", "ar", "en"] {
                let shown = DisplayText::of(&text, &language.parse().unwrap(), Direction::Rtl);

                let pieces = shown.pieces([cut]);
                prop_assert_eq!(pieces.concat(), shown.text());
                let letters = |text: &str| plain(text).chars().map(persian).collect::<String>();
                prop_assert_eq!(letters(pieces[0]), letters(&text[..cut]));
                prop_assert_eq!(letters(pieces[1]), letters(&text[cut..]));
            }
        }
    }
}
