//! Names of files and of what they declare.

use std::path::Path;

use syn::visit::Visit;

use super::files::File;

/// Words that are bad names, each with the plain word.
const REFUSED: &[(&str, &str)] = &[
    ("telling", "fingerprint"),
    ("told", "reported"),
    ("untold", "absent"),
    ("tongue", "language"),
    ("judge", "check"),
    ("ledger", "request log"),
    ("likest", "most similar"),
    ("fate", "mapping"),
    ("reader", "person"),
    ("readers", "people"),
];

/// The folder whose connections are called readers.
const STORE: &str = "core/src/store/";

/// Names of the standard library.
const STANDARD: &[&str] = &["BufReader", "PipeReader"];

/// Words that are bad names for files.
const REFUSED_FILES: &[(&str, &str)] = &[("stories", "tests"), ("laws", "tests")];

/// The keywords before a declared name, in Kotlin and Python.
const DECLARING: &[&str] = &["class", "interface", "object", "fun", "val", "var", "def"];

/// The refused words of a file, each with its place and the plain word.
pub(crate) fn refused(file: &File) -> Vec<String> {
    let is_refused = |(word, _): &(&str, &str)| !(file.path.starts_with(STORE) && word.starts_with("reader"));
    let in_path = of_path(&file.path).into_iter().filter(is_refused);
    let in_path = in_path.map(|(word, plain)| format!("{word} → {plain}"));
    let declared = match file.kind() {
        "rs" => of_rust(&file.text),
        "kt" | "kts" | "py" => of_script(&file.text),
        _ => Vec::new(),
    };
    let own = declared.iter().filter(|name| !STANDARD.contains(&name.as_str()));
    let in_text = own.flat_map(|name| {
        let found = refused_words(name, REFUSED).into_iter().filter(is_refused);
        found.map(move |(word, plain)| format!("{name}: {word} → {plain}"))
    });
    let mut found: Vec<String> =
        in_path.chain(in_text).map(|found| format!("{}: {found}", file.path)).collect();
    found.dedup();
    found
}

/// The names that several files have. Names that get their meaning from their folder are left out.
pub(crate) fn repeated<'p>(paths: impl IntoIterator<Item = &'p str>) -> Vec<&'p str> {
    let mut names: Vec<&str> = paths.into_iter().filter_map(|path| path.rsplit('/').next()).collect();
    names.retain(|name| !matches!(*name, "mod.rs" | "tests.rs"));
    names.sort_unstable();
    let twice = names.windows(2).filter(|pair| pair[0] == pair[1]);
    twice.map(|pair| pair[0]).collect()
}

fn of_path(path: &str) -> Vec<(&'static str, &'static str)> {
    let stem = Path::new(path).with_extension("");
    let parts = stem.iter().filter_map(|part| part.to_str());
    parts.flat_map(|part| refused_words(part, &[REFUSED, REFUSED_FILES].concat())).collect()
}

fn refused_words(name: &str, refused: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let words = words(name);
    refused.iter().filter(|(word, _)| words.iter().any(|found| found == word)).copied().collect()
}

/// The words of a name in snake or camel case, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if letter == '_' || letter.is_uppercase() {
            words.push(String::new());
        }
        let word = words.last_mut().expect("there is always one");
        word.extend(letter.to_lowercase().filter(|letter| *letter != '_'));
    }
    words
}

/// Every identifier outside of macros.
fn of_rust(text: &str) -> Vec<String> {
    struct Names(Vec<String>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_ident(&mut self, name: &'ast syn::Ident) {
            self.0.push(name.to_string());
        }
    }
    let mut names = Names(Vec::new());
    names.visit_file(&syn::parse_file(text).expect("it compiles"));
    names.0
}

/// The names after these keywords. Comments are left out.
fn of_script(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with(['#', '/', '*']));
    code.flat_map(declared).collect()
}

fn declared(line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
    let pairs = words.windows(2).filter(|pair| DECLARING.contains(&pair[0]));
    pairs.map(|pair| pair[1].to_owned()).collect()
}
