//! `ifilm debug fold`: a text as search compares it.

use ifilm_core::language;
use ifilm_core::language::text::{Affix, FoldingRule, Mapping, StemRule};
use serde_json::{Value, json};

use crate::arguments::Fold;
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{batch, screen};

pub(super) fn run(arguments: &Fold) -> Result<Ended, Failure> {
    if arguments.table {
        screen::line("| characters | become | because |\n|---|---|---|");
        language::text::FOLDING_RULES.iter().for_each(|rule| screen::line(row(rule)));
        screen::line("\n| letters | become | left | because |\n|---|---|---|---|");
        language::text::STEM_RULES.into_iter().flatten().for_each(|rule| screen::line(stem_row(rule)));
        return Ok(Ended::Well);
    }
    batch::of_texts(arguments.text.as_deref(), folded)
}

/// The folded words with one space between them, so that two spellings of the same words print the same.
fn folded(text: &str) -> Value {
    json!({ "folded": language::text::fold_words(text) })
}

/// A line of the table in Markdown.
fn row(rule: &FoldingRule) -> String {
    let code = |c: char| format!("U+{:04X}", u32::from(c));
    let characters = match rule.first == rule.last {
        true => format!("{} {}", code(rule.first), shown(rule.first)),
        false => format!("{} … {}", code(rule.first), code(rule.last)),
    };
    let becomes = match rule.mapping {
        Mapping::Dropped => "nothing".to_owned(),
        Mapping::Space => "a space".to_owned(),
        Mapping::To(c) => c.to_string(),
        Mapping::Spelled(text) => text.to_owned(),
        Mapping::Digit => "0 … 9".to_owned(),
    };
    format!("| {} | {becomes} | {} |", characters.trim_end(), rule.why)
}

/// A line of the table of stems in Markdown.
fn stem_row(rule: &StemRule) -> String {
    let letters = match rule.affix {
        Affix::Article => format!("{}-", rule.letters),
        Affix::Particle => format!("{}- in Arabic", rule.letters),
        Affix::Plural => format!("-{}", rule.letters),
    };
    let becomes = match rule.becomes {
        [] => "themselves".to_owned(),
        [""] => "nothing".to_owned(),
        some => some.join(", "),
    };
    let fewest = match rule.fewest_in_persian {
        Some(persian) if persian != rule.fewest => format!("{} (in Persian {persian})", rule.fewest),
        _ => rule.fewest.to_string(),
    };
    format!("| {letters} | {becomes} | {fewest} or more | {} |", rule.why)
}

/// A letter or a sign. Empty for an invisible character.
fn shown(c: char) -> String {
    if c.is_alphabetic() || matches!(c, '№' | '™' | '℠') { c.to_string() } else { String::new() }
}
