//! New data into what is shown: pages appended, one's own words at once, others' only when asked for.
//!
//! Invariant: nothing a person is reading moves unless they asked; nothing is shown twice.

use shared::api::answer::AnswerView;
use shared::api::comment::CommentView;
use shared::api::overlay::Overlay;
use shared::api::question::{QuestionSummary, QuestionView};
use shared::api::thanks::ThanksView;
use shared::api::view::View;
use shared::ids::Target;
use shared::state::State as Stands;

use crate::surface::Field;

/// Appends the next page of the same list.
pub fn append(view: &mut View, next: View) {
    match (view, next) {
        (View::Questions(list), View::Questions(next)) => {
            for question in next.questions.data {
                if list.questions.data.iter().all(|shown| shown.id != question.id) {
                    list.questions.data.push(question);
                }
            }
            list.questions.next_cursor = next.questions.next_cursor;
        }
        (View::Question(page), View::Question(next)) => {
            for answer in next.answers.data {
                if page.answers.data.iter().all(|shown| shown.id != answer.id) {
                    page.answers.data.push(answer);
                }
            }
            page.answers.next_cursor = next.answers.next_cursor;
        }
        _ => {}
    }
}

/// Where the next page begins.
pub fn cursor(view: &View) -> Option<&str> {
    match view {
        View::Questions(list) => list.questions.next_cursor.as_deref(),
        View::Question(page) => page.answers.next_cursor.as_deref(),
    }
}

