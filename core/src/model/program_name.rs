//! The name of a programme in the titles of rows and guides, and the year behind it.

use super::ascii_digits;

/// The headline of a row without the year in brackets at its end, which the name on the page lacks.
pub(crate) fn without_year(title: &str) -> &str {
    split_year(title).map_or(title, |(name, _)| name)
}

/// The name before a year in brackets, and the year.
pub(crate) fn split_year(text: &str) -> Option<(&str, u16)> {
    let open = text.rfind(['(', '[', '（'])?;
    let (name, rest) = text.split_at_checked(open)?;
    let inside = rest.trim_end().strip_suffix([')', ']', '）'])?.trim_start_matches(['(', '[', '（']);
    Some((name.trim_end(), year(inside)?)).filter(|(name, _)| !name.is_empty())
}

/// A year alone, or the first of a span of years, in any digits and either calendar.
pub(crate) fn year(text: &str) -> Option<u16> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_numeric()).unwrap_or(text.len());
    let (first, rest) = text.split_at_checked(end)?;
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '.');
    let rest = rest.trim_matches(is_sign);
    let is_more = rest.is_empty() || ERAS.contains(&rest) || four_digits(rest).is_some();
    four_digits(first).filter(|_| is_more)
}

/// What may stand behind a year.
const ERAS: &[&str] =
    &["م", "میلادی", "ش", "ه.ش", "هـ.ش", "شمسی", "خورشیدی", "هجری شمسی", "ق", "ه.ق", "AD", "CE"];

fn four_digits(text: &str) -> Option<u16> {
    let digits = ascii_digits(text).filter(|_| text.chars().count() == 4)?;
    digits.parse().ok().filter(|year| (1250..=1500).contains(year) || (1880..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_of_a_row_loses_a_year_and_nothing_else() {
        for (title, name) in [
            ("Blue Lantern (2015)", "Blue Lantern"),
            ("Blue Lantern(2015) ", "Blue Lantern"),
            ("فانوس (۱۳۹۴)", "فانوس"),
            ("Blue Lantern [2015-2018]", "Blue Lantern"),
            ("Blue Lantern (12)", "Blue Lantern (12)"),
            ("Blue Lantern (part two)", "Blue Lantern (part two)"),
            ("(2015)", "(2015)"),
            ("1984", "1984"),
            ("", ""),
        ] {
            assert_eq!(without_year(title), name);
        }
    }
}
