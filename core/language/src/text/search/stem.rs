//! Light stemming: which Arabic, Persian and Dari words are forms of one word, such as سينما and والسينما,
//! کتاب and کتابها. The tables below are all there is to it.
//!
//! A text word and a query word meet if one is a stem of the other, or if they have a stem in common. Such a
//! hit comes after all exact hits. Letters alone do not tell a prefix from a part of the word (بازار is no
//! ب with آزار), so a rule applies only if enough letters are left, and not to the words
//! of [`NO_PREFIX`] and [`NO_PLURAL`].

/// What the original text says about a word. The folded word does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// Whether the text around the word is Arabic by its letters: see [`is_arabic`].
    pub(super) arabic: bool,
    /// Whether ال may be the article: the first alef of the word has neither hamza nor madda.
    pub(super) article: bool,
}

/// One line of the table of stems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StemRule {
    /// Where the letters stand in the word, and when they may be cut off.
    pub affix: Affix,
    /// The folded letters.
    pub letters: &'static str,
    /// What may stand in their place in the stem. Empty if nothing may be cut off.
    pub becomes: &'static [&'static str],
    /// The fewest letters that must be left.
    pub fewest: usize,
    /// Why.
    pub why: &'static str,
}

/// A part of a word that a stem has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Affix {
    /// A prefix with the article of Arabic. It is recognised in any text.
    Article,
    /// The و of Arabic without an article. Few other words begin like this, so it is recognised in any text.
    And,
    /// One or two letters that begin many other words. Only in an Arabic text they are a prefix.
    Particle,
    /// An ending of the plural.
    Plural,
}

const fn article(letters: &'static str, fewest: usize, why: &'static str) -> StemRule {
    StemRule { affix: Affix::Article, letters, becomes: &[""], fewest, why }
}

const fn particle(letters: &'static str, why: &'static str) -> StemRule {
    StemRule { affix: Affix::Particle, letters, becomes: &[""], fewest: 4, why }
}

const fn plural(letters: &'static str, fewest: usize, why: &'static str) -> StemRule {
    StemRule { affix: Affix::Plural, letters, becomes: &[""], fewest, why }
}

impl StemRule {
    const fn with(self, becomes: &'static [&'static str]) -> Self {
        Self { becomes, ..self }
    }
}

const THEIR: &str = "the plural of Persian with an owner";

/// The rules, one table for each [`Affix`], longer letters first. Of the articles and of the plurals only the
/// first that fits is used, with all its lines. Particles may be read in more than one way.
pub const STEM_RULES: [&[StemRule]; 4] = [ARTICLES, AND, PARTICLES, PLURALS];

const ARTICLES: &[StemRule] = &[
    article("وبال", 3, "and by the: وبالصورة"),
    article("وکال", 3, "and like the: وكالبحر"),
    article("ولل", 3, "and for the: وللمدينة"),
    article("وال", 3, "and the: والسينما"),
    article("فال", 3, "so the: فالحسن"),
    article("بال", 3, "by the: بالفيلم"),
    article("کال", 3, "like the: كالبحر"),
    article("لل", 2, "for the, without its alef: للمدينة"),
    article("لل", 2, "for the, before another lam: للغة").with(&["ل"]),
    article("ال", 2, "the: الحسن"),
];

const AND: &[StemRule] =
    &[StemRule { affix: Affix::And, letters: "و", becomes: &[""], fewest: 4, why: "and: وسينما" }];

const PARTICLES: &[StemRule] = &[
    particle("وب", "and by: وبمدينة"),
    particle("ول", "and for: ولمدينة"),
    particle("ف", "so: فمدينة"),
    particle("ب", "by: بمدينة"),
    particle("ک", "like: كمدينة"),
    particle("ل", "for: لمدينة"),
];

