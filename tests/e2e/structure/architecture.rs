//! Which module of the core may use which. The test reads the sources, so a forbidden use fails here and not
//! in a review. The table is in `architecture/table.rs`.

mod circles;
mod names;
mod packages;
mod table;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use names::Source;
use packages::{dependencies, is_ours};
use table::{LANGUAGE, MODULES, OWNED, SHARED};

#[test]
fn every_module_of_the_core_uses_only_what_it_may() {
    let core = Source::all_in(&repository().join("core/src"));

    let breaches = table::breaches(&core);

    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn only_the_acts_of_a_person_write_to_the_users_file() {
    let core = Source::all_in(&repository().join("core/src"));

    assert_eq!(callers(&core, "write_user"), ["user/act.rs"]);
}

#[test]
fn another_writer_to_the_users_file_is_found_however_it_is_written() {
    for code in [
        "fn f(store: &Store) { store.write_user(|_| Ok(())); }",
        "fn f(store: &Store) { crate::store::Store::write_user(store, |_| Ok(())); }",
        "fn f() { let write = Store::write_user; }",
    ] {
        assert_eq!(callers(&sample("sync/mod.rs", code), "write_user"), ["sync/mod.rs"], "{code}");
    }
    let test = "#[cfg(test)] mod tests { fn f(store: &Store) { store.write_user(|_| Ok(())); } }";
    assert!(callers(&sample("store/mod.rs", test), "write_user").is_empty());
}

/// The places outside tests that call a method.
fn callers<'a>(files: &'a [Source], method: &'static str) -> Vec<&'a str> {
    let calling = files.iter().filter(|file| !file.is_test() && file.calls(method));
    calling.map(|file| file.place.as_str()).collect()
}

#[test]
fn the_table_has_every_module_of_the_core() {
    let core = Source::all_in(&repository().join("core/src"));

    let found: BTreeSet<&str> = core.iter().filter_map(Source::top).collect();

    assert_eq!(found, MODULES.iter().map(|(module, _)| *module).collect());
}

#[test]
fn the_table_has_every_crate_that_the_core_uses() {
    let used = dependencies(&repository(), "ifilm-core", &["normal", "build"]);

    let owned = OWNED.iter().map(|(name, _)| *name).filter(|name| !name.starts_with("std::"));
    let known: BTreeSet<&str> = owned.chain(SHARED.iter().copied()).collect();
    let undecided: Vec<&String> = used.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(undecided.is_empty(), "which module may use {undecided:?}? Say so in architecture/table.rs");
}

#[test]
fn no_two_files_use_each_other_in_a_circle() {
    for name in ["core", "core/language", "bindings", "examples/cli", "tests/site", "tests/e2e"] {
        let files = Source::all_in(&repository().join(name).join("src"));

        let circles = circles::circles(&files);

        let circles: Vec<String> = circles.iter().map(|circle| circle.join(" ↔ ")).collect();
        assert!(circles.is_empty(), "{name}:\n{}", circles.join("\n"));
    }
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    for (what, files) in [
        ("directly", &[("a.rs", "use crate::b::f;"), ("b.rs", "fn f() { crate::a::g() }")][..]),
        (
            "by super",
            &[("a/x.rs", "use super::y;"), ("a/y.rs", "use super::x::f;"), ("a/mod.rs", "mod x; mod y;")],
        ),
        (
            "through a third",
            &[("a.rs", "use crate::b;"), ("b.rs", "use crate::c::f;"), ("c.rs", "use crate::a::g;")],
        ),
        (
            "through a re-export",
            &[
                ("a/mod.rs", "mod x; pub use x::f;"),
                ("a/x.rs", "use crate::b::g;"),
                ("b.rs", "use crate::a::f;"),
            ],
        ),
        ("with its parent", &[("a/mod.rs", "mod x; use x::f; fn g() { f() }"), ("a/x.rs", "use super::g;")]),
        (
            "with its parent's name for it",
            &[("a.rs", "use crate::b as c; fn g() {}"), ("b.rs", "use crate::a::g;")],
        ),
        (
            "with the root of a command",
            &[("main.rs", "mod a; struct S; fn main() { a::f() }"), ("a.rs", "use crate::S;")],
        ),
    ] {
        let files: Vec<Source> = files.iter().map(|(place, code)| Source::new(place, code)).collect();

        let circles = circles::circles(&files);

        assert_eq!(circles.len(), 1, "{what}: {circles:?}");
    }
}

#[test]
fn what_is_no_circle_passes() {
    for files in [
        &[("a.rs", "use crate::b::f;"), ("b.rs", "fn f() {}")][..],
        &[
            ("a/mod.rs", "mod x; mod y; pub use x::f; pub use y::g;"),
            ("a/x.rs", "use super::g;"),
            ("a/y.rs", ""),
        ],
        &[("a.rs", "use crate::b::f;"), ("b.rs", "#[cfg(test)] mod tests { use crate::a::g; }")],
        &[
            ("a.rs", "use crate::b::f;"),
            ("b/tests.rs", "use crate::a::g;"),
            ("b/mod.rs", "#[cfg(test)] mod tests;"),
        ],
    ] {
        let files: Vec<Source> = files.iter().map(|(place, code)| Source::new(place, code)).collect();

        let circles = circles::circles(&files);

        assert!(circles.is_empty(), "{circles:?}");
    }
}

#[test]
fn the_core_knows_neither_uniffi_nor_any_crate_of_ours_but_language() {
    let used = dependencies(&repository(), "ifilm-core", &["normal", "build", "dev"]);

    let ours: Vec<&String> = used.iter().filter(|name| name.starts_with("uniffi") || is_ours(name)).collect();

    assert_eq!(ours, ["ifilm_language"]);
}

#[test]
fn the_language_crate_knows_no_crate_of_ours_and_none_that_does_io() {
    let used = dependencies(&repository(), "ifilm-language", &["normal", "build"]);
    let in_tests = dependencies(&repository(), "ifilm-language", &["dev"]);

    assert_eq!(used, LANGUAGE.iter().map(|name| (*name).to_owned()).collect());
    assert!(!in_tests.iter().any(|name| is_ours(name)), "{in_tests:?}");
}

#[test]
fn the_language_crate_does_no_io() {
    let language = Source::all_in(&repository().join("core/language/src"));

    let impurities = table::impurities(&language);

    assert!(language.len() > 50);
    assert!(impurities.is_empty(), "\n{}", impurities.join("\n"));
}

#[test]
fn io_is_found_however_it_is_written() {
    for (code, found) in [
        ("use std::{fmt, fs};", "std::fs"),
        ("use std::net::TcpStream;", "std::net::TcpStream"),
        ("fn f() { std::process::exit(1) }", "std::process::exit"),
        ("fn f() { let now = std::time::SystemTime::now(); }", "std::time::SystemTime::now"),
        ("fn f() { println!(\"{:?}\", std::env::args()); }", "std::env::args"),
        ("use std::*;", "std::*"),
    ] {
        let impurities = table::impurities(&[Source::new("fold/mod.rs", code)]);

        assert_eq!(impurities, [format!("fold/mod.rs: {found}")], "{code}");
    }
    let pure =
        "use std::time::Duration; use std::collections::BTreeMap; #[cfg(test)] mod tests { use std::fs; }";
    assert!(table::impurities(&[Source::new("fold/mod.rs", pure)]).is_empty());
}

#[test]
fn the_practice_site_knows_no_crate_of_ours() {
    let used = dependencies(&repository(), "ifilm-site", &["normal", "build", "dev"]);

    let wrong: Vec<&String> = used.iter().filter(|name| is_ours(name)).collect();

    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_wrong_use_is_found_however_it_is_written() {
    for (place, code, expected) in [
        ("parse/article.rs", "use rusqlite::Connection;", "parse uses rusqlite"),
        ("parse/article.rs", "use ::rusqlite as sql;", "parse uses rusqlite"),
        ("parse/article.rs", "use crate::store;", "parse uses store"),
        ("parse/article.rs", "use crate::{catalog::Catalog, store::{self, Writer}};", "parse uses store"),
        ("parse/article.rs", "use super::super::store::Writer;", "parse uses store"),
        ("parse/mod.rs", "use super::store::Writer;", "parse uses store"),
        ("parse/mod.rs", "mod inner { use super::super::store::Writer; }", "parse uses store"),
        ("parse/mod.rs", "fn f() { crate::store::open(); }", "parse uses store"),
        ("parse/mod.rs", "fn f(_: &rusqlite::Connection) {}", "parse uses rusqlite"),
        ("parse/mod.rs", "fn f() { assert!(1 == crate::store::count()); }", "parse uses store"),
        ("parse/mod.rs", "fn f() { let _ = <crate::store::Writer>::open(); }", "parse uses store"),
        ("parse/mod.rs", "use crate::Client;", "parse uses client"),
        ("parse/mod.rs", "use crate::*;", "parse uses the whole crate"),
        ("parse/mod.rs", "use crate as all;", "parse uses the whole crate"),
        ("store/item.rs", "use crate::query::Row;", "store uses query"),
        ("store/item.rs", "impl From<reqwest::Error> for X {}", "store uses reqwest"),
        ("source/mod.rs", "use dom_query::Document;", "source uses dom_query"),
        ("store/item.rs", "use ifilm_language::text::fold;", "store uses ifilm_language"),
        ("sync/mod.rs", "use crate::user::Reads;", "sync uses user"),
        ("parse/mod.rs", "use std::{fmt, fs};", "parse uses std::fs"),
        ("query/mod.rs", "use crate::language::fold;", "query uses the alias of ifilm_language"),
        ("catalog/mod.rs", "fn f() { std::fs::read(0); }", "catalog uses std::fs"),
        ("catalog/mod.rs", "use ifilm_language::text::isolate;", "catalog uses ifilm_language"),
        ("client/mod.rs", "fn f() { tracing::info!(row = ?rusqlite::Row::new()); }", "client uses rusqlite"),
    ] {
        let found = table::breaches(&sample(place, code));

        assert_eq!(found, [format!("{place}: {expected}")], "{code}");
    }
}

#[test]
fn a_right_use_passes() {
    for (place, code) in [
        (
            "parse/article.rs",
            "use super::Document; use crate::Catalog; use ifilm_language::text::direction_of;",
        ),
        ("parse/article.rs", "fn f() -> crate::Result<crate::Item> { crate::model::Item::of(dom_query::X) }"),
        ("parse/mod.rs", "mod date; use self::date::Date; fn f() { date::read(); let store = 1; store; }"),
        ("parse/mod.rs", "#[cfg(test)] mod tests { use super::*; use crate::store::Writer; }"),
        ("parse/mod.rs", "/// See [`store`](crate::store).\nfn f() {}"),
        ("store/tests.rs", "use crate::query::Row;"),
        ("store/mod.rs", "mod source; use source::Row; fn f() { source::read() }"),
        ("store/item.rs", "use rusqlite::Row; use crate::model::Item; use std::fs;"),
        (
            "client/library.rs",
            "use super::Client; use crate::{query, store, sync}; fn f() { query::items() }",
        ),
    ] {
        let found = table::breaches(&sample(place, code));

        assert!(found.is_empty(), "{code}: {found:?}");
    }
}

/// A crate of two files.
fn sample(place: &str, code: &str) -> [Source; 2] {
    let root = "pub use catalog::Catalog; pub use client::{Client, Config}; pub use error::Result; pub use model::*;";
    [Source::new("lib.rs", root), Source::new(place, code)]
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
