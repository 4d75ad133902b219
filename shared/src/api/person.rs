//! People as others see them, and the members list for staff.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::language::Language;
use crate::person::{Role, Tier};
use crate::time::Millis;

/// An author as everybody sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonView {
    /// Who; absent once erased.
    pub id: Option<PersonId>,
    /// The name they chose; empty for a guest who gave none.
    pub name: String,
    /// A picture: `https`, or `http` on this machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<String>,
    /// The brand's mark, or a level: drawn by the widget from this field, which only the server sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// Whether the words came from elsewhere by import, and this person is a name there only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub imported: bool,
    /// Whether `people/{person}` tells everybody about them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub has_page: bool,
}

/// What marks a person of the brand; of a member, the level they hold, if they want it shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mark {
    /// Expert, moderator or owner; these carry the brand's seal, a member never does.
    pub role: Role,
    /// What they do, in the brand's words: `spare parts`. Of a member, the name of the level in the community's first
    /// language.
    pub title: String,
    /// That name by language; none for people of the brand, whose title is the same in all.
    #[serde(default, skip_serializing_if = "Titles::is_empty")]
    pub titles: Titles,
}

/// A title by language. Named one by one: a map would be two per cent of the application.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Titles {
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// In French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
    /// In Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ar: Option<String>,
}

impl Titles {
    fn get(&self, language: Language) -> Option<&str> {
        let title = match language {
            Language::English => &self.en,
            Language::French => &self.fr,
            Language::Arabic => &self.ar,
        };
        title.as_deref()
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Mark {
    /// The title, in the language of whoever reads it.
    pub fn title(&self, language: Language) -> &str {
        self.titles.get(language).unwrap_or(&self.title)
    }
}

/// `GET members`: a person as staff sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// How far they are known.
    pub tier: Tier,
    /// What they may do.
    pub role: Role,
    /// What they do for the brand; empty for members.
    pub title: String,
    /// Their picture.
    pub face: Option<String>,
    /// When they first came.
    pub created_at: Millis,
}

/// `POST members`: gives a role to whoever confirms this e-mail address; `PUT members/{id}`: to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetMember {
    /// The address they sign in with; only on `POST members`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Their name; staff answers under a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they may do.
    pub role: Role,
    /// What they do for the brand.
    #[serde(default)]
    pub title: String,
    /// A picture: `https`, or `http` on this machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<String>,
}

/// `GET me`: the person of this session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// Who.
    pub id: PersonId,
    /// Their name; empty if none was given.
    pub name: String,
    /// How far they are known.
    pub tier: Tier,
    /// What they may do.
    pub role: Role,
    /// What they do for the brand.
    pub title: String,
    /// Their confirmed address, shown to themselves only.
    pub email: Option<String>,
    /// Whether what they write now waits for a person first.
    pub waits: bool,
}

/// `PATCH me`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditMe {
    /// The new name.
    pub name: String,
}

pub(crate) fn is_false(value: &bool) -> bool {
    !value
}
