//! Votes before and after the server has them: the numbers a person sees change at once, and change back
//! if the vote could not be kept.
//!
//! Invariant: setting a vote and setting it back leaves every number as it was.

use shared::api::answer::AnswerView;
use shared::api::overlay::{MyVote, Overlay};
use shared::api::question::QuestionSummary;
use shared::api::view::View;
use shared::api::vote::VoteView;
use shared::ids::Target;

/// My vote on a thing: 1, 0 or −1.
pub fn mine(overlay: &Overlay, target: &Target) -> i8 {
    overlay
        .votes
        .iter()
        .find(|vote| vote.target == *target)
        .map_or(0, |vote| vote.value)
}

/// Sets my vote, with all numbers that follow from it, and gives back what it was.
pub fn set(view: &mut View, overlay: &mut Overlay, target: &Target, value: i8) -> i8 {
    let before = mine(overlay, target);
    let notify = overlay
        .votes
        .iter()
        .any(|vote| vote.target == *target && vote.notify);
    remember(overlay, target, value, notify);
    let up = i64::from(value == 1) - i64::from(before == 1);
    let down = i64::from(value == -1) - i64::from(before == -1);
    for_question(view, target, |question| {
        question.score = question.score.saturating_add(up)
    });
    for_answer(view, target, |answer| {
        answer.helped = moved(answer.helped, up);
        answer.not_right = moved(answer.not_right, down);
        answer.score = answer.score.saturating_add(up - down);
    });
    before
}

/// Takes over what the server counted. A question's score can hold what an import brought, so there the
/// difference of my own vote, which is shown already, is all that is known.
pub fn confirm(view: &mut View, overlay: &mut Overlay, vote: &VoteView) {
    set(view, overlay, &vote.target, vote.value);
    remember(overlay, &vote.target, vote.value, vote.notify);
    for_answer(view, &vote.target, |answer| {
        answer.score += i64::from(vote.up) - i64::from(answer.helped) - i64::from(vote.down)
            + i64::from(answer.not_right);
        answer.helped = vote.up;
        answer.not_right = vote.down;
    });
}

fn remember(overlay: &mut Overlay, target: &Target, value: i8, notify: bool) {
    overlay.votes.retain(|vote| vote.target != *target);
    if value != 0 || notify {
        overlay.votes.push(MyVote {
            target: target.clone(),
            value,
            notify,
        });
    }
}

fn moved(count: u32, by: i64) -> u32 {
    u32::try_from(i64::from(count).saturating_add(by).max(0)).unwrap_or(u32::MAX)
}

fn for_question(view: &mut View, target: &Target, change: impl FnOnce(&mut QuestionSummary)) {
    let Target::Question(id) = target else { return };
    let found = match view {
        View::Questions(list) => list.questions.data.iter_mut().find(|question| question.id == *id),
        View::Question(page) => Some(&mut page.question.summary).filter(|question| question.id == *id),
    };
    if let Some(question) = found {
        change(question);
    }
}

fn for_answer(view: &mut View, target: &Target, change: impl FnOnce(&mut AnswerView)) {
    let (Target::Answer(id), View::Question(page)) = (target, view) else {
        return;
    };
    if let Some(answer) = page.answers.data.iter_mut().find(|answer| answer.id == *id) {
        change(answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample;

    #[test]
    fn a_vote_set_and_set_back_leaves_every_number_as_it_was() {
        for (view, target) in [
            (sample::list(&[1, 2]), sample::question(2)),
            (sample::page(&[1]), sample::question(1)),
            (sample::page(&[1, 2]), sample::answer(2)),
        ] {
            for value in [1, -1] {
                let (mut changed, mut overlay) = (view.clone(), sample::overlay());
                let before = set(&mut changed, &mut overlay, &target, value);
                assert_eq!(mine(&overlay, &target), value);
                set(&mut changed, &mut overlay, &target, before);
                assert_eq!((&changed, &overlay), (&view, &sample::overlay()));
            }
        }
    }

    #[test]
    fn a_vote_is_counted_before_the_server_has_it() {
        let (mut view, mut overlay) = (sample::page(&[1]), sample::overlay());
        set(&mut view, &mut overlay, &sample::answer(1), 1);
        set(&mut view, &mut overlay, &sample::answer(1), -1);
        let View::Question(page) = view else {
            panic!("a page stays a page")
        };
        let answer = &page.answers.data[0];
        assert_eq!((answer.helped, answer.not_right, answer.score), (3, 2, 1));
    }

    #[test]
    fn the_servers_count_stands_after_it_answered() {
        let (mut view, mut overlay) = (sample::page(&[1]), sample::overlay());
        set(&mut view, &mut overlay, &sample::answer(1), 1);
        let vote = VoteView {
            target: sample::answer(1),
            value: 1,
            up: 9,
            down: 1,
            notify: false,
        };
        confirm(&mut view, &mut overlay, &vote);
        let View::Question(page) = view else {
            panic!("a page stays a page")
        };
        assert_eq!((page.answers.data[0].helped, page.answers.data[0].score), (9, 8));
    }

    #[test]
    fn a_vote_on_what_is_not_shown_changes_no_number() {
        let (mut view, mut overlay) = (sample::list(&[1]), sample::overlay());
        set(&mut view, &mut overlay, &sample::question(9), 1);
        assert_eq!(view, sample::list(&[1]));
    }
}
