//! The names that systems outside BCP 47 give to languages, as tags.

use std::borrow::Cow;

/// The words behind `@` in POSIX names, and the script that each stands for, if it stands for one.
const MODIFIERS: [(&str, Option<&str>); 9] = [
    ("abegede", None),
    ("arabic", Some("Arab")),
    ("cyrillic", Some("Cyrl")),
    ("devanagari", Some("Deva")),
    ("euro", None),
    ("iqtelif", Some("Latn")),
    ("latin", Some("Latn")),
    ("saaho", None),
    ("valencia", None),
];
/// How Java wrote Nynorsk before it knew `nn`.
const NYNORSK: &str = "no_NO_NY";
/// The encodings of POSIX names that have no digit.
const ENCODINGS: [&str; 5] = ["gbk", "sjis", "eucjp", "euckr", "euctw"];

/// A name as a language tag, `-` between its parts. It knows what Java's `Locale.toString` writes
/// (`fa_AF_#Arab`), the names of POSIX and ICU (`fa_IR.UTF-8@calendar=persian`), and those of Android's
/// folders (`b+fa+AF`, `fa-rAF`). Any other text stays as it is.
pub(super) fn tag_of(name: &str) -> Cow<'_, str> {
    let is_folder = name.split_once("-r").is_some_and(|(_, region)| is_two_capitals(region));
    let is_other = is_folder || name.contains(['_', '.', '@', '#', '+']);
    let parts = if is_other { Parts::of(name) } else { None };
    parts.map_or(Cow::Borrowed(name), |parts| Cow::Owned(parts.tag()))
}

/// The parts of a name that say which language it is.
struct Parts<'n> {
    language: &'n str,
    script: Option<&'n str>,
    region: Option<&'n str>,
}

impl<'n> Parts<'n> {
    fn of(name: &'n str) -> Option<Self> {
        let (name, modifier) = name.split_once('@').unwrap_or((name, ""));
        let (name, encoding) = name.split_once('.').unwrap_or((name, ""));
        let script = script_of_modifier(modifier)?;
        is_encoding(encoding).then_some(())?;
        if name.eq_ignore_ascii_case(NYNORSK) {
            return Some(Self { language: "nn", script, region: Some("NO") });
        }
        let mut parts = name.strip_prefix("b+").unwrap_or(name).split(['_', '-', '+']);
        let language = parts.next()?;
        let mut own = Self { language, script, region: None };
        for part in parts.map(|part| part.trim_start_matches('#')).take_while(|part| part.len() != 1) {
            own.add(part);
        }
        Some(own)
    }

    /// A script has four letters; Java writes it last. What is neither script nor region is left out, as
    /// variants are by the matcher itself.
    fn add(&mut self, part: &'n str) {
        let is = |part: &str, length, kind: fn(&char) -> bool| {
            part.chars().count() == length && part.chars().all(|c| kind(&c))
        };
        let folder = part.strip_prefix('r').filter(|region| is_two_capitals(region));
        let region = folder.unwrap_or(part);
        if is(part, 4, char::is_ascii_alphabetic) {
            self.script = self.script.or(Some(part));
        } else if is(region, 2, char::is_ascii_alphabetic) || is(region, 3, char::is_ascii_digit) {
            self.region = self.region.or(Some(region));
        }
    }

    fn tag(&self) -> String {
        let language = if self.language.is_empty() { "und" } else { self.language };
        [Some(language), self.script, self.region].into_iter().flatten().collect::<Vec<_>>().join("-")
    }
}

fn is_two_capitals(text: &str) -> bool {
    text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase())
}

/// The script that the text behind `@` names, if it names one; `None` outside if it is no such text.
fn script_of_modifier(modifier: &str) -> Option<Option<&'static str>> {
    let known = MODIFIERS.iter().find(|(word, _)| modifier.eq_ignore_ascii_case(word));
    let is_keywords = || modifier.is_empty() || modifier.split(';').all(|pair| pair.contains('='));
    known.map(|(_, script)| *script).or_else(|| is_keywords().then_some(None))
}

fn is_encoding(text: &str) -> bool {
    let is_word = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    is_word
        && (text.is_empty() || has_digit || ENCODINGS.iter().any(|known| text.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_read(names: &[(&str, &str)]) {
        for (name, tag) in names {
            assert_eq!(tag_of(name), *tag, "{name}");
        }
    }

    #[test]
    fn names_of_java_are_read() {
        assert_read(&[
            ("fa_AF_#Arab", "fa-Arab-AF"),
            ("zh_TW_#Hant", "zh-Hant-TW"),
            ("sr__#Latn", "sr-Latn"),
            ("uz_AF_#Arab_u-nu-latn", "uz-Arab-AF"),
            ("th_TH_TH_#u-nu-thai", "th-TH"),
            ("ja_JP_JP", "ja-JP"),
            ("no_NO_NY", "nn-NO"),
            ("fa_IR_WIN", "fa-IR"),
            ("es_ES_Traditional_WIN", "es-ES"),
            ("fa_AF_TRADITIONAL_#Arab", "fa-Arab-AF"),
            ("fa-AF_#Arab", "fa-Arab-AF"),
            ("_AF", "und-AF"),
            ("_AF_#Arab", "und-Arab-AF"),
            ("es_419", "es-419"),
            ("fa_AF", "fa-AF"),
            ("zh_Hant_TW_u_nu_latn", "zh-Hant-TW"),
        ]);
    }

    #[test]
    fn names_of_posix_and_icu_are_read() {
        assert_read(&[
            ("fa_IR.UTF-8@calendar=persian", "fa-IR"),
            ("fa_AF@numbers=arabext;calendar=persian", "fa-AF"),
            ("fa_IR.utf8", "fa-IR"),
            ("fa.UTF-8", "fa"),
            ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
            ("sr-RS@latin", "sr-Latn-RS"),
            ("uz_Cyrl_UZ@latin", "uz-Latn-UZ"),
            ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
            ("de_DE@euro", "de-DE"),
            ("ar_EG.ISO-8859-6", "ar-EG"),
        ]);
    }

    #[test]
    fn names_of_android_folders_are_read() {
        assert_read(&[("b+fa+AF", "fa-AF"), ("b+sr+Latn", "sr-Latn"), ("fa-rAF", "fa-AF")]);
    }

    #[test]
    fn other_texts_stay_what_they_are() {
        for text in [
            "",
            "fa-AF",
            "zh-Hant-TW-u-nu-latn",
            "x-house",
            "fa--IR",
            "someone@news.example",
            "a.b c",
            "to.do",
        ] {
            assert_eq!(tag_of(text), text);
        }
    }
}
