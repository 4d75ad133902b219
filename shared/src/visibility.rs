//! Who sees what people wrote, in one table.
//!
//! Invariant: every surface (lists, counts, search, similar, pages, JSON-LD, mail, caches) asks here; none
//! looks at a state itself. A state this release does not know is seen by nobody.

use crate::ids::PersonId;
use crate::person::{Caller, Role};
use crate::state::{Kind, State};

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Anyone, also search engines.
    Stranger,
    /// Who wrote it.
    Author,
    /// A person of the brand who answers.
    Expert,
    /// A person of the brand who decides.
    Moderator,
}

impl Viewer {
    /// All kinds of viewers.
    pub const ALL: [Self; 4] = [Self::Stranger, Self::Author, Self::Expert, Self::Moderator];

    /// What `caller` is to something written by `author`; staff is staff also before their own words.
    pub fn of(caller: &Caller, author: Option<&PersonId>) -> Self {
        match caller.role() {
            Role::Owner | Role::Moderator => Self::Moderator,
            Role::Expert => Self::Expert,
            Role::Member | Role::Unknown if author.is_some_and(|author| caller.is(author)) => Self::Author,
            Role::Member | Role::Unknown => Self::Stranger,
        }
    }

    /// Whether this is a person of the brand.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Expert | Self::Moderator)
    }
}

/// What a viewer gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Everything.
    Full,
    /// Everything, with a mark that names the state.
    Marked,
    /// A stone in its place, without text or author.
    Stone(StoneKind),
    /// Nothing: as if it had never been.
    Nothing,
}

/// What a stone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoneKind {
    /// Removed by its author.
    Removed,
    /// Erased by right.
    Erased,
}

/// What `viewer` sees of something in `state`. `holds_others` tells whether visible words of other people stand
/// under it (answers under a question, comments under an answer).
pub fn sight(state: State, kind: Kind, viewer: Viewer, holds_others: bool) -> Sight {
    let stone = |stone| {
        if holds_others && matches!(kind, Kind::Question | Kind::Answer) {
            Sight::Stone(stone)
        } else {
            Sight::Nothing
        }
    };
    match state {
        State::Published => Sight::Full,
        State::Closed | State::Duplicate | State::Outdated => Sight::Marked,
        State::Waiting | State::BrandOnly | State::Hidden | State::Rejected => match viewer {
            Viewer::Author | Viewer::Expert | Viewer::Moderator => Sight::Marked,
            Viewer::Stranger => Sight::Nothing,
        },
        State::Removed => match viewer {
            Viewer::Expert | Viewer::Moderator => Sight::Marked,
            Viewer::Author | Viewer::Stranger => stone(StoneKind::Removed),
        },
        State::Erased => stone(StoneKind::Erased),
        State::Unknown => Sight::Nothing,
    }
}

/// Whether it stands in public lists, feeds and maps: a duplicate gives its place to the other.
pub fn is_listed(state: State) -> bool {
    matches!(state, State::Published | State::Closed | State::Outdated)
}

/// Whether search, similar questions and search engines find it.
pub fn is_indexed(state: State) -> bool {
    is_listed(state)
}

/// Whether it counts, as a question of its subject or an answer of its question.
pub fn counts(state: State) -> bool {
    is_listed(state)
}

/// Whether a question in this state can be answered; while it waits, only its author and staff see it.
pub fn takes_answers(state: State) -> bool {
    matches!(state, State::Published | State::Waiting)
}

/// Whether an answer in this state can be commented on.
pub fn takes_comments(state: State) -> bool {
    matches!(state, State::Published | State::Outdated | State::Waiting)
}

/// Whether something in this state can be voted on: what counts, so that a duplicate's votes stand with the other.
pub fn takes_votes(state: State) -> bool {
    counts(state)
}

