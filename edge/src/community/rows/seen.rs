//! Which rows a caller sees, as a condition of SQL.
//!
//! Invariant: the states in the condition come from [`shared::visibility::sight`] alone, so a query gives what
//! the domain's table gives.

use shared::person::Caller;
use shared::state::{Kind, State};
use shared::visibility::{Sight, Viewer, sight};

use crate::community::sql::{Value, text};

/// What one caller sees of one kind of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    person: String,
    anyones: String,
    own: String,
    stones: String,
}

impl Seen {
    /// What `caller` sees of rows of `kind`.
    pub fn of(caller: &Caller, kind: Kind) -> Self {
        let reader = Viewer::of(caller, None);
        let author = Viewer::of(caller, caller.person());
        Self {
            person: caller
                .person()
                .map(|id| id.as_str().to_owned())
                .unwrap_or_default(),
            anyones: states(|state| shown(sight(state, kind, reader, false))),
            own: states(|state| shown(sight(state, kind, author, false))),
            stones: states(|state| matches!(sight(state, kind, reader, true), Sight::Stone(_))),
        }
    }

    /// Whether a row of the table called `alias` is seen; `holds_others` is the expression that tells whether
    /// visible words of others stand under it. Binds [`Self::person`] as `?1`.
    pub fn condition(&self, alias: &str, holds_others: &str) -> String {
        let Self {
            anyones, own, stones, ..
        } = self;
        format!(
            "({alias}.state IN ({anyones}) OR ({alias}.author_id = ?1 AND {alias}.state IN ({own}))
              OR ({alias}.state IN ({stones}) AND {holds_others}))"
        )
    }

    /// The states in which this caller sees their own words, as a list for SQL.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// Who looks; empty for nobody in particular.
    pub fn person(&self) -> Value {
        text(&self.person)
    }
}

/// The states in which authors see their own words and strangers do not, as a list for SQL.
pub fn unseen_by_strangers(caller: &Caller, kind: Kind) -> String {
    let author = Viewer::of(caller, caller.person());
    states(|state| {
        !shown(sight(state, kind, Viewer::Stranger, false)) && shown(sight(state, kind, author, false))
    })
}

fn shown(sight: Sight) -> bool {
    matches!(sight, Sight::Full | Sight::Marked)
}

/// States as a list of SQL literals; their words are our own and hold no quote.
fn states(wanted: impl Fn(State) -> bool) -> String {
    let words = State::ALL.into_iter().filter(|state| wanted(*state));
    words
        .map(|state| format!("'{}'", state.as_str()))
        .collect::<Vec<_>>()
        .join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::PersonId;
    use shared::person::{Role, Tier};
    use shared::time::Millis;

    fn person(role: Role) -> Caller {
        Caller::Person {
            id: PersonId::new(Millis::new(1), [1; 10]),
            tier: Tier::Guest,
            role,
        }
    }

    #[test]
    fn a_stranger_sees_what_is_published_and_stones_over_words_of_others() {
        let seen = Seen::of(&Caller::Visitor, Kind::Answer);
        assert_eq!(seen.anyones, "'published','closed','duplicate','outdated'");
        assert_eq!(seen.stones, "'removed','erased'");
    }

    #[test]
    fn an_author_sees_their_own_words_also_when_others_do_not() {
        let seen = Seen::of(&person(Role::Member), Kind::Comment);
        assert!(seen.own.contains("'waiting'") && !seen.anyones.contains("'waiting'"));
        assert_eq!(seen.stones, "");
    }

    #[test]
    fn an_author_keeps_sight_of_what_waits_or_was_rejected() {
        let unseen = unseen_by_strangers(&person(Role::Member), Kind::Question);
        assert_eq!(unseen, "'waiting','brand_only','hidden','rejected'");
    }

    #[test]
    fn staff_sees_what_waits_of_everybody() {
        let seen = Seen::of(&person(Role::Moderator), Kind::Question);
        assert!(seen.anyones.contains("'waiting'") && seen.anyones.contains("'removed'"));
    }
}
