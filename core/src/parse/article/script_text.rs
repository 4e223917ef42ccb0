//! The text of an article that stands only in the scripts of its page: JSON-LD, or the state from which a
//! script draws the page.

use ifilm_language::text::{is_alphabetic, normalized};
use serde_json::{Map, Value};

use crate::parse::bounded_json;
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

    /// The longest text in the scripts of a page. `title` is its headline. The text of another story counts
    /// only if the page `shows_nothing` and no other is found.
    pub(super) fn find(html: &str, title: Option<&str>, shows_nothing: bool) -> Option<Self> {
        let mut best: Option<(Points, Self)> = None;
        for value in state(html) {
            let least = best.as_ref().map(|(points, _)| *points);
            let mut search = Search { title: title.map(str::trim), least, best: None };
            search.visit(&value, true, Beside::default());
            let found = search.best.map(|found| (found.points, found.text()));
            best = found.or(best);
        }
        best.filter(|(points, _)| points.is_own || shows_nothing).map(|(_, text)| text)
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

/// The JSON values in the scripts of a page, in order.
pub(super) fn state(html: &str) -> Vec<Value> {
    let mut scripts = Scripts::default();
    tokenize(html, &mut scripts);
    scripts.0.iter().flat_map(|script| values(script)).collect()
}

/// The JSON values in a script: all of it, what is assigned to a variable, what `JSON.parse` is given, or the
/// rows of a streamed page.
fn values(script: &str) -> Vec<Value> {
    let script = script.trim();
    if let Some(value) = bounded_json::whole(script) {
        return vec![value];
    }
    if let Some((_, pushed)) = script.split_once("__next_f.push(") {
        return bounded_json::first(pushed).map(|value| streamed(&value)).unwrap_or_default();
    }
    let parsed = script.split_once("JSON.parse(").and_then(|(_, quoted)| bounded_json::first(quoted));
    let inner = parsed.and_then(|value| bounded_json::whole(value.as_str()?));
    let assigned = || script.split_once('=').and_then(|(_, value)| bounded_json::first(value));
    inner.or_else(assigned).into_iter().collect()
}

/// The rows of a streamed page: `3:{…}` is JSON, `4:T5e3,…` is a text.
fn streamed(pushed: &Value) -> Vec<Value> {
    let Some(rows) = pushed.get(1).and_then(Value::as_str) else {
        return Vec::new();
    };
    let row = |row: &str| {
        let (_, value) = row.split_once(':')?;
        let text = value.strip_prefix('T').and_then(|text| text.split_once(','));
        bounded_json::first(value).or_else(|| Some(body_of(text?.1)))
    };
    match rows.lines().filter_map(row).collect::<Vec<_>>() {
        found if found.is_empty() => vec![body_of(rows)],
        found => found,
    }
}

fn body_of(text: &str) -> Value {
    Value::Object(Map::from_iter([("body".to_owned(), Value::String(text.to_owned()))]))
}

/// How much counts for a text. What may belong to the page comes before what belongs to another story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Points {
    is_own: bool,
    letters: usize,
}

/// A text that was found, and what stands beside it.
struct Found<'v> {
    points: Points,
    text: FoundText<'v>,
    letters: usize,
    beside: Beside<'v>,
}

enum FoundText<'v> {
    One(&'v str),
    Parts(&'v [Value]),
}

impl Found<'_> {
    fn text(self) -> ScriptText {
        let html = match self.text {
            FoundText::One(text) => as_html(text),
            FoundText::Parts(parts) => parts.iter().map(|part| html_of(part, &text_of(part))).collect(),
        };
        let (lead, published) = (self.beside.lead, self.beside.published);
        ScriptText {
            lead: lead.map(str::to_owned),
            published: published.map(str::to_owned),
            ..ScriptText::with(html, self.letters)
        }
    }
}

/// Looks for the longest text. Each value is read once, from the inside out: an outer list has the words of
/// the inner ones.
struct Search<'t, 'v> {
    title: Option<&'t str>,
    /// The points of the best text of other scripts.
    least: Option<Points>,
    best: Option<Found<'v>>,
}

/// What stands beside a text, in the object around it or further out.
#[derive(Debug, Clone, Copy, Default)]
struct Beside<'v> {
    headline: Headline,
    lead: Option<&'v str>,
    published: Option<&'v str>,
}

/// Whose headline stands beside a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Headline {
    /// There is none, or the page has no title to compare it with.
    #[default]
    Unknown,
    /// That of the page.
    Own,
    /// That of another story.
    Other,
}

