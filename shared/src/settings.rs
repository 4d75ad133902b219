//! A community's settings: what the brand decides. Every setting has a default; a slug and a name suffice.

pub mod apply;
mod levels;
pub mod origin;
pub mod sso_key;

pub use apply::is_time_zone;
pub use levels::{LevelSettings, Levels};
use serde::{Deserialize, Serialize};

use crate::language::Language;

/// What a community is set to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settings {
    /// The name of the community and the brand, for example `Northbeam`.
    pub name: String,
    /// Origins whose pages may embed the community: scheme, host and port, compared exactly.
    pub origins: Vec<String>,
    /// Interface languages offered; the first is the default.
    pub languages: Vec<Language>,
    /// The IANA zone dates are shown in on cached pages, for example `Europe/Paris`.
    pub time_zone: String,
    /// The brand's color as `#rrggbb`; everything else is derived from it.
    pub accent: Option<String>,
    /// Who may write.
    pub writers: Writers,
    /// The keys the brand signs its visitors in with.
    pub sso_keys: Vec<SsoKey>,
    /// What waits for a person before others see it.
    pub moderation: Moderation,
    /// What the levels of the ladder are called and unlock.
    #[serde(default)]
    pub levels: Levels,
    /// Where its deployment holds what it keeps, since the community was made; anywhere where nothing is said.
    pub jurisdiction: Option<Jurisdiction>,
}

impl Settings {
    /// The defaults for a community of this name.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            origins: Vec::new(),
            languages: vec![Language::English, Language::French, Language::Arabic],
            time_zone: "UTC".to_owned(),
            accent: None,
            writers: Writers::Everyone,
            sso_keys: Vec::new(),
            moderation: Moderation::default(),
            levels: Levels::default(),
            jurisdiction: None,
        }
    }
}

/// Who may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Writers {
    /// Guests too.
    Everyone,
    /// Whoever confirmed an e-mail address or came from the brand's sign-in.
    SignedIn,
    /// Only whom the brand signed in.
    Sso,
}

/// What waits for a person to read it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Moderation {
    /// What guests write.
    pub guests: Review,
    /// What signed-in people write.
    pub signed_in: Review,
    /// Whether an edit of published words waits as new words of that person would.
    pub edits: bool,
    /// Hours within which a person promises to read what waits; nothing is promised when absent.
    pub promised_hours: Option<u16>,
    /// How many different people's reports hide something until staff decides; 0 never hides.
    pub reports_to_hide: u16,
}

impl Default for Moderation {
    fn default() -> Self {
        Self {
            guests: Review::First,
            signed_in: Review::None,
            edits: false,
            promised_hours: None,
            reports_to_hide: 3,
        }
    }
}

/// Which contributions of a person wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// None: everything is published at once.
    None,
    /// Those before the first one that staff approved.
    First,
    /// All.
    All,
}

/// A key of the brand's sign-in. The algorithm belongs to the key: a token can't choose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SsoKey {
    /// The name tokens refer to in their `kid`.
    pub kid: String,
    /// The one algorithm of this key.
    pub algorithm: SsoAlgorithm,
    /// `ES256`: the public point, uncompressed (65 bytes); `EdDSA`: the public key (32 bytes);
    /// `HS256`: the secret (at least 32 bytes). Base64url without padding.
    pub key: String,
}

/// The algorithms a brand may sign with ([RFC 7518](https://www.rfc-editor.org/rfc/rfc7518),
/// [RFC 8037](https://www.rfc-editor.org/rfc/rfc8037)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SsoAlgorithm {
    /// ECDSA on P-256 with SHA-256.
    ES256,
    /// Ed25519.
    EdDSA,
    /// HMAC with SHA-256: a shared secret.
    HS256,
}

/// A place that what is kept does not leave, where the platform offers it
/// ([its own list](https://developers.cloudflare.com/durable-objects/reference/data-location/)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Jurisdiction {
    /// The European Union.
    Eu,
    /// The United States.
    Us,
    /// Data centers authorized by FedRAMP.
    Fedramp,
}

impl Jurisdiction {
    /// The word on the wire, and the platform's own.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Us => "us",
            Self::Fedramp => "fedramp",
        }
    }

    /// Reads the word back; an unknown word is no place.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Eu, Self::Us, Self::Fedramp]
            .into_iter()
            .find(|place| place.as_str() == text)
    }
}
