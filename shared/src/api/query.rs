//! The query parameters of every operation, in one table: who reads a query and the API document both use it.
//! Invariant: a parameter that is not here is refused.

use crate::api::route::Operation;

/// A query parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Whether the operation can't do without it.
    pub required: bool,
    /// What its value is.
    pub value: Value,
    /// What it does, in a sentence: of the API document alone, so that no program carries it.
    #[cfg(feature = "schema")]
    pub summary: &'static str,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A text of at most so many characters.
    Text(usize),
    /// One of these words.
    Word(&'static [&'static str]),
    /// An identifier with this prefix.
    Id(&'static str),
    /// A whole number from 1 to this.
    Number(u32),
}

/// The most characters of what is searched for: a title twice over.
pub const QUERY_MAX: usize = 2 * crate::text::TITLE_MAX;
/// The most subjects of one `counts`: a page of a shop shows fewer products.
pub const COUNTED_SUBJECTS_MAX: usize = 100;

/// The most entries of one `entrants`: a page of a contest shows fewer, winners included.
pub const NAMED_ENTRIES_MAX: usize = 200;

/// The characters of a key of a medium: 128 bits in hexadecimal digits.
pub const MEDIUM_KEY_LENGTH: usize = 32;

const SORTS: &[&str] = &["active", "new", "top", "unanswered"];
const FRAGMENTS: &[&str] = &[
    "questions",
    "question",
    "stories",
    "story",
    "gallery",
    "leaders",
    "promises",
    "person",
    "statement",
    "contest",
];
/// What a fragment shows is a view of the community; only a contest has an object of its own, and one's own statement is
/// read under `people`.
const VIEWS: &[&str] = match FRAGMENTS {
    [views @ .., _statement, _contest] => views,
    _ => &[],
};
const STORY_SORTS: &[&str] = &["new", "top"];

const fn optional(name: &'static str, value: Value, summary: &'static str) -> Parameter {
    parameter(name, false, value, summary)
}

const fn required(name: &'static str, value: Value, summary: &'static str) -> Parameter {
    parameter(name, true, value, summary)
}

#[cfg_attr(
    not(feature = "schema"),
    expect(unused_variables, reason = "sentences are of the API document alone")
)]
const fn parameter(name: &'static str, required: bool, value: Value, summary: &'static str) -> Parameter {
    Parameter {
        name,
        required,
        value,
        #[cfg(feature = "schema")]
        summary,
    }
}

const ENTRANT: Parameter = optional(
    "person",
    Value::Id("p_"),
    "Only what this person entered and everybody sees; nothing else counts then.",
);
const ENTRIES: Parameter = required(
    "entries",
    Value::Text(NAMED_ENTRIES_MAX * 36),
    "The entries, separated by commas.",
);
const LIMIT: Parameter = optional(
    "limit",
    Value::Number(crate::api::page::MAX_LIMIT),
    "How many items a page has; 20 unless said.",
);
const CURSOR: Parameter = optional(
    "cursor",
    Value::Text(crate::cursor::MAX_LENGTH),
    "The `next_cursor` of the page before; absent for the first page.",
);
const SUBJECT: Parameter = optional(
    "subject",
    Value::Text(crate::text::SUBJECT_KEY_MAX),
    "Only about the subject with this key or alias.",
);
const SUBJECT_NAME: Parameter = optional(
    "subject_name",
    Value::Text(crate::text::SUBJECT_NAME_MAX),
    "The name to show for a subject nobody asked about yet.",
);
const TAG: Parameter = optional("tag", Value::Text(crate::text::TAG_MAX), "Only with this tag.");
const SORT: Parameter = optional("sort", Value::Word(SORTS), "The order; `active` unless said.");
const SEARCH: Parameter = optional("q", Value::Text(QUERY_MAX), "Only what a search for this finds.");
const QUESTION: Parameter = optional("question", Value::Id("q_"), "The question, for the view of one.");
const QUESTION_OF: Parameter = optional("question", Value::Id("q_"), "Only of this question.");
const VIEW: Parameter = optional(
    "view",
    Value::Word(VIEWS),
    "A list of questions (unless said), one question with its answers, a list of stories, one story, what is featured, people who helped, the brand's promises, or a contributor.",
);
const STORY: Parameter = optional("story", Value::Id("st_"), "The story, for what is of one.");
const STORY_SORT: Parameter = optional("sort", Value::Word(STORY_SORTS), "The order; `new` unless said.");
const FRAGMENT: Parameter = optional(
    "view",
    Value::Word(FRAGMENTS),
    "A list of questions (unless said), one question with its answers, a list of stories, one story, what is featured, people who helped, the brand's promises, a contributor, one's own statement, or a contest.",
);
const PERSON: Parameter = optional("person", Value::Id("p_"), "The contributor, for the view of one.");
const CONTEST: Parameter = optional("contest", Value::Id("ct_"), "The contest, for the view of one.");
const ENTRY: Parameter = optional(
    "entry",
    Value::Id("en_"),
    "One entry of the contest, in place of all.",
);
const ENTER: Parameter = optional("enter", Value::Word(&["1"]), "Where one enters the contest.");
const LANGUAGE: Parameter = optional(
    "lang",
    Value::Text(35),
    "The interface language as a BCP 47 tag; the community's first language where it is not offered.",
);

