//! Suggests a known name for an unknown key.

/// Adds a suggestion to an error of serde about an unknown name: the nearest known name, if it is near
/// enough. serde quotes the unknown name first, then the known ones.
pub(super) fn with_suggestion(reason: &str) -> String {
    let mut quoted = reason.split('`').skip(1).step_by(2);
    let unknown = quoted.next().filter(|_| reason.starts_with("unknown "));
    let near = unknown.and_then(|unknown| nearest(unknown, quoted));
    near.map_or_else(|| reason.to_owned(), |near| format!("{reason}; did you mean `{near}`?"))
}

/// A name is near if it differs by at most one typing error for every three letters.
fn nearest<'a>(unknown: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let slips = known.map(|name| (strsim::osa_distance(unknown, name), name));
    let (slips, name) = slips.min_by_key(|(slips, _)| *slips)?;
    (slips <= unknown.chars().count().div_ceil(3)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_near_is_suggested_and_no_other() {
        let suggested = |unknown: &str| {
            let reason = format!("unknown field `{unknown}`, expected one of `name`, `zone`, `first_page`");
            with_suggestion(&reason).strip_prefix(&reason).unwrap().to_owned()
        };

        assert_eq!(suggested("zoen"), "; did you mean `zone`?");
        assert_eq!(suggested("frist_pgae"), "; did you mean `first_page`?");
        assert_eq!(suggested("Name"), "; did you mean `name`?");
        assert_eq!(suggested("colour"), "");
        assert_eq!(suggested("x"), "");
        assert_eq!(suggested(""), "");
    }

    #[test]
    fn an_error_that_is_no_unknown_name_is_unchanged() {
        for reason in ["`zoen` is no address of `zone`", "missing field `zone`", "unknown", ""] {
            assert_eq!(with_suggestion(reason), reason);
        }
    }
}