impl<'v> Search<'_, 'v> {
    /// Visits a value and returns its words. `is_body` says whether its key names a text; without that the
    /// words are not needed.
    fn visit(&mut self, value: &'v Value, is_body: bool, beside: Beside<'v>) -> Words {
        match value {
            Value::String(text) if is_body => {
                let words = Words::of(text);
                if words.is_prose() {
                    self.offer(FoundText::One(text), words.letters, beside, false);
                }
                words
            }
            Value::Array(values) => {
                let known = self.best.as_ref().map(|best| best.points);
                let parts: Vec<Words> =
                    values.iter().map(|value| self.visit(value, is_body, beside)).collect();
                if is_body && is_text(values, &parts) {
                    let letters = parts.iter().map(|part| part.letters).sum();
                    let holds_best = self.best.as_ref().map(|best| best.points) != known;
                    self.offer(FoundText::Parts(values), letters, beside, holds_best);
                }
                parts.into_iter().fold(Words::default(), Words::and)
            }
            Value::Object(fields) => {
                let beside = self.beside(fields, beside);
                let own = fields.iter().filter(|(name, _)| !names_others(name));
                let words = own.map(|(name, value)| {
                    let is_body = names_body(name);
                    (is_body, self.visit(value, is_body, beside))
                });
                // A text often stands there twice, with tags and without.
                let bodies = words.filter(|(is_body, _)| *is_body).map(|(_, words)| words);
                bodies.max_by_key(|words| words.length).unwrap_or_default()
            }
            _ => Words::default(),
        }
    }

    /// What an object has beside its text; if it has no headline, what is known from further out.
    fn beside(&self, fields: &'v Map<String, Value>, outer: Beside<'v>) -> Beside<'v> {
        let is_title = |value: &Value| value.as_str().is_some_and(|text| Some(text.trim()) == self.title);
        let named = |is_named: &dyn Fn(&str) -> bool| {
            let mut values = fields.iter().filter(|(name, _)| is_named(&name.to_ascii_lowercase()));
            values.find_map(|(_, value)| value.as_str()).filter(|text| !text.trim().is_empty())
        };
        let own = [fields.get("title"), fields.get("headline")];
        let headline = match own.into_iter().flatten().next() {
            None => return outer,
            Some(_) if fields.values().any(is_title) => Headline::Own,
            Some(Value::String(text)) => self.headline(text),
            Some(_) => Headline::Unknown,
        };
        Beside {
            headline,
            lead: named(&|name| LEADS.contains(&name)),
            published: named(&|name| name.contains("publish")),
        }
    }

    /// Whose headline a text is. The name of the site may follow it in one place and not in the other.
    fn headline(&self, text: &str) -> Headline {
        let Some(title) = self.title.filter(|title| !title.is_empty()) else { return Headline::Unknown };
        let (one, other) = (normalized(title), normalized(text));
        let is_part = |part: &str, whole: &str| part.len() >= LEAST_OF_TITLE && whole.contains(part);
        match one == other || is_part(&one, &other) || is_part(&other, &one) {
            true => Headline::Own,
            false => Headline::Other,
        }
    }

    /// Keeps a text if it has more points than the best one; as many are enough for the list `around` it.
    fn offer(&mut self, text: FoundText<'v>, letters: usize, beside: Beside<'v>, around: bool) {
        let bonus = if beside.headline == Headline::Own { BONUS } else { 1 };
        let is_own = beside.headline != Headline::Other;
        let points = Points { is_own, letters: letters.saturating_mul(bonus) };
        let best = self.best.as_ref().map(|best| best.points).or(self.least);
        if best.is_none_or(|best| points > best || around && points == best) {
            self.best = Some(Found { points, text, letters, beside });
        }
    }
}

/// Shorter headlines, in bytes, may be a part of another by chance.
const LEAST_OF_TITLE: usize = 12;

/// Whether a list of blocks is a text: paragraphs, headings, or nodes with parts in them. A list of articles
/// is none.
fn is_text(values: &[Value], parts: &[Words]) -> bool {
    let is_article = |part: &Value| part.get("title").or(part.get("headline")).is_some_and(Value::is_string);
    let letters = || parts.iter().map(|part| part.letters).sum::<usize>();
    parts.len() > 1
        && !values.iter().any(is_article)
        && parts.iter().any(Words::is_prose)
        && letters() >= LEAST
}

/// What is known about a text, so that two texts can be joined without reading them again.
#[derive(Debug, Clone, Default)]
struct Words {
    /// Its bytes.
    length: usize,
    letters: usize,
    count: usize,
    begins_with_word: bool,
    ends_with_word: bool,
    has_sentence: bool,
    is_code: bool,
}

impl Words {
    fn of(text: &str) -> Self {
        let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        Self {
            length: text.len(),
            letters: letters(text),
            count: text.split_whitespace().count(),
            begins_with_word: is_word(text.chars().next()),
            ends_with_word: is_word(text.chars().next_back()),
            has_sentence: text.contains(['.', '!', '?', '؟', '۔']),
            is_code: ["function(", "=>", "{\"", ";}"].iter().any(|sign| text.contains(sign)),
        }
    }

    /// This text with another behind it.
    fn and(self, next: Self) -> Self {
        match (self.length, next.length) {
            (0, _) => return next,
            (_, 0) => return self,
            _ => {}
        }
        let joined = usize::from(self.ends_with_word && next.begins_with_word);
        Self {
            length: self.length.saturating_add(next.length),
            letters: self.letters.saturating_add(next.letters),
            count: self.count.saturating_add(next.count).saturating_sub(joined),
            begins_with_word: self.begins_with_word,
            ends_with_word: next.ends_with_word,
            has_sentence: self.has_sentence || next.has_sentence,
            is_code: self.is_code || next.is_code,
        }
    }

    /// Whether it is running text, not code, a list of words or an address.
    fn is_prose(&self) -> bool {
        !self.is_code && self.has_sentence && self.count >= LEAST_WORDS && self.letters >= LEAST
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

/// Whether the name of a field says that all in it belongs to other people or to other stories.
fn names_others(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    FOREIGN.iter().any(|word| name.contains(word))
}

const FOREIGN: &[&str] = &["comment", "replies", "related", "recommend", "popular", "trending", "similar"];

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

/// Whether a text is running text.
pub(super) fn is_prose(text: &str) -> bool {
    Words::of(text).is_prose()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str =
        "The first evening of the festival brought four hundred people to the old cinema by the river.";
    const TWO: &str =
        "Its doors had been shut for eleven years, and the smell of new paint hung in the hall all day.";

    fn found(script: &str) -> Option<String> {
        ScriptText::find(&format!("<div>Loading</div><script>{script}</script>"), Some("River"), true)
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