const PLURALS: &[StemRule] = &[
    plural("هایشان", 2, THEIR),
    plural("هایمان", 2, THEIR),
    plural("هایتان", 2, THEIR),
    plural("هایی", 2, "some of the: کتابهایی"),
    plural("هایم", 2, THEIR),
    plural("هایت", 2, THEIR),
    plural("هایش", 2, THEIR),
    plural("های", 2, "the plural of Persian before an adjective: کتابهای نو"),
    plural("ها", 2, "the plural of Persian: کتابها; in Arabic, her: كتابها"),
    plural("ترین", 2, "the superlative is no plural: بهترین").with(&[]),
    plural("ایان", 3, "the plural of people behind a vowel: آشنایان").with(&["ا"]),
    plural("ویان", 3, "the same: دانشجویان").with(&["و"]),
    plural("گان", 3, "the plural of people whose word ends in heh: نویسندگان").with(&["ه"]),
    plural("ان", 4, "the plural of people: بازیگران; in Arabic, two of them"),
    plural("ون", 4, "the plural of men: معلمون"),
    plural("ین", 4, "the same in another case: معلمين; Persian has it, too: مسئولین"),
    plural("یات", 3, "the same of words in ية and اة: عمليات, مباريات").with(&["یه", "اه"]),
    plural("ات", 4, "the plural of women and things: مسلسلات, انتخابات"),
    plural("ات", 3, "the same of words in teh marbuta, in Persian heh or teh: كلمات, حرکات")
        .with(&["ه", "ت"]),
];

/// Plurals of words that are too short for the rule of their ending.
#[rustfmt::skip]
const SHORT: &[&str] = &[
    "مردان", "زنان", "سخنان", "پسران", "پدران", "یاران", "شاهان", "چشمان", "اسبان", "مرغان", "اقایان",
    "خدایان", "نظرات", "اثرات", "خطرات", "نفرات",
];

/// Words that begin like a word with a prefix. A star stands for any further letters.
#[rustfmt::skip]
const NO_PREFIX: &[&str] = &[
    // They begin like the article.
    "البته", "البوم*", "البرز", "التزام", "التماس", "التهاب", "التقاط", "التفات", "الحاق", "الزام*", "الفبا",
    "القا", "القاب", "الکترو*", "الکل", "الکلی", "الگو*", "الماس*", "المان", "المانی*", "المپیک*", "الناز",
    "الهام", "الهه", "الهی", "الوان", "الیاس", "الیاف", "الان",
    "الله*", "والله", "بالله", "الذی", "الذین", "التی",
    // They begin like و, ف, ب, ك or ل with the article.
    "بالاتر*", "بالکن", "بالون*", "فالگیر*", "فالوده", "کالباس", "کالسکه*", "والد*", "والیبال*",
    // They begin like و, ف, ب, ك or ل.
    "وجهات", "وزاره", "وسایل", "وصفات", "وکالات", "ولایات", "فارسی*", "فراشه", "فستان", "فضایی*", "فعالی*",
    "بحیره", "بحیرات", "بدایه", "بشاره", "بضایع", "بطاق*", "بلدیه", "بوابه", "کامل*", "کامیرا*", "کبیره",
    "کتاب*", "کرامه", "کلم*", "لبنان*", "لماذا",
];

/// Words that end like a plural. A star stands for any further letters.
#[rustfmt::skip]
const NO_PLURAL: &[&str] = &[
    "ابادان", "اربعون", "اربعین", "امارات", "ثلاثون", "ثلاثین", "ثمانون", "ثمانین", "داستان", "ساختمان",
    "پهلوان", "تریلیون", "سازمان", "سادات", "فریدون", "کارتون", "گفتمان", "مسلمان", "مهرجان",
    "میلیون", "همایون",
    // They end like ها.
    "اشتها*", "الیها", "انتها*", "انها", "بینها", "تنها*", "علیها", "عنها", "غیرها", "فیها", "لانها", "لدیها",
    "منتها*", "منها",
];

