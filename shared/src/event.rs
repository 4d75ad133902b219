//! The event ledger: every act that matters later is one appended event; counts, recognition, notices and
//! reports are derived from it. Invariant: words and fields are forever; new ones are added, and a reader
//! skips the words it does not know.

use serde::{Deserialize, Serialize};

use crate::api::contest::EntryState;
use crate::api::report::ReportReason;
use crate::feature::{Consent, Scope};
use crate::ids::{AnswerId, FeatureId, MediumId, PersonId, PromiseId, QuestionId};
use crate::json;
use crate::person::{Role, Tier};
use crate::promise::Ending;
use crate::state::{Act, State};
use crate::story::StoryAct;
use crate::time::Millis;

/// One act of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: Millis,
    /// Who; absent for what the community does by itself, such as hiding after reports.
    pub actor: Option<PersonId>,
    /// To what: an identifier of something written, of a subject or of a person.
    pub target: Option<String>,
    /// What.
    #[serde(flatten)]
    pub what: Happening,
}

/// What happened, with what it takes to recompute from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum Happening {
    /// An author was asked to have their words shown elsewhere.
    FeatureAsked {
        /// By which consent.
        feature: FeatureId,
        /// Where.
        scopes: Vec<Scope>,
        /// Until when.
        until: Millis,
    },
    /// A consent came to stand otherwise: by its author, by the brand, or because its time was over.
    FeatureChanged {
        /// Which.
        feature: FeatureId,
        /// How it stood.
        from: Consent,
        /// How it stands.
        to: Consent,
    },
    /// A question was asked.
    Asked {
        /// The state it began in.
        state: State,
    },
    /// A question was answered.
    Answered {
        /// Which.
        question: QuestionId,
        /// The state the answer began in.
        state: State,
    },
    /// A story was shared.
    Shared {
        /// The state it began in.
        state: State,
    },
    /// An answer was commented on.
    Commented {
        /// Which.
        answer: AnswerId,
        /// The state the comment began in.
        state: State,
    },
    /// A vote was set, changed or withdrawn.
    Voted {
        /// What stood before.
        before: i8,
        /// What stands now.
        value: i8,
        /// Which act, of those a story has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        act: Option<StoryAct>,
    },
    /// The asker said that an answer solved it.
    Accepted {
        /// For which question.
        question: QuestionId,
    },
    /// The asker withdrew that.
    Unaccepted {
        /// For which question.
        question: QuestionId,
    },
    /// Words were changed by their author.
    Edited {
        /// Whether more than a third changed.
        substantial: bool,
    },
    /// Refused words were changed by their author and wait again.
    Appealed {},
    /// Something was decided about, by staff or after reports.
    Moderated {
        /// What was done.
        act: Act,
        /// The state it was in.
        from: State,
        /// The state it is in.
        to: State,
        /// Which rule it broke, where staff said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<ReportReason>,
    },
    /// Something was reported.
    Reported {
        /// The word of the reason.
        reason: String,
    },
    /// A person said that a line of their statement is not right. Of their own words: no report.
    Objected {},
    /// Words were taken back by their author.
    Removed {
        /// The state they were in.
        from: State,
    },
    /// Words were erased by right.
    Erased {},
    /// A person came for the first time.
    Joined {
        /// How.
        tier: Tier,
    },
    /// A session began.
    SignedIn {
        /// How.
        tier: Tier,
    },
    /// What a guest did became a person's.
    Claimed {
        /// The guest.
        guest: PersonId,
    },
    /// A person got a role.
    RoleSet {
        /// The role before.
        from: Role,
        /// The role now.
        to: Role,
    },
    /// Somebody of the brand was sorry, and promised a next step.
    Promised {
        /// Which promise.
        promise: PromiseId,
    },
    /// A promise was kept or withdrawn.
    PromiseEnded {
        /// Which.
        promise: PromiseId,
        /// How.
        ending: Ending,
    },
    /// The day of some promises was over. It makes none of them late; it says that what was kept of lists is old.
    PromisesDue {},
    /// A question was marked as a complaint.
    ComplaintMarked {},
    /// That mark was taken off.
    ComplaintUnmarked {},
    /// A person of the brand thanked for an answer.
    Thanked {},
    /// They withdrew that.
    Unthanked {},
    /// Recognition was counted.
    Recognized {
        /// By which version of the rules.
        version: String,
        /// Everything before this day.
        until: i32,
        /// A hash of what came of it.
        digest: String,
    },
    /// A person rose to a level of the ladder, lost it, or is about to.
    Leveled {
        /// Which.
        level: String,
        /// Whether they hold it now.
        held: bool,
        /// The day from which on it is lost if nothing happens.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fades: Option<i32>,
    },
    /// A person chose what others are told of them.
    RecognitionSet {
        /// Whether they are among the people who helped.
        listed: bool,
    },
    /// Codes for boxes of a subject were made.
    OwnerCodesMade {
        /// How many.
        count: u32,
    },
    /// A code out of a box made a person an owner of a subject.
    Owned {},
    /// A person changed their name.
    Renamed {},
    /// Settings were changed.
    SettingsChanged {
        /// Which, by name.
        fields: Vec<String>,
    },
    /// A subject was made or mended.
    SubjectChanged {},
    /// The community was made.
    CommunityCreated {},
    /// A contest was drafted.
    ContestDrafted {},
    /// It opened.
    ContestOpened {},
    /// Its rules were amended.
    ContestAmended {},
    /// More of its log was published.
    ContestPublished {},
    /// Its log was published with its close.
    ContestClosed {},
    /// It was stopped: its log would contradict what was signed before.
    ContestStopped {},
    /// An entry of a contest came to be seen by everybody, or by nobody else anymore, and its picture goes.
    EntryPicture {
        /// Where the entry stands.
        state: EntryState,
    },
    /// A picture got a smaller variant.
    MediumVariant {
        /// Which.
        medium: MediumId,
    },
    /// Something was taken over from elsewhere.
    Imported {
        /// The name of where it comes from.
        source: String,
        /// Its net score there.
        score: i64,
    },
}

