//! The components: what a surface looks like, at the edge and in the browser.
//!
//! Invariant: a component reads its props and nothing else; it never writes HTML, a `style` or a handler as
//! text. Classes belong to the sheet in `widget/style`; the names of `part` are public and only grow.
//!
//! Where nothing of its own is kept, a part of a tree is a function and not a Yew component: it costs no
//! bytes, and the whole surface is compared at once.

pub mod answer;
pub mod answer_form;
pub mod ask;
pub mod author;
pub mod avatar;
pub mod caution;
pub mod chips;
pub mod comment;
pub mod decide;
pub mod edit;
pub mod empty;
pub mod field;
pub mod icon;
pub mod listen;
pub mod markdown;
pub mod media;
pub mod menu;
pub mod moment;
pub mod notices;
pub mod page_frame;
pub mod part;
pub mod question_page;
pub mod question_row;
pub mod questions;
pub mod queue;
pub mod sign_in;
pub mod sort;
pub mod stage;
pub mod state_line;
pub mod suggestions;
pub mod surface_view;
pub mod tags;
pub mod thanks;
pub mod trouble;
pub mod vote;

pub use page_frame::PageFrame;
pub use queue::Queue;
pub use stage::Stage;
pub use surface_view::{SurfaceView, surface_view};