/// Whether a text is Arabic rather than Persian, by the letters that only one of them has. Old Persian
/// keyboards have ي and ك, but گ, چ, پ and ژ as well, about one for four of these.
pub(super) fn is_arabic(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (mut arabic, mut persian) = (0_usize, 0_usize);
    for c in text.chars() {
        match c {
            'ي' | 'ك' | 'ة' | 'ى' | 'إ' => arabic = arabic.saturating_add(1),
            'ی' | 'ک' => persian = persian.saturating_add(1),
            'گ' | 'چ' | 'پ' | 'ژ' => persian = persian.saturating_add(8),
            _ => {}
        }
    }
    arabic > persian
}

/// Whether ال may be the article in a word as it is written: its first alef has neither hamza nor madda.
pub(super) fn may_have_article(written: &str) -> bool {
    let mut letters = written.chars().skip_while(|c| !matches!(c, 'ا' | 'أ' | 'إ' | 'آ' | 'ٱ'));
    let is_bare = !matches!(letters.next(), Some('أ' | 'إ' | 'آ'));
    is_bare && !letters.next().is_some_and(|mark| matches!(mark, '\u{653}'..='\u{655}'))
}

/// Whether a folded word begins with an Arabic letter. No other word has stems.
pub(super) fn may_have_stems(word: &str) -> bool {
    word.as_bytes().first().is_some_and(|first| matches!(first, 0xD8..=0xDB))
}

/// The stems of a word, without the word itself.
#[derive(Default)]
pub(super) struct Stems {
    /// The word without its prefix, in each way to read it, and with ر for the ڕ of Kurdish. Many keyboards
    /// have no ڕ, but folding keeps it, because it makes other words.
    pub(super) bases: Vec<String>,
    /// These, and the word itself, without their ending of the plural.
    pub(super) singulars: Vec<String>,
}

pub(super) fn stems(word: &str, reading: Reading) -> Stems {
    if !may_have_stems(word) {
        return Stems::default();
    }
    let plain = word.contains('ڕ').then(|| word.replace('ڕ', "ر"));
    let nouns = without(word, Affix::Article, reading);
    // A word with the article is nothing else. A particle may be a letter of the word.
    let whole = nouns.is_empty().then_some(word);
    let particles = if nouns.is_empty() { &[Affix::And, Affix::Particle][..] } else { &[] };
    let rest = particles.iter().flat_map(|affix| without(word, *affix, reading)).chain(nouns);
    let bases: Vec<String> = plain.into_iter().chain(rest).collect();
    let words = bases.iter().map(String::as_str).chain(whole);
    let singulars = words.flat_map(|word| without(word, Affix::Plural, reading)).collect();
    Stems { bases, singulars }
}

/// The letters that prefixes begin with, and those that endings end with. Most words have none there, and the
/// table need not be read for them.
const FIRST_OF_PREFIX: [char; 6] = ['ا', 'و', 'ل', 'ب', 'ف', 'ک'];
const LAST_OF_ENDING: [char; 6] = ['ن', 'ا', 'ت', 'ی', 'ش', 'م'];

fn without(word: &str, affix: Affix, reading: Reading) -> Vec<String> {
    let (rules, whole) = match affix {
        Affix::Article => (ARTICLES, NO_PREFIX),
        Affix::And => (AND, NO_PREFIX),
        Affix::Particle if reading.arabic => (PARTICLES, NO_PREFIX),
        Affix::Particle => return Vec::new(),
        Affix::Plural => (PLURALS, NO_PLURAL),
    };
    let may_fit = match affix {
        Affix::Plural => word.ends_with(LAST_OF_ENDING),
        Affix::Article | Affix::And | Affix::Particle => word.starts_with(FIRST_OF_PREFIX),
    };
    if !may_fit {
        return Vec::new();
    }
    let mut fitting =
        rules.iter().filter(|rule| rule.may_be(reading) && rule.rest(word).is_some()).peekable();
    let Some(first) = fitting.peek().map(|rule| rule.letters) else { return Vec::new() };
    let alike = fitting.take_while(|rule| affix == Affix::Particle || rule.letters == first);
    let stems: Vec<String> = alike.flat_map(|rule| rule.stems(word)).collect();
    // The list is read last, because most words are too short for their rule.
    if !stems.is_empty() && is_among(whole, word) { Vec::new() } else { stems }
}

