//! Reads JSON, and refuses an object that has a name twice: which of the two counts would be a guess. It also
//! refuses what takes far more memory than its text.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The most values of a text. Each takes up to 70 bytes, however short it is written. In an export of saved
/// articles a value is some 40 bytes long, so the largest one has fewer.
const MOST_VALUES: u32 = 4_000_000;

/// Reads a text.
///
/// # Errors
/// With the line and the column.
pub(super) fn read(text: &str) -> serde_json::Result<Value> {
    let left = Cell::new(MOST_VALUES);
    let mut json = serde_json::Deserializer::from_str(text);
    let value = Strict { left: &left }.deserialize(&mut json)?;
    json.end()?;
    Ok(value)
}

/// Reads a value, and counts it.
#[derive(Clone, Copy)]
struct Strict<'c> {
    /// How many values there may still be.
    left: &'c Cell<u32>,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => return Err(D::Error::custom("there are too many values")),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("it is no number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element_seed(self)? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            let value = fields.next_value_seed(self)?;
            if object.contains_key(&name) {
                return Err(A::Error::custom(format!("the name `{name}` is there twice")));
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
