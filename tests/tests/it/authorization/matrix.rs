//! The matrix, written by hand: what each caller is answered by each route, where the request is good.

use shared::api::route::Operation;

/// The columns: nobody, a guest, somebody else, the author, three roles, the operator, a member of another community.
pub(super) const CALLERS: [&str; 9] = [
    "visitor",
    "guest",
    "other",
    "author",
    "expert",
    "moderator",
    "owner",
    "operator",
    "stranger",
];

/// Everybody reads, whatever token they send.
const PUBLIC: [u16; 9] = [200; 9];
/// Everybody reads; a token of another community is refused.
const PERSONAL: [u16; 9] = [200, 200, 200, 200, 200, 200, 200, 200, 401];
/// Whoever is somebody in this community; the operator is nobody there.
const fn people(status: u16) -> [u16; 9] {
    [401, status, status, status, status, status, status, 403, 401]
}
/// Whoever is known here beyond one device.
const fn signed_in(status: u16) -> [u16; 9] {
    [401, 403, status, status, status, status, status, 403, 401]
}
/// The author alone, not even the brand.
const fn author(status: u16) -> [u16; 9] {
    [401, 403, 403, status, 403, 403, 403, 403, 401]
}
/// Everybody but the author.
const fn others(status: u16) -> [u16; 9] {
    [401, status, status, 403, status, status, status, 403, 401]
}
/// Owners, and the operator.
const fn owner(status: u16) -> [u16; 9] {
    [401, 403, 403, 403, 403, 403, status, status, 401]
}
/// Moderators, owners, and the operator.
const MODERATOR: [u16; 9] = [401, 403, 403, 403, 403, 200, 200, 200, 401];

