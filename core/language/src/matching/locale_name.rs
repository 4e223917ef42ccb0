//! The names that systems outside BCP 47 give to languages, as tags.

use std::borrow::Cow;

/// The words behind `@` in POSIX names that stand for a script.
const SCRIPTS: [(&str, &str); 4] =
    [("arabic", "Arab"), ("cyrillic", "Cyrl"), ("devanagari", "Deva"), ("latin", "Latn")];
/// How Java wrote Nynorsk before it knew `nn`.
const NYNORSK: [&str; 3] = ["no", "NO", "NY"];

/// A name as a language tag, `-` between its parts. It knows what Java's `Locale.toString` writes
/// (`fa_AF_#Arab`) and the names of POSIX and ICU (`fa_IR.UTF-8@calendar=persian`). Any other text only gets
/// its `_` replaced.
pub(super) fn tag_of(name: &str) -> Cow<'_, str> {
    if !name.contains(['_', '.', '@', '#']) {
        return Cow::Borrowed(name);
    }
    let tag = posix(name).or_else(|| java(name, ""));
    Cow::Owned(tag.unwrap_or_else(|| name.replace('_', "-")))
}

/// `sr_RS.UTF-8@latin`: the encoding says nothing of the language; the word behind `@` may name its script.
fn posix(name: &str) -> Option<String> {
    let (start, modifier) = name.split_once('@').unwrap_or((name, ""));
    let (language, encoding) = start.split_once('.').unwrap_or((start, ""));
    let is_word = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "-_=;/+".contains(c));
    let is_posix = language.len() < name.len() && is_word(encoding) && is_word(modifier);
    let script = SCRIPTS.iter().find(|(word, _)| modifier.eq_ignore_ascii_case(word));
    is_posix.then(|| java(language, script.map_or("", |(_, script)| script)))?
}

/// `fa_AF_#Arab_u-nu-latn`: language, country and variant, then script and extensions behind the sign. A
/// missing country leaves an empty part. `script` is the one that is known already.
fn java(name: &str, script: &str) -> Option<String> {
    let (start, behind) = name.split_once("_#").unwrap_or((name, script));
    let mut parts = start.split('_').filter(|part| !part.is_empty());
    if parts.clone().map(str::to_ascii_lowercase).eq(NYNORSK.map(str::to_ascii_lowercase)) {
        return Some("nn-NO".to_owned());
    }
    let language = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let script = behind.split('_').next().filter(|part| is_script(part));
    let is_doubled = rest.len() == 2 && rest.iter().all(|part| part.len() == 2);
    let kept = if behind.len() > script.map_or(0, str::len) || is_doubled { 1 } else { rest.len() };
    let rest = rest.into_iter().take(kept);
    Some(std::iter::once(language).chain(script).chain(rest).collect::<Vec<_>>().join("-"))
}

fn is_script(part: &str) -> bool {
    part.len() == 4 && part.chars().all(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_java_are_read() {
        for (name, tag) in [
            ("fa_AF_#Arab", "fa-Arab-AF"),
            ("zh_TW_#Hant", "zh-Hant-TW"),
            ("sr__#Latn", "sr-Latn"),
            ("uz_AF_#Arab_u-nu-latn", "uz-Arab-AF"),
            ("th_TH_TH_#u-nu-thai", "th-TH"),
            ("ja_JP_JP_#u-ca-japanese", "ja-JP"),
            ("ja_JP_JP", "ja-JP"),
            ("no_NO_NY", "nn-NO"),
            ("es_419", "es-419"),
            ("fa_AF", "fa-AF"),
        ] {
            assert_eq!(tag_of(name), tag, "{name}");
        }
    }

    #[test]
    fn names_of_posix_and_icu_are_read() {
        for (name, tag) in [
            ("fa_IR.UTF-8@calendar=persian", "fa-IR"),
            ("fa_AF@numbers=arabext;calendar=persian", "fa-AF"),
            ("fa_IR.utf8", "fa-IR"),
            ("fa.UTF-8", "fa"),
            ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
            ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
            ("de_DE@euro", "de-DE"),
            ("ar_EG.ISO-8859-6", "ar-EG"),
        ] {
            assert_eq!(tag_of(name), tag, "{name}");
        }
    }

    #[test]
    fn other_texts_stay_what_they_are() {
        for text in
            ["", "fa-AF", "zh-Hant-TW-u-nu-latn", "x-house", "fa--IR", "someone@news.example", "a.b c"]
        {
            assert_eq!(tag_of(text), text);
        }
        assert_eq!(tag_of("zh_Hant_TW_u_nu_latn"), "zh-Hant-TW-u-nu-latn");
    }
}
