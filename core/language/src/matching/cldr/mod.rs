//! Tables of CLDR, and how they are looked up. `generate.py` makes the tables.

#[rustfmt::skip]
mod data;

use data::{
    GROUPS, HOMES, LANGUAGE_DISTANCE, LANGUAGES, LATIN_IS_ENGLISH, LEGACY, OFFICIALS, PARADIGMS,
    REGION_DISTANCE, REGIONS, SCRIPT_DISTANCE, SCRIPTS, SECOND_LANGUAGE,
};

/// The group of all regions that no rule names.
const ELSEWHERE: u32 = 1;

/// The row of a sorted table that has this key.
fn row<R, K: Ord>(table: &'static [R], key: K, key_of: impl Fn(&'static R) -> K) -> Option<&'static R> {
    table.get(table.binary_search_by_key(&key, key_of).ok()?)
}

/// How far a wished language is from another that is offered.
pub(crate) fn language_distance(wished: &str, offered: &str) -> u16 {
    row(LANGUAGES, (wished, offered), |row| (row.0, row.1)).map_or(LANGUAGE_DISTANCE, |row| row.2)
}

/// Whether many people who read the first language also read the other, as a second language. CLDR then has a
/// row from the first to the second with a large distance, and none in the other direction. Nynorsk and
/// Bokmål are as far apart, but have rows in both directions.
pub(crate) fn is_second_language(wished: &str, offered: &str) -> bool {
    (SECOND_LANGUAGE..LANGUAGE_DISTANCE).contains(&language_distance(wished, offered))
        && language_distance(offered, wished) == LANGUAGE_DISTANCE
}

/// Whether a language is at home in a territory. The table holds only languages that have a row for a second
/// language.
pub(crate) fn is_at_home(language: &str, territory: &str) -> bool {
    row(HOMES, language, |row| row.0).is_some_and(|row| row.1.split(' ').any(|home| home == territory))
}

/// How far the script of a wished language is from another script of an offered language.
pub(crate) fn script_distance(wished: (&str, &str), offered: (&str, &str)) -> u16 {
    let key = (wished.0, wished.1, offered.0, offered.1);
    row(SCRIPTS, key, |row| (row.0, row.1, row.2, row.3)).map_or(SCRIPT_DISTANCE, |row| row.4)
}

/// How far two regions are from each other, for one language in one script.
/// A region that contains others is as far as the farthest of them.
pub(crate) fn region_distance(language: &str, script: &str, wished: &str, offered: &str) -> u16 {
    let rules =
        || REGIONS.iter().filter(move |rule| rule.0 == language && (rule.1 == "*" || rule.1 == script));
    if rules().next().is_none() {
        return REGION_DISTANCE;
    }
    let between = |one: u32, other: u32| {
        let meets = |a: u32, b: u32| (a & one != 0 && b & other != 0) || (a & other != 0 && b & one != 0);
        rules().find(|rule| meets(rule.2, rule.3)).map_or(REGION_DISTANCE, |rule| rule.4)
    };
    let (wished, offered) = (groups(wished), groups(offered));
    let pairs = bits(wished).flat_map(|one| bits(offered).map(move |other| between(one, other)));
    pairs.max().unwrap_or(REGION_DISTANCE)
}

fn groups(region: &str) -> u32 {
    row(GROUPS, region, |row| row.0).map_or(ELSEWHERE, |row| row.1)
}

/// The bits that are set, one by one.
fn bits(set: u32) -> impl Iterator<Item = u32> {
    (0..u32::BITS).map(|place| 1 << place).filter(move |bit| set & bit != 0)
}

/// Whether CLDR prefers a locale to its neighbours (`paradigmLocales`).
pub(crate) fn is_paradigm(language: &str, script: &str, region: &str) -> bool {
    PARADIGMS.contains(&(language, script, region))
}

/// Whether CLDR has a row of its own that makes `und-Latn` in a region English.
pub(crate) fn is_latin_english(region: &str) -> bool {
    LATIN_IS_ENGLISH.split(' ').any(|listed| listed == region)
}

/// The meaning of a tag that was registered as a whole, such as `i-klingon`.
pub(crate) fn legacy(tag: &str) -> Option<&'static str> {
    let tag = tag.to_ascii_lowercase();
    row(LEGACY, tag.as_str(), |row| row.0).map(|row| row.1)
}

/// The official languages of a territory that many people there use, as tags, by standing and then by share.
pub(crate) fn official_languages(territory: &str) -> &'static [&'static str] {
    row(OFFICIALS, territory, |row| row.0).map_or(&[], |row| row.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_so_that_they_can_be_searched() {
        assert!(LANGUAGES.is_sorted_by_key(|row| (row.0, row.1)));
        assert!(SCRIPTS.is_sorted_by_key(|row| (row.0, row.1, row.2, row.3)));
        assert!(GROUPS.is_sorted_by_key(|row| row.0));
        assert!(LEGACY.is_sorted_by_key(|row| row.0));
        assert!(OFFICIALS.is_sorted_by_key(|row| row.0));
        assert!(HOMES.is_sorted_by_key(|row| row.0));
    }

    #[test]
    fn a_one_way_row_counts_in_one_direction_only() {
        assert_eq!((language_distance("gsw", "de"), language_distance("de", "gsw")), (4, 80));
        assert_eq!((language_distance("da", "no"), language_distance("no", "da")), (8, 8));
    }

    #[test]
    fn a_second_language_has_a_row_in_one_direction_only() {
        for (wished, offered, is_second) in [
            ("ps", "en", true),
            ("fo", "da", true),
            ("nn", "nb", false),
            ("cs", "sk", false),
            ("ms", "id", false),
            ("arz", "ar", false),
            ("fa", "ar", false),
        ] {
            assert_eq!(is_second_language(wished, offered), is_second, "{wished} {offered}");
        }
    }

    #[test]
    fn a_language_is_at_home_where_many_speak_it_or_it_is_official() {
        for home in
            ["ps-AF", "uz-AF", "tk-AF", "ckb-IR", "ckb-IQ", "az-IR", "bal-IR", "ur-PK", "ur-IN", "ps-AE"]
        {
            let (language, territory) = home.split_once('-').unwrap();
            assert!(is_at_home(language, territory), "{home}");
        }
        for abroad in ["ur-AE", "bn-AE", "ml-QA", "ps-US", "ckb-SE", "ps-IR"] {
            let (language, territory) = abroad.split_once('-').unwrap();
            assert!(!is_at_home(language, territory), "{abroad}");
        }
    }

    #[test]
    fn regions_of_one_cluster_are_nearer_than_others() {
        let english = |wished, offered| region_distance("en", "Latn", wished, offered);

        assert_eq!((english("AU", "GB"), english("AU", "NZ"), english("AU", "US")), (3, 4, 5));
        assert_eq!((english("PR", "US"), english("150", "GB")), (4, 3));
        assert_eq!(region_distance("ar", "Arab", "DZ", "MA"), 4);
        assert_eq!(region_distance("ar", "Arab", "DZ", "EG"), 5);
        assert_eq!(region_distance("zh", "Hans", "HK", "TW"), 4);
        assert_eq!(region_distance("zh", "Hant", "HK", "TW"), 5);
    }

    #[test]
    fn a_region_that_spans_clusters_is_as_far_as_its_farthest_part() {
        assert_eq!(region_distance("es", "Latn", "001", "ES"), 5);
        assert_eq!(region_distance("es", "Latn", "419", "MX"), 4);
    }
}
