//! Featuring: somebody's words or picture shown elsewhere, with their consent, which is an object of its own: what was
//! agreed to, in which version, for which places, until when.
//!
//! Invariant: nothing is featured but what [`Consent::Agreed`] covers at that moment; [`Consent::next`] is the only way
//! from one state to another, and who may take it is decided by [`may_act`].

use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, IdError, PersonId, Target};
use crate::language::Language;
use crate::person::Caller;
use crate::policy::Refusal;
use crate::time::Millis;

/// The version of [`text`]: raised whenever its meaning changes, so that a record says what was agreed to.
pub const VERSION: u32 = 1;
/// The longest a consent may last: two years, after which people have forgotten it.
pub const LONGEST_MS: i64 = 730 * Millis::DAY;

/// What can be featured: what somebody wrote, or what they entered a contest with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Featured {
    /// A story or an answer.
    Written(Target),
    /// An entry of a contest.
    Entry(EntryId),
}

impl Featured {
    /// Reads what an identifier names.
    ///
    /// # Errors
    /// When the text is no identifier of any of them.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.starts_with(EntryId::PREFIX) {
            EntryId::parse(text).map(Self::Entry)
        } else {
            Target::parse(text).map(Self::Written)
        }
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Written(target) => target.as_str(),
            Self::Entry(entry) => entry.as_str(),
        }
    }
}

impl TryFrom<String> for Featured {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl From<Featured> for String {
    fn from(featured: Featured) -> Self {
        featured.as_str().to_owned()
    }
}

/// A place where something may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Galleries on the brand's own site.
    Gallery,
    /// The brand's newsletters.
    Newsletter,
    /// A place of a newer release.
    #[serde(other)]
    Unknown,
}

impl Scope {
    /// All places of this release.
    pub const ALL: [Self; 2] = [Self::Gallery, Self::Newsletter];

    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gallery => "gallery",
            Self::Newsletter => "newsletter",
            Self::Unknown => "unknown",
        }
    }
}

/// How a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// The author was asked and has not answered.
    Asked,
    /// The author agreed.
    Agreed,
    /// The author said no.
    Refused,
    /// The author took it back.
    Revoked,
    /// The brand took back what it asked for.
    Withdrawn,
    /// Its time is over.
    Expired,
    /// A state of a newer release, which covers nothing.
    #[serde(other)]
    Unknown,
}

/// What can be done about a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConsentAct {
    /// The author says yes.
    Agree,
    /// The author says no.
    Refuse,
    /// The author takes a yes back.
    Revoke,
    /// The brand takes back what it asked for.
    Withdraw,
}

impl Consent {
    /// All states of this release.
    pub const ALL: [Self; 6] = [
        Self::Asked,
        Self::Agreed,
        Self::Refused,
        Self::Revoked,
        Self::Withdrawn,
        Self::Expired,
    ];

    /// The state after `act`; nothing when it can't follow this state. What ended is asked for anew.
    pub fn next(self, act: ConsentAct) -> Option<Self> {
        match (self, act) {
            (Self::Asked, ConsentAct::Agree) => Some(Self::Agreed),
            (Self::Asked, ConsentAct::Refuse) => Some(Self::Refused),
            (Self::Agreed, ConsentAct::Revoke) => Some(Self::Revoked),
            (Self::Asked | Self::Agreed, ConsentAct::Withdraw) => Some(Self::Withdrawn),
            _ => None,
        }
    }

    /// The state once its time is over; nothing when it ended before.
    pub fn expired(self) -> Option<Self> {
        matches!(self, Self::Asked | Self::Agreed).then_some(Self::Expired)
    }

    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Refused => "refused",
            Self::Revoked => "revoked",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .unwrap_or(Self::Unknown)
    }
}

/// Whether `caller` may do `act` about what `author` wrote: the author alone says yes, no, or no longer; people of the
/// brand withdraw what the brand asked for.
///
/// # Errors
/// For everybody else.
pub fn may_act(caller: &Caller, author: &PersonId, act: ConsentAct) -> Result<(), Refusal> {
    if *caller == Caller::Visitor {
        return Err(Refusal::SignInNeeded);
    }
    match act {
        ConsentAct::Withdraw if caller.role().is_staff() => Ok(()),
        ConsentAct::Withdraw => Err(Refusal::NotAllowed {
            who: "people of the brand",
        }),
        _ if caller.is(author) => Ok(()),
        _ => Err(Refusal::NotAllowed { who: "the author" }),
    }
}

/// Whether a consent may last until then, asked for now: at least an hour, at most [`LONGEST_MS`].
pub fn may_last(now: Millis, until: Millis) -> bool {
    (Millis::HOUR..=LONGEST_MS).contains(&until.since(now))
}

/// What an author agrees to, in the first person. The end of its time stands beside it.
pub fn text(language: Language, brand: &str, scopes: &[Scope]) -> String {
    let places: Vec<String> = scopes
        .iter()
        .filter_map(|scope| place(language, *scope))
        .map(|place| place.replace("{brand}", brand))
        .collect();
    let and = match language {
        Language::English => " and ",
        Language::French => " et ",
        Language::Arabic => " و",
    };
    sentence(language)
        .replace("{places}", &places.join(and))
        .replace("{brand}", brand)
}

