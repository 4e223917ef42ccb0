//! The import table, and what breaks it.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Source;

/// The modules in the order in which data flows, each with the modules that it may use besides [`COMMON`].
pub(crate) const MODULES: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("error", &[]),
    ("clock", &[]),
    ("guard", &[]),
    ("catalog", &[]),
    ("words", &[]),
    ("source", &["catalog"]),
    ("parse", &["catalog"]),
    ("store", &[]),
    ("user", &["store"]),
    ("query", &["store", "user", "words", "catalog"]),
    ("sync", &["source", "parse", "store", "catalog"]),
    ("client", &["sync", "query", "user", "words", "catalog", "source", "store"]), // opens the last two
    // The parts that test suites use directly, and the store that benches fill.
    ("testing", &["catalog", "source", "parse", "client", "store", "sync"]),
];

/// What every module may use.
const COMMON: &[&str] = &["model", "error", "clock", "guard"];

/// The modules that do I/O, or wait for modules that do.
const IMPURE: &[&str] = &["source", "store", "user", "query", "sync", "client"];

/// Crates and parts of std that only some modules may use.
pub(crate) const OWNED: &[(&str, &[&str])] = &[
    ("brotli", &["source"]),
    ("bytes", IMPURE),
    ("chardetng", &["parse"]),
    ("dom_query", &["parse"]),
    ("encoding_rs", &["parse"]),
    ("flate2", &["source"]),
    ("futures_util", IMPURE),
    ("h2", &["source"]),
    ("html5ever", &["parse"]),
    ("html5gum", &["parse"]),
    ("hyper", &["source"]),
    ("imagesize", &["parse"]),
    ("ifilm_language", &["model", "error", "words", "parse", "query", "sync", "client", "testing"]),
    ("percent_encoding", &["model", "catalog"]),
    ("reqwest", &["source"]),
    ("rusqlite", &["store"]),
    ("rustix", &["store"]),
    ("rustls", &["source"]),
    ("serde_path_to_error", &["catalog", "store"]),
    ("strsim", &["catalog", "parse"]),
    ("std::env", IMPURE),
    ("std::fs", IMPURE),
    ("std::net", IMPURE),
    ("std::process", IMPURE),
    ("std::thread", IMPURE),
    ("tokio", IMPURE),
    ("tokio_util", IMPURE),
    ("tower_layer", &["source"]),
    ("tower_service", &["source"]),
    ("webpki_roots", &["source"]),
];

/// Crates that any module may use.
pub(crate) const SHARED: &[&str] = &["jiff", "serde", "serde_json", "sha2", "thiserror", "tracing", "url"];

/// Crates that the language crate may use: none of ours, and none that does I/O.
pub(crate) const LANGUAGE: &[&str] = &[
    "icu_calendar",
    "icu_decimal",
    "icu_locale",
    "icu_normalizer",
    "icu_plurals",
    "jiff",
    "serde",
    "thiserror",
    "unicode_bidi",
    "unicode_segmentation",
    "url",
];

/// Parts of std that do I/O, or read from the environment instead of from arguments.
const IO: &[&str] = &["env", "fs", "io", "net", "os", "path", "process", "thread", "time::SystemTime"];

const WHOLE: &str = "the whole crate";
/// `crate::language` is for hosts. The core uses the name `ifilm_language`, so that the table sees who uses
/// it.
const ALIAS: &str = "the alias of ifilm_language";

/// Each forbidden use, as `place: module uses what`. The root (`lib.rs`) and unit tests may use anything,
/// because the table is about the product.
pub(crate) fn breaches(files: &[Source]) -> Vec<String> {
    let doors = doors(files);
    files.iter().flat_map(|file| breaches_of(file, &doors)).collect()
}

/// Each use of I/O in a crate that must do none, as `place: std::what`. Unit tests may do I/O.
pub(crate) fn impurities(files: &[Source]) -> Vec<String> {
    files.iter().filter(|file| !file.is_test()).flat_map(impurities_of).collect()
}

fn impurities_of(file: &Source) -> BTreeSet<String> {
    let paths = file.names().into_iter().map(|path| path.join("::"));
    let named = paths.filter_map(|path| {
        let part = path.strip_prefix("std::").filter(|part| {
            *part == "*"
                || IO.iter().any(|io| {
                    part.strip_prefix(io).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
                })
        })?;
        Some(format!("{}: std::{part}", file.place))
    });
    named.collect()
}

fn breaches_of(file: &Source, doors: &BTreeMap<String, String>) -> BTreeSet<String> {
    let Some(module) = file.top().filter(|_| !file.is_test()) else {
        return BTreeSet::new();
    };
    let used = file.names().into_iter().filter_map(|path| target(&path, doors));
    let wrong = used.filter(|target| !may_use(module, target));
    wrong.map(|target| format!("{}: {module} uses {target}", file.place)).collect()
}

/// What the root re-exports: each name (`*` for all others) with the module it comes from.
fn doors(files: &[Source]) -> BTreeMap<String, String> {
    let root = files.iter().filter(|file| file.top().is_none());
    let paths = root.flat_map(Source::names).filter(|path| path.len() > 1);
    paths.map(|path| (path[path.len() - 1].clone(), path[0].clone())).collect()
}

/// The target of a path: a module of ours, a part of std, a crate, or something local.
fn target(path: &[String], doors: &BTreeMap<String, String>) -> Option<String> {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    match names[..] {
        ["crate"] | ["crate", "*"] => Some(WHOLE.to_owned()),
        ["crate", name, ..] if is_module(name) => Some(name.to_owned()),
        ["crate", "language", ..] => Some(ALIAS.to_owned()),
        ["crate", name, ..] => doors.get(name).or(doors.get("*")).cloned(),
        ["std", name, ..] => Some(format!("std::{name}")),
        [name, ..] if is_module(name) => None, // a child that has the name of a module at the root
        [name, ..] => Some(name.to_owned()),
        [] => None,
    }
}

fn may_use(module: &str, target: &str) -> bool {
    if let Some(owners) = find(OWNED, target) {
        return owners.contains(&module);
    }
    if !is_module(target) {
        return target != WHOLE && target != ALIAS;
    }
    let allowed = find(MODULES, module).unwrap_or_default();
    target == module || COMMON.contains(&target) || allowed.contains(&target)
}

fn is_module(name: &str) -> bool {
    find(MODULES, name).is_some()
}

fn find<'a>(table: &'a [(&str, &'a [&'a str])], name: &str) -> Option<&'a [&'a str]> {
    table.iter().find(|(entry, _)| *entry == name).map(|(_, names)| *names)
}
