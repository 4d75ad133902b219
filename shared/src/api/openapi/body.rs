//! What each operation takes and gives. Exhaustive: an operation without an entry does not build.

use serde_json::{Value, json};

use super::schemas::Schemas;
use crate::api::route::Operation as O;
use crate::api::{
    answer, comment, community, contest, feature, health, import, leaders, media, moderation, notice,
    overlay, owner, page, people, person, promise, question, recognition, report,
};
use crate::api::{search, session, story, subject, thanks, view, vote, week};
use crate::media::{Kind, PART_TYPE};

const JSON: &str = "application/json";
/// The kinds of pictures and videos that are given; something holds the place of a large picture that has no smaller variant.
const GIVEN: &[&str] = &[
    Kind::Jpeg.content_type(),
    Kind::Png.content_type(),
    Kind::Webp.content_type(),
    Kind::Mp4.content_type(),
    "image/svg+xml",
];

/// Those that are taken, and what stands for them where they come in parts.
const UPLOADS: &[&str] = &[
    Kind::Jpeg.content_type(),
    Kind::Png.content_type(),
    Kind::Webp.content_type(),
    Kind::Mp4.content_type(),
    PART_TYPE,
    JSON,
];

/// The kinds a picture alone may have.
const PICTURES: &[&str] = &[
    Kind::Jpeg.content_type(),
    Kind::Png.content_type(),
    Kind::Webp.content_type(),
];

/// What an operation gives when all is well.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_types: &'static [&'static str],
    pub(super) schema: Option<Value>,
}

/// The media types of what an operation takes.
pub(super) fn request_types(operation: O) -> &'static [&'static str] {
    match operation {
        O::UploadMedium => UPLOADS,
        O::PutVariant => PICTURES,
        _ => &[JSON],
    }
}

/// The schema of what an operation takes; nothing for those without a body.
pub(super) fn request(operation: O, schemas: &mut Schemas) -> Option<Value> {
    Some(match operation {
        O::CreateCommunity => schemas.request::<community::CreateCommunity>(),
        O::AskQuestion => schemas.request::<question::AskQuestion>(),
        O::EditQuestion => schemas.request::<question::EditQuestion>(),
        O::GiveAnswer => schemas.request::<answer::GiveAnswer>(),
        O::AcceptAnswer => schemas.request::<question::AcceptAnswer>(),
        O::MarkComplaint => schemas.request::<question::MarkComplaint>(),
        O::EditAnswer => schemas.request::<answer::EditAnswer>(),
        O::AddComment => schemas.request::<comment::AddComment>(),
        O::EditComment => schemas.request::<comment::EditComment>(),
        O::AskFeature => schemas.request::<feature::AskFeature>(),
        O::AnswerFeature => schemas.request::<feature::AnswerFeature>(),
        O::ShareStory => schemas.request::<story::ShareStory>(),
        O::EditStory => schemas.request::<story::EditStory>(),
        // Bytes, which JSON Schema has no word for, or the parts they were sent in.
        O::UploadMedium => json!({ "anyOf": [{}, schemas.request::<media::AssembleMedium>()] }),
        O::PutVariant => json!({}),
        O::PutVote => schemas.request::<vote::PutVote>(),
        O::CreateContest => schemas.request::<crate::contest::rules::Rules>(),
        O::EnterContest => schemas.request::<contest::EnterContest>(),
        O::DecideEntry => schemas.request::<contest::DecideEntry>(),
        O::CastBallot => schemas.request::<contest::CastBallot>(),
        O::ReportEntry => schemas.request::<contest::ReportEntry>(),
        O::DecideBallot => schemas.request::<contest::DecideBallot>(),
        O::DecideBallots => schemas.request::<contest::DecideBallots>(),
        O::CloseContest => schemas.request::<contest::CloseContest>(),
        O::AmendContest => schemas.request::<contest::AmendContest>(),
        O::MakeReport => schemas.request::<report::MakeReport>(),
        O::Moderate => schemas.request::<moderation::Moderate>(),
        O::InviteMember | O::SetMember => schemas.request::<person::SetMember>(),
        O::EditSubject => schemas.request::<subject::EditSubject>(),
        O::BeginSession => schemas.request::<session::BeginSession>(),
        O::AskEmailLink => schemas.request::<session::AskEmailLink>(),
        O::ClaimGuest => schemas.request::<session::Claim>(),
        O::StopNotices => schemas.request::<notice::StopNotices>(),
        O::SetRecognition => schemas.request::<people::PublicRecognition>(),
        O::MakeObjection => schemas.request::<people::MakeObjection>(),
        O::ThankFor => schemas.request::<thanks::Thank>(),
        O::MakePromise => schemas.request::<promise::MakePromise>(),
        O::EndPromise => schemas.request::<promise::EndPromise>(),
        O::RunRecognition => schemas.request::<recognition::RunRecognition>(),
        O::MakeOwnerCodes => schemas.request::<owner::MakeOwnerCodes>(),
        O::RedeemOwnerCode => schemas.request::<owner::RedeemOwnerCode>(),
        O::EditMe => schemas.request::<person::EditMe>(),
        O::EditSettings => schemas.request::<community::EditSettings>(),
        O::ImportBatch => schemas.request::<import::ImportBatch>(),
        _ => return None,
    })
}