impl StemRule {
    fn may_be(&self, reading: Reading) -> bool {
        self.affix != Affix::Article || reading.article || self.letters.ends_with("لل")
    }

    /// The letters that are left of a word, however few.
    fn rest<'a>(&self, word: &'a str) -> Option<&'a str> {
        match self.affix {
            Affix::Plural => word.strip_suffix(self.letters),
            Affix::Article | Affix::And | Affix::Particle => word.strip_prefix(self.letters),
        }
    }

    fn stems(&self, word: &str) -> Vec<String> {
        let rest = self.rest(word).unwrap_or_default();
        if !has_letters(rest, self.fewest) && !SHORT.contains(&word) {
            return Vec::new();
        }
        let stem = |end: &&str| match self.affix {
            Affix::Plural => format!("{rest}{end}"),
            Affix::Article | Affix::And | Affix::Particle => format!("{end}{rest}"),
        };
        self.becomes.iter().map(stem).collect()
    }
}

/// Which words may have one of the wanted stems: a quick test that spares the table for the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All words.
    Any,
    /// Those that contain one of these: the first two letters of each stem, or the ڕ of Kurdish. Whatever is
    /// cut off, and whatever is put in place of an ending, these letters stay side by side.
    With(Vec<String>),
}

impl Wanted {
    pub(super) fn of<'a>(stems: impl Iterator<Item = &'a str>) -> Self {
        let beginnings = stems.map(|stem| stem.chars().take(2).collect());
        let mut with: Vec<String> = beginnings.chain(["ڕ".to_owned()]).collect();
        with.sort_unstable();
        with.dedup();
        Self::With(with)
    }

    pub(super) fn may_be_of(&self, word: &str) -> bool {
        match self {
            Self::Any => may_have_stems(word),
            Self::With(parts) => may_have_stems(word) && parts.iter().any(|part| holds(word, part)),
        }
    }
}

/// Whether a short text stands in a word. [`str::contains`] prepares for long texts.
fn holds(word: &str, part: &str) -> bool {
    word.as_bytes().windows(part.len().max(1)).any(|window| window == part.as_bytes())
}

fn has_letters(word: &str, fewest: usize) -> bool {
    word.chars().nth(fewest.saturating_sub(1)).is_some()
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| match known.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == *known,
    })
}

#[cfg(test)]
mod tests {
    use super::{Affix, FIRST_OF_PREFIX, LAST_OF_ENDING, NO_PLURAL, NO_PREFIX, SHORT, STEM_RULES, StemRule};
    use crate::text::fold;

    #[test]
    fn the_letters_of_the_table_are_folded_and_the_first_and_last_ones_are_known() {
        for rule in STEM_RULES.into_iter().flatten() {
            assert_eq!(fold(rule.letters).text, rule.letters);
            match rule.affix {
                Affix::Plural => assert!(rule.letters.ends_with(LAST_OF_ENDING), "{rule:?}"),
                _ => assert!(rule.letters.starts_with(FIRST_OF_PREFIX), "{rule:?}"),
            }
        }
        for word in [NO_PLURAL, NO_PREFIX, SHORT].concat() {
            assert_eq!(fold(word).text, word.replace('*', " "), "{word}");
        }
    }

    /// A rule after one with fewer of the same letters would never be used.
    #[test]
    fn longer_letters_come_before_shorter_ones() {
        for (rules, at) in
            STEM_RULES.into_iter().flat_map(|rules| (0..rules.len()).map(move |at| (rules, at)))
        {
            let rule = rules[at];
            let hides = |later: &StemRule| match rule.affix {
                _ if later.letters == rule.letters => false,
                Affix::Plural => later.letters.ends_with(rule.letters),
                Affix::Article | Affix::And => later.letters.starts_with(rule.letters),
                Affix::Particle => false,
            };
            assert!(!rules[at..].iter().any(hides), "{rule:?}");
        }
    }
}
