//! Where one changes one's own words, and the pictures that stand with them, in place of them.

use shared::api::media::MediumView;
use shared::ids::Target;
use shared::text;
use yew::Html;

use super::ask::TAGS_MAX;
use super::field::{Line, end};
use super::media;
use super::part::{all, cancel, held};
use super::stage::Stage;
use crate::surface::{Draft, Field, Form};
use crate::words::Key;

/// The form over `target`, if it is being changed. `shown` is what stands with it: it is shown as it is until what takes
/// pictures comes, and goes on from there.
pub fn edit(stage: &Stage, target: &Target, shown: &[MediumView]) -> Option<Html> {
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
    let place = match target {
        Target::Comment(_) => Html::default(),
        _ => media::place(),
    };
    let end = end(
        stage,
        Some(draft),
        Html::from(hint),
        Key::Save,
        all(vec![place, cancel(stage, &draft.form)]),
    );
    Some(held(
        stage,
        &draft.form,
        all(vec![content, media::media(stage, shown), end]),
    ))
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
