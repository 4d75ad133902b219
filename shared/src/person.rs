//! Who someone is in a community: how far they identified themselves (tier), and what the owner entrusted
//! to them (role). The mark beside a name is drawn from the role alone, never from text.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;

/// How a person made themselves known. Ordered: later tiers are known better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Made at the first write, known only by the token on one device.
    Guest,
    /// Confirmed an e-mail address.
    Email,
    /// Signed in by the brand's own accounts.
    Sso,
    /// A tier of a newer release.
    #[serde(other)]
    Unknown,
}

/// What the owner entrusted to a person. Ordered by authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everybody.
    Member,
    /// Answers for the brand.
    Expert,
    /// Answers for the brand and decides what is seen.
    Moderator,
    /// Also changes settings and roles.
    Owner,
    /// A role of a newer release.
    #[serde(other)]
    Unknown,
}

impl Role {
    /// Whether this person speaks for the brand and carries its mark.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Expert | Self::Moderator | Self::Owner)
    }

    /// Whether this person decides what is seen.
    pub fn moderates(self) -> bool {
        matches!(self, Self::Moderator | Self::Owner)
    }

    /// The word on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member | Self::Unknown => "member",
            Self::Expert => "expert",
            Self::Moderator => "moderator",
            Self::Owner => "owner",
        }
    }

    /// Reads the word back; an unknown word is no role.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Member, Self::Expert, Self::Moderator, Self::Owner]
            .into_iter()
            .find(|role| role.as_str() == text)
    }
}

impl Tier {
    /// The word on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guest | Self::Unknown => "guest",
            Self::Email => "email",
            Self::Sso => "sso",
        }
    }

    /// Reads the word back; an unknown word is no tier.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Guest, Self::Email, Self::Sso]
            .into_iter()
            .find(|tier| tier.as_str() == text)
    }

    /// Whether the person is known beyond one device.
    pub fn is_signed_in(self) -> bool {
        matches!(self, Self::Email | Self::Sso)
    }
}

/// Who asks, as far as a session told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caller {
    /// No session.
    Visitor,
    /// A session of this community.
    Person {
        /// Who.
        id: PersonId,
        /// How far they are known.
        tier: Tier,
        /// What they may do here.
        role: Role,
    },
    /// The operator of the deployment, by token.
    Operator,
}

impl Caller {
    /// The person, if a session told one.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Person { id, .. } => Some(id),
            Self::Visitor | Self::Operator => None,
        }
    }

    /// The role; visitors are members, the operator stands with the owner.
    pub fn role(&self) -> Role {
        match self {
            Self::Person { role, .. } => *role,
            Self::Visitor => Role::Member,
            Self::Operator => Role::Owner,
        }
    }

    /// Whether this caller is `author`.
    pub fn is(&self, author: &PersonId) -> bool {
        self.person() == Some(author)
    }
}
