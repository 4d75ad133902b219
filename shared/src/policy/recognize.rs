//! Recognition: who thanks for the brand, who reads whose statement, who redeems the code out of a box.

use super::Refusal;
use crate::ids::PersonId;
use crate::person::Caller;

/// Whether `caller` may thank, or take thanks back, for an answer by `author`: people of the brand, who sign it.
///
/// # Errors
/// For everybody else, for the operator, who is nobody here, and on one's own words.
pub fn may_thank<'a>(caller: &'a Caller, author: &PersonId) -> Result<&'a PersonId, Refusal> {
    match caller {
        Caller::Visitor => Err(Refusal::SignInNeeded),
        Caller::Person { id, .. } if id == author => Err(Refusal::OwnContribution),
        Caller::Person { id, role, .. } if role.is_staff() => Ok(id),
        Caller::Person { .. } | Caller::Operator => Err(Refusal::NotAllowed {
            who: "people of the brand",
        }),
    }
}

/// Whether `caller` may read the statement of `person`: their own; the operator, who explains it.
///
/// # Errors
/// For everybody else, the brand's people too.
pub fn may_read_statement(caller: &Caller, person: &PersonId) -> Result<(), Refusal> {
    match caller {
        Caller::Visitor => Err(Refusal::SignInNeeded),
        Caller::Operator => Ok(()),
        Caller::Person { id, .. } if id == person => Ok(()),
        Caller::Person { .. } => Err(Refusal::NotAllowed { who: "this person" }),
    }
}

/// Whether `caller` may redeem the code out of a box: whoever is signed in, since a device owns nothing.
///
/// # Errors
/// For everybody else.
pub fn may_redeem(caller: &Caller) -> Result<&PersonId, Refusal> {
    match caller {
        Caller::Visitor => Err(Refusal::SignInNeeded),
        Caller::Person { id, tier, .. } if tier.is_signed_in() => Ok(id),
        Caller::Person { .. } | Caller::Operator => Err(Refusal::NotAllowed {
            who: "people who are signed in",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{Role, Tier};
    use crate::policy::example::{id, member, person};

    #[test]
    fn people_of_the_brand_thank_others() {
        for role in [Role::Expert, Role::Moderator, Role::Owner] {
            let staff = person(1, Tier::Email, role);
            assert_eq!(may_thank(&staff, &id(2)), Ok(&id(1)));
            assert_eq!(may_thank(&staff, &id(1)), Err(Refusal::OwnContribution));
        }
        for nobody in [member(1), Caller::Operator] {
            assert!(matches!(
                may_thank(&nobody, &id(2)),
                Err(Refusal::NotAllowed { .. })
            ));
        }
        assert_eq!(may_thank(&Caller::Visitor, &id(2)), Err(Refusal::SignInNeeded));
    }

    #[test]
    fn whoever_is_signed_in_redeems_a_code() {
        for tier in [Tier::Email, Tier::Sso] {
            assert_eq!(may_redeem(&person(1, tier, Role::Member)), Ok(&id(1)));
        }
        for nobody in [person(1, Tier::Guest, Role::Member), Caller::Operator] {
            assert!(matches!(may_redeem(&nobody), Err(Refusal::NotAllowed { .. })));
        }
        assert_eq!(may_redeem(&Caller::Visitor), Err(Refusal::SignInNeeded));
    }

    #[test]
    fn a_statement_is_its_persons_own() {
        assert_eq!(may_read_statement(&member(1), &id(1)), Ok(()));
        assert_eq!(may_read_statement(&Caller::Operator, &id(1)), Ok(()));
        for other in [member(2), person(2, Tier::Sso, Role::Owner)] {
            assert!(matches!(
                may_read_statement(&other, &id(1)),
                Err(Refusal::NotAllowed { .. })
            ));
        }
        assert_eq!(
            may_read_statement(&Caller::Visitor, &id(1)),
            Err(Refusal::SignInNeeded)
        );
    }
}
