//! A question with its answers, in order, and where one answers.

use shared::api::answer::AnswerView;
use shared::api::question::QuestionView;
use shared::api::view::QuestionPage;
use shared::ids::Target;
use shared::state::Kind;
use yew::{Html, html};

use super::answer::{answer, pending_edit, source};
use super::answer_form::answer_form;
use super::author::{author_line, plain_name};
use super::decide;
use super::edit::edit;
use super::listen;
use super::markdown;
use super::media;
use super::menu;
use super::moment::moment;
use super::notices;
use super::part::{all, button, heading, quiet, when};
use super::questions::news;
use super::stage::Stage;
use super::state_line;
use super::tags::tags;
use super::trouble;
use super::vote;
use crate::action::{Action, Destination};
use crate::surface::Progress;
use crate::words::Key;

/// A question with its answers.
pub fn question_page(stage: &Stage, page: &QuestionPage) -> Html {
    let question = &page.question;
    let mine = mine(stage, page);
    let answers: Vec<_> = page
        .answers
        .data
        .iter()
        .chain(mine)
        .map(|one| answer(stage, question, one))
        .collect();
    all(vec![
        back(stage, question),
        question_part(stage, question),
        when(!answers.is_empty(), || list(stage, answers)),
        more(stage, page),
        news(stage, Key::NewAnswers),
        answer_form(stage, question),
    ])
}

fn list(stage: &Stage, answers: Vec<Html>) -> Html {
    html! { <ol class="answers" part="answers" aria-label={stage.text(Key::HeadingAnswers)}>{ all(answers) }</ol> }
}

fn question_part(stage: &Stage, question: &QuestionView) -> Html {
    let summary = &question.summary;
    let target = Target::Question(summary.id.clone());
    // Only a stone has no title: what became of it stands there.
    let stone = summary.title.is_empty();
    let title = if stone {
        stage.text(Key::RemovedStone)
    } else {
        &summary.title
    };
    let said = || {
        all(vec![
            author_line(stage, &summary.author, meta(stage, question)),
            markdown::document(&question.body),
            media::media(stage, &question.media),
            pending_edit(stage, &target),
            acts(stage, question),
        ])
    };
    let content = all(vec![
        when(!stone, || state_line::of_question(stage, question)),
        heading(stage, 0, title.to_owned().into()),
        edit(stage, &target, &question.media).unwrap_or_else(|| when(!stone, said)),
        decide::in_place(stage, &target, Kind::Question, summary.state),
        notices::about(stage, &target),
        decide::forms(stage, &target),
    ]);
    html! { <article class="question" part="question" data-state={state_line::unseen(summary.state)}>{ content }</article> }
}

/// The way back to the list.
fn back(stage: &Stage, question: &QuestionView) -> Html {
    let subject = &question.summary.subject;
    let sort = Default::default();
    let go = Action::Go(Destination::Questions {
        sort,
        tag: None,
        query: None,
    });
    let said = match subject.name.as_str() {
        "" => html! { stage.text(Key::AllQuestions) },
        name => stage
            .words()
            .nodes(Key::HeadingSubject, &[("subject", html! { name.to_owned() })]),
    };
    html! {
        <p class="back">
            <a href={stage.context().links.questions(Some(&subject.key), sort)} data-view="questions" onclick={listen::follow(stage, go)}>{ said }</a>
        </p>
    }
}

fn meta(stage: &Stage, question: &QuestionView) -> Html {
    all(vec![
        quiet(moment(stage, question.summary.created_at)),
        when(question.edited_at.is_some(), || {
            quiet(stage.text(Key::Edited).into())
        }),
        tags(stage, &question.summary.tags),
        source(stage, question.source.as_ref()),
    ])
}

fn acts(stage: &Stage, question: &QuestionView) -> Html {
    let summary = &question.summary;
    let target = Target::Question(summary.id.clone());
    let shown = plain_name(stage, &summary.author);
    let subject = menu::Subject {
        target: target.clone(),
        kind: Kind::Question,
        state: summary.state,
        disputed: false,
        name: &shown,
    };
    let acts = all(vec![
        vote::me_too(stage, summary),
        follow(stage, summary.id.clone(), &target),
        menu::menu(stage, &subject),
    ]);
    html! { <div class="acts" part="acts">{ acts }</div> }
}

/// After *me too*, and for the asker: to be told when it is answered.
fn follow(stage: &Stage, id: shared::ids::QuestionId, target: &Target) -> Html {
    let may_follow = stage.vote(target) == 1 || stage.is_mine(target);
    if !may_follow {
        return Html::default();
    }
    if !stage.is_live() {
        // The asker's page without scripts leads to the switch; for others it stands beside *me too*.
        let path = ["questions/", id.as_str(), "/me-too"].concat();
        let key = if stage.follows(target) {
            Key::Following
        } else {
            Key::Follow
        };
        return when(stage.is_mine(target), || {
            html! { <a class="quiet" href={stage.context().links.page(&path)}>{ stage.text(key) }</a> }
        });
    }
    if stage.follows(target) {
        all(vec![
            quiet(stage.text(Key::Following).into()),
            button(stage, "plain", Key::Undo, Action::Follow(id, false)),
        ])
    } else {
        button(stage, "plain", Key::Follow, Action::Follow(id, true))
    }
}

/// What of mine, or for staff what of anybody's, is here and not in the public answers.
fn mine<'a>(stage: &'a Stage, page: &QuestionPage) -> Vec<&'a AnswerView> {
    let here = |answer: &&AnswerView| {
        answer.question_id == page.question.summary.id
            && !page.answers.data.iter().any(|other| other.id == answer.id)
    };
    stage.surface.overlay.answers.iter().filter(here).collect()
}

fn more(stage: &Stage, page: &QuestionPage) -> Html {
    let Some(cursor) = &page.answers.next_cursor else {
        return Html::default();
    };
    if let Progress::Failed(trouble) = &stage.surface.more {
        return trouble::failed(stage, Key::ListFailed, trouble, Action::More);
    }
    let busy = stage.surface.more == Progress::Busy;
    let summary = &page.question.summary;
    let address = stage
        .context()
        .links
        .question(summary.id.as_str(), &summary.slug, None);
    let separator = if address.bytes().any(|byte| byte == b'?') {
        "&cursor="
    } else {
        "?cursor="
    };
    html! {
        <p class="more">
            <a class="secondary" href={[&address, separator, cursor].concat()} data-view="question" data-question={summary.id.as_str().to_owned()}
                data-cursor={cursor.clone()} aria-busy={busy.then_some("true")} onclick={listen::follow(stage, Action::More)}>
                { stage.text(if busy { Key::Loading } else { Key::ShowMore }) }
            </a>
        </p>
    }
}
