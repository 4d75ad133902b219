//! The widget: components that render at the edge and in the browser, and the application in the browser.

pub mod action;
#[cfg(feature = "csr")]
pub mod client;
pub mod draft;
#[cfg(feature = "csr")]
pub mod host;
pub mod place;
pub mod state;
pub mod surface;
#[cfg(feature = "csr")]
pub mod timer;
