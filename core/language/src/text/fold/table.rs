//! The folding table: what each single character becomes, and why. No other file decides that. `text/search`
//! decides about whole words: endings written apart, half-spaces, thousands, seats of the hamza, the ezafe,
//! stems (`text/search/stem.rs` has their table), parts, short forms and signs.
//!
//! A character without a line here is decomposed by compatibility (NFKD), put into lower case, and looked up
//! again. A character that is then no letter, digit or mark is a separator. A sign that becomes letters gets
//! spaces around it, and so does a character that becomes several words.

/// What a character becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapping {
    /// Nothing. Its place belongs to the character before it.
    Dropped,
    /// A separator of words.
    Space,
    /// This character.
    To(char),
    /// These characters.
    Spelled(&'static str),
    /// The ASCII digit with its place in the range, which begins with zero.
    Digit,
}

/// One line of the table: the characters from `first` to `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldingRule {
    /// The first character of the range.
    pub first: char,
    /// The last character of the range.
    pub last: char,
    /// What they become.
    pub mapping: Mapping,
    /// Why.
    pub why: &'static str,
}

impl FoldingRule {
    /// The digit that a character of this range stands for.
    pub(super) const fn digit(&self, code: u32) -> u8 {
        b'0'.saturating_add(code.saturating_sub(self.first as u32) as u8)
    }
}

const fn one(c: char, mapping: Mapping, why: &'static str) -> FoldingRule {
    FoldingRule { first: c, last: c, mapping, why }
}

const fn range(first: char, last: char, mapping: Mapping, why: &'static str) -> FoldingRule {
    FoldingRule { first, last, mapping, why }
}

const ALEF: Mapping = Mapping::To('ا');
const WAW: Mapping = Mapping::To('و');
const YEH: Mapping = Mapping::To('ی');
const HEH: Mapping = Mapping::To('ه');
const KAF: Mapping = Mapping::To('ک');

const INVISIBLE: &str = "invisible: it controls shaping, direction or breaks and is no part of the word";
const ACCENT: &str = "an accent: people without a key for it leave it out";
const HARAKAT: &str = "harakat and what is written like them: hardly ever typed";
const QURANIC: &str = "a mark of Quranic writing: never typed in a search";
const POINT: &str = "a Hebrew point: hardly ever typed";
const FRAGMENT: &str = "a mark without a letter: by compatibility it would become a space";
const PHRASE: &str = "a whole phrase in one character: it is found by its words";
const MODIFIER: &str = "a sign of transliteration, as in Qurʾān: nobody types it";

