//! Communities: made by the operator, set by the owner.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::settings::{Jurisdiction, Levels, Moderation, Settings, SsoKey, Writers};
use crate::time::Millis;

/// `POST /api/v1/communities`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateCommunity {
    /// The name in addresses: 2 to 40 of `a-z`, `0-9` and inner `-`.
    pub slug: String,
    /// The brand's name.
    pub name: String,
    /// The address of the first owner; a sign-in link is theirs alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_email: Option<String>,
    /// Origins whose pages may embed the community.
    #[serde(default)]
    pub origins: Option<Vec<String>>,
    /// Interface languages offered.
    #[serde(default)]
    pub languages: Option<Vec<Language>>,
    /// The IANA zone.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// The brand's color as `#rrggbb`.
    #[serde(default)]
    pub accent: Option<String>,
    /// Who may write.
    #[serde(default)]
    pub writers: Option<Writers>,
    /// The brand's sign-in keys.
    #[serde(default)]
    pub sso_keys: Option<Vec<SsoKey>>,
    /// What waits.
    #[serde(default)]
    pub moderation: Option<Moderation>,
    /// What the levels of the ladder are called and unlock.
    #[serde(default)]
    pub levels: Option<Levels>,
    /// Where the data is to be held: refused by a deployment that does not hold all of it there.
    #[serde(default)]
    pub jurisdiction: Option<Jurisdiction>,
}

impl CreateCommunity {
    /// The settings asked for, as an edit of the defaults.
    pub fn edit(self) -> EditSettings {
        EditSettings {
            name: Some(self.name),
            origins: self.origins,
            languages: self.languages,
            time_zone: self.time_zone,
            accent: self.accent,
            writers: self.writers,
            sso_keys: self.sso_keys,
            moderation: self.moderation,
            levels: self.levels,
        }
    }
}

/// `PATCH settings`: what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditSettings {
    /// The brand's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Origins whose pages may embed the community.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origins: Option<Vec<String>>,
    /// Interface languages offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<Language>>,
    /// The IANA zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// The brand's color as `#rrggbb`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
    /// Who may write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writers: Option<Writers>,
    /// The brand's sign-in keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sso_keys: Option<Vec<SsoKey>>,
    /// What waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moderation: Option<Moderation>,
    /// What the levels of the ladder are called and unlock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Levels>,
}

/// `GET settings`, and the answer to a creation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SettingsView {
    /// The name in addresses.
    pub slug: String,
    /// The settings; keys that are secrets read as `"…"`.
    #[serde(flatten)]
    pub settings: Settings,
}

/// A community as its pages and embeds show it: no secrets, no policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommunityView {
    /// The name in addresses.
    pub slug: String,
    /// The brand's name.
    pub name: String,
    /// The brand's color as `#rrggbb`.
    pub accent: Option<String>,
    /// Interface languages offered; the first is the default.
    pub languages: Vec<Language>,
    /// The IANA zone of dates on cached pages.
    pub time_zone: String,
    /// Who may write.
    pub writers: Writers,
    /// Whether a link by e-mail can be asked for.
    pub email_sign_in: bool,
    /// Whether a guest's first words wait, and the hours within which a person promised to read them.
    pub guest_waits: bool,
    /// The promise, if one was made.
    pub promised_hours: Option<u16>,
    /// People of the brand who read along, at most three.
    pub staff: Vec<crate::api::person::PersonView>,
    /// Whether a contest opened here.
    #[serde(default, skip_serializing_if = "crate::api::person::is_false")]
    pub contests: bool,
    /// What became of the brand's promises: of those about what the view is about, or of all. Absent where none was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promises: Option<crate::promise::Record>,
}

impl CommunityView {
    /// Until when a person promised to read what waits since then, if that was promised.
    pub fn promised(&self, since: Millis) -> Option<Millis> {
        let hours = i64::from(self.promised_hours?);
        Some(since.plus(hours * Millis::HOUR))
    }
}
