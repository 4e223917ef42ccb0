//! Light stemming: which Arabic, Persian and Dari words are forms of one word, such as سينما and والسينما,
//! کتاب and کتابها. The tables below are all there is to it.
//!
//! A text word and a query word meet if one is a stem of the other, or if they have a stem in common. Such a
//! hit comes after all exact hits. Letters alone do not tell a prefix from a part of the word (بازار is no
//! ب with آزار), so a rule applies only if enough letters are left, and not to the words
//! of [`NO_PREFIX`] and [`NO_PLURAL`].

use std::cmp::Ordering;

/// What the original text says about a word. The folded word does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// The language of the text around the word, by its letters.
    pub(super) letters: Letters,
    /// Whether ال may be the article: the first alef of the word has neither hamza nor madda.
    pub(super) article: bool,
    /// Whether a half-space stands before an ای at the end. Then a ه before it belongs to the word: هسته‌ای
    /// is no plural of هست.
    pub(super) apart: bool,
}

/// Which language the letters of a text belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Arabic,
    Persian,
    /// A text without a letter that only one of them has.
    Either,
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
    /// The fewest letters that must be left, in an Arabic text.
    pub fewest: usize,
    /// The same where the letters of the text may be Arabic or Persian; `None` if the rule does not hold.
    pub fewest_in_either: Option<usize>,
    /// The same in a Persian text.
    pub fewest_in_persian: Option<usize>,
    /// Why.
    pub why: &'static str,
}

/// A part of a word that a stem has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Affix {
    /// A prefix with the article of Arabic. It is recognised in any text.
    Article,
    /// One or two letters that begin many other words. Only in an Arabic text they are a prefix.
    Particle,
    /// An ending of the plural.
    Plural,
}

const fn rule(affix: Affix, letters: &'static str, fewest: usize, why: &'static str) -> StemRule {
    let everywhere = Some(fewest);
    StemRule {
        affix,
        letters,
        becomes: &[""],
        fewest,
        fewest_in_either: everywhere,
        fewest_in_persian: everywhere,
        why,
    }
}

const fn article(letters: &'static str, fewest: usize, why: &'static str) -> StemRule {
    rule(Affix::Article, letters, fewest, why)
}

/// Persian has many words that begin with these letters: بالابر is no ابر.
const fn joined_article(letters: &'static str, why: &'static str) -> StemRule {
    StemRule { fewest_in_either: Some(3), fewest_in_persian: Some(5), ..article(letters, 2, why) }
}

const fn particle(letters: &'static str, why: &'static str) -> StemRule {
    StemRule { fewest_in_either: None, fewest_in_persian: None, ..rule(Affix::Particle, letters, 4, why) }
}

const AND: StemRule =
    StemRule { fewest: 3, fewest_in_either: Some(4), ..particle("و", "and: وسينما, وقصة") };

const fn plural(letters: &'static str, fewest: usize, why: &'static str) -> StemRule {
    rule(Affix::Plural, letters, fewest, why)
}

impl StemRule {
    const fn with(self, becomes: &'static [&'static str]) -> Self {
        Self { becomes, ..self }
    }
}

const THEIR: &str = "the plural of Persian with an owner";

/// The rules, one table for each [`Affix`], longer letters first. Of the articles and of the plurals in ها
/// only the first that fits is used, with all its lines. Other words may be read in more than one way:
/// بزرگان has a گ of its own, نویسندگان has not.
pub const STEM_RULES: [&[StemRule]; 3] = [ARTICLES, PARTICLES, PLURALS];

const ARTICLES: &[StemRule] = &[
    joined_article("وبال", "and by the: وبالصورة"),
    joined_article("فبال", "so by the: فبالصبر"),
    joined_article("وکال", "and like the: وكالبحر"),
    joined_article("ولل", "and for the: وللمدينة"),
    joined_article("فلل", "so for the: فللمدينة"),
    joined_article("وال", "and the: والسينما"),
    joined_article("فال", "so the: فالحسن"),
    joined_article("بال", "by the: بالفيلم"),
    joined_article("کال", "like the: كالبحر"),
    article("لل", 2, "for the, without its alef: للمدينة"),
    article("لل", 2, "for the, before another lam: للغة").with(&["ل"]),
    article("ال", 2, "the: الحسن"),
];

