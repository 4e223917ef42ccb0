//! The SQL statements of the store, read from its sources.

use std::collections::BTreeMap;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Expr, ExprLit, Item, ItemConst, ItemMod, Lit, LitStr, Macro};

const VERBS: [&str; 5] = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

/// A statement: the file and the constant that hold it, such as `list.rs NEWEST`, and its text.
pub(crate) struct Statement {
    pub(crate) name: String,
    pub(crate) sql: String,
}

/// What a folder of sources has in SQL.
pub(crate) struct Sources {
    pub(crate) statements: Vec<Statement>,
    /// Texts in SQL that belong to no constant, with their files: they are built when they run.
    pub(crate) built: Vec<String>,
}

impl Sources {
    /// Reads the files of a folder, without its tests.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut sources = Self { statements: Vec::new(), built: Vec::new() };
        let files = std::fs::read_dir(folder).expect("the folder is there");
        let mut paths: Vec<_> = files.map(|file| file.expect("the folder is readable").path()).collect();
        let is_test = |path: &Path| path.as_os_str().as_encoded_bytes().ends_with(b"tests.rs");
        paths.retain(|path| path.extension().is_some_and(|rs| rs == "rs") && !is_test(path));
        paths.sort();
        for path in paths {
            let name = path.file_name().expect("it is a file").to_string_lossy().into_owned();
            sources.add(&name, &std::fs::read_to_string(&path).expect("sources are readable"));
        }
        sources
    }

    /// Adds a file.
    pub(crate) fn add(&mut self, file: &str, code: &str) {
        let code = syn::parse_file(code).unwrap_or_else(|error| panic!("{file}: {error}"));
        let templates = templates(&code.items);
        let mut found = Found { templates, constants: Vec::new(), others: Vec::new() };
        found.visit_file(&code);
        let named = |(name, sql)| Statement { name: format!("{file} {name}"), sql };
        self.statements.extend(found.constants.into_iter().map(named));
        self.built.extend(found.others.into_iter().map(|sql| format!("{file} {sql}")));
    }
}

fn is_sql(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|word| VERBS.contains(&word))
}

/// The macros of a file that put a text around a literal: the text before it, and the text behind it.
fn templates(items: &[Item]) -> BTreeMap<String, (String, String)> {
    let templates = items.iter().filter_map(|item| match item {
        Item::Macro(item) => Some((item.ident.as_ref()?.to_string(), template(item.mac.tokens.clone())?)),
        _ => None,
    });
    templates.collect()
}

/// The parts of `concat!("before", $rest, "behind")` in a macro.
fn template(tokens: TokenStream) -> Option<(String, String)> {
    let mut after_concat = false;
    for token in tokens {
        match token {
            TokenTree::Ident(name) => after_concat = name == "concat",
            TokenTree::Punct(_) => {}
            TokenTree::Group(group) if after_concat && group.delimiter() == Delimiter::Parenthesis => {
                return Some(around_the_argument(group.stream()));
            }
            TokenTree::Group(group) => {
                if let Some(found) = template(group.stream()) {
                    return Some(found);
                }
            }
            TokenTree::Literal(_) => {}
        }
    }
    None
}

fn around_the_argument(tokens: TokenStream) -> (String, String) {
    let (mut before, mut behind, mut is_behind) = (String::new(), String::new(), false);
    for token in tokens {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '$' => is_behind = true,
            TokenTree::Literal(literal) => {
                let text = syn::parse2::<LitStr>(TokenTree::Literal(literal).into()).map(|text| text.value());
                let part = if is_behind { &mut behind } else { &mut before };
                part.push_str(&text.unwrap_or_default());
            }
            _ => {}
        }
    }
    (before, behind)
}

struct Found {
    templates: BTreeMap<String, (String, String)>,
    constants: Vec<(String, String)>,
    others: Vec<String>,
}

impl Found {
    /// The text of a constant: a literal, or a literal inside a macro of the same file.
    fn text_of(&self, value: &Expr) -> Option<String> {
        match value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            Expr::Macro(call) => {
                let (before, behind) = self.templates.get(&call.mac.path.get_ident()?.to_string())?;
                let text: LitStr = call.mac.parse_body().ok()?;
                Some(format!("{before}{}{behind}", text.value()))
            }
            _ => None,
        }
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        match self.text_of(&item.expr).filter(|text| is_sql(text)) {
            Some(sql) => self.constants.push((item.ident.to_string(), sql)),
            None => visit::visit_item_const(self, item),
        }
    }

    fn visit_lit_str(&mut self, text: &'ast LitStr) {
        self.others.extend(Some(text.value()).filter(|text| is_sql(text)));
    }

    /// The texts of `format!` and the like. The templates of a file are seen in its constants.
    fn visit_macro(&mut self, call: &'ast Macro) {
        if call.path.is_ident("macro_rules") {
            return;
        }
        for token in call.tokens.clone() {
            if let Ok(text) = syn::parse2::<LitStr>(token.into()) {
                self.visit_lit_str(&text);
            }
        }
    }
}
