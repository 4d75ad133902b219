//! Sessions: guest, the brand's sign-in, a link by e-mail.

use serde::de::value;
use serde::{Deserialize, Serialize};

use crate::api::person::Me;
use crate::tagged::{Given, only};
use crate::time::Millis;

/// `POST session`: begins one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(!try_from))]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    deny_unknown_fields,
    try_from = "SentBeginSession"
)]
pub enum BeginSession {
    /// A guest on this device.
    Guest {
        /// The name to show; may be empty.
        #[serde(default)]
        name: String,
    },
    /// Someone the brand signed in.
    Sso {
        /// The brand's JWT: `sub, aud, exp, iat, jti` required, `aud` the community's slug, at most 10 minutes.
        token: String,
    },
    /// Someone who holds the code of an e-mail link.
    Email {
        /// The code of the link; works once, within 15 minutes.
        code: String,
    },
    /// Someone who comes over from the embed to the community's own pages, or back.
    Transfer {
        /// A code of `POST session/transfer`; works once, within one minute.
        code: String,
    },
}

/// [`BeginSession`] as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentBeginSession {
    kind: Kind,
    #[serde(default)]
    name: Given<String>,
    #[serde(default)]
    token: Given<String>,
    #[serde(default)]
    code: Given<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Guest,
    Sso,
    Email,
    Transfer,
}

impl TryFrom<SentBeginSession> for BeginSession {
    type Error = value::Error;

    fn try_from(sent: SentBeginSession) -> Result<Self, value::Error> {
        let SentBeginSession {
            kind,
            name,
            token,
            code,
        } = sent;
        let own: &[_] = match kind {
            Kind::Guest => &["name"],
            Kind::Sso => &["token"],
            Kind::Email | Kind::Transfer => &["code"],
        };
        only(
            own,
            [name.named("name"), token.named("token"), code.named("code")],
        )?;
        Ok(match kind {
            Kind::Guest => Self::Guest {
                name: name.or_default(),
            },
            Kind::Sso => Self::Sso {
                token: token.needed("token")?,
            },
            Kind::Email => Self::Email {
                code: code.needed("code")?,
            },
            Kind::Transfer => Self::Transfer {
                code: code.needed("code")?,
            },
        })
    }
}

/// A session begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// What to send as `Authorization: Bearer …`.
    pub token: String,
    /// Until when it is good.
    pub expires_at: Millis,
    /// Who it names.
    pub me: Me,
    /// What a guest on this device did that can be claimed with `POST session/claim`.
    #[serde(default)]
    pub claimable: u32,
}

/// `POST session/email`: asks for a link. The answer is the same whether the address is known or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskEmailLink {
    /// The address.
    pub email: String,
    /// A path of this community to come back to.
    #[serde(default)]
    pub return_to: String,
    /// The language of the mail.
    #[serde(default)]
    pub language: String,
}

/// The answer to a request for a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EmailLinkAsked {
    /// Until when the link is good.
    pub expires_at: Millis,
}

/// `POST session/claim`: what a guest did becomes mine; two votes on one thing become one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The guest's token.
    pub guest_token: String,
}

/// What was claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claimed {
    /// How many questions, answers and comments changed hands.
    pub contributions: u32,
    /// How many votes.
    pub votes: u32,
}

/// `POST session/transfer`: a code that begins the same session on the other origin, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferCode {
    /// The code.
    pub code: String,
}
