//! The widget: components that render at the edge and in the browser, and the application in the browser.

pub mod action;
#[cfg(feature = "csr")]
pub mod app;
#[cfg(feature = "csr")]
pub mod browser;
#[cfg(feature = "csr")]
pub mod client;
pub mod components;
pub mod draft;
#[cfg(feature = "csr")]
pub mod embed;
#[cfg(feature = "csr")]
pub mod host;
pub mod json;
pub mod place;
pub mod state;
pub mod surface;
pub mod words;
