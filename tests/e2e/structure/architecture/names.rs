//! The paths that a source file names.

use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, ExprMethodCall, Item, ItemMod, ItemUse, Macro, UseTree};

/// One source file: its place below `src`, the module it is, and its code.
pub(crate) struct Source {
    pub(crate) place: String,
    module: Vec<String>,
    code: syn::File,
}

impl Source {
    pub(crate) fn new(place: &str, code: &str) -> Self {
        let code = syn::parse_file(code).unwrap_or_else(|error| panic!("{place}: {error}"));
        Self { place: place.to_owned(), module: module_of(place), code }
    }

    /// Every file below a folder, in order of their places.
    pub(crate) fn all_in(folder: &Path) -> Vec<Self> {
        let read = |path: &PathBuf| {
            let place = path.strip_prefix(folder).expect("it was found in this folder");
            Self::new(&place.to_string_lossy(), &fs::read_to_string(path).expect("sources are readable"))
        };
        rust_files(folder).iter().map(read).collect()
    }

    /// The module at the crate's root that this file belongs to; `None` for the root itself.
    pub(crate) fn top(&self) -> Option<&str> {
        self.module.first().map(String::as_str)
    }

    /// The module that this file is, from the crate's root.
    pub(crate) fn module(&self) -> &[String] {
        &self.module
    }

    /// The same as [`names`](Self::names), without names that the file only re-exports.
    pub(crate) fn uses(&self) -> Vec<Vec<String>> {
        let mut names = Names { module: self.module.clone(), found: Vec::new() };
        let own = self.code.items.iter().filter(|item| !is_passed_on(item));
        own.for_each(|item| names.visit_item(item));
        names.found
    }

    /// The imports and re-exports at the top of the file, outside its tests, each by its name here.
    pub(crate) fn imports(&self) -> Vec<Import> {
        let uses = self.code.items.iter().filter_map(|item| match item {
            Item::Use(item) if !item.attrs.iter().any(is_cfg_test) => Some(&item.tree),
            _ => None,
        });
        let mut imports = Vec::new();
        uses.for_each(|tree| add_imports(&mut imports, &[], tree));
        let names = Names { module: self.module.clone(), found: Vec::new() };
        let absolute = |Import { name, path }| Some(Import { name, path: names.absolute(path)? });
        imports.into_iter().filter_map(absolute).collect()
    }

    /// Whether it is the file of a `#[cfg(test)] mod tests;`.
    pub(crate) fn is_test(&self) -> bool {
        self.module.iter().any(|name| name == "tests")
    }

    /// Whether the file calls a method of this name outside its tests.
    pub(crate) fn calls(&self, method: &'static str) -> bool {
        let mut calls = Calls { method, found: false };
        calls.visit_file(&self.code);
        calls.found
    }

    /// Every path that the file names outside its tests. `super` and `self` are written as `crate::…`.
    pub(crate) fn names(&self) -> Vec<Vec<String>> {
        let mut names = Names { module: self.module.clone(), found: Vec::new() };
        names.visit_file(&self.code);
        names.found
    }
}

/// A name at the top of a file, and the path that it stands for.
pub(crate) struct Import {
    pub(crate) name: String,
    pub(crate) path: Vec<String>,
}

fn add_imports(imports: &mut Vec<Import>, prefix: &[String], tree: &UseTree) {
    let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => add_imports(imports, &with(&path.ident), &path.tree),
        UseTree::Name(name) if name.ident == "self" => {
            imports.extend(prefix.last().map(|last| Import { name: last.clone(), path: prefix.to_vec() }));
        }
        UseTree::Name(name) => imports.push(Import { name: name.ident.to_string(), path: with(&name.ident) }),
        UseTree::Rename(rename) => {
            imports.push(Import { name: rename.rename.to_string(), path: with(&rename.ident) });
        }
        UseTree::Glob(_) => {}
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_imports(imports, prefix, tree)),
    }
}