/// The table. The order does not matter; no two lines overlap.
pub const FOLDING_RULES: &[FoldingRule] = &[
    // Arabic letters that one keyboard has and another has not.
    one('آ', ALEF, "the madda is often left out: اب for آب"),
    one('أ', ALEF, "the hamza of an alef is often left out: احمد for أحمد"),
    one('إ', ALEF, "the hamza of an alef is often left out: ايران for إيران"),
    one('ٱ', ALEF, "the wasla stands in Quranic writing alone"),
    range('\u{672}', '\u{673}', ALEF, "a wavy hamza of Kashmiri, on the same letter"),
    one('\u{675}', ALEF, "a high hamza of Kazakh, before the same letter"),
    one('ؤ', WAW, "the hamza of a waw is often left out: مومن for مؤمن"),
    range('\u{676}', '\u{677}', WAW, "a high hamza of Kazakh, before the same letter"),
    range(
        '\u{6C4}',
        '\u{6C9}',
        WAW,
        "the o and u of Kurdish, Uyghur and Kashmiri: other keyboards have one waw",
    ),
    one('ئ', YEH, "the hamza of a yeh is often left out, and Persian writes پاییز and پائیز"),
    one('\u{620}', YEH, "the yeh of Kashmiri"),
    range('\u{63D}', '\u{63F}', YEH, "a Persian yeh with a sign on it"),
    one('ى', YEH, "alef maksura: typed for a yeh at the end in Egypt, Sudan and on old Persian keyboards"),
    one('ي', YEH, "the yeh of Arabic keyboards; Persian ones have ی"),
    one('\u{678}', YEH, "a high hamza of Kazakh, before the same letter"),
    one('ۍ', YEH, "the yeh with tail of Pashto: other keyboards have one yeh"),
    one('ێ', YEH, "the ê of Kurdish: other keyboards have one yeh"),
    range('ې', '\u{6D1}', YEH, "the e of Pashto and Uyghur: other keyboards have one yeh"),
    range('ے', 'ۓ', YEH, "the yeh barree of Urdu: other keyboards have one yeh"),
    one('ة', HEH, "teh marbuta: Persian writes مدرسه, Egypt types مدرسه, for مدرسة"),
    one('ۃ', HEH, "the teh marbuta of Urdu"),
    one('ھ', HEH, "the doachashmee of Urdu; in Persian, Arabic and Kurdish text only another shape of heh"),
    range('ۀ', 'ۂ', HEH, "heh with the hamza of the ezafe, mostly left out, and the heh of Urdu"),
    one('ە', HEH, "the e of Kurdish and Uyghur: typed as a heh on other keyboards"),
    one('\u{6FF}', HEH, "heh with a sign on it"),
    one('ك', KAF, "the kaf of Arabic keyboards; Persian ones have ک"),
    one(
        'ڪ',
        KAF,
        "swash kaf: the same letter in another hand, in Sindhi a letter of its own that others type as a kaf",
    ),
    one('ګ', Mapping::To('گ'), "the gaf of Pashto: the same letter in another shape"),
    one(
        'ں',
        Mapping::To('ن'),
        "the noon without a dot of Urdu, at the end of words: other keyboards have one noon",
    ),
    // Arabic marks and signs.
    range(
        '\u{610}',
        '\u{61A}',
        Mapping::Dropped,
        "a sign of honour over a name, or a Quranic mark: never typed",
    ),
    one('\u{61C}', Mapping::Dropped, INVISIBLE),
    one('\u{640}', Mapping::Dropped, "the tatweel stretches a word for its looks"),
    range('\u{64B}', '\u{65F}', Mapping::Dropped, HARAKAT),
    one('\u{670}', Mapping::Dropped, "the small alef of رحمٰن: hardly ever typed"),
    one('\u{674}', Mapping::Dropped, "the high hamza of Kazakh: hardly ever typed"),
    range('\u{6D6}', '\u{6DC}', Mapping::Dropped, QURANIC),
    range('\u{6DF}', '\u{6E8}', Mapping::Dropped, QURANIC),
    range('\u{6EA}', '\u{6ED}', Mapping::Dropped, QURANIC),
    range('\u{897}', '\u{89F}', Mapping::Dropped, QURANIC),
    range('\u{8CA}', '\u{8E1}', Mapping::Dropped, QURANIC),
    range('\u{8E3}', '\u{8FF}', Mapping::Dropped, HARAKAT),
    range('\u{10EC0}', '\u{10EFF}', Mapping::Dropped, QURANIC),
    range('\u{FC5E}', '\u{FC63}', Mapping::Dropped, FRAGMENT),
    range('\u{FE70}', '\u{FE7F}', Mapping::Dropped, FRAGMENT),
    // Phrases in one character that compatibility leaves as they are.
    one('\u{FD40}', Mapping::Spelled(" رحمه الله "), PHRASE),
    one('\u{FD41}', Mapping::Spelled(" رضی الله عنه "), PHRASE),
    one('\u{FD42}', Mapping::Spelled(" رضی الله عنها "), PHRASE),
    one('\u{FD43}', Mapping::Spelled(" رضی الله عنهم "), PHRASE),
    one('\u{FD44}', Mapping::Spelled(" رضی الله عنهما "), PHRASE),
    one('\u{FD45}', Mapping::Spelled(" رضی الله عنهن "), PHRASE),
    one('\u{FD46}', Mapping::Spelled(" صلی الله علیه واله "), PHRASE),
    one('\u{FD47}', Mapping::Spelled(" علیه السلام "), PHRASE),
    one('\u{FD48}', Mapping::Spelled(" علیهم السلام "), PHRASE),
    one('\u{FD49}', Mapping::Spelled(" علیهما السلام "), PHRASE),
    one('\u{FD4A}', Mapping::Spelled(" علیه الصلاه والسلام "), PHRASE),
    one('\u{FD4B}', Mapping::Spelled(" قدس سره "), PHRASE),
    one('\u{FD4C}', Mapping::Spelled(" صلی الله علیه واله وسلم "), PHRASE),
    one('\u{FD4D}', Mapping::Spelled(" علیها السلام "), PHRASE),
    one('\u{FD4E}', Mapping::Spelled(" تبارک وتعالی "), PHRASE),
    one('\u{FD4F}', Mapping::Spelled(" رحمهم الله "), PHRASE),
    one('\u{FDCF}', Mapping::Spelled(" سلامه علینا "), PHRASE),
    one('\u{FDFD}', Mapping::Spelled(" بسم الله الرحمن الرحیم "), PHRASE),
    one('\u{FDFE}', Mapping::Spelled(" سبحانه وتعالی "), PHRASE),
    one('\u{FDFF}', Mapping::Spelled(" عز وجل "), PHRASE),
    // Digits.
    range('٠', '٩', Mapping::Digit, "the digits of Arabic"),
    range('۰', '۹', Mapping::Digit, "the digits of Persian, Dari and Urdu"),
    // Latin and other letters that compatibility leaves as they are.
    one('æ', Mapping::Spelled("ae"), "two letters where there is no key for it"),
    one('œ', Mapping::Spelled("oe"), "two letters where there is no key for it"),
    one('ß', Mapping::Spelled("ss"), "two letters in Switzerland and in capitals"),
    one('þ', Mapping::Spelled("th"), "two letters where there is no key for it"),
    one('ð', Mapping::To('d'), "typed as a d where there is no key for it"),
    one('đ', Mapping::To('d'), "a stroke, left out like an accent"),
    one('ø', Mapping::To('o'), "a stroke, left out like an accent"),
    one('ħ', Mapping::To('h'), "a stroke, left out like an accent"),
    one('ł', Mapping::To('l'), "a stroke, left out like an accent"),
    one('ŧ', Mapping::To('t'), "a stroke, left out like an accent"),
    one('ı', Mapping::To('i'), "the dot of the i decides nothing outside Turkish; İ and I become i as well"),
    one('ȷ', Mapping::To('j'), "a j without its dot"),
    one('ŋ', Mapping::To('n'), "typed as an n where there is no key for it"),
    one('ə', Mapping::To('e'), "the e of Azerbaijani, typed so where there is no key for it"),
    one('ς', Mapping::To('σ'), "the shape of the sigma at the end of a word"),
    range('\u{2B9}', '\u{2C1}', Mapping::Dropped, MODIFIER),
    range('\u{2C6}', '\u{2D1}', Mapping::Dropped, MODIFIER),
    // Accents and points.
    range('\u{300}', '\u{34E}', Mapping::Dropped, ACCENT),
    one('\u{34F}', Mapping::Dropped, INVISIBLE),
    range('\u{350}', '\u{36F}', Mapping::Dropped, ACCENT),
    range('\u{591}', '\u{5BD}', Mapping::Dropped, POINT),
    one('\u{5BF}', Mapping::Dropped, POINT),
    range('\u{5C1}', '\u{5C2}', Mapping::Dropped, POINT),
    range('\u{5C4}', '\u{5C5}', Mapping::Dropped, POINT),
    one('\u{5C7}', Mapping::Dropped, POINT),
    range('\u{1AB0}', '\u{1AFF}', Mapping::Dropped, ACCENT),
    range('\u{1DC0}', '\u{1DFF}', Mapping::Dropped, ACCENT),
    range('\u{20D0}', '\u{20FF}', Mapping::Dropped, ACCENT),
    range('\u{FE20}', '\u{FE2F}', Mapping::Dropped, ACCENT),
    // Invisible characters.
    one('\u{AD}', Mapping::Dropped, INVISIBLE),
    range('\u{115F}', '\u{1160}', Mapping::Dropped, INVISIBLE),
    range('\u{17B4}', '\u{17B5}', Mapping::Dropped, INVISIBLE),
    range('\u{180B}', '\u{180F}', Mapping::Dropped, INVISIBLE),
    range('\u{200B}', '\u{200F}', Mapping::Dropped, "joiners and marks of direction: می‌روم is typed میروم"),
    one('¬', Mapping::Dropped, "old documents have a not sign for the half-space: می¬روم"),
    range('\u{202A}', '\u{202E}', Mapping::Dropped, INVISIBLE),
    range('\u{2060}', '\u{206F}', Mapping::Dropped, INVISIBLE),
    one('\u{3164}', Mapping::Dropped, INVISIBLE),
    range('\u{FE00}', '\u{FE0F}', Mapping::Dropped, INVISIBLE),
    one('\u{FEFF}', Mapping::Dropped, INVISIBLE),
    one('\u{FFA0}', Mapping::Dropped, INVISIBLE),
    range('\u{FFF0}', '\u{FFF8}', Mapping::Dropped, INVISIBLE),
    range('\u{1BCA0}', '\u{1BCA3}', Mapping::Dropped, INVISIBLE),
    range('\u{1D173}', '\u{1D17A}', Mapping::Dropped, INVISIBLE),
    range('\u{E0000}', '\u{E0FFF}', Mapping::Dropped, INVISIBLE),
    // Separators that compatibility would turn into letters.
    one('№', Mapping::Space, "a sign before a number; its letters would grow on to the number"),
    one('℠', Mapping::Space, "a sign after a name; its letters would grow on to the name"),
    one('™', Mapping::Space, "a sign after a name; its letters would grow on to the name"),
];

/// The version of the folding. Stored words of another version are folded again. Raise it with every change
/// of the result of folding, or of [`searchable`](crate::text::search::searchable). Tests compare a hash of
/// both. Raise it also if a query finds other words: what hidden words hide is then decided anew.
pub const FOLDING: u32 = 4;

/// The line for a character.
pub(super) fn rule(c: char) -> Option<&'static FoldingRule> {
    FOLDING_RULES.iter().find(|rule| (rule.first..=rule.last).contains(&c))
}
