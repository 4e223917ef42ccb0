//! What elements declare about things, in the shape of JSON-LD: `itemscope`, `itemtype`, `itemprop`.

use serde_json::{Map, Value};

use crate::parse::html::{Attributes, Tag, TokenHandler, tokenize};

/// The maximum number of things and of values of a page.
const MOST: usize = 4_000;
/// The maximum depth of nesting that is followed.
const DEEPEST: usize = 64;
/// The maximum number of bytes of a text.
const LONGEST: usize = 4_096;

/// The outermost things that a page declares. Each has its type as `@type` and its properties.
pub(super) fn things(html: &str) -> Vec<Value> {
    if !html.contains("itemprop") {
        return Vec::new();
    }
    let mut declared = Declared::default();
    tokenize(html, &mut declared);
    while !declared.open.is_empty() {
        declared.close_last();
    }
    declared.things
}

#[derive(Default)]
struct Declared {
    things: Vec<Value>,
    open: Vec<Open>,
    count: usize,
}

/// An open element that declares something.
struct Open {
    tag: Tag,
    /// How many elements of the same tag are open inside it.
    inner: usize,
    /// The properties that it is the value of.
    names: Vec<String>,
    /// The thing that it is.
    thing: Option<Map<String, Value>>,
    /// Its text, if it is no thing and has no value of its own.
    text: Option<String>,
}

impl Declared {
    fn add(&mut self, names: &[String], value: &Value) {
        let around = self.open.iter_mut().rev().find_map(|open| open.thing.as_mut());
        let Some(thing) = around else { return };
        for name in names {
            match thing.get_mut(name) {
                None => drop(thing.insert(name.clone(), value.clone())),
                Some(Value::Array(values)) => values.push(value.clone()),
                Some(first) => *first = Value::Array(vec![first.take(), value.clone()]),
            }
        }
    }

    fn close_last(&mut self) {
        let Some(Open { names, thing, text, .. }) = self.open.pop() else { return };
        let is_nested = !names.is_empty() && self.open.iter().any(|open| open.thing.is_some());
        match (thing, text) {
            (Some(thing), _) if is_nested => self.add(&names, &Value::Object(thing)),
            (Some(thing), _) => self.things.push(Value::Object(thing)),
            (None, Some(text)) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    self.add(&names, &Value::String(text));
                }
            }
            (None, None) => {}
        }
    }

    /// The element, if its end is waited for. A value beside its text is added at once.
    fn opened(&mut self, tag: Tag, attributes: &Attributes) -> Option<Open> {
        let names = attributes.get("itemprop").unwrap_or_default().split_ascii_whitespace();
        let names: Vec<String> = names.map(str::to_owned).collect();
        let is_thing = attributes.has("itemscope");
        if names.is_empty() && !is_thing || self.count >= MOST || self.open.len() >= DEEPEST {
            return None;
        }
        self.count = self.count.saturating_add(1);
        if is_thing {
            let kind = attributes.text("itemtype").map(|kind| ("@type".to_owned(), Value::from(kind)));
            return Some(Open { tag, inner: 0, names, thing: Some(kind.into_iter().collect()), text: None });
        }
        match Self::value(tag, attributes) {
            Some(value) => {
                self.add(&names, &Value::String(value));
                None
            }
            None if tag.is_void() => None,
            None => Some(Open { tag, inner: 0, names, thing: None, text: Some(String::new()) }),
        }
    }

    /// The value that an element has beside its text. A link with a name of something has its text.
    fn value(tag: Tag, attributes: &Attributes) -> Option<String> {
        let by_tag = match tag {
            Tag::Link => Some("href"),
            Tag::Img | Tag::Video | Tag::Audio | Tag::Source | Tag::Iframe | Tag::Embed => Some("src"),
            Tag::Time => Some("datetime"),
            Tag::Object => Some("data"),
            _ => None,
        };
        let names = attributes.get("itemprop").unwrap_or_default().to_ascii_lowercase();
        let is_address = tag == Tag::A && names.split_whitespace().any(|name| name.ends_with("url"));
        let by_tag = if is_address { Some("href") } else { by_tag };
        let named = attributes.text("content").or_else(|| by_tag.and_then(|name| attributes.text(name)));
        named.filter(|value| value.len() <= LONGEST).map(str::to_owned)
    }
}

impl TokenHandler for Declared {
    fn start(&mut self, tag: Tag, attributes: &Attributes) {
        match self.opened(tag, attributes) {
            Some(open) => self.open.push(open),
            None if tag.is_void() => {}
            None => {
                let same = self.open.iter_mut().rev().find(|open| open.tag == tag);
                same.into_iter().for_each(|open| open.inner = open.inner.saturating_add(1));
            }
        }
    }

    fn end(&mut self, tag: Tag) {
        let Some(at) = self.open.iter().rposition(|open| open.tag == tag) else { return };
        match self.open.get_mut(at).filter(|open| open.inner > 0) {
            Some(open) => open.inner = open.inner.saturating_sub(1),
            None => {
                while self.open.len() > at {
                    self.close_last();
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        for open in self.open.iter_mut().rev().take_while(|open| open.thing.is_none()) {
            if let Some(own) = open.text.as_mut().filter(|own| own.len() <= LONGEST) {
                own.push_str(text);
            }
        }
    }

    fn raw(&mut self, _: Tag, _: &str) {}
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn things_inside_things_are_their_properties() {
        let html = "<div itemscope itemtype=https://schema.org/Movie><h1 itemprop=name>Blue <b>Lantern</b></h1>\
            <meta itemprop=datePublished content=2015-02-01><img itemprop=image src=/a.jpg>\
            <div itemprop=actor itemscope itemtype=https://schema.org/Person><div>x</div><span itemprop=name>Mina R.</span></div>\
            <div itemprop=actor itemscope><span itemprop=name>Omid K.</span></div></div><p itemprop=name>No thing</p>";

        assert_eq!(
            things(html),
            [json!({
                "@type": "https://schema.org/Movie",
                "name": "Blue Lantern",
                "datePublished": "2015-02-01",
                "image": "/a.jpg",
                "actor": [{"@type": "https://schema.org/Person", "name": "Mina R."}, {"name": "Omid K."}],
            })]
        );
    }

    #[test]
    fn a_page_that_ends_in_the_middle_keeps_its_things() {
        assert_eq!(things("<div itemscope><b itemprop=name>Road"), [json!({"name": "Road"})]);
        assert_eq!(things("<p>itemprop</p>"), Vec::<Value>::new());
    }
}