const PARTICLES: &[StemRule] = &[
    particle("وب", "and by: وبمدينة"),
    particle("ول", "and for: ولمدينة"),
    AND,
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
    plural("جات", 4, "a plural of kinds: سبزیجات, کارخانجات").with(&["", "ه"]),
    plural("ایان", 3, "the plural of people behind a vowel: آشنایان").with(&["ا"]),
    plural("ویان", 3, "the same: دانشجویان").with(&["و"]),
    plural("گان", 3, "the plural of people whose word ends in heh: نویسندگان").with(&["ه"]),
    plural("ان", 4, "the plural of people: بازیگران; in Arabic, two of them"),
    plural("ون", 4, "the plural of men: معلمون"),
    plural("ین", 4, "the same in another case: معلمين; Persian has it, too: مسئولین"),
    plural("یات", 2, "the same of words in ية and اة: عمليات, مباريات, فتيات").with(&["یه", "اه"]),
    plural("یات", 3, "the same of words in ي and ى: تحديات, ذكريات").with(&["ی"]),
    plural("ات", 4, "the plural of women and things: مسلسلات, انتخابات"),
    plural("ات", 2, "the same of words in teh marbuta, in Persian heh or teh: لغات, حرکات").with(&["ه", "ت"]),
];

/// Plurals of words that are too short for the rule of their ending.
#[rustfmt::skip]
const SHORT: &[&str] = &[
    "مردان", "زنان", "سخنان", "پسران", "پدران", "یاران", "شاهان", "چشمان", "اسبان", "مرغان", "اقایان",
    "خدایان", "نظرات", "اثرات", "خطرات", "نفرات", "دزدان", "شدگان", "مژگان", "باغات", "فلزات",
];

/// Words that begin like a word with a prefix. A star stands for any further letters.
#[rustfmt::skip]
const NO_PREFIX: &[&str] = &[
    // They begin like the article.
    "البته", "البوم*", "البرز", "التزام", "التماس", "التهاب", "التقاط", "التفات", "الحاق", "الزام*",
    "الفبا", "القا", "القاب", "الفت", "الکترو*", "الهیات", "الیزابت*", "الکس", "الکل", "الکلی", "الکی",
    "الگو*", "السا", "المیرا", "النا", "النگو*", "التقی*", "التقت", "التهم*", "الانه", "الماس*", "المان",
    "المانی*", "المپیک*", "الناز", "الهام", "الهه", "الهی", "الوان", "الیاس", "الیاف", "الان", "الله*",
    "والله", "بالله", "الذی", "الذین", "التی",
    // They begin like و, ف, ب, ك or ل with the article.
    "فالوده", "کالباس",
    "بالابر*", "بالاتر*", "بالدار*", "بالشان", "بالغ*", "بالکن*", "بالون*", "بالیوود*", "بالرین*",
    "فالگیر*", "کالیفرنی*", "کالسکه*", "والد*", "والنتین*", "والنسیا*", "والیبال*", "کالری*", "فالکون*",
    // They begin like و.
    "واجب*", "واحد*", "وارث*", "واسع*", "واضح*", "واقع*", "وبای*", "وثای*", "وثیق*", "وجبات", "وجبه",
    "وجوب", "وجود*", "وجوه*", "وجهات", "وجهه*", "وحدات", "وحده*", "وحوش*", "وحید*", "وداع*", "ورده",
    "وردی", "ورش*", "ورود*", "وزار*", "وزرا*", "وزیر*", "وسام*", "وساد*", "وسای*", "وسیط*", "وسیل*",
    "وصفات", "وصفه", "وصول*", "وصیه", "وضوح*", "وطنی*", "وعده*", "وظای*", "وظیف*", "وعود", "وفاه*",
    "وفادار*", "وفیات", "وقای*", "وقود*", "وقوع*", "وکال*", "وکلا*", "وکیل*", "ولاد*", "ولای*", "ولید*", "ولیم*",
    // They begin like ف, ب, ك or ل.
    "فارسی*", "فاصل*", "فراشه", "فساتین", "فستان*", "فضایی*", "فعالی*", "فلوس", "فنانا*", "فوارس",
    "فواصل", "باراک", "بحیره", "بحیرات", "بطول*", "بدایه", "برید*", "بشاره", "بضایع", "بطاق*", "بلدان*",
    "بلدیه", "بوابه", "بواسل", "بوالص", "بولیس*", "کامل*", "کامیرا*", "کبیره", "کتاب*", "کراسی*", "کرامه",
    "کلم*", "کوارث", "کواکب*", "لباقه", "لبنان*", "لماذا",
];

