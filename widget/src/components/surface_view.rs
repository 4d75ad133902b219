//! The root of what is rendered: a surface, at the edge and in the browser.

use std::rc::Rc;

use shared::api::view::View;
use yew::{Callback, Html, Properties, component, html};

use super::listen;
use super::notices;
use super::part::all;
use super::question_page::question_page;
use super::questions::questions;
use super::sign_in::{claim, sign_in};
use super::stage::Stage;
use super::trouble;
use crate::action::Action;
use crate::surface::{Progress, Surface};
use crate::words::Key;

/// What a surface is made of.
#[derive(Properties)]
pub struct SurfaceViewProps {
    /// What is shown.
    pub surface: Rc<Surface>,
    /// Who is told what a person does; nobody at the edge.
    #[prop_or_default]
    pub act: Callback<Action>,
}

/// A surface is the same when it is the same one: whoever changes it makes a new one.
impl PartialEq for SurfaceViewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.surface, &other.surface) && self.act == other.act
    }
}

/// A surface.
#[component]
pub fn SurfaceView(props: &SurfaceViewProps) -> Html {
    surface_view(Stage {
        surface: Rc::clone(&props.surface),
        act: props.act.clone(),
    })
}

/// A surface inside the application, which is a component itself and would pay for another.
pub fn surface_view(stage: Stage) -> Html {
    let context = stage.context();
    // A press beside an open menu closes it.
    let close = stage
        .surface
        .menu
        .as_ref()
        .and_then(|_| listen::beside(&stage, Action::Menu(None)));
    let content = all(vec![
        notices::general(&stage),
        sign_in(&stage),
        claim(&stage),
        failed(&stage),
        match &*stage.surface.view {
            View::Questions(view) => questions(&stage, view),
            View::Question(page) => question_page(&stage, page),
        },
    ]);
    html! {
        <div class="fanfare" part="surface" lang={context.language.tag()} dir={context.language.direction()}
            data-accent={context.community.accent.clone()} onclick={close}>{ content }</div>
    }
}

/// When another view was asked for and did not come, the one that is there stays, with a line above it.
fn failed(stage: &Stage) -> Html {
    let Progress::Failed(trouble) = &stage.surface.loading else {
        return Html::default();
    };
    trouble::failed(stage, Key::ViewFailed, trouble, Action::Again)
}