/// The matrix.
pub(super) const MATRIX: &[(Operation, [u16; 9])] = &[
    (Operation::GetHealth, PUBLIC),
    (Operation::GetOpenapi, PUBLIC),
    (
        Operation::CreateCommunity,
        [401, 401, 401, 401, 401, 401, 401, 201, 401],
    ),
    (Operation::ListQuestions, PUBLIC),
    (Operation::AskQuestion, people(201)),
    (Operation::GetQuestion, PERSONAL),
    (Operation::EditQuestion, author(200)),
    (Operation::RemoveQuestion, author(204)),
    // Its asker, and people of the brand.
    (
        Operation::MarkComplaint,
        [401, 403, 403, 200, 200, 200, 200, 403, 401],
    ),
    (Operation::ListQuestionRevisions, PERSONAL),
    (Operation::ListAnswers, PERSONAL),
    (Operation::GiveAnswer, people(201)),
    (Operation::AcceptAnswer, author(200)),
    (Operation::UnacceptAnswer, author(200)),
    (Operation::GetAnswer, PERSONAL),
    (Operation::EditAnswer, author(200)),
    (Operation::RemoveAnswer, author(204)),
    (Operation::ListAnswerRevisions, PERSONAL),
    (Operation::AddComment, people(201)),
    (Operation::EditComment, author(200)),
    (Operation::RemoveComment, author(204)),
    (Operation::ListFeatures, people(200)),
    (Operation::ListNotices, people(200)),
    (
        Operation::AskFeature,
        [401, 403, 403, 403, 201, 201, 201, 403, 401],
    ),
    // What nobody asked of somebody they can't see; the brand's people do.
    (
        Operation::GetFeature,
        [401, 404, 404, 200, 200, 200, 200, 403, 401],
    ),
    // It agrees, which is the author's alone.
    (
        Operation::AnswerFeature,
        [401, 404, 404, 200, 403, 403, 403, 403, 401],
    ),
    (Operation::GetGallery, PUBLIC),
    (Operation::ListStories, PUBLIC),
    (Operation::ShareStory, people(201)),
    (Operation::GetStory, PERSONAL),
    (Operation::EditStory, author(200)),
    (Operation::RemoveStory, author(204)),
    (Operation::ListStoryRevisions, PERSONAL),
    (Operation::GetStoryOverlay, PERSONAL),
    (Operation::UploadMedium, people(201)),
    // Of what is used already: its sender gave one before.
    (
        Operation::PutVariant,
        [401, 404, 404, 404, 404, 200, 200, 403, 401],
    ),
    (Operation::GetMedium, PUBLIC),
    (Operation::PutVote, others(200)),
    (Operation::MakeReport, others(201)),
    (Operation::ListQueue, MODERATOR),
    (Operation::Moderate, [401, 403, 403, 403, 403, 200, 200, 403, 401]),
    (
        Operation::ListMembers,
        [401, 403, 403, 403, 200, 200, 200, 200, 401],
    ),
    (Operation::InviteMember, owner(201)),
    (Operation::SetMember, owner(200)),
    (Operation::GetOverlay, PERSONAL),
    (Operation::GetView, PUBLIC),
    (Operation::GetFragment, PUBLIC),
    (Operation::GetCounts, PUBLIC),
    (Operation::ListSimilar, PUBLIC),
    (Operation::SearchQuestions, PUBLIC),
    (Operation::ListSubjects, PUBLIC),
    (Operation::GetSubject, PUBLIC),
    (Operation::EditSubject, MODERATOR),
    (
        Operation::BeginSession,
        [201, 201, 201, 201, 201, 201, 201, 201, 401],
    ),
    (Operation::EndSession, people(204)),
    (
        Operation::AskEmailLink,
        [202, 202, 202, 202, 202, 202, 202, 202, 401],
    ),
    (Operation::ClaimGuest, signed_in(200)),
    (Operation::TransferSession, people(201)),
    // The code of a letter is what admits, not who sends it; this one was made up.
    (Operation::StopNotices, [401; 9]),
    (Operation::ListLeaders, PUBLIC),
    (Operation::GetPerson, PUBLIC),
    (
        Operation::GetStatement,
        [401, 403, 403, 200, 403, 403, 403, 200, 401],
    ),
    (Operation::SetRecognition, people(200)),
    // Of one's own answers only.
    (
        Operation::MakeObjection,
        [401, 422, 422, 201, 422, 422, 422, 403, 401],
    ),
    (Operation::ThankFor, [401, 403, 403, 403, 200, 200, 200, 403, 401]),
    (
        Operation::UnthankFor,
        [401, 403, 403, 403, 200, 200, 200, 403, 401],
    ),
    (Operation::ListPromises, PUBLIC),
    (
        Operation::MakePromise,
        [401, 403, 403, 403, 201, 201, 201, 403, 401],
    ),
    (
        Operation::EndPromise,
        [401, 403, 403, 403, 200, 200, 200, 403, 401],
    ),
    (Operation::GetRecognitionRules, PERSONAL),
    (
        Operation::RunRecognition,
        [401, 403, 403, 403, 403, 403, 403, 202, 401],
    ),
    (Operation::GetWeek, [401, 403, 403, 403, 200, 200, 200, 200, 401]),
    (Operation::MakeOwnerCodes, owner(201)),
    (Operation::RedeemOwnerCode, signed_in(200)),
    (Operation::ListOwned, people(200)),
    (Operation::GetMe, people(200)),
    (Operation::EditMe, people(200)),
    (Operation::GetSettings, owner(200)),
    (Operation::EditSettings, owner(200)),
    (Operation::ListContests, PUBLIC),
    (Operation::CreateContest, owner(201)),
    (Operation::OpenContest, owner(200)),
    (Operation::GetContest, PERSONAL),
    (Operation::ListEntrants, PUBLIC),
    (Operation::ListEntries, PERSONAL),
    (Operation::EnterContest, signed_in(201)),
    (Operation::GetEntry, PERSONAL),
    (
        Operation::DecideEntry,
        [401, 403, 403, 403, 403, 200, 200, 403, 401],
    ),
    (Operation::ReportEntry, others(201)),
    (
        Operation::CastBallot,
        [401, 403, 201, 403, 201, 201, 201, 403, 401],
    ),
    // Nobody of them voted.
    (Operation::GetBallot, people(404)),
    (Operation::DecideBallot, MODERATOR),
    (Operation::ListBallots, MODERATOR),
    (Operation::DecideBallots, MODERATOR),
    (Operation::GetWaiting, MODERATOR),
    (Operation::GetReceipt, PERSONAL),
    (Operation::GetContestLog, PERSONAL),
    (Operation::GetAudit, PERSONAL),
    (Operation::AmendContest, owner(200)),
    // Its time is not over: whoever may close it learns so.
    (Operation::CloseContest, owner(409)),
    (
        Operation::ImportBatch,
        [401, 403, 403, 403, 403, 403, 403, 200, 401],
    ),
];
