//! The languages that the environment asks for.

/// The first non-empty of `LC_ALL`, `LC_MESSAGES` and `LANG`.
pub(crate) fn from_environment() -> Option<(&'static str, String)> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| (name, value));
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set)
}

/// The wishes of the environment, as language tags. None for `C` and `POSIX`.
pub(crate) fn wishes() -> Vec<String> {
    from_environment().and_then(|(_, value)| tag_of(&value)).into_iter().collect()
}

/// The language tag of a POSIX locale: `fa-IR` of `fa_IR.UTF-8`; `None` for `C` and `POSIX`.
pub(crate) fn tag_of(locale: &str) -> Option<String> {
    let name = locale.split(['.', '@']).next().unwrap_or(locale);
    let says_nothing = matches!(name, "" | "C" | "POSIX");
    (!says_nothing).then(|| name.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posix_locale_becomes_a_language_tag() {
        assert_eq!(tag_of("fa_IR.UTF-8").as_deref(), Some("fa-IR"));
        assert_eq!(tag_of("ar_EG@euro").as_deref(), Some("ar-EG"));
        assert_eq!(tag_of("C.UTF-8"), None);
        assert_eq!(tag_of("POSIX"), None);
    }
}
