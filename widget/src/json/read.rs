//! How values are read, and the values every type is made of.

use shared::ids::{AnswerId, CommentId, MediumId, PersonId, QuestionId, SubjectId, Target};
use shared::time::Millis;

use super::Json;

/// A type that is read from JSON.
pub trait Read: Sized {
    /// The value; nothing when the JSON says something else.
    fn read<J: Json>(json: &J) -> Option<Self>;
}

/// The member of an object.
#[inline(never)]
pub fn get<T: Read, J: Json>(json: &J, name: &str) -> Option<T> {
    T::read(&json.field(name))
}

/// Reads structures of which every member is named.
macro_rules! structure {
    ($($type:ty { $($field:ident),* $(,)? $(; $($absent:ident),*)? })*) => {$(
        impl $crate::json::Read for $type {
            fn read<J: $crate::json::Json>(json: &J) -> Option<Self> {
                Some(Self { $($field: $crate::json::read::get(json, stringify!($field))?,)* $($($absent: Default::default(),)*)? })
            }
        }
    )*};
}
pub(super) use structure;

/// Reads types that are made from text.
macro_rules! from_text {
    ($($type:ty: $parse:expr;)*) => {$(
        impl $crate::json::Read for $type {
            fn read<J: $crate::json::Json>(json: &J) -> Option<Self> {
                $parse(&json.text()?)
            }
        }
    )*};
}
pub(super) use from_text;

from_text! {
    QuestionId: |text: &str| QuestionId::parse(text).ok();
    AnswerId: |text: &str| AnswerId::parse(text).ok();
    CommentId: |text: &str| CommentId::parse(text).ok();
    SubjectId: |text: &str| SubjectId::parse(text).ok();
    PersonId: |text: &str| PersonId::parse(text).ok();
    MediumId: |text: &str| MediumId::parse(text).ok();
    Target: |text: &str| Target::parse(text).ok();
}

impl Read for String {
    fn read<J: Json>(json: &J) -> Option<Self> {
        json.text()
    }
}

/// Members that are `false` are left out.
impl Read for bool {
    fn read<J: Json>(json: &J) -> Option<Self> {
        if json.is_null() { Some(false) } else { json.flag() }
    }
}

impl<T: Read> Read for Option<T> {
    fn read<J: Json>(json: &J) -> Option<Self> {
        if json.is_null() {
            Some(None)
        } else {
            T::read(json).map(Some)
        }
    }
}

/// Lists that are empty may be left out.
impl<T: Read> Read for Vec<T> {
    fn read<J: Json>(json: &J) -> Option<Self> {
        if json.is_null() {
            return Some(Self::new());
        }
        let items = json.items()?;
        let mut read = Self::with_capacity(items.len());
        for item in &items {
            read.push(T::read(item)?);
        }
        Some(read)
    }
}

impl<T: Read> Read for Box<T> {
    fn read<J: Json>(json: &J) -> Option<Self> {
        T::read(json).map(Self::new)
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read<J: Json>(json: &J) -> Option<Self> {
        let items = json.items()?;
        Some((A::read(items.first()?)?, B::read(items.get(1)?)?))
    }
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Read for $type {
            fn read<J: Json>(json: &J) -> Option<Self> {
                whole(json.number()?)?.try_into().ok()
            }
        }
    )*};
}

numbers!(i8, u16, u32, i64);

impl Read for Millis {
    fn read<J: Json>(json: &J) -> Option<Self> {
        i64::read(json).map(Self::new)
    }
}

/// The whole numbers that a double holds exactly: the contract sends no others.
fn whole(number: f64) -> Option<i64> {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and within the limit")]
    (number.trunc() == number && number.abs() <= LARGEST).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_number_that_does_not_fit_is_nothing() {
        assert_eq!(u32::read(&json!(4_294_967_295_u32)), Some(u32::MAX));
        for wrong in [
            json!(4_294_967_296_u64),
            json!(-1),
            json!(1.5),
            json!("1"),
            json!(null),
        ] {
            assert_eq!(u32::read(&wrong), None, "{wrong}");
        }
        assert_eq!(i64::read(&json!(1e300)), None);
    }

    #[test]
    fn what_is_left_out_is_empty_and_what_is_wrong_is_nothing() {
        assert_eq!(Vec::<String>::read(&json!(null)), Some(Vec::new()));
        assert_eq!(Option::<String>::read(&json!(null)), Some(None));
        assert_eq!(bool::read(&json!(null)), Some(false));
        assert_eq!(Vec::<String>::read(&json!(["a", 1])), None);
        assert_eq!(Option::<String>::read(&json!(1)), None);
    }
}
