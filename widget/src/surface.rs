//! Everything a render needs, as plain data. The edge fills in what is the same for everybody; the browser
//! adds what is mine, what I am typing, and what is on its way.
//!
//! Invariant: a surface holds no callback, no clock and no handle, so the same surface renders the same tree
//! at the edge and in the browser, and two surfaces can be compared.

pub mod context;
pub mod draft;
pub mod notice;

use std::rc::Rc;

use shared::api::overlay::Overlay;
use shared::api::view::View;
use shared::ids::Target;

pub use context::{Context, Dates, Formatter, Links};
pub use draft::{Draft, Field, Form, Phase, Suggestions};
pub use notice::{Notice, NoticeKind, Trouble};

/// Everything a render needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    /// Where, for whom and in which language.
    pub context: Rc<Context>,
    /// What everybody sees.
    pub view: Rc<View>,
    /// What is mine; empty at the edge.
    pub overlay: Rc<Overlay>,
    /// What is being typed, and how its sending stands; a form without a draft is empty and at rest.
    pub drafts: Vec<Draft>,
    /// Similar questions under the title that is typed.
    pub suggestions: Suggestions,
    /// The menu that is open, by what it belongs to.
    pub menu: Option<Target>,
    /// What an act is under way on.
    pub busy: Vec<Target>,
    /// What just happened, with a next step; the newest last.
    pub notices: Vec<Notice>,
    /// How many answers or questions came while this was read.
    pub news: u32,
    /// How the next page of the list stands.
    pub more: Progress,
    /// How a change of the whole view (another order, another question) stands.
    pub loading: Progress,
    /// Whether the device has a connection.
    pub online: bool,
    /// What a guest did on this device that the person signed in now can claim.
    pub claimable: u32,
}

impl Surface {
    /// A surface at rest, with nothing of anybody's own.
    pub fn new(context: Rc<Context>, view: Rc<View>) -> Self {
        Self {
            context,
            view,
            overlay: Rc::default(),
            drafts: Vec::new(),
            suggestions: Suggestions::default(),
            menu: None,
            busy: Vec::new(),
            notices: Vec::new(),
            news: 0,
            more: Progress::Rest,
            loading: Progress::Rest,
            online: true,
            claimable: 0,
        }
    }

    /// The draft of a form, if anything was typed or sent.
    pub fn draft(&self, form: &Form) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.form == *form)
    }

    /// Whether an act is under way on this.
    pub fn is_busy(&self, target: &Target) -> bool {
        self.busy.contains(target)
    }
}

/// How something that is fetched stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Progress {
    /// Nothing is under way.
    #[default]
    Rest,
    /// It is on its way.
    Busy,
    /// It did not come.
    Failed(Trouble),
}
