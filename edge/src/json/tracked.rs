//! A value of JSON that knows where it stands, so that an error names its place.
//!
//! Invariant: the first error of a value sets the place, and those around it leave it. A structure is read from an
//! object alone, never from a list of its fields: the contract names no order. Within, the reader of a structure is
//! handed its fields in their own order: matching their names, once for each structure, was a twentieth of the Worker.

use std::cell::RefCell;
use std::slice;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, IntoDeserializer,
    MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde_json::{Error, Map, Value, map};

/// What becomes of fields that a structure does not have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    /// They are an error: whoever wrote them meant something.
    Refused,
    /// They are passed over.
    Ignored,
}

/// Reads a value into a type of the contract.
///
/// # Errors
/// When it has another shape; with the place at fault as a JSON pointer
/// ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)).
pub(super) fn read<T: DeserializeOwned>(value: &Value, unknown: Unknown) -> Result<T, (String, Error)> {
    let reading = Reading {
        unknown,
        failed: RefCell::default(),
    };
    let place = Place {
        parent: None,
        step: Step::Root,
        reading: &reading,
    };
    T::deserialize(Tracked { value, place: &place })
        .map_err(|error| (reading.failed.take().unwrap_or_default(), error))
}

/// What is the same at every place of a value.
struct Reading {
    unknown: Unknown,
    /// Where the first error was.
    failed: RefCell<Option<String>>,
}

struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
    reading: &'a Reading,
}

enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    fn below(&'a self, step: Step<'a>) -> Self {
        Self {
            parent: Some(self),
            step,
            reading: self.reading,
        }
    }

    #[inline(never)]
    fn fail(&self) {
        let mut failed = self.reading.failed.borrow_mut();
        if failed.is_none() {
            *failed = Some(self.pointer());
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = self.parent.map_or_else(String::new, Place::pointer);
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Step::Index(index) => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
        }
        pointer
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
            Value::Number(value) => value.deserialize_any(visitor),
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
        only(fields, names, self.place)?;
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

/// Refuses names that a structure does not have, where that is asked for.
fn only(fields: &Map<String, Value>, names: &'static [&'static str], place: &Place<'_>) -> Result<(), Error> {
    if place.reading.unknown == Unknown::Ignored {
        return Ok(());
    }
    match fields.keys().find(|name| !names.contains(&name.as_str())) {
        Some(name) => {
            place.below(Step::Key(name)).fail();
            Err(Error::unknown_field(name, names))
        }
        None => Ok(()),
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

struct Items<'de, 'a> {
    values: slice::Iter<'de, Value>,
    index: usize,
    place: &'a Place<'a>,
}

impl<'de, 'a> Items<'de, 'a> {
    fn new(values: &'de [Value], place: &'a Place<'a>) -> Self {
        Self {
            values: values.iter(),
            index: 0,
            place,
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(value) = self.values.next() else {
            return Ok(None);
        };
        let place = self.place.below(Step::Index(self.index));
        self.index += 1;
        let item = seed.deserialize(Tracked { value, place: &place });
        item.map(Some).inspect_err(|_| place.fail())
    }
}

/// A variant that holds something: an object with its name alone.
struct Variant<'de, 'a> {
    name: &'de str,
    value: &'de Value,
    place: &'a Place<'a>,
}

impl<'de, 'a> EnumAccess<'de> for Variant<'de, 'a> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        let name: StrDeserializer<'_, Error> = self.name.into_deserializer();
        seed.deserialize(name).map(|variant| (variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Err(unexpected(self.value, &"unit variant"))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        let place = self.place.below(Step::Key(self.name));
        seed.deserialize(Tracked {
            value: self.value,
            place: &place,
        })
        .inspect_err(|_| place.fail())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        let place = self.place.below(Step::Key(self.name));
        let tracked = Tracked {
            value: self.value,
            place: &place,
        };
        tracked.deserialize_seq(visitor).inspect_err(|_| place.fail())
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let place = self.place.below(Step::Key(self.name));
        let tracked = Tracked {
            value: self.value,
            place: &place,
        };
        tracked
            .deserialize_struct("", names, visitor)
            .inspect_err(|_| place.fail())
    }
}

/// The fields of a structure in the order in which its reader asks for them.
struct Ordered<'de, 'a> {
    names: slice::Iter<'static, &'static str>,
    fields: &'de Map<String, Value>,
    place: &'a Place<'a>,
    /// The field asked for last, when it is not there.
    missing: &'a mut Option<&'static str>,
}

impl<'de> Ordered<'de, '_> {
    /// The next field's name, and its value if it is there.
    #[inline(never)]
    fn step(&mut self) -> Option<(&'static str, Option<&'de Value>)> {
        *self.missing = None;
        let name = *self.names.next()?;
        Some((name, self.fields.get(name)))
    }

    /// What becomes of an error: one of a field that is not there says no more than that.
    #[inline(never)]
    fn settle(&mut self, name: &'static str, is_there: bool, error: Error) -> Result<(), Error> {
        if is_there {
            self.place.below(Step::Key(name)).fail();
            return Err(error);
        }
        *self.missing = Some(name);
        Ok(())
    }
}

impl<'de> SeqAccess<'de> for &mut Ordered<'de, '_> {
    type Error = Error;

    /// A field that is not there is `null` to a type that takes it; else there is none, for which a reader puts the
    /// default or stops.
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((name, value)) = self.step() else {
            return Ok(None);
        };
        let place = self.place.below(Step::Key(name));
        let tracked = Tracked {
            value: value.unwrap_or(&Value::Null),
            place: &place,
        };
        match seed.deserialize(tracked) {
            Ok(read) => Ok(Some(read)),
            Err(error) => self.settle(name, value.is_some(), error).map(|()| None),
        }
    }
}

struct Fields<'de, 'a> {
    fields: map::Iter<'de>,
    next: Option<(&'de str, &'de Value)>,
    place: &'a Place<'a>,
}

impl<'de, 'a> Fields<'de, 'a> {
    fn new(fields: &'de Map<String, Value>, place: &'a Place<'a>) -> Self {
        Self {
            fields: fields.iter(),
            next: None,
            place,
        }
    }

    #[inline(never)]
    fn step(&mut self) -> Option<&'de str> {
        self.next = self.fields.next().map(|(key, value)| (key.as_str(), value));
        self.next.map(|(key, _)| key)
    }

    #[inline(never)]
    fn fail(&self, key: &str) {
        self.place.below(Step::Key(key)).fail();
    }
}

impl<'de> MapAccess<'de> for Fields<'de, '_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(key) = self.step() else {
            return Ok(None);
        };
        let name: StrDeserializer<'_, Error> = key.into_deserializer();
        let field = seed.deserialize(name);
        field.map(Some).inspect_err(|_| self.fail(key))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let (key, value) = self.next.unwrap_or(("", &Value::Null));
        let place = self.place.below(Step::Key(key));
        seed.deserialize(Tracked { value, place: &place })
            .inspect_err(|_| place.fail())
    }
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
