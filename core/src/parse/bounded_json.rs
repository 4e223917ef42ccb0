//! JSON of any length in bounded memory: what lies beyond a number of values is left out.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The maximum number of values that are kept.
const MOST_VALUES: usize = 200_000;

/// How many values an object counts as: an object of one field takes as much memory as eight texts.
const OBJECT: usize = 8;

/// The value of a text that is one JSON value; `None` if it is not.
pub(super) fn whole(text: &str) -> Option<Value> {
    let mut input = serde_json::Deserializer::from_str(text);
    let value = Bounded(&Cell::new(MOST_VALUES)).deserialize(&mut input).ok()?;
    input.end().ok()?;
    Some(value)
}

/// The value that a text begins with.
pub(super) fn first(text: &str) -> Option<Value> {
    let mut input = serde_json::Deserializer::from_str(text.trim_start());
    Bounded(&Cell::new(MOST_VALUES)).deserialize(&mut input).ok()
}

/// Reads a value, and counts down how many more may be kept.
#[derive(Clone, Copy)]
struct Bounded<'c>(&'c Cell<usize>);

impl Bounded<'_> {
    fn keeps(self) -> bool {
        self.0.get() > 0
    }

    fn count(self, values: usize) {
        self.0.set(self.0.get().saturating_sub(values));
    }
}

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Value, D::Error> {
        self.count(1);
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut kept = Vec::new();
        while self.keeps() {
            match values.next_element_seed(self)? {
                Some(value) => kept.push(value),
                None => return Ok(Value::Array(kept)),
            }
        }
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Array(kept))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        self.count(OBJECT);
        let mut kept = Map::new();
        while self.keeps() {
            match fields.next_key::<String>()? {
                Some(name) => kept.insert(name, fields.next_value_seed(self)?),
                None => return Ok(Value::Object(kept)),
            };
        }
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Object(kept))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_as_it_is() {
        let text = r#"{"a": [1, -2, 3.5, null, true, "x\"y"], "b": {"c": []}}"#;

        assert_eq!(whole(text), serde_json::from_str(text).ok());
        assert_eq!(first("  [1] and more"), Some(serde_json::json!([1])));
        assert_eq!((whole("[1] and more"), whole("{"), first("x")), (None, None, None));
    }

    #[test]
    fn values_beyond_the_limit_are_left_out() {
        let objects = whole(&format!("[{}1]", "{\"\":0},".repeat(100_000))).unwrap();
        let numbers = whole(&format!("[{}1]", "1,".repeat(300_000))).unwrap();

        assert_eq!(objects.as_array().map(Vec::len), Some(20_000));
        assert_eq!(numbers.as_array().map(Vec::len), Some(199_999));
    }
}
