//! Prefixes and suffixes that Persian and Dari write apart, with a half-space, or together with the word: می
//! روم, می‌روم and میروم are one word. The lists hold only parts that are hardly ever words by themselves,
//! because ما در is not مادر.

/// Whether a folded word is one of the prefixes.
#[rustfmt::skip]
pub(super) fn is_prefix(word: &str) -> bool {
    matches!(
        word,
        "می" | "نمی" // verbs: می‌روم, نمی‌روم
        | "بی" // without: بی‌نظیر
        | "al" | "el" // the article of Arabic names in Latin letters: Al Jazeera
    )
}

/// Whether a folded word is one of the suffixes.
#[rustfmt::skip]
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "ها" | "های" | "هایی" | "هایم" | "هایت" | "هایش" | "هایمان" | "هایتان" | "هایشان" // plurals
        | "تر" | "تری" | "ترین" // comparison
        | "ات" | "اش" | "ایم" | "اید" | "اند" | "ای" // verbs: رفته‌ام
        | "مان" | "تان" | "شان" // owners, as in خانه‌اش
        | "ی" | "یی" // خانه‌ی ما
        | "گی" | "گان" // the Dari way to write زندگی: زنده‌گی
    )
}

/// Whether it is a suffix after a half-space. After a space, ام may be a word by itself or end an ordinal: سی
/// ام, پدر ام.
pub(super) fn is_suffix_behind_joiner(word: &str) -> bool {
    is_suffix(word) || word == "ام"
}

/// All parts as one word, in each spelling: زنده‌گی‌نامه is زندگی‌نامه, and گفت‌وگو is گفتگو, too.
pub(super) fn all_joined(parts: &[String]) -> Vec<String> {
    let mut ways = vec![parts.concat()];
    let mut short = String::new();
    for (part, next) in parts.iter().zip(parts.iter().skip(1).map(Some).chain([None])) {
        let ends_in_heh = matches!(next.map(String::as_str), Some("گی" | "گان"));
        short.push_str(part.strip_suffix('ه').filter(|_| ends_in_heh).unwrap_or(part));
    }
    let with_and = match parts {
        [before, after] => after.strip_prefix('و').filter(|after| is_verb_stem(before, after)),
        _ => None,
    };
    let with_and = with_and.map(|after| [parts.first().map_or("", String::as_str), after].concat());
    ways.extend([Some(short), with_and].into_iter().flatten());
    ways.dedup();
    ways
}

/// Whether two parts with و between them are stems of a verb, which many people write without the و: گفتگو.
fn is_verb_stem(before: &str, after: &str) -> bool {
    matches!((before, after), ("گفت", "گو") | ("جست", "جو") | ("شست", "شو") | ("رفت", "روب"))
}

/// Two parts as one word, in each spelling: زنده‌گی without its heh is زندگی.
pub(super) fn joined(left: &str, right: &str) -> Vec<String> {
    let mut ways = vec![[left, right].concat()];
    if let ("گی" | "گان", Some(stem)) = (right, left.strip_suffix('ه')) {
        ways.push([stem, right].concat());
    }
    ways
}
