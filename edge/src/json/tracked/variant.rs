//! A choice that holds something. What is a word alone is read by the library.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, VariantAccess, Visitor};
use serde_json::Value;

use super::place::{Place, Step};
use super::{Error, Tracked, unexpected};

/// A variant that holds something: an object with its name alone.
pub(super) struct Variant<'de, 'a> {
    pub(super) name: &'de str,
    pub(super) value: &'de Value,
    pub(super) place: &'a Place<'a>,
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
        self.place.below(Step::Key(self.name)).read(self.value, seed)
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
