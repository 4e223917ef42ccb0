//! The part or the task that stands beside the name of a person or of a programme.

use std::collections::HashSet;
use std::sync::LazyLock;

use ifilm_language::text::normalized;

use crate::parse::label::Label;

/// The maximum number of words of a role.
const MOST_WORDS: usize = 10;
/// The maximum number of bytes of a role.
const LONGEST: usize = 160;

/// Words above all of a cast. They are no role of one of them.
const HEADINGS: &[&str] = &[
    "cast",
    "the cast",
    "cast and crew",
    "cast & crew",
    "actors",
    "starring",
    "stars",
    "artists",
    "crew",
    "with",
    "works",
    "filmography",
    "movies",
    "series",
    "films",
    "programs",
    "programmes",
    "and",
    "as",
    "بازیگران",
    "عوامل",
    "هنرمندان",
    "بازیگران و عوامل",
    "عوامل و بازیگران",
    "با حضور",
    "با بازی",
    "ستارگان",
    "ستاره‌ها",
    "آثار",
    "فیلم‌ها",
    "سریال‌ها",
    "فیلم شناسی",
    "و",
    "در نقش",
    "الممثلون",
    "الممثلين",
    "طاقم العمل",
    "فريق العمل",
    "بطولة",
    "الأبطال",
    "أبطال العمل",
    "النجوم",
    "الفنانون",
    "أعماله",
    "أعمالها",
    "الأعمال",
    "بدور",
    "في دور",
];

static HEADED: LazyLock<HashSet<String>> =
    LazyLock::new(|| HEADINGS.iter().map(|words| normalized(words)).collect());

/// Words that stand before all of a group; behind a name they are the role of one.
const GROUPS: &[&str] = &["acting", "actor", "actress", "تمثیل", "ممثلون", "بازیگر", "بازی"];

/// Words between a name and its role.
const BEFORE: &[&str] =
    &["as ", "As ", "in the role of ", "در نقش ", "به نقش ", "به عنوان ", "بدور ", "في دور "];
/// Words between a role and the next name.
const BEHIND: &[&str] = &[" and", " و", " &"];

/// The role that a text is; `None` if it is only signs, a number, a label, a heading or prose.
pub(super) fn role(text: &str) -> Option<String> {
    let is_sign = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | ')'
                    | '['
                    | ']'
                    | ':'
                    | '：'
                    | '-'
                    | '–'
                    | '—'
                    | ','
                    | '،'
                    | ';'
                    | '؛'
                    | '/'
                    | '|'
                    | '•'
                    | '…'
            )
    };
    let mut role = text.trim_matches(is_sign);
    role = BEFORE.iter().find_map(|words| role.strip_prefix(words)).unwrap_or(role);
    role = BEHIND.iter().find_map(|words| role.strip_suffix(words)).unwrap_or(role);
    let role = role.trim_matches(is_sign);
    let is_short = role.len() <= LONGEST && role.split_whitespace().count() <= MOST_WORDS;
    let ends_sentence = role.ends_with(['.', '!', '?', '؟']) && role.split_whitespace().count() > 3;
    let says = is_short && !ends_sentence && role.contains(char::is_alphabetic);
    (says && !HEADED.contains(&normalized(role)) && Label::of(role).is_none()).then(|| role.to_owned())
}

/// Whether a text stands above all of a cast.
pub(super) fn is_group(text: &str) -> bool {
    HEADED.contains(&normalized(text.trim_end_matches([':', ' '])))
}

/// What stands between two links of one line: the role of the first, and the label before the second.
pub(super) fn between(text: &str) -> (Option<String>, Option<String>) {
    let text = text.trim_matches('\u{A0}').trim();
    let Some(named) = text.strip_suffix([':', '：']) else {
        return (role(first_part(text)), None);
    };
    let border = named.rfind([',', '،', ';', '؛', '|', '•', '.', '\n']);
    let (own, next) = border.and_then(|at| named.split_at_checked(at)).unwrap_or(("", named));
    (role(first_part(own)), role(next).filter(|next| !GROUPS.contains(&&*normalized(next))))
}

/// A text up to the sign that ends what belongs to the name before it.
fn first_part(text: &str) -> &str {
    text.trim_start().split([',', '،', ';', '؛', '|', '•', '\n']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_without_the_signs_and_words_around_it() {
        for (text, found) in [
            (" (Director)", Some("Director")),
            (" as the ferryman, ", Some("the ferryman")),
            ("در نقش پدر", Some("پدر")),
            (": Writer", Some("Writer")),
            ("Cast:", None),
            ("بازیگران", None),
            (", ", None),
            ("2015", None),
            ("A sentence that goes on and on says what the film is about.", None),
        ] {
            assert_eq!(role(text).as_deref(), found, "{text}");
        }
    }

    #[test]
    fn a_label_between_two_names_belongs_to_the_second() {
        let of = |text| between(text);

        assert_eq!(of(", Writer:"), (None, Some("Writer".to_owned())));
        assert_eq!(of(" (Director); Writer: "), (Some("Director".to_owned()), Some("Writer".to_owned())));
        assert_eq!(of(" as Sara, "), (Some("Sara".to_owned()), None));
        assert_eq!(of(" and "), (None, None));
    }
}
