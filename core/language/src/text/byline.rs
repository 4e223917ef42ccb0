//! The words before the name of an author.

use std::sync::LazyLock;

use super::beginnings::Beginnings;

/// How lines begin that name who wrote or translated a text. A word that ends in a blank must be whole, one
/// that ends in a colon must have it.
pub(crate) const BYLINES: &[&str] = &[
    "by ",
    "posted by ",
    "published by ",
    "reported by ",
    "written by ",
    "author:",
    "translated by ",
    "words by ",
    "words:",
    "story by ",
    "submitted by ",
    "به قلم",
    "توسط ",
    "نویسنده",
    "نگارنده",
    "خبرنگار:",
    "مترجم",
    "گزارش از ",
    "گزارشگر",
    "نوشته",
    "بقلم",
    "بواسطة ",
    "كتب:",
    "كتبت",
    "الكاتب",
    "المحرر",
    "إعداد",
    "ترجمة:",
];

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(BYLINES.iter().copied()));

/// The text behind the words that announce an author, if a line begins with them: `By Jane Doe`,
/// `نویسنده: …`, `بقلم …`.
pub fn after_byline(line: &str) -> Option<&str> {
    let rest = |words: &&str| {
        let (head, rest) = line.split_at_checked(words.len())?;
        head.eq_ignore_ascii_case(words).then_some(rest)
    };
    if BEGINNINGS.may_begin(line) { BYLINES.iter().find_map(rest) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_announced_in_every_language() {
        for (line, rest) in [
            ("By Jane Doe", "Jane Doe"),
            ("WRITTEN BY Jane Doe", "Jane Doe"),
            ("نویسنده: مینا", ": مینا"),
            ("بقلم مينا", " مينا"),
            ("توسط مینا", "مینا"),
        ] {
            assert_eq!(after_byline(line), Some(rest), "{line}");
        }
        for line in ["Bystanders", "خبرنگار شهر", "كتب الشاعر", "Written in three weeks", ""]
        {
            assert_eq!(after_byline(line), None, "{line}");
        }
    }
}
