//! The house style, as far as a machine can check it: the length of lines and paragraphs of prose, and words
//! that are bad names.

mod files;
mod lines;
mod names;
mod paragraphs;

use files::File;

/// The folders that are checked. The first stands for the files in the root of the repository.
const CHECKED: &[&str] = &[".", ".ci", "android", "bindings", "core", "docs", "examples", "tests"];

#[test]
fn no_line_of_prose_is_longer_than_110_letters() {
    let long: Vec<String> = files::below(CHECKED).iter().flat_map(lines::too_long).collect();

    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn no_paragraph_of_a_guide_is_longer_than_five_lines() {
    let long: Vec<String> = files::below(CHECKED).iter().flat_map(paragraphs::too_long).collect();

    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn a_long_paragraph_is_found_at_its_sixth_line() {
    let lines = "word\n".repeat(6);
    for (text, found) in [
        (lines.clone(), &["a.md:6"][..]),
        (format!("# Title\n\n- {lines}\n{lines}"), &["a.md:8", "a.md:15"]),
        (format!("2. word\n`code`\n{lines}"), &["a.md:6"]),
        ("- word\n".repeat(9), &[]),
        ("| word |\n".repeat(9), &[]),
        (format!("word\n```\n{lines}```\nword"), &[]),
    ] {
        assert_eq!(paragraphs::too_long(&File::new("a.md", &text)), found, "{text}");
    }
}

#[test]
fn no_file_and_no_identifier_has_a_word_that_has_a_plainer_one() {
    let refused: Vec<String> = files::below(CHECKED).iter().flat_map(names::refused).collect();

    assert!(refused.is_empty(), "\n{}", refused.join("\n"));
}

/// Seen: a tool that broke long lines wrote `// !` and `// /`, and rustdoc left those lines out.
#[test]
fn no_line_of_documentation_is_cut_off_by_a_blank_in_its_mark() {
    let cut: Vec<String> = files::below(CHECKED).iter().flat_map(lines::cut_off).collect();

    assert!(cut.is_empty(), "\n{}", cut.join("\n"));
}

#[test]
fn a_blank_in_the_mark_of_documentation_is_found() {
    let file =
        File::new("a.rs", "//! One\n// ! two.\n\n    /// One\n    // /   two.\n// Three / four!\nfn f() {}");

    assert_eq!(lines::cut_off(&file), ["a.rs:2", "a.rs:5"]);
}

/// The language crate had three files `reading.rs` and two `figure.rs`. Nobody could guess which was which.
#[test]
fn no_two_files_of_the_language_crate_have_one_name() {
    let files = files::below(&["core/language/src"]);

    let repeated = names::repeated(files.iter().map(|file| file.path.as_str()));

    assert!(repeated.is_empty(), "{repeated:?}");
    assert_eq!(names::repeated(["a/month.rs", "b/month.rs", "a/mod.rs", "b/mod.rs"]), ["month.rs"]);
}

#[test]
fn every_kind_of_file_is_looked_at() {
    let files = files::below(CHECKED);

    for kind in ["rs", "kt", "kts", "py", "sh", "sql", "toml", "md"] {
        assert!(files.iter().any(|file| file.kind() == kind), "no {kind}");
    }
    assert!(files.iter().all(|file| !file.path.contains("target/")));
}

#[test]
fn a_long_line_of_prose_is_found_in_every_kind_of_file() {
    let long = "word ".repeat(23); // 115 letters
    for (path, text) in [
        ("a.md", format!("# Title\n\n{long}")),
        ("a.md", format!("- item\n  {long}")),
        ("a.rs", format!("//! Module.\n\n/// {long}\nfn f() {{}}")),
        ("a.rs", format!("fn f() {{}}\n\nlet a = 1; // {long}")),
        ("a.kt", format!("/**\n *\n * {long}\n */")),
        ("a.kts", format!("\n\n// {long}")),
        ("a.py", format!("\"\"\"First.\n\n{long}\n\"\"\"")),
        ("a.py", format!("\n\nx = 1  # {long}")),
        ("a.sh", format!("#!/bin/sh\n\n# {long}")),
        ("a.sql", format!("SELECT 1;\n\n-- {long}")),
        ("a.toml", format!("\n\n# {long}")),
    ] {
        let found = lines::too_long(&File::new(path, &text));

        assert_eq!(found.len(), 1, "{path}: {text}");
        let place = if text.starts_with("- item") { 2 } else { 3 };
        assert!(found[0].starts_with(&format!("{path}:{place}: 1")), "{found:?}");
    }
}

#[test]
fn code_tables_addresses_and_short_lines_pass() {
    let long = "word ".repeat(23);
    for (path, text) in [
        ("a.md", format!("| {long} |")),
        ("a.md", format!("```text\n{long}\n```")),
        ("a.md", format!("[{long}](https://example.org/)")),
        ("a.md", format!("![{long}](a.png)")),
        ("a.md", "ی".repeat(110)),
        ("a.rs", format!("const A: &str = \"{long}\";")),
        ("a.rs", format!("/// See https://example.org/{}", "a".repeat(100))),
        ("a.py", format!("x = \"{long}\"")),
        ("a.txt", long.clone()),
    ] {
        let found = lines::too_long(&File::new(path, &text));

        assert!(found.is_empty(), "{path}: {found:?}");
    }
}

#[test]
fn a_refused_word_is_found_in_the_name_of_a_file_and_of_what_it_declares() {
    for (path, text, expected) in [
        ("core/src/date/stories.rs", "", "core/src/date/stories.rs: stories → tests"),
        ("core/src/fold/laws/mod.rs", "", "core/src/fold/laws/mod.rs: laws → tests"),
        ("a.rs", "struct Telling;", "a.rs: Telling: telling → fingerprint"),
        ("a.rs", "struct A { told_at: u8 }", "a.rs: told_at: told → reported"),
        ("a.rs", "fn f() { let tongue = 1; }", "a.rs: tongue: tongue → language"),
        ("a.kt", "internal class PageJudge(", "a.kt: PageJudge: judge → check"),
        ("a.kt", "    val untold: Boolean", "a.kt: untold: untold → absent"),
        ("a.py", "    def telling(self):", "a.py: telling: telling → fingerprint"),
        ("a.rs", "fn name_for_reader() {}", "a.rs: name_for_reader: reader → person"),
        ("a.kt", "    val byReader: Boolean", "a.kt: byReader: reader → person"),
    ] {
        assert_eq!(names::refused(&File::new(path, text)), [expected], "{text}");
    }
}

#[test]
fn a_word_that_only_contains_a_refused_one_passes() {
    for (path, text) in [
        ("core/src/same_story/tests.rs", "fn stories() {} // no Telling here"),
        ("a.rs", "fn dated_storytelling() { let inlaws = \"Tongue\"; }"),
        ("a.kt", "// class Judge\nval sketchTold2Day = 1"),
        ("core/src/store/reader.rs", "struct Readers;"),
        ("a.rs", "use std::io::BufReader;"),
    ] {
        let found = names::refused(&File::new(path, text));

        assert!(found.is_empty(), "{found:?}");
    }
}
