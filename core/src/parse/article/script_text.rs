//! The text of an article that stands only in the scripts of its page: JSON-LD, or the state from which a
//! script draws the page.

use ifilm_language::text::is_alphabetic;
use serde_json::{Map, Value};

use crate::parse::html::{Attributes, Tag, TokenHandler, decoded, tokenize};

/// The least letters and words of a text.
const LEAST: usize = 60;
const LEAST_WORDS: usize = 12;
/// An object that has the headline of the page counts so many times as much as others.
const BONUS: usize = 4;

/// A text that a script holds, as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScriptText {
    pub(super) html: String,
    /// How many letters it has.
    pub(super) letters: usize,
    /// The sentence under the headline that stands beside it.
    pub(super) lead: Option<String>,
    /// The date that stands beside it.
    pub(super) published: Option<String>,
}

impl ScriptText {
    /// A text with or without tags; `None` if it is too short or no prose.
    pub(super) fn of(text: &str) -> Option<Self> {
        is_prose(text).then(|| Self::with(as_html(text), letters(text)))
    }

    fn with(html: String, letters: usize) -> Self {
        Self { html, letters, lead: None, published: None }
    }

    /// The longest text in the scripts of a page. `title` is its headline.
    pub(super) fn find(html: &str, title: Option<&str>) -> Option<Self> {
        let mut scripts = Scripts::default();
        tokenize(html, &mut scripts);
        let values = scripts.0.iter().flat_map(|script| values(script));
        let mut search = Search { title: title.map(str::trim), best: None };
        values.into_iter().for_each(|value| search.visit(&value, true, Beside::default()));
        search.best.map(|(_, text)| text)
    }
}

/// The scripts of a page that may hold a text.
#[derive(Default)]
struct Scripts(Vec<String>);

impl TokenHandler for Scripts {
    fn start(&mut self, _: Tag, _: &Attributes) {}

    fn end(&mut self, _: Tag) {}

    fn text(&mut self, _: &str) {}

    fn raw(&mut self, tag: Tag, text: &str) {
        if tag == Tag::Script && text.len() >= LEAST && text.contains('"') {
            self.0.push(text.to_owned());
        }
    }
}

/// The JSON values in a script: all of it, what is assigned to a variable, what `JSON.parse` is given, or the
/// rows of a streamed page.
fn values(script: &str) -> Vec<Value> {
    let script = script.trim();
    if let Ok(value) = serde_json::from_str(script) {
        return vec![value];
    }
    if let Some((_, pushed)) = script.split_once("__next_f.push(") {
        return first_value(pushed).map(|value| streamed(&value)).unwrap_or_default();
    }
    let parsed = script.split_once("JSON.parse(").and_then(|(_, quoted)| first_value(quoted));
    let inner = parsed.and_then(|value| serde_json::from_str(value.as_str()?).ok());
    let assigned = || script.split_once('=').and_then(|(_, value)| first_value(value));
    inner.or_else(assigned).into_iter().collect()
}

/// The JSON value that a text begins with.
fn first_value(text: &str) -> Option<Value> {
    serde_json::Deserializer::from_str(text.trim_start()).into_iter().next()?.ok()
}

/// The rows of a streamed page: `3:{…}` is JSON, `4:T5e3,…` is a text.
fn streamed(pushed: &Value) -> Vec<Value> {
    let Some(rows) = pushed.get(1).and_then(Value::as_str) else {
        return Vec::new();
    };
    let row = |row: &str| {
        let (_, value) = row.split_once(':')?;
        let text = value.strip_prefix('T').and_then(|text| text.split_once(','));
        first_value(value).or_else(|| Some(body_of(text?.1)))
    };
    match rows.lines().filter_map(row).collect::<Vec<_>>() {
        found if found.is_empty() => vec![body_of(rows)],
        found => found,
    }
}

fn body_of(text: &str) -> Value {
    Value::Object(Map::from_iter([("body".to_owned(), Value::String(text.to_owned()))]))
}

/// Looks for the longest text.
struct Search<'t> {
    title: Option<&'t str>,
    best: Option<(usize, ScriptText)>,
}

/// What stands beside a text, in the object around it or further out.
#[derive(Debug, Clone, Copy, Default)]
struct Beside<'v> {
    has_title: bool,
    lead: Option<&'v str>,
    published: Option<&'v str>,
}

