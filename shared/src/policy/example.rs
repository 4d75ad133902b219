//! Callers for the tests of the policy.

use crate::ids::PersonId;
use crate::person::{Caller, Role, Tier};
use crate::time::Millis;

pub(crate) fn id(number: u8) -> PersonId {
    PersonId::new(Millis::new(1), [number; 10])
}

pub(crate) fn person(number: u8, tier: Tier, role: Role) -> Caller {
    Caller::Person {
        id: id(number),
        tier,
        role,
    }
}

pub(crate) fn member(number: u8) -> Caller {
    person(number, Tier::Email, Role::Member)
}
