//! Giving roles.

use super::Refusal;
use crate::person::{Caller, Role, Tier};

/// Whether `caller` may give someone who is `current` the role `new`; `owners` is how many owners there are.
///
/// # Errors
/// For everybody but owners and the operator, for unknown roles, and when no owner would be left.
pub fn may_set_role(caller: &Caller, current: Role, new: Role, owners: u32) -> Result<(), Refusal> {
    match caller {
        Caller::Visitor => return Err(Refusal::SignInNeeded),
        _ if caller.role() == Role::Owner => {}
        _ => return Err(Refusal::NotAllowed { who: "owners" }),
    }
    if new == Role::Unknown {
        return Err(Refusal::Invalid {
            pointer: "/role",
            detail: "The role is member, expert, moderator or owner.",
        });
    }
    if current == Role::Owner && new != Role::Owner && owners <= 1 {
        Err(Refusal::LastOwner)
    } else {
        Ok(())
    }
}

/// Whether somebody of this tier and name can carry this role: people of the brand are known beyond one device, and
/// answer under a name.
///
/// # Errors
/// For guests and the nameless, unless they are members.
pub fn may_hold_role(tier: Tier, role: Role, name: &str) -> Result<(), Refusal> {
    if !role.is_staff() {
        return Ok(());
    }
    if !tier.is_signed_in() {
        return Err(Refusal::Invalid {
            pointer: "/role",
            detail: "A guest is known on one device only; invite them by e-mail.",
        });
    }
    if name.is_empty() {
        return Err(Refusal::Invalid {
            pointer: "/name",
            detail: "People of the brand answer under a name; give one.",
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::problem::Code;
    use crate::policy::example::person;

    #[test]
    fn owners_give_roles_and_one_owner_stays() {
        let owner = person(1, Tier::Email, Role::Owner);
        assert!(may_set_role(&owner, Role::Member, Role::Expert, 1).is_ok());
        assert_eq!(
            may_set_role(&owner, Role::Owner, Role::Member, 1),
            Err(Refusal::LastOwner)
        );
        assert!(may_set_role(&owner, Role::Owner, Role::Member, 2).is_ok());
        assert!(may_set_role(&owner, Role::Owner, Role::Owner, 1).is_ok());
        assert!(may_set_role(&Caller::Operator, Role::Member, Role::Owner, 0).is_ok());
        assert_eq!(
            may_set_role(&owner, Role::Member, Role::Unknown, 1).map_err(|refusal| refusal.code()),
            Err(Code::InvalidField)
        );
        for role in [Role::Member, Role::Expert, Role::Moderator, Role::Unknown] {
            assert!(may_set_role(&person(1, Tier::Sso, role), Role::Member, Role::Owner, 1).is_err());
        }
    }

    #[test]
    fn people_of_the_brand_are_known_and_have_a_name() {
        for role in [Role::Expert, Role::Moderator, Role::Owner] {
            assert!(may_hold_role(Tier::Email, role, "Sample").is_ok());
            assert!(may_hold_role(Tier::Guest, role, "Sample").is_err());
            assert!(may_hold_role(Tier::Sso, role, "").is_err());
        }
        assert!(may_hold_role(Tier::Guest, Role::Member, "").is_ok());
    }
}
