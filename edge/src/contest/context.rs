//! What every operation of a contest is given: the database, the time, who calls, the contest as it was opened.

use std::rc::Rc;

use shared::api::contest::ContestState;
use shared::api::route::PREFIX;
use shared::contest::commitment;
use shared::contest::deciding::{self, Refusal};
use shared::contest::rules::Rules;
use shared::ids::{ContestId, PersonId};
use shared::person::{Caller, Tier};
use shared::time::Millis;

use super::message::KnownPicture;
use crate::community::sql::Sql;
use crate::failure::Failure;
use crate::incoming::Query;
use crate::token::mac;

/// A contest as it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The community's slug.
    pub community: String,
    /// Which contest.
    pub id: ContestId,
    /// The origin of its checkpoints.
    pub origin: String,
    /// The public key that signs them, in base64url.
    pub public_key: String,
    /// What makes the key of the log, tags and salts; never leaves the object.
    pub secret: String,
    /// The text of the rules.
    pub document: String,
    /// The rules.
    pub rules: Rules,
}

/// The surroundings of one operation.
pub struct Context<'a> {
    /// The database; within a write, inside its transaction.
    pub sql: &'a Sql,
    /// The time of the request.
    pub now: Millis,
    /// Who calls.
    pub caller: Caller,
    /// The name others see of them; empty where nobody asked.
    pub name: &'a str,
    /// The picture they sent to the community for what they enter.
    pub picture: Option<&'a KnownPicture>,
    /// Whether they passed a challenge with this request.
    pub passed: bool,
    /// The contest.
    pub contest: Rc<Opened>,
    /// Where it stands.
    pub state: ContestState,
    /// The path of the request.
    pub path: &'a str,
    /// The query.
    pub query: &'a Query,
    /// The deployment's secret, for cursors.
    pub deployment_secret: &'a str,
}

impl Context<'_> {
    /// Who calls, and how far they are known.
    ///
    /// # Errors
    /// When it is nobody.
    pub fn person(&self) -> Result<(&PersonId, Tier), Failure> {
        match &self.caller {
            Caller::Person { id, tier, .. } => Ok((id, *tier)),
            Caller::Visitor | Caller::Operator => Err(Failure::refused(
                shared::api::problem::Code::SignInNeeded,
                "Begin a session with `POST session` and send its token.",
            )),
        }
    }

    /// A parameter of the path.
    pub fn parameter(&self, name: &str) -> &str {
        let parameter = || {
            let (_, rest) = self.path.strip_prefix(PREFIX)?.split_once('/')?;
            let mut parts = rest.split('/');
            match name {
                "contest" => parts.nth(1),
                _ => parts.nth(3),
            }
        };
        parameter().unwrap_or_default()
    }

    /// Refuses what only an open contest takes.
    ///
    /// # Errors
    /// When it is closed or was stopped.
    pub fn open(&self) -> Result<(), Failure> {
        Ok(deciding::open(self.state)?)
    }
}

impl Opened {
    /// The host that names the log.
    pub fn host(&self) -> &str {
        self.origin.split('/').next().unwrap_or_default()
    }

    /// The tag of a voter, which nobody can tie to the person without their salt.
    pub fn voter_tag(&self, person: &PersonId, salt: &str) -> String {
        self.derive("voter", &format!("{person} {salt}"))
    }

    /// The tag of an entrant.
    pub fn entrant_tag(&self, person: &PersonId) -> String {
        self.derive("entrant", person.as_str())
    }

    /// The salt of a ballot's commitment, from the voter's own salt and the ballot's place.
    pub fn choice_salt(&self, salt: &str, ballot: u64) -> [u8; 32] {
        mac(&self.secret, "choice", format!("{salt} {ballot}").as_bytes())
    }

    /// The salt of an entry's commitment.
    pub fn entry_salt(&self, entry: &str) -> [u8; 32] {
        mac(&self.secret, "entry", entry.as_bytes())
    }

    fn derive(&self, purpose: &str, of: &str) -> String {
        commitment::encode(&mac(&self.secret, purpose, of.as_bytes()))
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        use shared::api::problem::Code;
        let detail = refusal.to_string();
        match refusal {
            Refusal::Early { .. }
            | Refusal::Late { .. }
            | Refusal::Held { .. }
            | Refusal::Entries { .. }
            | Refusal::Closed
            | Refusal::Stopped
            | Refusal::EntryState { .. }
            | Refusal::HideOpen
            | Refusal::VotesOver
            | Refusal::BallotState => Self::refused(Code::WrongState, detail),
            Refusal::Tier | Refusal::Decider | Refusal::Voided => Self::refused(Code::Forbidden, detail),
            Refusal::Reason => Self::field("/reason", detail),
            Refusal::Undeclared => Self::field("/declared", detail),
            Refusal::Votes { .. } => Self::field("/entries", detail),
            Refusal::OwnEntry => Self::refused(Code::OwnContribution, detail),
        }
    }
}
