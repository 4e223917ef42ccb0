//! Prefixes and suffixes that Persian and Dari write apart, with a half-space, or together with the word: می
//! روم, می‌روم and میروم are one word. The lists hold only parts that are hardly ever words by themselves,
//! because ما در is not مادر.

/// The prefixes, folded.
const PREFIXES: &[&str] = &[
    "می", "نمی", // verbs: می‌روم, نمی‌روم
    "بی",  // without: بی‌نظیر
    "al", "el", // the article of Arabic names in Latin letters: Al Jazeera
];

/// The suffixes, folded.
#[rustfmt::skip]
const SUFFIXES: &[&str] = &[
    "ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", // plurals
    "تر", "تری", "ترین", // comparison
    "ات", "اش", "ایم", "اید", "اند", "ای", "مان", "تان", "شان", // verbs and owners: رفته‌ام, خانه‌اش
    "ی", "یی", // خانه‌ی ما
    "گی", "گان", // the Dari way to write زندگی: زنده‌گی
];

pub(super) fn is_prefix(word: &str) -> bool {
    PREFIXES.contains(&word)
}

pub(super) fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word)
}

/// Whether it is a suffix after a half-space. After a space, ام may be a word by itself or end an ordinal: سی
/// ام, پدر ام.
pub(super) fn is_suffix_behind_joiner(word: &str) -> bool {
    is_suffix(word) || word == "ام"
}

/// Two parts as one word, in each spelling: زنده‌گی without its heh is زندگی.
pub(super) fn joined(left: &str, right: &str) -> Vec<String> {
    let mut ways = vec![format!("{left}{right}")];
    if let ("گی" | "گان", Some(stem)) = (right, left.strip_suffix('ه')) {
        ways.push(format!("{stem}{right}"));
    }
    ways
}