/// How many questions or answers `latest` has that are neither shown nor mine.
pub fn news(view: &View, latest: &View, overlay: &Overlay) -> u32 {
    let count = match (view, latest) {
        (View::Questions(list), View::Questions(latest)) => latest
            .questions
            .data
            .iter()
            .filter(|question| list.questions.data.iter().all(|shown| shown.id != question.id))
            .filter(|question| !overlay.mine.contains(&Target::Question(question.id.clone())))
            .count(),
        (View::Question(page), View::Question(latest)) => latest
            .answers
            .data
            .iter()
            .filter(|answer| page.answers.data.iter().all(|shown| shown.id != answer.id))
            .filter(|answer| !overlay.mine.contains(&Target::Answer(answer.id.clone())))
            .count(),
        _ => 0,
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether everything shown stands at the same place in `latest`: taking it over moves nothing.
pub fn same_order(view: &View, latest: &View) -> bool {
    match (view, latest) {
        (View::Questions(list), View::Questions(latest)) => {
            let (shown, now) = (&list.questions.data, &latest.questions.data);
            shown.len() == now.len() && shown.iter().zip(now).all(|(a, b)| a.id == b.id)
        }
        (View::Question(page), View::Question(latest)) => {
            let (shown, now) = (&page.answers.data, &latest.answers.data);
            shown.len() == now.len() && shown.iter().zip(now).all(|(a, b)| a.id == b.id)
        }
        _ => false,
    }
}

/// A list with the questions that are painted, in that order, if it says something else by now.
pub fn as_painted(view: &View, painted: &[String]) -> Option<View> {
    let View::Questions(list) = view else { return None };
    let now = list.questions.data.iter().map(|question| question.id.as_str());
    if painted.is_empty() || now.eq(painted.iter().map(String::as_str)) {
        return None;
    }
    let mut held = list.clone();
    held.questions.data = painted
        .iter()
        .filter_map(|id| {
            list.questions
                .data
                .iter()
                .find(|question| question.id.as_str() == id)
        })
        .cloned()
        .collect();
    (held.questions.data.len() == painted.len()).then_some(View::Questions(held))
}

/// One's own question, asked or changed just now.
pub fn question(view: &mut View, overlay: &mut Overlay, question: QuestionView) {
    mine(overlay, Target::Question(question.summary.id.clone()));
    let seen = is_seen(question.summary.state);
    match view {
        View::Questions(list) if seen => {
            let is_new = replace(
                &mut list.questions.data,
                question.summary.clone(),
                |a, b| a.id == b.id,
                Place::First,
            );
            if is_new {
                list.total = list.total.saturating_add(1);
                list.unanswered = list.unanswered.saturating_add(1);
            }
        }
        View::Question(page) if page.question.summary.id == question.summary.id => {
            for answer in &mut page.answers.data {
                answer.accepted = question.summary.accepted_answer_id.as_ref() == Some(&answer.id);
            }
            page.question = question.clone();
        }
        View::Questions(_) | View::Question(_) => {}
    }
    overlay
        .questions
        .retain(|waiting| waiting.summary.id != question.summary.id);
    if !seen {
        overlay.questions.insert(0, question);
    }
}

/// One's own answer, given or changed just now.
pub fn answer(view: &mut View, overlay: &mut Overlay, answer: AnswerView) {
    mine(overlay, Target::Answer(answer.id.clone()));
    let seen = is_seen(answer.state);
    overlay.answers.retain(|waiting| waiting.id != answer.id);
    if !seen {
        overlay.answers.push(answer);
    } else if let View::Question(page) = view
        && page.question.summary.id == answer.question_id
    {
        let is_new = replace(&mut page.answers.data, answer, |a, b| a.id == b.id, Place::Last);
        if is_new {
            page.question.summary.answer_count = page.question.summary.answer_count.saturating_add(1);
        }
    }
}

/// One's own comment, made just now.
pub fn comment(view: &mut View, overlay: &mut Overlay, comment: CommentView) {
    mine(overlay, Target::Comment(comment.id.clone()));
    overlay.comments.retain(|waiting| waiting.id != comment.id);
    if !is_seen(comment.state) {
        overlay.comments.push(comment);
    } else if let View::Question(page) = view
        && let Some(answer) = page
            .answers
            .data
            .iter_mut()
            .find(|answer| answer.id == comment.answer_id)
    {
        replace(&mut answer.comments, comment, |a, b| a.id == b.id, Place::Last);
    }
}

/// A decision, or one's own words taken back: the state changes where it is shown.
pub fn stands(view: &mut View, overlay: &mut Overlay, target: &Target, state: Stands) {
    match target {
        Target::Question(id) => {
            let change = |question: &mut QuestionSummary| {
                if question.id == *id {
                    question.state = state;
                }
            };
            match view {
                View::Questions(list) => list.questions.data.iter_mut().for_each(change),
                View::Question(page) => change(&mut page.question.summary),
            }
            overlay
                .questions
                .iter_mut()
                .map(|question| &mut question.summary)
                .for_each(change);
        }
        Target::Answer(id) => {
            for answer in shown_answers(view)
                .chain(&mut overlay.answers)
                .filter(|answer| answer.id == *id)
            {
                answer.state = state;
            }
        }
        Target::Comment(id) => {
            let comments = shown_answers(view).flat_map(|answer| &mut answer.comments);
            for comment in comments
                .chain(&mut overlay.comments)
                .filter(|comment| comment.id == *id)
            {
                comment.state = state;
            }
        }
        // No view of the application shows one.
        Target::Story(_) => {}
    }
}

/// Who thanks for an answer by now.
pub fn thanked(view: &mut View, thanks: ThanksView) {
    let mut answers = shown_answers(view);
    if let Some(answer) = answers.find(|answer| answer.id.as_str() == thanks.target.as_str()) {
        answer.thanked_by = thanks.by;
    }
}

/// The words something has now, as an edit begins with them.
pub fn words(view: &View, overlay: &Overlay, target: &Target) -> Vec<(Field, String)> {
    let page = if let View::Question(page) = view {
        Some(page)
    } else {
        None
    };
    let answers = || {
        page.iter()
            .flat_map(|page| &page.answers.data)
            .chain(&overlay.answers)
    };
    match target {
        Target::Question(id) => {
            let mut questions = page.iter().map(|page| &page.question).chain(&overlay.questions);
            let Some(question) = questions.find(|question| question.summary.id == *id) else {
                return Vec::new();
            };
            vec![
                (Field::Title, question.summary.title.clone()),
                (Field::Text, question.markdown.clone()),
                (Field::Tags, question.summary.tags.join(" ")),
            ]
        }
        Target::Answer(id) => answers()
            .find(|answer| answer.id == *id)
            .map(|answer| (Field::Text, answer.markdown.clone()))
            .into_iter()
            .collect(),
        Target::Comment(id) => answers()
            .flat_map(|answer| &answer.comments)
            .chain(&overlay.comments)
            .find(|comment| comment.id == *id)
            .map(|comment| (Field::Text, comment.text.clone()))
            .into_iter()
            .collect(),
        Target::Story(_) => Vec::new(),
    }
}

fn shown_answers(view: &mut View) -> std::slice::IterMut<'_, AnswerView> {
    match view {
        View::Question(page) => page.answers.data.iter_mut(),
        View::Questions(_) => [].iter_mut(),
    }
}

fn is_seen(state: Stands) -> bool {
    !matches!(
        state,
        Stands::Waiting | Stands::Rejected | Stands::Hidden | Stands::BrandOnly
    )
}

fn mine(overlay: &mut Overlay, target: Target) {
    if !overlay.mine.contains(&target) {
        overlay.mine.push(target);
    }
}

enum Place {
    First,
    Last,
}

/// Puts an item in the place of the same one, or where new ones go; tells whether it is new.
fn replace<T>(items: &mut Vec<T>, item: T, same: impl Fn(&T, &T) -> bool, place: Place) -> bool {
    if let Some(shown) = items.iter_mut().find(|shown| same(shown, &item)) {
        *shown = item;
        return false;
    }
    match place {
        Place::First => items.insert(0, item),
        Place::Last => items.push(item),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample::{self, answer_json, question_json, read};

    #[test]
    fn a_page_that_overlaps_shows_nothing_twice() {
        let mut view = sample::list(&[3, 2]);
        append(&mut view, sample::list(&[2, 1]));
        let View::Questions(list) = view else {
            panic!("a list stays a list")
        };
        let ids: Vec<_> = list
            .questions
            .data
            .into_iter()
            .map(|question| question.id)
            .collect();
        assert_eq!(
            ids,
            [
                sample::question_id(3),
                sample::question_id(2),
                sample::question_id(1)
            ]
        );
    }

    #[test]
    fn a_question_that_waits_is_shown_to_its_author_only() {
        let (mut view, mut overlay) = (sample::list(&[1]), sample::overlay());
        question(&mut view, &mut overlay, read(question_json(2, "waiting")));
        assert_eq!(view, sample::list(&[1]));
        assert_eq!(overlay.questions.len(), 1);
        question(&mut view, &mut overlay, read(question_json(2, "published")));
        assert!(overlay.questions.is_empty());
        assert_eq!(news(&sample::list(&[1]), &view, &sample::overlay()), 1);
    }

    #[test]
    fn ones_own_words_are_no_news() {
        let (mut view, mut overlay) = (sample::page(&[1]), sample::overlay());
        answer(&mut view, &mut overlay, read(answer_json(2, 1, "waiting")));
        assert_eq!(news(&view, &sample::page(&[1, 2, 3]), &overlay), 1);
    }

    #[test]
    fn an_answer_given_to_another_question_is_not_shown_here() {
        let (mut view, mut overlay) = (sample::page(&[1]), sample::overlay());
        answer(&mut view, &mut overlay, read(answer_json(2, 7, "published")));
        assert_eq!(view, sample::page(&[1]));
    }

    #[test]
    fn a_decision_shows_where_the_thing_is() {
        let (mut view, mut overlay) = (sample::page(&[1]), sample::overlay());
        stands(&mut view, &mut overlay, &sample::answer(1), Stands::Hidden);
        let View::Question(page) = view else {
            panic!("a page stays a page")
        };
        assert_eq!(page.answers.data[0].state, Stands::Hidden);
    }
}
