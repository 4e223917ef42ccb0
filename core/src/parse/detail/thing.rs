//! What a page declares for machines: JSON-LD and microdata of films, series, episodes, persons and albums.

use serde_json::Value;

use super::microdata;
use crate::parse::bounded_json;
use crate::parse::html::decoded;
use crate::parse::listing::repaired;
use crate::parse::page::Head;

/// The maximum number of scripts that are read.
const MOST_SCRIPTS: usize = 8;
/// The maximum number of things of a page.
const MOST_THINGS: usize = 256;

/// A thing that a page declares.
#[derive(Debug, Clone)]
pub(in crate::parse) struct Thing(Value);

/// The things of a page, those of its scripts first.
#[derive(Debug, Default)]
pub(in crate::parse) struct Things(Vec<Thing>);

impl Things {
    /// Reads what a page declares.
    pub(in crate::parse) fn of(head: &Head, html: &str) -> Self {
        let mut things = Self::default();
        for script in head.scripts.iter().take(MOST_SCRIPTS) {
            things.add_value(read(script).unwrap_or_default());
        }
        microdata::things(html).into_iter().for_each(|thing| things.add_value(thing));
        things
    }

    /// The first thing of one of these types, those of the first type first.
    pub(in crate::parse) fn of_type(&self, types: &[&str]) -> Option<&Thing> {
        types.iter().find_map(|name| self.0.iter().find(|thing| thing.is_a(name)))
    }

    /// Adds a value. Arrays and graphs hold several things.
    fn add_value(&mut self, value: Value) {
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => waiting.extend(values.into_iter().rev()),
                Value::Object(mut fields) => {
                    waiting.extend(fields.remove("@graph").into_iter().chain(fields.remove("mainEntity")));
                    if self.0.len() < MOST_THINGS && fields.contains_key("@type") {
                        self.0.push(Thing(Value::Object(fields)));
                    }
                }
                _ => {}
            }
        }
    }
}

fn read(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.strip_prefix("<!--").map_or(script, |rest| rest.trim_end_matches("-->").trim());
    bounded_json::whole(script).or_else(|| bounded_json::whole(&repaired(script)?))
}

impl Thing {
    /// Whether it is of a type.
    pub(in crate::parse) fn is_a(&self, name: &str) -> bool {
        let is = |kind: &str| kind.trim().rsplit(['/', '#', ':']).next() == Some(name);
        match self.0.get("@type") {
            Some(Value::String(kind)) => kind.split_whitespace().any(is),
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
            _ => false,
        }
    }

    /// The first text under one of these names.
    pub(in crate::parse) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.texts(name).into_iter().next())
    }

    /// All texts under a name; of an object its name.
    pub(in crate::parse) fn texts(&self, name: &str) -> Vec<String> {
        all(self.0.get(name)).filter_map(|value| text_of(value, &["name", "@value"])).collect()
    }

    /// The first address under one of these names; of an object its address.
    pub(in crate::parse) fn address(&self, names: &[&str]) -> Option<String> {
        let inner = ["contentUrl", "url", "@id", "embedUrl"];
        names.iter().find_map(|name| all(self.0.get(*name)).find_map(|value| text_of(value, &inner)))
    }

    /// The things under a name. A bare text is a thing with that name.
    pub(in crate::parse) fn things(&self, name: &str) -> Vec<Thing> {
        let thing = |value: &Value| match value {
            Value::String(_) => Some(Thing(serde_json::json!({ "name": value }))),
            Value::Object(_) => Some(Thing(value.clone())),
            _ => None,
        };
        all(self.0.get(name)).filter_map(thing).collect()
    }
}

/// A value, or the values of an array.
fn all(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (one, many) = match value {
        Some(Value::Array(values)) => (None, values.as_slice()),
        Some(Value::Null) | None => (None, &[][..]),
        one => (one, &[][..]),
    };
    one.into_iter().chain(many)
}

/// A text, a number as text, or the text of an object under one of these names. Some generators escape
/// entities in it as if it were HTML.
fn text_of(value: &Value, names: &[&str]) -> Option<String> {
    let text = match value {
        Value::String(text) => decoded(text.trim()),
        Value::Number(number) => number.to_string(),
        Value::Object(fields) => {
            names.iter().find_map(|name| fields.get(*name)?.as_str()).map(|text| decoded(text.trim()))?
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::page::Page;

    fn things(html: &str) -> Things {
        Things::of(&Page::read(html).head, html)
    }

    #[test]
    fn a_thing_is_found_by_its_type_in_a_graph_or_alone() {
        let html = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","name":"TV"},
            {"@type":["CreativeWork","TVSeries"],"name":"Morning &amp; Road","genre":["Drama","Family"],
             "actor":[{"@type":"Person","name":"Mina R."},"Omid K."],"image":{"url":"/a.jpg"}}]}</script>"#;

        let found = things(html);

        let series = found.of_type(&["TVSeries"]).unwrap();
        assert_eq!(series.text(&["name"]).as_deref(), Some("Morning & Road"));
        assert_eq!(series.texts("genre"), ["Drama", "Family"]);
        assert_eq!(series.address(&["image"]).as_deref(), Some("/a.jpg"));
        let names: Vec<_> = series.things("actor").iter().filter_map(|actor| actor.text(&["name"])).collect();
        assert_eq!(names, ["Mina R.", "Omid K."]);
        assert!(found.of_type(&["Movie"]).is_none());
    }

    #[test]
    fn a_script_that_is_no_json_declares_nothing() {
        assert!(things("<script>schema.org {\"@type\":\"Movie\"</script>").of_type(&["Movie"]).is_none());
    }
}