const SUBJECTS: Parameter = required(
    "subjects",
    Value::Text(COUNTED_SUBJECTS_MAX * (crate::text::SUBJECT_KEY_MAX + 1)),
    "The keys, separated by commas; a comma inside a key is written `%252C`.",
);
const TYPED: Parameter = required("q", Value::Text(QUERY_MAX), "The title as typed so far.");
const SOUGHT: Parameter = required("q", Value::Text(QUERY_MAX), "What to look for.");

const MEDIUM_KEY: Parameter = optional(
    "key",
    Value::Text(MEDIUM_KEY_LENGTH),
    "What opens a picture that not everybody sees: part of the address its author and staff are given.",
);

const VARIANT: Parameter = optional(
    "variant",
    Value::Word(&["1"]),
    "Gives it where it is small: 480 pixels wide, of a video its poster; until there is one a small file whole, of others what holds their place.",
);

const PERIODS: &[&str] = &["week", "month", "ever"];
const PERIOD: Parameter = optional(
    "period",
    Value::Word(PERIODS),
    "Since Monday (unless said), since the first of the month, or ever; on the first day of one, the one before.",
);
const NEWCOMERS: Parameter = optional(
    "newcomers",
    Value::Word(&["1"]),
    "Only people whose first contribution is at most 100 days old.",
);

const LEVELS: &[&str] = &["like", "love", "defend"];
const LEVEL: Parameter = optional(
    "level",
    Value::Word(LEVELS),
    "In the place of all lines, those of a level: the last 20 acts that count for it, per contribution and day, on one page.",
);

const FROM: Parameter = optional(
    "from",
    Value::Number(u32::MAX),
    "Where to go on: what the line `next` at the end of the part before says; the beginning unless said.",
);

const WON: Parameter = optional(
    "won",
    Value::Word(&["1"]),
    "Only those that won, best first, once the contest closed; up to `limit`.",
);

const BALLOT_STATE: Parameter = optional(
    "state",
    Value::Word(&["held", "counted"]),
    "How they stand; `held`, those that wait, unless said.",
);

const SEED: Parameter = optional(
    "seed",
    Value::Number(u32::MAX),
    "Which shuffled order: the same for the same number, fair over all of them; the order they came in unless said.",
);

