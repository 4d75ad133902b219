//! Votes on their way: one at a time for each thing, the last wish wins, and a vote that could not be kept
//! is undone before the person's eyes.
//!
//! Invariant: when nothing is on its way for a thing, what is shown is what the server has.

use shared::api::overlay::Overlay;
use shared::api::view::View;
use shared::api::vote::{PutVote, VoteView};
use shared::ids::Target;

use crate::state::votes;
use crate::state::write::Write;

/// What a person says about a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// 1, 0 or −1.
    pub value: i8,
    /// Why it is not right.
    pub reason: Option<String>,
    /// Whether to be told when a question is answered.
    pub notify: Option<bool>,
}

/// A vote on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Going {
    /// What the server has.
    kept: i8,
    /// What was wished since.
    next: Option<(Wish, String)>,
}

/// All votes on their way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voting {
    going: Vec<(Target, Going)>,
}

impl Voting {
    /// Whether a vote on this is on its way.
    pub fn is_going(&self, target: &Target) -> bool {
        self.going.iter().any(|(of, _)| of == target)
    }

    /// Someone votes: it shows at once. Gives back what to send now, under `key`; nothing when the vote
    /// before is still on its way.
    pub fn wish(
        &mut self,
        view: &mut View,
        overlay: &mut Overlay,
        target: &Target,
        wish: Wish,
        key: String,
    ) -> Option<(Write, String)> {
        let before = votes::set(view, overlay, target, wish.value);
        if let Some((_, going)) = self.going.iter_mut().find(|(of, _)| of == target) {
            going.next = Some((wish, key));
            return None;
        }
        self.going.push((
            target.clone(),
            Going {
                kept: before,
                next: None,
            },
        ));
        Some((write(target, wish), key))
    }

    /// The server counted it. Gives back what was wished since.
    pub fn counted(
        &mut self,
        view: &mut View,
        overlay: &mut Overlay,
        vote: &VoteView,
    ) -> Option<(Write, String)> {
        let going = self.take(&vote.target)?;
        votes::confirm(view, overlay, vote);
        let (wish, key) = going.next?;
        if wish.value == vote.value && wish.notify.is_none_or(|notify| notify == vote.notify) {
            return None;
        }
        self.wish(view, overlay, &vote.target, wish, key)
    }

    /// It could not be kept: the numbers are as before.
    pub fn refused(&mut self, view: &mut View, overlay: &mut Overlay, target: &Target) {
        if let Some(going) = self.take(target) {
            votes::set(view, overlay, target, going.kept);
        }
    }

    fn take(&mut self, target: &Target) -> Option<Going> {
        let index = self.going.iter().position(|(of, _)| of == target)?;
        Some(self.going.swap_remove(index).1)
    }

    /// New data came: what is on its way is shown on top of it.
    pub fn reapply(&mut self, shown: &Overlay, view: &mut View, overlay: &mut Overlay) {
        for (target, going) in &mut self.going {
            going.kept = votes::set(view, overlay, target, votes::mine(shown, target));
        }
    }
}

fn write(target: &Target, wish: Wish) -> Write {
    Write::Vote(
        target.clone(),
        PutVote {
            value: wish.value,
            act: None,
            reason: wish.reason,
            notify: wish.notify,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample;

    fn wish(value: i8) -> Wish {
        Wish {
            value,
            reason: None,
            notify: None,
        }
    }

    fn key(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn a_refused_vote_is_undone() {
        let (mut view, mut overlay, mut voting) = (sample::page(&[1]), sample::overlay(), Voting::default());
        let target = sample::answer(1);
        assert!(
            voting
                .wish(&mut view, &mut overlay, &target, wish(1), key("k1"))
                .is_some()
        );
        assert_ne!(view, sample::page(&[1]));
        voting.refused(&mut view, &mut overlay, &target);
        assert_eq!((view, overlay), (sample::page(&[1]), sample::overlay()));
    }

    #[test]
    fn the_last_wish_goes_out_after_the_one_on_its_way() {
        let (mut view, mut overlay, mut voting) = (sample::page(&[1]), sample::overlay(), Voting::default());
        let target = sample::answer(1);
        voting.wish(&mut view, &mut overlay, &target, wish(1), key("k1"));
        assert_eq!(
            voting.wish(&mut view, &mut overlay, &target, wish(0), key("k2")),
            None
        );
        assert_eq!(
            voting.wish(&mut view, &mut overlay, &target, wish(-1), key("k3")),
            None
        );
        let counted = VoteView {
            target: target.clone(),
            value: 1,
            up: 4,
            down: 1,
            notify: false,
        };
        let next = voting.counted(&mut view, &mut overlay, &counted);
        assert_eq!(next, Some((write(&target, wish(-1)), key("k3"))));
        assert_eq!(votes::mine(&overlay, &target), -1);
    }

    #[test]
    fn a_wish_that_came_back_to_what_was_sent_sends_nothing_more() {
        let (mut view, mut overlay, mut voting) = (sample::page(&[1]), sample::overlay(), Voting::default());
        let target = sample::answer(1);
        voting.wish(&mut view, &mut overlay, &target, wish(1), key("k1"));
        voting.wish(&mut view, &mut overlay, &target, wish(0), key("k2"));
        voting.wish(&mut view, &mut overlay, &target, wish(1), key("k3"));
        let counted = VoteView {
            target: target.clone(),
            value: 1,
            up: 4,
            down: 1,
            notify: false,
        };
        assert_eq!(voting.counted(&mut view, &mut overlay, &counted), None);
        assert!(!voting.is_going(&target));
    }

    #[test]
    fn a_vote_on_its_way_shows_on_top_of_new_data() {
        let (mut view, mut overlay, mut voting) = (sample::list(&[1]), sample::overlay(), Voting::default());
        let target = sample::question(1);
        voting.wish(&mut view, &mut overlay, &target, wish(1), key("k1"));
        let (mut fresh, mut mine) = (sample::list(&[1, 2]), sample::overlay());
        voting.reapply(&overlay, &mut fresh, &mut mine);
        assert_eq!(votes::mine(&mine, &target), 1);
        voting.refused(&mut fresh, &mut mine, &target);
        assert_eq!(fresh, sample::list(&[1, 2]));
    }
}
