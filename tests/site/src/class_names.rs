//! Removes the class names and ids of a page, or renames them.

use crate::seeded_random::hash;

/// The page without any class and id. Everything else stays: the fields of the head, tags, text, other
/// attributes.
///
/// A perfect parser finds the same parts in it, because no part of our pages depends on class names alone:
/// - A title in an element without a meaning is also in the head.
/// - A lead in such an element is also in the description of the head, whole or cut, or the text begins with
///   it. Any other lead is a heading or bold.
/// - A text without a lead begins neither with a heading nor in bold.
///
/// ```
/// assert_eq!(ifilm_site::stripped("<p class='a' dir=rtl id=b>x</p>"), "<p dir=rtl>x</p>");
/// ```
pub fn stripped(html: &str) -> String {
    rewrite(html, |_| None)
}

/// The page with every class and id replaced. The same name always gets the same new name.
///
/// ```
/// let html = ifilm_site::renamed("<p class=\"a b\">x</p><i id=a></i>", 1);
/// assert!(!html.contains("\"a b\"") && html.ends_with("</i>"));
/// ```
pub fn renamed(html: &str, seed: u64) -> String {
    let name = |word: &str| format!("c{:x}", hash(format!("{seed}:{word}").as_bytes()) % 0xff_ffff);
    rewrite(html, |value| {
        let names: Vec<String> = value.split_whitespace().map(name).collect();
        Some(names.join(" "))
    })
}

/// Copies a page and replaces the value of each class and id by the result of `change`.
fn rewrite(html: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let mut written = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        written.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if opens_tag(rest) {
            copy_tag(rest, &mut written, &change)
        } else {
            copy_other(rest, &mut written)
        };
        rest = &rest[length..];
    }
    written + rest
}

fn opens_tag(rest: &str) -> bool {
    rest[1..].starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Copies a whole comment, or one character of anything else.
fn copy_other(rest: &str, written: &mut String) -> usize {
    let length = match rest.strip_prefix("<!--").and_then(|inner| inner.find("-->")) {
        Some(end) => end + "<!---->".len(),
        None => 1,
    };
    written.push_str(&rest[..length]);
    length
}

/// Copies a tag, attribute by attribute, and the whole content of scripts and styles.
fn copy_tag(rest: &str, written: &mut String, change: &impl Fn(&str) -> Option<String>) -> usize {
    let name_end =
        1 + rest[1..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len() - 1);
    let name = rest[1..name_end].to_ascii_lowercase();
    written.push_str(&rest[..name_end]);
    let mut at = name_end;
    while let Some(attribute) = next_attribute(&rest[at..]) {
        copy_attribute(&attribute, written, change);
        at += attribute.length;
    }
    let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
    written.push_str(&rest[at..end]);
    end + copy_raw(&rest[end..], &name, written)
}

fn copy_raw(rest: &str, name: &str, written: &mut String) -> usize {
    if !matches!(name, "script" | "style") {
        return 0;
    }
    let end = rest.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(rest.len());
    written.push_str(&rest[..end]);
    end
}

struct Attribute<'a> {
    /// With the white space before it.
    whole: &'a str,
    name: &'a str,
    value: &'a str,
    length: usize,
}

/// The attribute that a text begins with, white space before it included; `None` at the end of the tag.
fn next_attribute(text: &str) -> Option<Attribute<'_>> {
    let start = text.find(|c: char| !c.is_whitespace() && c != '/')?;
    if text[start..].starts_with('>') {
        return None;
    }
    let ends_name = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
    let name_end = start + text[start..].find(ends_name).unwrap_or(text.len() - start);
    let name = &text[start..name_end];
    let (value, length) = match text[name_end..].strip_prefix('=') {
        None => ("", name_end),
        Some(after) => {
            value_of(after).map_or(("", text.len()), |(value, length)| (value, name_end + 1 + length))
        }
    };
    Some(Attribute { whole: &text[..length], name, value, length })
}

/// The value after an equals sign, and how long it is with its quotes.
fn value_of(after: &str) -> Option<(&str, usize)> {
    for quote in ['"', '\''] {
        if let Some(inner) = after.strip_prefix(quote) {
            let end = inner.find(quote)?;
            return Some((&inner[..end], end + 2));
        }
    }
    let end = after.find(|c: char| c.is_whitespace() || c == '>')?;
    Some((&after[..end], end))
}

fn copy_attribute(attribute: &Attribute, written: &mut String, change: &impl Fn(&str) -> Option<String>) {
    if !attribute.name.eq_ignore_ascii_case("class") && !attribute.name.eq_ignore_ascii_case("id") {
        written.push_str(attribute.whole);
    } else if let Some(value) = change(attribute.value) {
        written.push_str(&format!(" {}=\"{value}\"", attribute.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><DIV CLASS=\"a  b\" id='c' title=\"x > y\"><img src=/a/b.jpg class=d /><!-- <p class=e> --><script id=s>if (a<b) x='<p class=\"k\">'</script></DIV>";

    #[test]
    fn stripping_removes_every_class_and_id_and_nothing_else() {
        assert_eq!(
            stripped(PAGE),
            "<!DOCTYPE html><DIV title=\"x > y\"><img src=/a/b.jpg /><!-- <p class=e> --><script>if (a<b) x='<p class=\"k\">'</script></DIV>"
        );
    }

    #[test]
    fn renaming_gives_the_same_name_to_the_same_word() {
        let html = renamed("<p class=\"a b\"></p><p class=a></p>", 3);
        let first = html.split('"').nth(1).unwrap().split(' ').next().unwrap();

        assert_eq!(html.matches(first).count(), 2);
        assert_ne!(html, renamed("<p class=\"a b\"></p><p class=a></p>", 4));
    }
}
