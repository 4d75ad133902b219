//! The fields of a structure.
//!
//! Invariant: a reader is handed them in its own order. Matching their names, once for each structure, was a twentieth of
//! the Worker.

use std::slice;

use serde::de::{DeserializeSeed, Error as _, SeqAccess};
use serde_json::{Map, Value};

use super::place::{Place, Step};
use super::{Error, Tracked, Unknown};

/// Refuses names that a structure does not have, where that is asked for.
pub(super) fn only(
    fields: &Map<String, Value>,
    names: &'static [&'static str],
    place: &Place<'_>,
) -> Result<(), Error> {
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

/// The fields of a structure in the order in which its reader asks for them.
pub(super) struct Ordered<'de, 'a> {
    pub(super) names: slice::Iter<'static, &'static str>,
    pub(super) fields: &'de Map<String, Value>,
    pub(super) place: &'a Place<'a>,
    /// The field asked for last, when it is not there.
    pub(super) missing: &'a mut Option<&'static str>,
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
