//! Writing, and changing or taking back what one wrote.

use super::Refusal;
use crate::ids::PersonId;
use crate::level::{Level, Unlock};
use crate::person::{Caller, Tier};
use crate::settings::{Review, Settings, Writers};
use crate::state::{Act, Kind, State};

/// Whether `caller` may ask, answer and comment at all.
///
/// # Errors
/// For visitors and the operator, who are no persons, and for people the community does not know well enough.
pub fn may_write(settings: &Settings, caller: &Caller) -> Result<(), Refusal> {
    let Caller::Person { tier, role, .. } = caller else {
        return Err(Refusal::SignInNeeded);
    };
    let known = match settings.writers {
        Writers::Everyone => true,
        Writers::SignedIn => tier.is_signed_in(),
        Writers::Sso => *tier == Tier::Sso,
    };
    if known || role.is_staff() {
        Ok(())
    } else {
        Err(Refusal::KnownPeopleOnly)
    }
}

/// Whether what `caller` writes now waits for a person first. `published_before`: staff approved something of
/// theirs before; `held`: the levels they hold.
pub fn must_wait(settings: &Settings, caller: &Caller, published_before: bool, held: &[Level]) -> bool {
    let Caller::Person { tier, role, .. } = caller else {
        return true;
    };
    if role.is_staff() || settings.levels.unlock(held, Unlock::NoWaiting) {
        return false;
    }
    let review = if tier.is_signed_in() {
        settings.moderation.signed_in
    } else {
        settings.moderation.guests
    };
    match review {
        Review::None => false,
        Review::First => !published_before,
        Review::All => true,
    }
}

/// Whether an edit of something of `caller`'s that others see already waits for a person first.
pub fn edit_must_wait(settings: &Settings, caller: &Caller, published_before: bool, held: &[Level]) -> bool {
    settings.moderation.edits && must_wait(settings, caller, published_before, held)
}

/// Whether links in what `caller` writes are links: everybody's, until a level unlocks that; `held`: the levels they
/// hold.
pub fn may_link(settings: &Settings, caller: &Caller, held: &[Level]) -> bool {
    let levels = &settings.levels;
    caller.role().is_staff()
        || !levels.unlock(&Level::ALL, Unlock::Links)
        || levels.unlock(held, Unlock::Links)
}

/// Whether `caller` may change the words of `author`: their own, while they stand. Staff does not write for others.
///
/// # Errors
/// When the words are another's, or gone.
pub fn may_edit(caller: &Caller, author: &PersonId, state: State) -> Result<(), Refusal> {
    own(caller, author)?;
    match state {
        State::Removed | State::Erased | State::Unknown => Err(Refusal::WrongState { state }),
        _ => Ok(()),
    }
}

/// Whether `caller` may take back the words of `author`: their own. Staff hides and rejects instead.
///
/// # Errors
/// When the words are another's, or gone.
pub fn may_remove(caller: &Caller, author: &PersonId, kind: Kind, state: State) -> Result<(), Refusal> {
    own(caller, author)?;
    state.next(kind, Act::Remove)?;
    Ok(())
}

