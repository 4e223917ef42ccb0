//! A person's wishes: one by one, and as the header `Accept-Language`.

use super::locale_name;
use super::subtags::Subtags;
use crate::LanguageTag;

/// The most wishes that are looked at. No real list is longer.
const MOST_WISHES: usize = 100;
/// The most languages in a header: there are ten weights of one digit, from 1 to 0.1.
const MOST_SENT: usize = 10;

/// A wish as it was read.
pub(crate) enum Wish {
    Tag(Subtags),
    /// `*`, or a tag with a star in it: any offer is fine.
    Wildcard,
    Malformed,
}

impl Wish {
    fn of(text: &str) -> Self {
        if text.trim().split(['-', '_']).any(|part| part == "*") {
            return Self::Wildcard;
        }
        Subtags::of(text).map_or(Self::Malformed, Self::Tag)
    }
}

/// The wishes that are looked at, in order.
pub(crate) fn read(wishes: &[String]) -> Vec<(&str, Wish)> {
    wishes.iter().take(MOST_WISHES).map(|wish| (wish.as_str(), Wish::of(wish))).collect()
}

/// The wishes of an `Accept-Language` header, most wanted first; equally wanted ones stay in their order.
///
/// An entry of weight 0 is not wanted and left out. A weight that cannot be read counts as the smallest one,
/// because the person named the language. `*` keeps its place. At most 100.
///
/// ```
/// use ifilm_language::matching::wishes_of;
/// assert_eq!(wishes_of("en;q=0.5, fa-AF, de;q=0"), ["fa-AF", "en"]);
/// ```
pub fn wishes_of(header: &str) -> Vec<String> {
    let mut wishes: Vec<(u32, &str)> = header.split(',').take(MOST_WISHES).filter_map(weighted).collect();
    wishes.sort_by_key(|(thousandths, _)| std::cmp::Reverse(*thousandths));
    wishes.into_iter().map(|(_, wish)| wish.to_owned()).collect()
}

/// One entry of the header with its weight in thousandths; `None` for one that is empty or not wanted.
fn weighted(entry: &str) -> Option<(u32, &str)> {
    let mut parts = entry.split(';').map(str::trim);
    let wish = parts.next().filter(|wish| !wish.is_empty())?;
    let weight = parts.find_map(|part| part.strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('='));
    let thousandths = weight.map_or(1000, thousandths);
    (thousandths > 0).then_some((thousandths, wish))
}

fn thousandths(weight: &str) -> u32 {
    match weight.trim().parse::<f64>() {
        Ok(weight) if weight >= 0.0 => (weight.min(1.0) * 1000.0).ceil() as u32,
        _ => 1,
    }
}

/// The header `Accept-Language` for wishes, most wanted first: the first ten that are tags, with falling
/// weights. Empty if none is a tag.
///
/// ```
/// use ifilm_language::matching::accept_language;
/// let wishes = ["fa_AF", "no tag", "en"].map(str::to_owned);
/// assert_eq!(accept_language(&wishes), "fa-AF, en;q=0.9");
/// ```
pub fn accept_language(wishes: &[String]) -> String {
    let mut tags: Vec<String> = Vec::new();
    for tag in wishes.iter().take(MOST_WISHES).filter_map(|wish| sendable(wish)) {
        if tags.len() < MOST_SENT && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let entries = tags.iter().zip((1..=MOST_SENT).rev()).map(|(tag, tenths)| match tenths {
        MOST_SENT => tag.clone(),
        _ => format!("{tag};q=0.{tenths}"),
    });
    entries.collect::<Vec<_>>().join(", ")
}

fn sendable(wish: &str) -> Option<String> {
    let wish = wish.trim();
    if wish == "*" {
        return Some(wish.to_owned());
    }
    let tag: LanguageTag = locale_name::tag_of(wish).parse().ok()?;
    Some(tag.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn owned(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    #[test]
    fn a_header_is_read_by_its_weights() {
        for (header, wishes) in [
            ("", &[][..]),
            (" , ;q=1,", &[]),
            ("fa", &["fa"]),
            ("fa-AF, fa;q=0.9, en;q=0.8", &["fa-AF", "fa", "en"]),
            ("en;q=0.1,ar;q=0.7,fa", &["fa", "ar", "en"]),
            ("de, fr, it", &["de", "fr", "it"]),
            ("de;q=0.5, fr;q=0.50, it;q=0.500", &["de", "fr", "it"]),
            ("en;q=0, fa;q=0.0, ar", &["ar"]),
            ("en ; q = 0.2 , fa;Q=0.3", &["fa", "en"]),
            ("*, fa;q=0.5", &["*", "fa"]),
            ("fa, *;q=0.1", &["fa", "*"]),
            ("en;q=high, fa;q=0.002", &["fa", "en"]),
            ("en;q=-1, fa;q=0.5", &["fa", "en"]),
            ("en;q=NaN, fa;q=0.5", &["fa", "en"]),
            ("fa;q=0.9, en;q=7", &["en", "fa"]),
            ("en;q=0.0004, de", &["de", "en"]),
            ("en;level=1;q=0.2, fa;q=0.4", &["fa", "en"]),
            ("fa_AF", &["fa_AF"]),
        ] {
            assert_eq!(wishes_of(header), wishes, "{header}");
        }
    }

    #[test]
    fn a_header_is_written_with_falling_weights() {
        for (wishes, header) in [
            (&[][..], ""),
            (&["fa-AF"], "fa-AF"),
            (&["FA_af", "fa", "*"], "fa-AF, fa;q=0.9, *;q=0.8"),
            (&["dari", "en\r\nHost: x", "en"], "en"),
            (&["fa-u-nu-latn", "fa"], "fa"),
        ] {
            assert_eq!(accept_language(&owned(wishes)), header);
        }
        let many: Vec<String> = ('a'..='z').map(|letter| format!("a{letter}")).collect();
        assert_eq!(wishes_of(&accept_language(&many)), many[..10]);
        assert!(accept_language(&many).ends_with("aj;q=0.1"));
    }

    proptest! {
        #[test]
        fn any_header_is_read_and_a_written_one_is_read_back(
            header in "\\PC*",
            wishes in prop::collection::vec("[a-z]{2,3}(-[A-Z]{2})?|\\PC{0,12}", 0..30),
        ) {
            wishes_of(&header);
            let sent = accept_language(&wishes);

            prop_assert_eq!(accept_language(&wishes_of(&sent)), sent);
        }
    }
}