/// The states that are listed, indexed and counted, for conditions in a database.
pub const LISTED: [State; 3] = [State::Published, State::Closed, State::Outdated];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PersonId;
    use crate::person::Tier;
    use crate::time::Millis;
    use Sight::{Full, Marked, Nothing};

    const REMOVED: Sight = Sight::Stone(StoneKind::Removed);
    const ERASED: Sight = Sight::Stone(StoneKind::Erased);

    /// What a stranger, the author, an expert and a moderator see, without and with words of others below;
    /// and whether it is listed. Written by hand from the table of states in `ARCHITECTURE.md`.
    const TABLE: [(State, [Sight; 4], [Sight; 4], bool); 11] = [
        (
            State::Waiting,
            [Nothing, Marked, Marked, Marked],
            [Nothing, Marked, Marked, Marked],
            false,
        ),
        (State::Published, [Full; 4], [Full; 4], true),
        (
            State::BrandOnly,
            [Nothing, Marked, Marked, Marked],
            [Nothing, Marked, Marked, Marked],
            false,
        ),
        (
            State::Hidden,
            [Nothing, Marked, Marked, Marked],
            [Nothing, Marked, Marked, Marked],
            false,
        ),
        (
            State::Rejected,
            [Nothing, Marked, Marked, Marked],
            [Nothing, Marked, Marked, Marked],
            false,
        ),
        (State::Closed, [Marked; 4], [Marked; 4], true),
        (State::Duplicate, [Marked; 4], [Marked; 4], false),
        (State::Outdated, [Marked; 4], [Marked; 4], true),
        (
            State::Removed,
            [Nothing, Nothing, Marked, Marked],
            [REMOVED, REMOVED, Marked, Marked],
            false,
        ),
        (State::Erased, [Nothing; 4], [ERASED; 4], false),
        (State::Unknown, [Nothing; 4], [Nothing; 4], false),
    ];

    #[test]
    fn every_state_is_seen_by_whom_the_table_says() {
        for state in State::ALL.into_iter().chain([State::Unknown]) {
            let (_, alone, holding, listed) = TABLE.iter().find(|row| row.0 == state).unwrap();
            for kind in [Kind::Question, Kind::Answer] {
                for (index, viewer) in Viewer::ALL.into_iter().enumerate() {
                    assert_eq!(
                        sight(state, kind, viewer, false),
                        alone[index],
                        "{state:?} {kind:?} {viewer:?}"
                    );
                    assert_eq!(
                        sight(state, kind, viewer, true),
                        holding[index],
                        "{state:?} {kind:?} {viewer:?} with others"
                    );
                }
            }
            for (index, viewer) in Viewer::ALL.into_iter().enumerate() {
                for kind in [Kind::Comment, Kind::Story] {
                    assert_eq!(
                        sight(state, kind, viewer, true),
                        alone[index],
                        "{state:?} {kind:?} {viewer:?} holds nothing"
                    );
                }
            }
            assert_eq!(
                [
                    is_listed(state),
                    is_indexed(state),
                    counts(state),
                    LISTED.contains(&state)
                ],
                [*listed; 4],
                "{state:?}"
            );
        }
    }

    #[test]
    fn what_is_listed_everybody_sees() {
        for state in State::ALL.into_iter().filter(|state| is_listed(*state)) {
            assert!(
                matches!(
                    sight(state, Kind::Question, Viewer::Stranger, false),
                    Full | Marked
                ),
                "{state:?}"
            );
        }
    }

    #[test]
    fn staff_is_staff_before_being_the_author() {
        let person = |role| Caller::Person {
            id: PersonId::new(Millis::new(1), [1; 10]),
            tier: Tier::Email,
            role,
        };
        let author = PersonId::new(Millis::new(1), [1; 10]);
        assert_eq!(Viewer::of(&person(Role::Member), Some(&author)), Viewer::Author);
        assert_eq!(Viewer::of(&person(Role::Expert), Some(&author)), Viewer::Expert);
        assert_eq!(Viewer::of(&person(Role::Owner), None), Viewer::Moderator);
        assert_eq!(Viewer::of(&person(Role::Member), None), Viewer::Stranger);
        assert_eq!(Viewer::of(&Caller::Visitor, Some(&author)), Viewer::Stranger);
        assert_eq!(Viewer::of(&person(Role::Unknown), None), Viewer::Stranger);
    }
}
