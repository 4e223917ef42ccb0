//! How SQLite runs each statement of the store: by an index, and not by a walk through a table that grows.

mod statements;

use std::path::{Path, PathBuf};

use ifilm_tests::Scenario;
use rusqlite::Connection;
use statements::{Sources, Statement};

/// Tables that stay small, whatever a site publishes and a person does.
const SMALL: [&str; 22] = [
    "dead_form",
    "owner",
    "backup_due",
    "address",
    "host",
    "host_failure",
    "schedule",
    "data_used",
    "device",
    "listing",
    "section_count",
    "mirror",
    "hole",
    "search_folding",
    "tag",
    "chosen_edition",
    "undo_step",
    "picture",
    "hidden_section",
    "hidden_word",
    "saved_search",
    "setting",
];

/// What is due is read in its order, and each statement reads no more than a batch.
const QUEUES: [&str; 2] = ["fingerprint_due", "search_due"];

/// The statements that walk through a table that grows, with the reason.
const WALKS: &[(&str, &str, &str)] = &[
    ("picture.rs FORGET_ADDRESSES", "picture_address", "counts some 10,000 entries of an index"),
    ("announced.rs ALL", "announced", "an export reads everything"),
    ("episode_position.rs ALL", "episode_position", "an export reads everything"),
    ("followed.rs ALL", "followed", "an export reads everything"),
    ("history.rs ALL", "history", "an export reads everything"),
    ("playback_position.rs ALL", "playback_position", "an export reads everything"),
    ("read_mark.rs ALL", "read_mark", "an export reads everything"),
    ("reading_position.rs ALL", "reading_position", "an export reads everything"),
    ("reminder.rs ALL", "reminder", "an export reads everything"),
    ("saved.rs ALL", "saved", "an export reads everything"),
    ("seen_episodes.rs ALL", "seen_episodes", "an export reads everything"),
    ("watched.rs ALL", "watched", "an export reads everything"),
    ("withdrawn.rs EVERY", "withdrawn", "an export reads everything"),
    ("unknown_mark.rs EVERY", "unknown_mark", "an export reads everything"),
    ("saved_picture.rs UNNOTED", "saved_picture", "after some acts and each sync: only what a person saved"),
    ("saved_picture.rs LOST", "saved_picture", "before pictures are deleted: only what a person saved"),
    ("saved.rs OUTDATED", "saved", "after each sync, and it compares hashes alone"),
    ("found.rs FOUND_SAVED", "saved", "only what a person saved is searched, which is little"),
    (
        "found.rs FOUND_READ",
        "read_mark",
        "only what a person read is searched, and not all else with the words",
    ),
    ("section_count.rs SAVED", "saved", "it counts the entries of an index of what a person saved"),
    ("section_count.rs COUNTED_ANEW", "item", "only while the cache has not followed all marks"),
    ("search.rs ALL_DUE", "item", "a new folding makes all words again, once for each release with one"),
    ("new_file.rs ASK_LISTINGS", "resource", "only after a repair, which reads everything"),
    ("new_file.rs FORGET_PAGES", "resource", "only after a repair, which reads everything"),
    ("new_file.rs ASK_PAGES", "item", "only after a repair, which reads everything"),
    ("found.rs UNINDEXED", "item", "only while all words are of an older folding: the newest 500 count"),
];

/// Texts that are built when they run.
const BUILT: [&str; 9] = [
    "owner.rs SELECT catalog FROM {database}.owner",
    "readable_rows.rs SELECT {columns} FROM {database}.{}",
    "table_copy.rs INSERT OR IGNORE INTO {} ({}) VALUES ({marks})",
    "table_copy.rs SELECT {place} AS place, {columns} FROM {} NOT INDEXED {which}",
    "salvage.rs SELECT 1 FROM {parent} AS parent WHERE {}",
    "salvage.rs DELETE FROM {} WHERE {child} IS NOT NULL AND NOT EXISTS ({found})",
    "schema.rs SELECT count(*) FROM {database}.sqlite_schema WHERE name = :name",
    "schema.rs SELECT count(*) FROM {database}.sqlite_schema",
    "schema.rs SELECT usable_from FROM {database}.owner",
];

#[tokio::test]
async fn no_statement_walks_through_a_table_that_grows() {
    let scenario = Scenario::synced().await;
    let files = opened(scenario.data.path());

    let walks: Vec<String> = store().statements.iter().flat_map(|it| walks(&files, it)).collect();

    let unexplained: Vec<&String> = walks.iter().filter(|walk| !is_explained(walk)).collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    let needless = WALKS.iter().find(|(name, table, _)| !walks.contains(&format!("{name}: {table}")));
    assert_eq!(needless, None, "this one walks no more");
}