fn place(language: Language, scope: Scope) -> Option<&'static str> {
    Some(match (scope, language) {
        (Scope::Gallery, Language::English) => "in galleries on its own website",
        (Scope::Gallery, Language::French) => "dans des galeries de son propre site",
        (Scope::Gallery, Language::Arabic) => "في معارض موقعها",
        (Scope::Newsletter, Language::English) => "in its newsletters",
        (Scope::Newsletter, Language::French) => "dans ses lettres d’information",
        (Scope::Newsletter, Language::Arabic) => "في رسائلها الإخبارية",
        (Scope::Unknown, _) => return None,
    })
}

fn sentence(language: Language) -> &'static str {
    match language {
        Language::English => {
            "{brand} may show these words and their pictures, with my name, {places}. I can take this back at any time: within a minute they are gone from there. A letter that was sent before can’t be called back."
        }
        Language::French => {
            "{brand} peut montrer ces mots et leurs images, avec mon nom, {places}. Je peux revenir là-dessus à tout moment : en une minute, ils n’y sont plus. Une lettre déjà envoyée ne peut pas être rappelée."
        }
        Language::Arabic => {
            "يجوز لـ {brand} عرض هذه الكلمات وصورها مع اسمي {places}. ويمكنني سحب ذلك متى شئت: فتختفي من هناك خلال دقيقة. أما رسالة أُرسلت من قبل فلا يمكن استرجاعها."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{Role, Tier};

    fn person(number: u8, role: Role) -> Caller {
        Caller::Person {
            id: PersonId::new(Millis::new(1), [number; 10]),
            tier: Tier::Email,
            role,
        }
    }

    const ACTS: [ConsentAct; 4] = [
        ConsentAct::Agree,
        ConsentAct::Refuse,
        ConsentAct::Revoke,
        ConsentAct::Withdraw,
    ];

    #[test]
    fn only_a_question_that_is_open_is_answered_and_only_a_yes_is_taken_back() {
        let mut followed = Vec::new();
        for from in Consent::ALL.into_iter().chain([Consent::Unknown]) {
            for act in ACTS {
                if let Some(to) = from.next(act) {
                    followed.push((from, act, to));
                }
            }
        }
        assert_eq!(
            followed,
            [
                (Consent::Asked, ConsentAct::Agree, Consent::Agreed),
                (Consent::Asked, ConsentAct::Refuse, Consent::Refused),
                (Consent::Asked, ConsentAct::Withdraw, Consent::Withdrawn),
                (Consent::Agreed, ConsentAct::Revoke, Consent::Revoked),
                (Consent::Agreed, ConsentAct::Withdraw, Consent::Withdrawn),
            ]
        );
        for state in Consent::ALL {
            assert_eq!(Consent::parse(state.as_str()), state);
            assert_eq!(
                state.expired().is_some(),
                matches!(state, Consent::Asked | Consent::Agreed)
            );
        }
    }

    #[test]
    fn nobody_agrees_for_an_author_and_nobody_but_the_brand_withdraws() {
        let author = PersonId::new(Millis::new(1), [1; 10]);
        for act in [ConsentAct::Agree, ConsentAct::Refuse, ConsentAct::Revoke] {
            assert!(may_act(&person(1, Role::Member), &author, act).is_ok());
            for role in [Role::Member, Role::Expert, Role::Moderator, Role::Owner] {
                assert!(
                    may_act(&person(2, role), &author, act).is_err(),
                    "{role:?} {act:?}"
                );
            }
            assert!(may_act(&Caller::Operator, &author, act).is_err());
            assert_eq!(
                may_act(&Caller::Visitor, &author, act),
                Err(Refusal::SignInNeeded)
            );
        }
        assert!(may_act(&person(1, Role::Member), &author, ConsentAct::Withdraw).is_err());
        assert!(may_act(&person(2, Role::Expert), &author, ConsentAct::Withdraw).is_ok());
    }

    #[test]
    fn a_story_an_answer_and_an_entry_are_told_by_their_identifiers() {
        let entry = EntryId::new(Millis::new(1), [1; 10]);
        assert_eq!(
            Featured::parse(entry.as_str()),
            Ok(Featured::Entry(entry.clone()))
        );
        let story = crate::ids::StoryId::new(Millis::new(1), [2; 10]);
        let written = Featured::Written(Target::Story(story.clone()));
        assert_eq!(Featured::parse(story.as_str()), Ok(written.clone()));
        assert_eq!(
            (written.as_str(), String::from(written.clone())),
            (story.as_str(), story.to_string())
        );
        assert!(Featured::parse("en_1").is_err() && Featured::parse("").is_err());
    }

    #[test]
    fn a_consent_lasts_an_hour_at_least_and_two_years_at_most() {
        let now = Millis::new(1_000);
        assert!(!may_last(now, now) && !may_last(now, now.plus(Millis::HOUR - 1)));
        assert!(may_last(now, now.plus(Millis::HOUR)) && may_last(now, now.plus(LONGEST_MS)));
        assert!(!may_last(now, now.plus(LONGEST_MS + 1)));
    }

    #[test]
    fn what_is_agreed_to_names_the_brand_and_each_place_in_every_language() {
        for language in Language::ALL {
            let both = text(language, "Northbeam", &Scope::ALL);
            let one = text(language, "Northbeam", &[Scope::Gallery]);
            assert!(both.contains("Northbeam") && both.len() > one.len());
            assert!(!both.contains(['{', '}']), "{both}");
        }
    }
}
