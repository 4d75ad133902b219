//! What is within an array or an object whose names are no fields.

use std::slice;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess};
use serde_json::{Map, Value, map};

use super::Error;
use super::place::{Place, Step};

/// The values of an array, one after the other.
pub(super) struct Items<'de, 'a> {
    values: slice::Iter<'de, Value>,
    index: usize,
    place: &'a Place<'a>,
}

impl<'de, 'a> Items<'de, 'a> {
    /// Those of an array.
    pub(super) fn new(values: &'de [Value], place: &'a Place<'a>) -> Self {
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
        place.read(value, seed).map(Some)
    }
}

/// The names and values of an object, in its own order.
pub(super) struct Fields<'de, 'a> {
    fields: map::Iter<'de>,
    next: Option<(&'de str, &'de Value)>,
    place: &'a Place<'a>,
}

impl<'de, 'a> Fields<'de, 'a> {
    /// Those of an object.
    pub(super) fn new(fields: &'de Map<String, Value>, place: &'a Place<'a>) -> Self {
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
        self.place.below(Step::Key(key)).read(value, seed)
    }
}
