//! A value of JSON that knows where it stands, so that an error names its place.
//!
//! Invariant: the first error of a value sets the place, and those around it leave it. A structure is read from an
//! object alone, never from a list of its fields: the contract names no order.

mod parts;
mod place;
mod structure;
mod variant;

use std::cell::RefCell;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Expected, Unexpected, Visitor};
use serde_json::{Map, Value};

use self::parts::{Fields, Items};
use self::place::{Place, Reading};
use self::structure::Ordered;
use self::variant::Variant;
use super::Error;

/// What becomes of fields that a structure does not have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// They are an error: whoever wrote them meant something.
    Refused,
    /// They are passed over.
    Ignored,
}

/// A value of JSON on its way into a type of the contract.
pub struct Document {
    value: Value,
    reading: Reading,
}

impl Document {
    /// One whose fields are all known, or need not be.
    pub fn new(value: Value, unknown: Unknown) -> Self {
        let failed = RefCell::default();
        Self {
            value,
            reading: Reading { unknown, failed },
        }
    }

    /// What kind it says it is of; nothing if it does not.
    pub fn kind(&self) -> &str {
        self.value.get("kind").and_then(Value::as_str).unwrap_or_default()
    }

    /// The value as that type.
    ///
    /// # Errors
    /// When it has another shape.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let place = Place::root(&self.reading);
        T::deserialize(Tracked {
            value: &self.value,
            place: &place,
        })
    }

    /// The place at fault as a JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)), once reading failed.
    pub fn fault(&self) -> String {
        self.reading.failed.take().unwrap_or_default()
    }
}

/// By reference: what moves and drops values would stand in the Worker once for each type.
#[derive(Clone, Copy)]
struct Tracked<'de, 'a> {
    value: &'de Value,
    place: &'a Place<'a>,
}

impl<'de> Deserializer<'de> for Tracked<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (_, Some(number)) => visitor.visit_i64(number),
                _ => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(value) => visitor.visit_str(value),
            Value::Array(values) => visitor.visit_seq(Items::new(values, self.place)),
            Value::Object(fields) => visitor.visit_map(Fields::new(fields, self.place)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Value::Object(fields) = self.value else {
            return Err(unexpected(self.value, &visitor));
        };
        structure::only(fields, names, self.place)?;
        let mut missing = None;
        let mut ordered = Ordered {
            names: names.iter(),
            fields,
            place: self.place,
            missing: &mut missing,
        };
        // It stops at the first field that is not there and has to be.
        visitor
            .visit_seq(&mut ordered)
            .map_err(|error| missing.map_or(error, Error::missing_field))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Object(fields) => visitor.visit_map(Fields::new(fields, self.place)),
            other => Err(unexpected(other, &visitor)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Array(values) => visitor.visit_seq(Items::new(values, self.place)),
            other => Err(unexpected(other, &visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let lone = |fields: &'de Map<String, Value>| fields.iter().next().filter(|_| fields.len() == 1);
        match self.value {
            Value::String(word) => visitor.visit_enum(StrDeserializer::new(word)),
            Value::Object(fields) => match lone(fields) {
                Some((name, value)) => visitor.visit_enum(Variant {
                    name,
                    value,
                    place: self.place,
                }),
                None => Err(Error::invalid_value(Unexpected::Map, &"a map with a single key")),
            },
            other => Err(unexpected(other, &visitor)),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct identifier ignored_any
    }
}

/// What stands in place of what was wanted, in the words of `serde`.
fn unexpected(value: &Value, expected: &dyn Expected) -> Error {
    Error::invalid_type(
        match value {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(_) => Unexpected::Other("number"),
            Value::String(value) => Unexpected::Str(value),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        },
        expected,
    )
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        name: Option<String>,
        inner: Vec<Inner>,
        #[serde(default)]
        quiet: bool,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "snake_case", tag = "kind")]
    enum Inner {
        One { number: u8 },
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Choice {
        Nothing,
        Number(u8),
        Pair(u8, u8),
        Named { number: u8 },
    }

    #[test]
    fn a_choice_is_a_word_or_an_object_of_one_name() {
        let choice = |value: Value| read::<Choice>(&value, Unknown::Refused);
        assert_eq!(choice(json!("nothing")).unwrap(), Choice::Nothing);
        assert_eq!(choice(json!({ "number": 7 })).unwrap(), Choice::Number(7));
        assert_eq!(choice(json!({ "pair": [1, 2] })).unwrap(), Choice::Pair(1, 2));
        assert_eq!(
            choice(json!({ "named": { "number": 7 } })).unwrap(),
            Choice::Named { number: 7 }
        );
        for (wrong, place) in [
            (json!("number"), ""),
            (json!("other"), ""),
            (json!({ "nothing": 1 }), ""),
            (json!({ "other": 1 }), ""),
            (json!({ "number": 7, "pair": [1, 2] }), ""),
            (json!({}), ""),
            (json!(7), ""),
            (json!({ "number": 700 }), "/number"),
            (json!({ "pair": [1, "2"] }), "/pair/1"),
            (json!({ "named": { "number": "7" } }), "/named/number"),
        ] {
            assert_eq!(choice(wrong.clone()).unwrap_err().0, place, "{wrong}");
        }
    }

    fn read<T: DeserializeOwned>(value: &Value, unknown: Unknown) -> Result<T, (String, Error)> {
        let document = Document::new(value.clone(), unknown);
        document.read().map_err(|error| (document.fault(), error))
    }

    fn place(value: Value) -> String {
        read::<Outer>(&value, Unknown::Refused).unwrap_err().0
    }

    #[test]
    fn a_value_is_read_whole() {
        let inner = json!([{ "kind": "one", "number": 7 }]);
        let whole = Outer {
            name: None,
            inner: vec![Inner::One { number: 7 }],
            quiet: false,
        };
        for value in [
            json!({ "name": null, "inner": inner }),
            json!({ "inner": inner, "quiet": false }),
        ] {
            assert_eq!(read::<Outer>(&value, Unknown::Refused).unwrap(), whole);
        }
    }

    #[test]
    fn what_is_missing_or_unknown_is_named() {
        let error =
            |value: Value, unknown| read::<Outer>(&value, unknown).map_err(|(_, error)| error.to_string());
        let missing = error(json!({ "quiet": true }), Unknown::Ignored).unwrap_err();
        assert_eq!(missing, "missing field `inner`");
        let more = json!({ "inner": [], "more": 1 });
        let unknown = error(more.clone(), Unknown::Refused).unwrap_err();
        assert_eq!(
            unknown,
            "unknown field `more`, expected one of `name`, `inner`, `quiet`"
        );
        assert!(error(more, Unknown::Ignored).is_ok());
    }

    #[test]
    fn an_error_names_its_innermost_place_once() {
        assert_eq!(place(json!({ "inner": [], "name": 7 })), "/name");
        assert_eq!(place(json!({ "inner": [], "a/b~": 7 })), "/a~1b~0");
        assert_eq!(
            place(json!({ "inner": [{ "kind": "one", "number": 1 }, 5] })),
            "/inner/1"
        );
        assert_eq!(place(json!({ "inner": [], "more": 1 })), "/more");
        assert_eq!(place(json!({ "name": "x" })), "");
        assert_eq!(place(json!("x")), "");
    }
}