fn own(caller: &Caller, author: &PersonId) -> Result<(), Refusal> {
    match caller {
        Caller::Visitor => Err(Refusal::SignInNeeded),
        _ if caller.is(author) => Ok(()),
        _ => Err(Refusal::NotAllowed { who: "the author" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::Role;
    use crate::policy::example::{id, member, person};
    use crate::settings::Moderation;

    fn settings(writers: Writers, guests: Review, signed_in: Review) -> Settings {
        Settings {
            writers,
            moderation: Moderation {
                guests,
                signed_in,
                ..Moderation::default()
            },
            ..Settings::new("Northbeam")
        }
    }

    #[test]
    fn only_persons_the_community_knows_well_enough_write() {
        let guest = person(1, Tier::Guest, Role::Member);
        let sso = person(1, Tier::Sso, Role::Member);
        let staff = person(1, Tier::Email, Role::Expert);
        for (writers, [guest_may, email_may, sso_may]) in [
            (Writers::Everyone, [true, true, true]),
            (Writers::SignedIn, [false, true, true]),
            (Writers::Sso, [false, false, true]),
        ] {
            let settings = settings(writers, Review::None, Review::None);
            assert_eq!(may_write(&settings, &guest).is_ok(), guest_may);
            assert_eq!(may_write(&settings, &member(1)).is_ok(), email_may);
            assert_eq!(may_write(&settings, &sso).is_ok(), sso_may);
            assert!(may_write(&settings, &staff).is_ok());
            assert_eq!(may_write(&settings, &Caller::Visitor), Err(Refusal::SignInNeeded));
            assert_eq!(
                may_write(&settings, &Caller::Operator),
                Err(Refusal::SignInNeeded)
            );
        }
    }

    #[test]
    fn what_waits_follows_from_tier_policy_and_past() {
        let guest = person(1, Tier::Guest, Role::Member);
        let settings_ = settings(Writers::Everyone, Review::First, Review::All);
        assert!(must_wait(&settings_, &guest, false, &[]) && !must_wait(&settings_, &guest, true, &[]));
        assert!(must_wait(&settings_, &member(1), true, &[]));
        assert!(!must_wait(
            &settings(Writers::Everyone, Review::All, Review::None),
            &member(1),
            false,
            &[]
        ));
        for role in [Role::Expert, Role::Moderator, Role::Owner] {
            assert!(!must_wait(&settings_, &person(1, Tier::Guest, role), false, &[]));
        }
        assert!(must_wait(
            &settings_,
            &person(1, Tier::Unknown, Role::Unknown),
            false,
            &[]
        ));
        assert!(!edit_must_wait(&settings_, &guest, false, &[]));
    }

    #[test]
    fn a_level_lets_words_stand_and_link_while_it_is_held() {
        let mut settings = settings(Writers::Everyone, Review::All, Review::First);
        let guest = person(1, Tier::Guest, Role::Member);
        assert!(may_link(&settings, &guest, &[]), "nothing unlocks links");
        settings.levels.love.unlocks = vec![Unlock::NoWaiting, Unlock::Links];
        for caller in [&guest, &member(1)] {
            assert!(must_wait(&settings, caller, false, &[Level::Like, Level::Defend]));
            assert!(!may_link(&settings, caller, &[Level::Like]));
            assert!(!must_wait(&settings, caller, false, &[Level::Love]));
            assert!(may_link(&settings, caller, &[Level::Like, Level::Love]));
        }
        assert!(may_link(&settings, &person(1, Tier::Email, Role::Expert), &[]));
        assert!(must_wait(&settings, &Caller::Visitor, false, &[Level::Love]));
    }

    #[test]
    fn people_change_and_take_back_their_own_words_only() {
        for role in [Role::Member, Role::Expert, Role::Moderator, Role::Owner] {
            let caller = person(1, Tier::Email, role);
            assert_eq!(
                may_edit(&caller, &id(2), State::Published),
                Err(Refusal::NotAllowed { who: "the author" })
            );
            assert!(may_remove(&caller, &id(2), Kind::Answer, State::Published).is_err());
            assert!(may_edit(&caller, &id(1), State::Waiting).is_ok());
            assert!(may_remove(&caller, &id(1), Kind::Answer, State::Rejected).is_ok());
        }
        for state in [State::Removed, State::Erased, State::Unknown] {
            assert_eq!(
                may_edit(&member(1), &id(1), state),
                Err(Refusal::WrongState { state })
            );
            assert_eq!(
                may_remove(&member(1), &id(1), Kind::Question, state),
                Err(Refusal::WrongState { state })
            );
        }
        assert_eq!(
            may_edit(&Caller::Visitor, &id(1), State::Published),
            Err(Refusal::SignInNeeded)
        );
        assert!(may_edit(&Caller::Operator, &id(1), State::Published).is_err());
    }
}