/// What an operation gives.
pub(super) fn answer(operation: O, schemas: &mut Schemas) -> Answer {
    match operation {
        O::GetHealth => json_answer(200, schemas.answer::<health::Health>()),
        O::GetOpenapi => json_answer(200, json!({ "type": "object" })),
        O::CreateCommunity => json_answer(201, schemas.answer::<community::SettingsView>()),
        O::ListQuestions | O::SearchQuestions => {
            json_answer(200, schemas.answer::<page::Page<question::QuestionSummary>>())
        }
        O::AskQuestion => json_answer(201, schemas.answer::<question::QuestionView>()),
        O::GetQuestion | O::EditQuestion | O::AcceptAnswer | O::UnacceptAnswer | O::MarkComplaint => {
            json_answer(200, schemas.answer::<question::QuestionView>())
        }
        O::ListQuestionRevisions | O::ListAnswerRevisions | O::ListStoryRevisions => {
            json_answer(200, schemas.answer::<page::Page<question::Revision>>())
        }
        O::ListAnswers => json_answer(200, schemas.answer::<page::Page<answer::AnswerView>>()),
        O::GiveAnswer => json_answer(201, schemas.answer::<answer::AnswerView>()),
        O::GetAnswer | O::EditAnswer => json_answer(200, schemas.answer::<answer::AnswerView>()),
        O::AddComment => json_answer(201, schemas.answer::<comment::CommentView>()),
        O::EditComment => json_answer(200, schemas.answer::<comment::CommentView>()),
        O::RemoveQuestion | O::RemoveAnswer | O::RemoveComment | O::RemoveStory | O::EndSession => Answer {
            status: 204,
            content_types: &[],
            schema: None,
        },
        O::ListNotices => json_answer(200, schemas.answer::<page::Page<notice::NoticeView>>()),
        O::ListFeatures => json_answer(200, schemas.answer::<page::Page<feature::FeatureView>>()),
        O::AskFeature => json_answer(201, schemas.answer::<feature::FeatureView>()),
        O::GetFeature | O::AnswerFeature => json_answer(200, schemas.answer::<feature::FeatureView>()),
        O::GetGallery => json_answer(200, schemas.answer::<page::Page<feature::GalleryItem>>()),
        O::ListStories => json_answer(200, schemas.answer::<page::Page<story::StoryView>>()),
        O::ShareStory => json_answer(201, schemas.answer::<story::StoryView>()),
        O::GetStory | O::EditStory => json_answer(200, schemas.answer::<story::StoryView>()),
        O::UploadMedium => json_answer(201, schemas.answer::<media::MediumView>()),
        O::PutVariant => json_answer(200, schemas.answer::<media::MediumView>()),
        O::GetMedium => Answer {
            status: 200,
            content_types: GIVEN,
            schema: Some(json!({})),
        },
        O::PutVote => json_answer(200, schemas.answer::<vote::VoteView>()),
        O::MakeReport | O::ReportEntry | O::MakeObjection => {
            json_answer(201, schemas.answer::<report::ReportView>())
        }
        O::ListQueue => json_answer(200, schemas.answer::<page::Page<moderation::QueueItem>>()),
        O::Moderate => json_answer(200, schemas.answer::<moderation::Moderated>()),
        O::ListMembers => json_answer(200, schemas.answer::<page::Page<person::Member>>()),
        O::InviteMember => json_answer(201, schemas.answer::<person::Member>()),
        O::SetMember => json_answer(200, schemas.answer::<person::Member>()),
        O::ListContests => json_answer(200, schemas.answer::<page::Page<contest::ContestSummary>>()),
        O::CreateContest => json_answer(201, schemas.answer::<contest::ContestSummary>()),
        O::OpenContest => json_answer(200, schemas.answer::<contest::ContestSummary>()),
        O::GetContest | O::CloseContest | O::AmendContest => {
            json_answer(200, schemas.answer::<contest::ContestView>())
        }
        O::ListEntrants => json_answer(200, schemas.answer::<contest::Entrants>()),
        O::ListEntries => json_answer(200, schemas.answer::<page::Page<contest::EntryView>>()),
        O::EnterContest => json_answer(201, schemas.answer::<contest::EntryView>()),
        O::GetEntry | O::DecideEntry => json_answer(200, schemas.answer::<contest::EntryView>()),
        O::CastBallot => json_answer(201, schemas.answer::<contest::AcceptedBallot>()),
        O::GetBallot => json_answer(200, schemas.answer::<contest::AcceptedBallot>()),
        O::DecideBallot => json_answer(200, schemas.answer::<contest::DecidedBallot>()),
        O::DecideBallots => json_answer(200, schemas.answer::<contest::DecidedBallots>()),
        O::ListBallots => json_answer(200, schemas.answer::<page::Page<contest::BallotSummary>>()),
        O::GetWaiting => json_answer(200, schemas.answer::<contest::ContestWaiting>()),
        O::GetReceipt => Answer {
            status: 200,
            content_types: &["text/plain"],
            schema: Some(json!({ "type": "string" })),
        },
        O::GetContestLog => Answer {
            status: 200,
            content_types: &[crate::contest::line::NDJSON],
            schema: Some(schemas.answer::<crate::contest::line::Line>()),
        },
        O::GetAudit => json_answer(200, schemas.answer::<contest::AuditView>()),
        O::GetOverlay => json_answer(200, schemas.answer::<overlay::Overlay>()),
        O::GetStoryOverlay => json_answer(200, schemas.answer::<story::StoryOverlay>()),
        O::GetView => {
            let views = [
                schemas.answer::<view::View>(),
                schemas.answer::<view::PaintedView>(),
            ];
            json_answer(200, json!({ "anyOf": views }))
        }
        O::GetFragment => Answer {
            status: 200,
            content_types: &["text/html"],
            schema: Some(json!({ "type": "string" })),
        },
        O::GetCounts => json_answer(200, schemas.answer::<subject::Counts>()),
        O::ListSimilar => json_answer(200, schemas.answer::<search::Similar>()),
        O::ListSubjects => json_answer(200, schemas.answer::<page::Page<subject::SubjectView>>()),
        O::GetSubject | O::EditSubject => json_answer(200, schemas.answer::<subject::SubjectView>()),
        O::BeginSession => json_answer(201, schemas.answer::<session::Session>()),
        O::AskEmailLink => json_answer(202, schemas.answer::<session::EmailLinkAsked>()),
        O::ClaimGuest => json_answer(200, schemas.answer::<session::Claimed>()),
        O::TransferSession => json_answer(201, schemas.answer::<session::TransferCode>()),
        O::StopNotices => json_answer(200, schemas.answer::<notice::NoticesStopped>()),
        O::ListLeaders => json_answer(200, schemas.answer::<leaders::Leaders>()),
        O::GetPerson => json_answer(200, schemas.answer::<people::PersonPage>()),
        O::GetStatement => json_answer(200, schemas.answer::<people::Statement>()),
        O::SetRecognition => json_answer(200, schemas.answer::<people::PublicRecognition>()),
        O::ThankFor | O::UnthankFor => json_answer(200, schemas.answer::<thanks::ThanksView>()),
        O::ListPromises => json_answer(200, schemas.answer::<promise::Promises>()),
        O::MakePromise => json_answer(201, schemas.answer::<promise::PromiseView>()),
        O::EndPromise => json_answer(200, schemas.answer::<promise::PromiseView>()),
        O::GetRecognitionRules => json_answer(200, schemas.answer::<recognition::RulesView>()),
        O::RunRecognition => json_answer(202, schemas.answer::<recognition::RunAsked>()),
        O::GetWeek => json_answer(200, schemas.answer::<week::Week>()),
        O::MakeOwnerCodes => json_answer(201, schemas.answer::<owner::OwnerCodes>()),
        O::RedeemOwnerCode => json_answer(200, schemas.answer::<question::SubjectRef>()),
        O::ListOwned => json_answer(200, schemas.answer::<owner::OwnedThings>()),
        O::GetMe | O::EditMe => json_answer(200, schemas.answer::<person::Me>()),
        O::GetSettings | O::EditSettings => json_answer(200, schemas.answer::<community::SettingsView>()),
        O::ImportBatch => json_answer(200, schemas.answer::<import::ImportReport>()),
    }
}

fn json_answer(status: u16, schema: Value) -> Answer {
    Answer {
        status,
        content_types: &[JSON],
        schema: Some(schema),
    }
}