/// `parse/article.rs` is `parse::article`, `parse/mod.rs` is `parse`, `lib.rs` and `main.rs` are the root.
fn module_of(place: &str) -> Vec<String> {
    let names = place.trim_end_matches(".rs").split('/').map(str::to_owned);
    names.filter(|name| !["mod", "lib", "main"].contains(&name.as_str())).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder is readable").path()).collect();
    paths.sort();
    let below = |path: PathBuf| if path.is_dir() { rust_files(&path) } else { vec![path] };
    let files = paths.into_iter().flat_map(below);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

struct Calls {
    method: &'static str,
    found: bool,
}

impl Visit<'_> for Calls {
    fn visit_item(&mut self, item: &Item) {
        if !is_for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        self.found |= call.method == self.method;
        visit::visit_expr_method_call(self, call);
    }

    /// `Store::method(…)`, and the method handed over as a value.
    fn visit_path(&mut self, path: &syn::Path) {
        self.found |= path.segments.last().is_some_and(|segment| segment.ident == self.method);
        visit::visit_path(self, path);
    }
}

struct Names {
    module: Vec<String>,
    found: Vec<Vec<String>>,
}

impl Names {
    fn note(&mut self, path: Vec<String>) {
        self.found.extend(self.absolute(path));
    }

    /// `None` for a path above the root, which does not compile.
    fn absolute(&self, path: Vec<String>) -> Option<Vec<String>> {
        let relative = path.iter().take_while(|name| *name == "super" || *name == "self").count();
        if relative == 0 {
            return Some(path);
        }
        let up = path[..relative].iter().filter(|name| *name == "super").count();
        let home = &self.module[..self.module.len().checked_sub(up)?];
        Some([&["crate".to_owned()], home, &path[relative..]].concat())
    }

    fn note_tree(&mut self, prefix: &[String], tree: &UseTree) {
        let with = |name: String| [prefix, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.note_tree(&with(path.ident.to_string()), &path.tree),
            UseTree::Name(name) if name.ident == "self" => self.note(prefix.to_vec()),
            UseTree::Name(name) => self.note(with(name.ident.to_string())),
            UseTree::Rename(rename) => self.note(with(rename.ident.to_string())),
            UseTree::Glob(_) => self.note(with("*".to_owned())),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.note_tree(prefix, tree)),
        }
    }
}

impl Visit<'_> for Names {
    fn visit_item(&mut self, item: &Item) {
        if !is_for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        self.note_tree(&[], &item.tree);
    }

    /// A path of one name is something local, or was imported and noted there.
    fn visit_path(&mut self, path: &syn::Path) {
        if path.segments.len() > 1 {
            self.note(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    /// The content of a macro is not parsed, so its paths are read from its text.
    fn visit_macro(&mut self, call: &Macro) {
        let text = call.tokens.to_string().replace(" ::", "::").replace(":: ", "::");
        let words = text.split(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter)));
        for word in words.filter(|word| word.contains("::")) {
            self.note(word.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect());
        }
        visit::visit_macro(self, call);
    }
}

fn is_passed_on(item: &Item) -> bool {
    matches!(item, Item::Use(item) if !matches!(item.vis, syn::Visibility::Inherited))
}

fn is_for_tests(item: &Item) -> bool {
    match item {
        Item::Mod(item) => item.attrs.iter().any(is_cfg_test),
        Item::Fn(item) => item.attrs.iter().any(is_cfg_test),
        Item::Impl(item) => item.attrs.iter().any(is_cfg_test),
        Item::Use(item) => item.attrs.iter().any(is_cfg_test),
        _ => false,
    }
}

fn is_cfg_test(attribute: &Attribute) -> bool {
    let condition = || attribute.parse_args::<syn::Path>();
    attribute.path().is_ident("cfg") && condition().is_ok_and(|condition| condition.is_ident("test"))
}
