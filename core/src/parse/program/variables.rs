//! The variables in the scripts of a programme's page.

use crate::model::ascii_digits;

/// The variables that the site's pages have. Their values may stand in any quotes, in `parseInt` or bare.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::parse) struct Variables {
    /// `langE`: what the site calls the language.
    pub(in crate::parse) prefix: Option<String>,
    /// `inter_`: how many numbered episodes there are.
    pub(in crate::parse) count: Option<u32>,
    /// `ID_Serial`: the id of the programme.
    pub(in crate::parse) id: Option<String>,
    /// `extrafild`: empty if the numbered addresses are dead.
    pub(in crate::parse) extra: Option<String>,
}

/// A larger number of episodes is a mistake.
const MOST_EPISODES: u32 = 10_000;

impl Variables {
    /// Reads the scripts; the first value of each counts.
    pub(in crate::parse) fn of(scripts: &[String]) -> Self {
        let text = |name: &str| scripts.iter().find_map(|script| variable(script, name));
        let number = |name: &str| ascii_digits(text(name)?.trim());
        Self {
            prefix: text("langE").map(|prefix| prefix.trim().to_owned()),
            count: number("inter_")
                .and_then(|count| count.parse().ok())
                .filter(|count| *count <= MOST_EPISODES),
            id: number("ID_Serial").filter(|id| id != "0"),
            extra: text("extrafild").or_else(|| text("extrafield")).map(|extra| extra.trim().to_owned()),
        }
    }
}

/// The value that a script gives a variable.
fn variable<'s>(script: &'s str, name: &str) -> Option<&'s str> {
    script.match_indices(name).find_map(|(at, _)| {
        let before = script.get(..at)?;
        let is_part = before.ends_with(is_letter_of_name);
        let behind = script.get(at..)?.strip_prefix(name)?;
        if is_part || behind.starts_with(is_letter_of_name) || is_comment(before) {
            None
        } else {
            value(behind)
        }
    })
}

fn is_letter_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// The maximum number of bytes of a line that are searched for a comment.
const LONGEST_LINE: usize = 400;

/// Whether the end of a script is inside the comment of a line.
fn is_comment(before: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(LONGEST_LINE));
    let line = before.get(from..).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    let mut marks = line.match_indices("//");
    marks.any(|(at, _)| !line.get(..at).unwrap_or_default().ends_with([':', '"', '\'']))
}

const QUOTES: &[char] = &['"', '\'', '`'];
/// What may stand around a value.
const CALLS: &[&str] = &["parseInt", "parseFloat", "Number", "String", "+", "("];

/// The value behind the name of a variable or of a field.
fn value(behind: &str) -> Option<&str> {
    let behind = behind.trim_start().trim_start_matches(QUOTES).trim_start();
    let sign =
        behind.strip_prefix('=').filter(|rest| !rest.starts_with('=')).or_else(|| behind.strip_prefix(':'));
    let mut rest = sign?.trim_start();
    while let Some(inner) = CALLS.iter().find_map(|call| rest.strip_prefix(call)) {
        rest = inner.trim_start();
    }
    if let Some(quote) = rest.chars().next().filter(|c| QUOTES.contains(c)) {
        return rest.strip_prefix(quote)?.split([quote, '\n']).next();
    }
    let end = rest.find(|c: char| !is_letter_of_name(c)).unwrap_or(rest.len());
    let bare = rest.get(..end)?;
    match bare {
        "" => None,
        "null" | "undefined" => Some(""),
        _ => ascii_digits(bare).map(|_| bare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str) -> Variables {
        Variables::of(&[script.to_owned()])
    }

    #[test]
    fn variables_are_read_in_any_quotes_and_calls() {
        let known = Variables {
            prefix: Some("ar".to_owned()),
            count: Some(24),
            id: Some("43510".to_owned()),
            extra: Some("x1".to_owned()),
        };
        for script in [
            "var langE = 'ar'; var inter_ = parseInt('24'); var ID_Serial = 43510; var extrafild = \"x1\";",
            "var langE=\"ar\",inter_=24,ID_Serial=parseInt(\"43510\",10),extrafild='x1'",
            "window.langE = `ar`;\n// inter_ = 3\nlet inter_ = Number( \"24\" );const ID_Serial = +'43510';extrafild='x1'",
            "cfg = {\"langE\": \"ar\", \"inter_\": \"۲۴\", 'ID_Serial': 43510, extrafild: 'x1'}",
            "if (inter_ == 5) {}\nmy_inter_ = 7; inter_2 = 8; inter_ = 24; langE = 'ar'; ID_Serial = '43510'; extrafild = 'x1'",
        ] {
            assert_eq!(of(script), known, "{script}");
        }
    }

    #[test]
    fn an_empty_value_is_known_and_an_absurd_one_is_not() {
        let found = of(
            "var extrafild = ''; var langE = \"\"; var inter_ = parseInt('99999999999'); var ID_Serial = 0;",
        );

        let empty = || Some(String::new());
        assert_eq!(found, Variables { extra: empty(), prefix: empty(), ..Variables::default() });
        assert_eq!(of("inter_ = count;"), Variables::default());
        assert_eq!(of("var extrafild = null").extra.as_deref(), Some(""));
    }
}
