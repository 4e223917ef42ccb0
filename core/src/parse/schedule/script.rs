//! Finds data in the scripts of a page: JSON, JSON-LD, and the values of variables.

use jiff::civil::Date;
use serde_json::Value;

use super::broadcast::Found;
use super::json::of_value_in;
use super::page::GuidePage;
use crate::parse::{Document, bounded_json};

/// The most values of a script that are tried.
const MOST_VALUES: usize = 40;

/// The broadcasts of the scripts of a page. Those of several values together count, because JSON-LD often has
/// one script for each.
pub(super) fn read(page: &GuidePage, document: Document<'_>, today: Date) -> Found {
    let mut all = Found::default();
    for script in &page.scripts {
        for (value, text) in values(script) {
            let found = of_value_in(&value, text, document, today);
            let shift = all.broadcasts.len();
            let moved = found.broadcasts.into_iter().map(|mut broadcast| {
                broadcast.list = broadcast.list.saturating_add(shift);
                broadcast
            });
            all.broadcasts.extend(moved);
            all.zone = all.zone.or(found.zone);
            all.written = all.written.or(found.written);
        }
    }
    all
}

/// The values in a script, and their texts.
fn values(script: &str) -> Vec<(Value, &str)> {
    let text = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim();
    if text.starts_with(['{', '['])
        && let Some(value) = bounded_json::first(text)
    {
        return vec![(value, text)];
    }
    let (mut values, mut at) = (Vec::new(), 0);
    for _ in 0..MOST_VALUES {
        let Some(start) = next_value(text, at) else { break };
        let rest = text.get(start..).unwrap_or_default();
        let end = end_of(rest);
        let literal = rest.get(..end).unwrap_or_default();
        let value = bounded_json::whole(literal).or_else(|| bounded_json::whole(&as_json(literal)));
        at = start.saturating_add(if value.is_some() { end.max(1) } else { 1 });
        values.extend(value.map(|value| (value, literal)));
    }
    values
}

/// Where the next array or object behind `=`, `(` or `:` begins, with something in it.
fn next_value(text: &str, from: usize) -> Option<usize> {
    let opens = text.get(from..)?.match_indices(['{', '[']).map(|(at, _)| from.saturating_add(at));
    opens.into_iter().find(|at| {
        let before = text.get(..*at).unwrap_or_default().trim_end();
        before.ends_with(['=', '(', ':', ',']) && !before.ends_with("=>")
    })
}

/// The length of the array or object that a text begins with.
fn end_of(text: &str) -> usize {
    let (mut depth, mut quote, mut is_escaped) = (0_usize, None, false);
    for (at, c) in text.char_indices() {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if c == '\\' => is_escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if matches!(c, '{' | '[') => depth = depth.saturating_add(1),
            None if matches!(c, '}' | ']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at.saturating_add(1);
                }
            }
            None => {}
        }
    }
    text.len()
}

/// A value of JavaScript as JSON: names get quotes, texts get double ones, commas at the end are left out.
fn as_json(literal: &str) -> String {
    let mut json = String::with_capacity(literal.len());
    let mut chars = literal.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' | '\'' | '`' => {
                json.push('"');
                while let Some((_, inner)) = chars.next() {
                    match inner {
                        '\\' => match chars.next() {
                            Some((_, '\'' | '`')) => json.push('\''),
                            Some((_, '\n')) | None => {}
                            Some((_, escaped)) => json.extend(['\\', escaped]),
                        },
                        '"' if c != '"' => json.push_str("\\\""),
                        _ if inner == c => break,
                        _ => json.push(inner),
                    }
                }
                json.push('"');
            }
            '/' if literal.get(at..).is_some_and(|rest| rest.starts_with("//")) => {
                while chars.next_if(|(_, c)| *c != '\n').is_some() {}
            }
            '}' | ']' => {
                while json.ends_with(|c: char| c.is_whitespace() || c == ',') {
                    json.pop();
                }
                json.push(c);
            }
            _ if c.is_alphabetic() || matches!(c, '_' | '$') => {
                let mut word = c.to_string();
                while let Some((_, more)) =
                    chars.next_if(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '$'))
                {
                    word.push(more);
                }
                push_word(&mut json, &word);
            }
            '(' | ')' | ';' => {}
            _ => json.push(c),
        }
    }
    json
}

/// A word of JavaScript outside of texts.
fn push_word(json: &mut String, word: &str) {
    match word {
        "true" | "false" | "null" => json.push_str(word),
        "undefined" => json.push_str("null"),
        "new" | "Date" => {}
        "e" | "E" if json.ends_with(|c: char| c.is_ascii_digit()) => json.push_str(word),
        _ => json.extend(["\"", word, "\""]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_of_variables_are_found() {
        let script =
            "var a = [{title: 'It\\'s', time: \"20:05\", on: new Date(5),},]; function f(x) { return x }";

        let found: Vec<Value> = values(script).into_iter().map(|(value, _)| value).collect();

        assert_eq!(found, [json!([{"title": "It's", "time": "20:05", "on": 5}])]);
    }

    #[test]
    fn json_is_found_as_it_is() {
        assert_eq!(
            values("  {\"a\": [1]} ").first().map(|(value, _)| value.clone()),
            Some(json!({"a": [1]}))
        );
        assert!(values("alert(1)").is_empty());
    }
}