/// Words that end like a plural. A star stands for any further letters.
#[rustfmt::skip]
const NO_PLURAL: &[&str] = &[
    "ابادان", "اردکان", "اربعون", "اربعین", "امارات", "ثلاثون", "ثلاثین", "ثمانون", "ثمانین", "داستان",
    "ساختمان", "پهلوان", "تریلیون", "سازمان", "سادات", "فریدون", "کارتون", "گفتمان", "مسلمان", "مهرجان",
    "میلیون", "همایون", "برگردان", "پوستین", "تیرگان", "جاستین", "خانمان*", "خاوران", "دیپلمات", "روبات",
    "ساختمون", "سپاهان", "سرگردان", "سرنگون", "سلیمان*", "فیلیپین", "کاردان", "کاروان", "گاردین",
    "گروگان", "مجازات", "مطبوعات", "ملاقات", "مهرگان", "میادین", "ناتوان", "واتسون",
    // They end like ات before ه or ت.
    "ادات", "اموات", "باهات", "برات", "بیات", "ثبات", "حیات", "خیرات", "دهات", "دوات", "رفات", "زکات",
    "سبات", "شتات", "فرات", "فلات", "قضات", "قنات", "کلات", "ممات", "موات", "نبات", "نجات", "وفات",
    "هرات", "هیات", "صلات", "فتات", "ولات", "براتون", "باهاتون",
    // They end like ها with more behind it.
    "بینهایت*", "نهایت*", "هستهای", "دقیقهای", "رسانهای", "وسیلهای", "کردهایم",
    // They end like ها.
    "اشتها*", "الیها", "انتها*", "انها", "بینها", "تنها*", "علیها", "عنها", "غیرها", "فیها", "لانها",
    "لدیها", "منتها*", "منها",
];

/// Words and the stems that their endings seem to give, and that are other words.
const APART: &[(&str, &str)] = &[
    ("خدمات", "خدمه"),
    ("مقدمات", "مقدم"),
    ("مختصات", "مختص"),
    ("مهمات", "مهمه"),
    ("نفرات", "نفرت"),
    ("نفرات", "نفره"),
    ("عملیات", "عملی"),
    ("ادبیات", "ادبی"),
    ("مالیات", "مالی"),
];

/// The word شيء and its spelling شئ. It is too short for the rules of the particles, but it is common behind
/// them: بشيء, كشيء.
const THING: &[&str] = &["شیء", "شی"];

/// Plurals of words that no rule gives.
const IRREGULAR: &[(&str, &str)] = &[("نکات", "نکته"), ("واژگان", "واژه")];

