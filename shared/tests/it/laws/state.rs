//! Transitions: however acts follow each other, nothing returns that was taken away.

use fanfare_shared::ids::PersonId;
use fanfare_shared::person::{Caller, Role, Tier};
use fanfare_shared::policy::may_edit;
use fanfare_shared::state::{Act, Kind, State};
use fanfare_shared::time::Millis;
use fanfare_shared::visibility::{Sight, Viewer, is_listed, sight};
use proptest::prelude::*;

const ACTS: [Act; 12] = [
    Act::Approve,
    Act::Reject,
    Act::Hide,
    Act::Restore,
    Act::Close,
    Act::Duplicate,
    Act::Reopen,
    Act::Outdate,
    Act::Dispute,
    Act::Undispute,
    Act::Remove,
    Act::Erase,
];
const KINDS: [Kind; 3] = [Kind::Question, Kind::Answer, Kind::Comment];

proptest! {
    #[test]
    fn nothing_returns_that_was_removed_or_erased(kind in prop::sample::select(&KINDS[..]), acts in prop::collection::vec(prop::sample::select(&ACTS[..]), 0..30)) {
        let mut state = State::Waiting;
        let mut gone = false;
        for act in acts {
            state = state.next(kind, act).unwrap_or(state);
            gone |= matches!(state, State::Removed | State::Erased);
            prop_assert!(!gone || matches!(state, State::Removed | State::Erased));
            prop_assert!(state != State::Unknown);
        }
    }

    #[test]
    fn only_questions_close_and_only_answers_age(acts in prop::collection::vec(prop::sample::select(&ACTS[..]), 0..30)) {
        for kind in KINDS {
            let mut state = State::Published;
            for act in &acts {
                state = state.next(kind, *act).unwrap_or(state);
                prop_assert!(kind == Kind::Question || !matches!(state, State::Closed | State::Duplicate));
                prop_assert!(kind == Kind::Answer || state != State::Outdated);
            }
        }
    }

    #[test]
    fn nobody_sees_less_by_knowing_more(state in prop::sample::select(&State::ALL[..]), kind in prop::sample::select(&KINDS[..]), holds in any::<bool>()) {
        let words = |viewer| matches!(sight(state, kind, viewer, holds), Sight::Full | Sight::Marked);
        prop_assert!(!words(Viewer::Stranger) || words(Viewer::Author));
        prop_assert!(!words(Viewer::Author) || words(Viewer::Expert));
        prop_assert_eq!(words(Viewer::Expert), words(Viewer::Moderator));
        prop_assert!(!is_listed(state) || words(Viewer::Stranger));
    }

    #[test]
    fn who_may_edit_sees_the_words(state in prop::sample::select(&State::ALL[..]), kind in prop::sample::select(&KINDS[..])) {
        let id = PersonId::new(Millis::new(1), [1; 10]);
        let caller = Caller::Person { id: id.clone(), tier: Tier::Email, role: Role::Member };
        if may_edit(&caller, &id, state).is_ok() {
            prop_assert!(matches!(sight(state, kind, Viewer::of(&caller, Some(&id)), false), Sight::Full | Sight::Marked));
        }
    }
}
