//! The widget: components that render at the edge and in the browser, and the application in the browser.

#[cfg(feature = "csr")]
pub mod client;
pub mod draft;
#[cfg(feature = "csr")]
pub mod host;
pub mod place;
pub mod state;
#[cfg(feature = "csr")]
pub mod timer;
