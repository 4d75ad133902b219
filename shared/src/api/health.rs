//! `GET /health`: whether the deployment works, and what is switched on.

use serde::{Deserialize, Serialize};

/// The state of a deployment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Health {
    /// `ok`.
    pub status: String,
    /// The release.
    pub version: String,
    /// Whether mail can leave: `mailbox`, `http`, `needs_base_url` or `off`.
    pub mail: MailState,
}

/// Where mail goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// To a page on this machine.
    Mailbox,
    /// To the configured HTTP mail API.
    Http,
    /// Nowhere, until `FANFARE_BASE_URL` says where links in mail lead: what a request calls this deployment is no
    /// proof.
    NeedsBaseUrl,
    /// Nowhere: sign-in by e-mail is off.
    Off,
    /// Something a newer release does.
    #[serde(other)]
    Unknown,
}

impl MailState {
    /// Whether mail is written at all.
    pub const fn is_on(self) -> bool {
        matches!(self, Self::Mailbox | Self::Http)
    }
}