impl Happening {
    /// The word of this kind, as on the wire and in the ledger.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::FeatureAsked { .. } => "feature_asked",
            Self::FeatureChanged { .. } => "feature_changed",
            Self::Asked { .. } => "asked",
            Self::Answered { .. } => "answered",
            Self::Shared { .. } => "shared",
            Self::Commented { .. } => "commented",
            Self::Voted { .. } => "voted",
            Self::Accepted { .. } => "accepted",
            Self::Unaccepted { .. } => "unaccepted",
            Self::Edited { .. } => "edited",
            Self::Appealed {} => "appealed",
            Self::Moderated { .. } => "moderated",
            Self::Reported { .. } => "reported",
            Self::Objected {} => "objected",
            Self::Removed { .. } => "removed",
            Self::Erased {} => "erased",
            Self::Joined { .. } => "joined",
            Self::SignedIn { .. } => "signed_in",
            Self::Claimed { .. } => "claimed",
            Self::RoleSet { .. } => "role_set",
            Self::Promised { .. } => "promised",
            Self::PromiseEnded { .. } => "promise_ended",
            Self::PromisesDue {} => "promises_due",
            Self::ComplaintMarked {} => "complaint_marked",
            Self::ComplaintUnmarked {} => "complaint_unmarked",
            Self::Thanked {} => "thanked",
            Self::Unthanked {} => "unthanked",
            Self::Recognized { .. } => "recognized",
            Self::Leveled { .. } => "leveled",
            Self::RecognitionSet { .. } => "recognition_set",
            Self::OwnerCodesMade { .. } => "owner_codes_made",
            Self::Owned {} => "owned",
            Self::Renamed {} => "renamed",
            Self::SettingsChanged { .. } => "settings_changed",
            Self::SubjectChanged {} => "subject_changed",
            Self::CommunityCreated {} => "community_created",
            Self::ContestDrafted {} => "contest_drafted",
            Self::ContestOpened {} => "contest_opened",
            Self::ContestAmended {} => "contest_amended",
            Self::ContestPublished {} => "contest_published",
            Self::ContestClosed {} => "contest_closed",
            Self::ContestStopped {} => "contest_stopped",
            Self::EntryPicture { .. } => "entry_picture",
            Self::MediumVariant { .. } => "medium_variant",
            Self::Imported { .. } => "imported",
        }
    }

    /// The data of this kind as JSON, for the ledger's column beside [`Self::kind`].
    pub fn data(&self) -> String {
        json::value(self)
            .get("data")
            .map_or_else(|| "{}".to_owned(), ToString::to_string)
    }

    /// Reads the two columns of the ledger back; nothing for words of a newer release.
    pub fn read(kind: &str, data: &str) -> Option<Self> {
        let data: serde_json::Value = serde_json::from_str(data).ok()?;
        serde_json::from_value(serde_json::json!({ "kind": kind, "data": data })).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_happening_reads_back_from_its_two_columns() {
        for what in [
            Happening::Voted {
                before: 0,
                value: -1,
                act: None,
            },
            Happening::Voted {
                before: 0,
                value: 1,
                act: Some(StoryAct::WillTry),
            },
            Happening::Shared {
                state: State::Published,
            },
            Happening::Erased {},
            Happening::ContestClosed {},
            Happening::EntryPicture {
                state: EntryState::SetAside,
            },
            Happening::Moderated {
                act: Act::Hide,
                from: State::Published,
                to: State::Hidden,
                code: None,
            },
            Happening::Answered {
                question: QuestionId::new(Millis::new(5), [1; 10]),
                state: State::Waiting,
            },
        ] {
            assert_eq!(Happening::read(what.kind(), &what.data()), Some(what));
        }
        assert_eq!(Happening::read("sung", "{}"), None);
    }

    #[test]
    fn an_event_is_one_flat_object() {
        let event = Event {
            at: Millis::new(9),
            actor: None,
            target: Some("q_1".to_owned()),
            what: Happening::Voted {
                before: 1,
                value: 0,
                act: None,
            },
        };
        let json = serde_json::json!({ "at": 9, "actor": null, "target": "q_1", "kind": "voted", "data": { "before": 1, "value": 0 } });
        assert_eq!(serde_json::to_value(&event).ok(), Some(json.clone()));
        assert_eq!(serde_json::from_value::<Event>(json).ok(), Some(event));
    }
}