impl Search<'_> {
    /// Visits a value. `is_body` says whether its key names a text.
    fn visit<'v>(&mut self, value: &'v Value, is_body: bool, beside: Beside<'v>) {
        match value {
            Value::String(text) if is_body => self.offer(ScriptText::of(text), beside),
            Value::Array(values) => {
                if is_body {
                    self.offer(of_parts(values), beside);
                }
                values.iter().for_each(|value| self.visit(value, is_body, beside));
            }
            Value::Object(fields) => {
                let beside = self.beside(fields, beside);
                fields.iter().for_each(|(name, value)| self.visit(value, names_body(name), beside));
            }
            _ => {}
        }
    }

    /// What an object has beside its text; if it has no headline, what is known from further out.
    fn beside<'v>(&self, fields: &'v Map<String, Value>, outer: Beside<'v>) -> Beside<'v> {
        let is_title = |value: &Value| value.as_str().is_some_and(|text| Some(text.trim()) == self.title);
        let named = |is_named: &dyn Fn(&str) -> bool| {
            let mut values = fields.iter().filter(|(name, _)| is_named(&name.to_ascii_lowercase()));
            values.find_map(|(_, value)| value.as_str()).filter(|text| !text.trim().is_empty())
        };
        if !fields.contains_key("title") && !fields.contains_key("headline") {
            return outer;
        }
        Beside {
            has_title: fields.values().any(is_title),
            lead: named(&|name| LEADS.contains(&name)),
            published: named(&|name| name.contains("publish")),
        }
    }

    fn offer(&mut self, text: Option<ScriptText>, beside: Beside<'_>) {
        let Some(text) = text else {
            return;
        };
        let bonus = if beside.has_title { BONUS } else { 1 };
        let points = text.letters.saturating_mul(bonus);
        if self.best.as_ref().is_none_or(|(best, _)| points > *best) {
            let (lead, published) = (beside.lead.map(str::to_owned), beside.published.map(str::to_owned));
            self.best = Some((points, ScriptText { lead, published, ..text }));
        }
    }
}

/// Names of fields for the sentence under the headline.
const LEADS: &[&str] = &[
    "lead",
    "lede",
    "standfirst",
    "subtitle",
    "sub_title",
    "dek",
    "deck",
    "sapo",
    "chapo",
    "summary",
    "excerpt",
    "description",
];

/// Whether the name of a field may hold the text of an article.
fn names_body(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    BODIES.iter().any(|word| name.contains(word)) && !OTHERS.iter().any(|word| name.contains(word))
}

const BODIES: &[&str] = &[
    "body",
    "content",
    "text",
    "html",
    "story",
    "paragraph",
    "blocks",
    "rendered",
    "elements",
    "children",
    "value",
    "data",
];

const OTHERS: &[&str] = &[
    "description",
    "summary",
    "excerpt",
    "intro",
    "teaser",
    "caption",
    "seo",
    "meta",
    "bio",
    "comment",
    "footer",
    "cookie",
    "terms",
    "privacy",
    "database",
    "dataset",
    "css",
    "style",
    "script",
    "alt",
    "related",
    "context",
];

/// The text of a list of blocks: paragraphs, headings, or nodes with parts in them. A list of articles is
/// none.
fn of_parts(parts: &[Value]) -> Option<ScriptText> {
    let is_article = |part: &Value| part.get("title").or(part.get("headline")).is_some_and(Value::is_string);
    if parts.len() < 2 || parts.iter().any(is_article) {
        return None;
    }
    let texts: Vec<String> = parts.iter().map(text_of).collect();
    let letters = texts.iter().map(|text| letters(text)).sum();
    let is_text = texts.iter().any(|text| is_prose(text)) && letters >= LEAST;
    let html = || parts.iter().zip(&texts).map(|(part, text)| html_of(part, text)).collect();
    is_text.then(|| ScriptText::with(html(), letters))
}

/// A block as HTML, by the name of its kind.
fn html_of(part: &Value, text: &str) -> String {
    let kinds = ["type", "_type", "nodeType", "style", "tagName", "tag", "kind"];
    let kind =
        kinds.iter().find_map(|name| part.get(name)?.as_str()).unwrap_or_default().to_ascii_lowercase();
    let entries = || entries_of(part).iter().map(|entry| format!("<li>{entry}</li>")).collect::<String>();
    match kind.as_str() {
        "image" | "picture" | "photo" => picture_of(part),
        "delimiter" | "divider" => "<hr>".to_owned(),
        "video" | "audio" | "embed" | "ad" => String::new(),
        kind if kind.starts_with("head") || matches!(kind, "h2" | "h3" | "h4" | "h5" | "h6") => {
            format!("<h2>{text}</h2>")
        }
        kind if kind.contains("quote") => format!("<blockquote>{}</blockquote>", as_html(text)),
        kind if kind.contains("list") && !entries_of(part).is_empty() => format!("<ul>{}</ul>", entries()),
        _ => as_html(text),
    }
}

