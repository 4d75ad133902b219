//! Where one changes one's own words, in place of them.

use shared::ids::Target;
use shared::text;
use yew::Html;

use super::ask::TAGS_MAX;
use super::field::{Line, end};
use super::part::{all, cancel, held};
use super::stage::Stage;
use crate::surface::{Draft, Field, Form};
use crate::words::Key;

/// The form over `target`, if it is being changed.
pub fn edit(stage: &Stage, target: &Target) -> Option<Html> {
    let draft = stage.surface.draft(&Form::Edit(target.clone()))?;
    let (label, max) = match target {
        Target::Question(_) | Target::Story(_) => (Key::TextLabel, text::BODY_MAX),
        Target::Answer(_) => (Key::AnswerLabel, text::ANSWER_MAX),
        Target::Comment(_) => (Key::CommentLabel, text::COMMENT_MAX),
    };
    let body = Line::new(&draft.form, Field::Text, stage.text(label), &draft.text, max);
    let hint = match target {
        Target::Comment(_) => "",
        _ => stage.text(Key::MarkdownHint),
    };
    let content = match target {
        Target::Question(_) => all(vec![
            title(stage, draft),
            body.area(stage, "4"),
            tags(stage, draft),
        ]),
        _ => Line { quiet: true, ..body }.required().area(stage, "4"),
    };
    let end = end(
        stage,
        Some(draft),
        Html::from(hint),
        Key::Save,
        cancel(stage, &draft.form),
    );
    Some(held(stage, &draft.form, all(vec![content, end])))
}

fn title(stage: &Stage, draft: &Draft) -> Html {
    Line::new(
        &draft.form,
        Field::Title,
        stage.text(Key::TitleLabel),
        &draft.title,
        text::TITLE_MAX,
    )
    .required()
    .input(stage)
}

fn tags(stage: &Stage, draft: &Draft) -> Html {
    Line::new(
        &draft.form,
        Field::Tags,
        stage.text(Key::TagsLabel),
        &draft.tags,
        TAGS_MAX,
    )
    .input(stage)
}