/// A search among a few saved items must not read all items that have the words.
#[tokio::test]
async fn a_search_among_marked_items_begins_at_the_marks_and_looks_each_up_in_the_index() {
    let scenario = Scenario::synced().await;
    let files = opened(scenario.data.path());
    let statements = store().statements;

    for (name, first) in
        [("found.rs FOUND_SAVED", "SCAN user.saved"), ("found.rs FOUND_READ", "SCAN user.read_mark")]
    {
        let statement = statements.iter().find(|statement| statement.name == name).expect("it is there");
        let steps = steps(&files, statement);

        let place_of = |begin: &str| steps.iter().position(|step| step.starts_with(begin));
        let words = place_of("SCAN words VIRTUAL TABLE INDEX").expect("it reads the index");
        let by_rowid = steps[words].rsplit(':').next().is_some_and(|how| how.starts_with('='));
        assert!(place_of(first) == Some(0) && by_rowid, "{name}: {steps:#?}");
        assert!(place_of("SEARCH item") < place_of("SEARCH search_place"), "{name}: {steps:#?}");
        assert!(place_of("SEARCH search_place") < Some(words), "{name}: {steps:#?}");
    }
}

#[test]
fn every_statement_of_the_store_is_a_constant() {
    let built = store().built;

    let unknown: Vec<&String> = built.iter().filter(|text| !BUILT.iter().any(|it| it == text)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[tokio::test]
async fn a_walk_is_found_in_a_constant_in_a_template_and_below_a_join() {
    let scenario = Scenario::synced().await;
    let files = opened(scenario.data.path());
    let mut sources = Sources { statements: Vec::new(), built: Vec::new() };

    sources.add(
        "sample.rs",
        r#"
        const PLAIN: &str = "SELECT title FROM item WHERE title = :title";
        macro_rules! columns { ($rest:literal) => { concat!("SELECT title FROM item ", $rest) }; }
        const TEMPLATE: &str = columns!("WHERE lead = :lead");
        const JOIN: &str = "SELECT 1 FROM hole JOIN article AS text ON text.title = hole.top";
        const BY_INDEX: &str = "SELECT title FROM item WHERE id = :id";
        fn f() { run(&format!("SELECT {column} FROM item")); }
        #[cfg(test)] mod tests { const WALK: &str = "SELECT * FROM item"; }
        "#,
    );

    let walks: Vec<String> = sources.statements.iter().flat_map(|it| walks(&files, it)).collect();
    assert_eq!(walks, ["sample.rs PLAIN: item", "sample.rs TEMPLATE: item", "sample.rs JOIN: article"]);
    assert_eq!(sources.built, ["sample.rs SELECT {column} FROM item"]);
}

fn store() -> Sources {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../core/src/store");
    Sources::of(&folder)
}

/// Both files as a reader has them.
fn opened(directory: &Path) -> Connection {
    let files = Connection::open(directory.join("cache.db")).expect("the cache is there");
    let user = directory.join("user.db");
    files.execute("ATTACH DATABASE ? AS user", [user.to_str()]).expect("the user's file is there");
    files
}

/// The steps of the plan of a statement.
fn steps(files: &Connection, statement: &Statement) -> Vec<String> {
    let Statement { name, sql } = statement;
    let mut plan = files.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap_or_else(|error| {
        panic!("{name} cannot be prepared: {error}");
    });
    let steps = plan.raw_query().mapped(|row| row.get::<_, String>("detail"));
    steps.collect::<rusqlite::Result<_>>().expect("a plan")
}

/// The tables that a statement walks through, each as `FILE CONSTANT: TABLE`, without the small ones.
fn walks(files: &Connection, statement: &Statement) -> Vec<String> {
    let Statement { name, sql } = statement;
    let steps = steps(files, statement);
    let tables = steps
        .iter()
        .filter_map(|step| walked(step))
        .map(|name| table_of(name, sql).trim_start_matches("user."));
    let tables = tables
        .filter(|table| is_stored(files, table) && ![SMALL.as_slice(), &QUEUES].concat().contains(table));
    tables.map(|table| format!("{name}: {table}")).collect()
}

/// The table of a step that walks, also to make an index that it lacks. FTS5 gives its reasons behind a
/// colon: the words or the rowid that the statement asks for.
fn walked(step: &str) -> Option<&str> {
    let (kind, rest) = step.split_once(' ')?;
    let (table, how) = rest.split_once(' ').unwrap_or((rest, ""));
    let has_reason = how.strip_prefix("VIRTUAL TABLE INDEX").is_some_and(|how| !how.ends_with(':'));
    let walks = (kind == "SCAN" && !has_reason) || how.starts_with("USING AUTOMATIC");
    walks.then_some(table)
}

/// The table that a name of a plan stands for: `item` for `its` if the statement has `item AS its`.
fn table_of<'a>(name: &'a str, sql: &'a str) -> &'a str {
    let mut words = sql.split_whitespace();
    let mut before = words.next().unwrap_or_default();
    for (word, alias) in words.clone().zip(words.skip(1)) {
        if word == "AS" && alias.trim_end_matches([',', ')']) == name && !before.ends_with(')') {
            return before;
        }
        before = word;
    }
    name
}

/// Whether it is a table of a file, and no part of a statement or list of values.
fn is_stored(files: &Connection, table: &str) -> bool {
    let known = "
        SELECT EXISTS (SELECT 1 FROM main.sqlite_schema WHERE name = ?1)
            OR EXISTS (SELECT 1 FROM user.sqlite_schema WHERE name = ?1)";
    files.query_row(known, [table], |row| row.get(0)).expect("a schema")
}

fn is_explained(walk: &str) -> bool {
    WALKS.iter().any(|(name, table, _)| walk == format!("{name}: {table}"))
}