/// The query parameters of an operation.
pub const fn parameters(operation: Operation) -> &'static [Parameter] {
    use Operation as O;
    match operation {
        O::ListQuestions => &[SUBJECT, TAG, SORT, LIMIT, CURSOR],
        O::ListAnswers
        | O::ListQuestionRevisions
        | O::ListAnswerRevisions
        | O::ListStoryRevisions
        | O::ListQueue
        | O::ListMembers
        | O::ListFeatures
        | O::ListSubjects
        | O::ListContests => &[LIMIT, CURSOR],
        O::GetStatement => &[LEVEL, LIMIT, CURSOR],
        O::ListEntrants => &[ENTRIES],
        O::ListEntries => &[LIMIT, CURSOR, SEED, SEARCH, ENTRANT, WON],
        O::GetEntry => &[SEED],
        O::ListBallots => &[BALLOT_STATE, LIMIT, CURSOR],
        O::ListPromises => &[SUBJECT, QUESTION_OF, LIMIT, CURSOR],
        O::GetGallery => &[SUBJECT, LIMIT, CURSOR],
        O::GetContestLog => &[FROM],
        O::ListStories => &[SUBJECT, STORY_SORT, SEARCH, LIMIT, CURSOR],
        O::ListLeaders => &[PERIOD, SUBJECT, TAG, NEWCOMERS, LIMIT],
        O::GetOverlay => &[SUBJECT, QUESTION],
        O::GetStoryOverlay => &[SUBJECT, STORY],
        O::GetView => &[
            VIEW,
            SUBJECT,
            SUBJECT_NAME,
            QUESTION,
            STORY,
            SORT,
            TAG,
            SEARCH,
            CURSOR,
            PERIOD,
            NEWCOMERS,
            PERSON,
        ],
        O::GetFragment => &[
            FRAGMENT,
            CONTEST,
            ENTRY,
            ENTER,
            SUBJECT,
            SUBJECT_NAME,
            QUESTION,
            STORY,
            SORT,
            TAG,
            SEARCH,
            CURSOR,
            PERIOD,
            NEWCOMERS,
            PERSON,
            LANGUAGE,
        ],
        O::GetCounts => &[SUBJECTS],
        O::ListSimilar => &[TYPED, SUBJECT],
        O::SearchQuestions => &[SOUGHT, SUBJECT, LIMIT, CURSOR],
        O::GetMedium => &[MEDIUM_KEY, VARIANT],
        O::GetHealth
        | O::GetOpenapi
        | O::CreateCommunity
        | O::AskQuestion
        | O::GetQuestion
        | O::EditQuestion
        | O::RemoveQuestion
        | O::GiveAnswer
        | O::AcceptAnswer
        | O::UnacceptAnswer
        | O::MarkComplaint
        | O::GetAnswer
        | O::EditAnswer
        | O::RemoveAnswer
        | O::AddComment
        | O::EditComment
        | O::RemoveComment
        | O::UploadMedium
        | O::PutVariant
        | O::AskFeature
        | O::GetFeature
        | O::AnswerFeature
        | O::ShareStory
        | O::GetStory
        | O::EditStory
        | O::RemoveStory
        | O::PutVote
        | O::MakeReport
        | O::Moderate
        | O::InviteMember
        | O::SetMember
        | O::GetSubject
        | O::EditSubject
        | O::BeginSession
        | O::EndSession
        | O::AskEmailLink
        | O::ClaimGuest
        | O::TransferSession
        | O::GetPerson
        | O::SetRecognition
        | O::MakeObjection
        | O::ThankFor
        | O::UnthankFor
        | O::GetRecognitionRules
        | O::GetWeek
        | O::MakePromise
        | O::EndPromise
        | O::RunRecognition
        | O::MakeOwnerCodes
        | O::RedeemOwnerCode
        | O::ListOwned
        | O::GetMe
        | O::EditMe
        | O::GetSettings
        | O::EditSettings
        | O::ListNotices
        | O::StopNotices
        | O::ImportBatch
        | O::CreateContest
        | O::OpenContest
        | O::GetContest
        | O::EnterContest
        | O::DecideEntry
        | O::CastBallot
        | O::ReportEntry
        | O::GetBallot
        | O::DecideBallot
        | O::DecideBallots
        | O::GetWaiting
        | O::GetReceipt
        | O::GetAudit
        | O::CloseContest
        | O::AmendContest => &[],
    }
}