/// Whether a text is Arabic or Persian, by the letters that only one of them has and by the article at the
/// beginning of a word. Old Persian keyboards have ي and ك, but گ, چ, پ and ژ as well, about one for
/// four of these.
pub(super) fn letters_of(text: &str) -> Letters {
    if text.is_ascii() {
        return Letters::Either;
    }
    let (mut arabic, mut persian) = (0_usize, 0_usize);
    let mut before = [' ', ' '];
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let [last_but_one, last] = before;
        let begins_with_article = (c, last) == ('ل', 'ا') && is_gap(last_but_one);
        arabic = arabic.saturating_add(usize::from(begins_with_article));
        before = [last, c];
        match c {
            // A yeh with a hamza as a mark of its own is ئ, which both languages have.
            'ي' | 'ی' if rest.peek() == Some(&'\u{654}') => {}
            'ي' | 'ك' | 'ة' | 'ى' | 'إ' => arabic = arabic.saturating_add(1),
            'ی' | 'ک' => persian = persian.saturating_add(1),
            'گ' | 'چ' | 'پ' | 'ژ' => persian = persian.saturating_add(8),
            _ => {}
        }
    }
    match arabic.cmp(&persian) {
        Ordering::Greater => Letters::Arabic,
        Ordering::Equal if persian == 0 => Letters::Either,
        _ => Letters::Persian,
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation() || c == '«'
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
    let particles = whole.map(|word| without(word, Affix::Particle, reading)).unwrap_or_default();
    let rest = particles.into_iter().chain(nouns);
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
        Affix::Particle if reading.letters == Letters::Persian => return Vec::new(),
        Affix::Particle => (PARTICLES, NO_PREFIX),
        Affix::Plural => (PLURALS, NO_PLURAL),
    };
    let may_fit = match affix {
        Affix::Plural => word.ends_with(LAST_OF_ENDING),
        Affix::Article | Affix::Particle => word.starts_with(FIRST_OF_PREFIX),
    };
    if !may_fit {
        return Vec::new();
    }
    let mut fitting =
        rules.iter().filter(|rule| rule.may_be(reading) && rule.rest(word).is_some()).peekable();
    let Some(first) = fitting.peek().copied() else { return Vec::new() };
    let alike = fitting.take_while(|rule| !first.stands_alone() || rule.letters == first.letters);
    let mut stems: Vec<String> = alike.flat_map(|rule| rule.stems(word, reading)).collect();
    // The lists are read last, because most words are too short for their rule.
    if !stems.is_empty() && is_among(whole, word) {
        return Vec::new();
    }
    if affix == Affix::Plural && !stems.is_empty() {
        let found = |pairs: &[(&str, &str)], stem: &str| pairs.contains(&(word, stem));
        stems.retain(|stem| !found(APART, stem));
        stems
            .extend(IRREGULAR.iter().filter(|(plural, _)| *plural == word).map(|(_, one)| (*one).to_owned()));
    }
    if affix == Affix::Particle && reading.letters == Letters::Arabic {
        let is_thing = rules.iter().any(|rule| rule.rest(word) == Some("شیء"));
        stems.extend(THING.iter().filter(|_| is_thing).map(|thing| (*thing).to_owned()));
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}

impl StemRule {
    fn may_be(&self, reading: Reading) -> bool {
        match self.affix {
            Affix::Article => reading.article || self.letters.ends_with("لل"),
            Affix::Plural => !(reading.apart && self.letters.starts_with("های")),
            Affix::Particle => true,
        }
    }

    /// Whether shorter letters of a word say nothing where these fit.
    fn stands_alone(&self) -> bool {
        match self.affix {
            Affix::Article => true,
            Affix::Plural => self.letters.starts_with("ها") || self.becomes.is_empty(),
            Affix::Particle => false,
        }
    }

    /// The letters that are left of a word, however few.
    fn rest<'a>(&self, word: &'a str) -> Option<&'a str> {
        match self.affix {
            Affix::Plural => word.strip_suffix(self.letters),
            Affix::Article | Affix::Particle => word.strip_prefix(self.letters),
        }
    }

    fn stems(&self, word: &str, reading: Reading) -> Vec<String> {
        let rest = self.rest(word).unwrap_or_default();
        let fewest = match reading.letters {
            Letters::Arabic => Some(self.fewest),
            Letters::Either => self.fewest_in_either,
            Letters::Persian => self.fewest_in_persian,
        };
        if !fewest.is_some_and(|fewest| has_letters(rest, fewest)) && !SHORT.contains(&word) {
            return Vec::new();
        }
        let stem = |end: &&str| match self.affix {
            Affix::Plural => format!("{rest}{end}"),
            Affix::Article | Affix::Particle => format!("{end}{rest}"),
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
    use super::{
        APART, Affix, FIRST_OF_PREFIX, IRREGULAR, LAST_OF_ENDING, NO_PLURAL, NO_PREFIX, SHORT, STEM_RULES,
        StemRule,
    };
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
        for (plural, stem) in [APART, IRREGULAR].concat() {
            assert_eq!((&*fold(plural).text, &*fold(stem).text), (plural, stem));
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
                Affix::Article => later.letters.starts_with(rule.letters),
                Affix::Particle => false,
            };
            assert!(!rules[at..].iter().any(hides), "{rule:?}");
        }
    }
}