/// The picture of a block, with its caption; nothing if it has no address.
fn picture_of(part: &Value) -> String {
    let inner =
        |value: Option<&'_ Value>| value.and_then(|value| value.get("file").or(value.get("image"))).cloned();
    let own = [Some(part.clone()), part.get("data").cloned(), part.get("attrs").cloned()];
    let deeper = [inner(Some(part)), inner(part.get("data"))];
    let holders: Vec<Value> = own.into_iter().chain(deeper).flatten().collect();
    let named = |names: &[&str]| {
        let mut texts =
            holders.iter().flat_map(|holder| names.iter().filter_map(|name| holder.get(name)?.as_str()));
        texts.find(|text| !text.is_empty() && !text.contains(['"', '<', '>'])).map(str::to_owned)
    };
    let caption = named(&["caption"]).unwrap_or_default();
    named(&["url", "src"]).map_or_else(String::new, |address| {
        format!("<figure><img src=\"{address}\"><figcaption>{caption}</figcaption></figure>")
    })
}

/// The entries of a block that is a list.
fn entries_of(part: &Value) -> Vec<String> {
    let items = part.get("items").or_else(|| part.get("data")?.get("items")).or_else(|| part.get("content"));
    items.and_then(Value::as_array).map(|items| items.iter().map(text_of).collect()).unwrap_or_default()
}

/// The words in a block, in their order.
fn text_of(part: &Value) -> String {
    match part {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(text_of).collect(),
        Value::Object(fields) => {
            // A text often stands there twice, with tags and without.
            let own = fields.iter().filter(|(name, _)| names_body(name)).map(|(_, value)| text_of(value));
            own.max_by_key(String::len).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// A text with tags as it is; a plain one with a paragraph for each line.
fn as_html(text: &str) -> String {
    let text = if text.contains('<') { text.to_owned() } else { decoded(text) };
    let has_blocks =
        ["<p", "<div", "<h2", "<ul", "<br", "<blockquote", "<section"].iter().any(|tag| text.contains(tag));
    match has_blocks {
        true => text,
        false => text.lines().map(|line| format!("<p>{line}</p>")).collect(),
    }
}

/// Letters outside of tags.
fn letters(text: &str) -> usize {
    let mut is_tag = false;
    let mut count = 0_usize;
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag && is_alphabetic(c) => count = count.saturating_add(1),
            _ => {}
        }
    }
    count
}

/// Whether a text is running text, not code, a list of words or an address.
fn is_prose(text: &str) -> bool {
    let is_code =
        text.contains("function(") || text.contains("=>") || text.contains("{\"") || text.contains(";}");
    let sentences = text.matches(['.', '!', '?', '؟', '۔']).count();
    let words = text.split_whitespace().take(LEAST_WORDS).count();
    !is_code && sentences > 0 && words >= LEAST_WORDS && letters(text) >= LEAST
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str =
        "The first evening of the festival brought four hundred people to the old cinema by the river.";
    const TWO: &str =
        "Its doors had been shut for eleven years, and the smell of new paint hung in the hall all day.";

    fn found(script: &str) -> Option<String> {
        ScriptText::find(&format!("<div>Loading</div><script>{script}</script>"), Some("River"))
            .map(|text| text.html)
    }

    #[test]
    fn a_text_is_found_in_every_kind_of_state() {
        let html = format!("<p>{ONE}</p>");
        let json =
            serde_json::json!({ "props": { "article": { "title": "River", "body": html } } }).to_string();
        let quoted = serde_json::to_string(&json).unwrap();
        let pushed = serde_json::to_string(&format!("4:{json}\n")).unwrap();
        for script in [
            json.clone(),
            format!("window.__STATE__ = {json};"),
            format!("window.state = JSON.parse({quoted});"),
            format!("self.__next_f.push([1,{pushed}])"),
        ] {
            assert_eq!(found(&script).as_deref(), Some(&*html), "{script}");
        }
    }

    #[test]
    fn blocks_in_a_list_are_paragraphs_and_headings() {
        let script = serde_json::json!({ "content": [
            { "nodeType": "paragraph", "content": [{ "value": "The first " }, { "value": &ONE[10..] }] },
            { "nodeType": "heading-2", "content": [{ "value": "Paint" }] },
            { "nodeType": "paragraph", "content": [{ "value": TWO }] },
        ]});

        assert_eq!(found(&script.to_string()), Some(format!("<p>{ONE}</p><h2>Paint</h2><p>{TWO}</p>")));
    }

    #[test]
    fn the_text_beside_the_headline_counts_more_than_a_longer_one() {
        let script = serde_json::json!({ "all": [
            { "title": "Harbour", "body": format!("{ONE} {TWO} {TWO}") },
            { "title": "River", "body": TWO },
        ]});

        assert_eq!(found(&script.to_string()), Some(format!("<p>{TWO}</p>")));
    }

    #[test]
    fn code_and_short_texts_are_no_text() {
        for script in ["var a = function() { return \"x\"; }", r#"{"body":"Short."}"#, r#"{"css":"a{b:c}"}"#]
        {
            assert_eq!(found(&format!("{script}{}", " ".repeat(90))), None, "{script}");
        }
    }
}
