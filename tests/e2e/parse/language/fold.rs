//! Which search finds which text, in an FTS5 table like that of the store.

use ifilm_core::language::text::{WordSearch, fold, search_query, searchable};
use ifilm_tests::golden;
use rusqlite::{Connection, params};
use serde::Deserialize;

#[derive(Deserialize)]
struct Pair {
    text: String,
    query: String,
    #[serde(rename = "match")]
    is_match: bool,
    why: String,
}

/// An index with the settings of the store, which are read from its migration.
fn index() -> Connection {
    let migration = include_str!("../../../../core/src/store/migrations/cache/0002_search.sql");
    let create = &migration[migration.find("CREATE VIRTUAL TABLE").unwrap()..];
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(&create[..=create.find(");").unwrap() + 1]).unwrap();
    connection
}

/// The rows of an index that a search finds.
fn found(index: &Connection, query: &str) -> Vec<i64> {
    let Some(expression) = search_query(query, false) else { return Vec::new() };
    let mut statement = index.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?").unwrap();
    let rows = statement.query_map([expression], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_search_finds_each_text_that_it_should_and_no_other() {
    let pairs: Vec<Pair> = golden("fold");
    let index = index();
    for (row, pair) in (0i64..).zip(&pairs) {
        let words = params![row, searchable(&pair.text)];
        index.execute("INSERT INTO search (rowid, title, lead, text) VALUES (?, '', '', ?)", words).unwrap();
    }

    let wrong: Vec<String> = (0i64..)
        .zip(&pairs)
        .filter(|(row, pair)| found(&index, &pair.query).contains(row) != pair.is_match)
        .map(|(row, Pair { text, query, why, .. })| format!("line {}: {text:?} by {query:?}: {why}", row + 1))
        .collect();

    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let apart = pairs.iter().filter(|pair| !pair.is_match).count();
    assert!(pairs.len() >= 600 && apart * 3 >= pairs.len(), "{} pairs, {apart} of them apart", pairs.len());
}

#[test]
fn no_pair_is_in_the_table_twice() {
    let mut pairs: Vec<_> = golden::<Pair>("fold").into_iter().map(|pair| (pair.text, pair.query)).collect();
    pairs.sort();
    let doubles: Vec<_> = pairs.windows(2).filter(|two| two[0] == two[1]).map(|two| &two[0]).collect();

    assert!(doubles.is_empty(), "{doubles:?}");
}

#[test]
fn a_search_in_memory_finds_and_marks_the_same_as_the_index() {
    for Pair { text, query, is_match, why } in golden::<Pair>("fold") {
        let Some(search) = WordSearch::of(&query, false) else { continue };

        assert_eq!(search.finds(&text), is_match, "{text:?} by {query:?}: {why}");
        assert!(!is_match || !search.hits(&text).is_empty(), "{text:?} by {query:?}: {why}");
    }
}

#[derive(Deserialize)]
struct Spelling {
    text: String,
    folded: String,
    query: String,
    /// The hits of the query in the text, as they are written there.
    hits: Vec<String>,
    why: String,
}

#[test]
fn each_text_folds_as_it_should_and_hits_lead_back_to_it() {
    for Spelling { text, folded, query, hits, why } in golden("folds") {
        let once = fold(&text);

        assert_eq!(once.text, folded, "{text:?}: {why}");
        assert_eq!(fold(&folded).text, folded, "{text:?}: {why}");
        let pieces = once.pieces(&text);
        assert_eq!(pieces.iter().map(|piece| piece.original).collect::<String>(), text, "{why}");
        let search = WordSearch::of(&query, false);
        let places = search.map(|search| search.hits(&text)).unwrap_or_default();
        let found: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, hits, "{text:?}: {why}");
    }
}
