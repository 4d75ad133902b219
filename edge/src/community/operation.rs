//! Which function answers which operation, and who is admitted to it.

use shared::api::problem::Code;
use shared::api::route::{Access, Operation, Route};
use shared::person::Caller;

use super::context::Context;
use super::sql::Sql;
use super::{
    answer, comment, complaint, contest, feature, import, me, media, member, moderation, notice, outbox,
    overlay, owner, promise, question, recognition, report, revision, search, session, settings, sso, story,
    subject, view, vote, week,
};
use crate::failure::Failure;
use crate::reply::Reply;

/// Whether this caller may call this route at all.
///
/// # Errors
/// When a session, or another role, is needed.
pub fn admit(route: &Route, caller: &Caller) -> Result<(), Failure> {
    let admitted = match route.access {
        Access::Public | Access::Personal => true,
        Access::Session => caller.person().is_some(),
        Access::Staff => caller.role().is_staff(),
        Access::Moderator => caller.role().moderates(),
        Access::Owner => caller.role() == shared::person::Role::Owner,
        Access::Operator => *caller == Caller::Operator,
    };
    match (admitted, caller) {
        (true, _) => Ok(()),
        (false, Caller::Visitor) => Err(Failure::refused(
            Code::SignInNeeded,
            "Begin a session with `POST session` and send its token.",
        )),
        (false, Caller::Person { .. } | Caller::Operator) => Err(Failure::refused(
            Code::Forbidden,
            "Your role in this community does not allow this.",
        )),
    }
}

/// Whether the reply of this operation is kept under the caller's key. Replies that carry secrets are not.
pub fn is_replayed(operation: Operation) -> bool {
    !matches!(
        operation,
        Operation::BeginSession
            | Operation::AskEmailLink
            | Operation::TransferSession
            | Operation::EndSession
            | Operation::MakeOwnerCodes
    )
}

/// Whose bucket a call takes from, and under whom its reply is kept; nothing for a visitor, whom nothing tells from
/// others but where they come from, and that is written down nowhere.
pub fn limited_as(caller: &Caller) -> Option<String> {
    match caller {
        Caller::Person { id, .. } => Some(id.to_string()),
        Caller::Operator => Some("operator".to_owned()),
        Caller::Visitor => None,
    }
}

/// Answers a read.
///
/// # Errors
/// When it can't be answered.
pub fn read(operation: Operation, context: &Context<'_>) -> Result<Reply, Failure> {
    match operation {
        Operation::ListQuestions => question::list(context),
        Operation::GetQuestion => question::get(context),
        Operation::ListQuestionRevisions | Operation::ListAnswerRevisions | Operation::ListStoryRevisions => {
            revision::list(context)
        }
        Operation::ListFeatures => feature::list(context),
        Operation::ListNotices => notice::list(context),
        Operation::GetFeature => feature::get(context),
        Operation::GetGallery => feature::gallery(context),
        Operation::ListStories => story::list(context),
        Operation::GetStory => story::get(context),
        Operation::GetStoryOverlay => story::overlay(context),
        Operation::ListAnswers => answer::list(context),
        Operation::GetAnswer => answer::get(context),
        Operation::GetMedium => media::get(context),
        Operation::ListQueue => moderation::queue(context),
        Operation::ListMembers => member::list(context),
        Operation::GetOverlay => overlay::get(context),
        Operation::GetView | Operation::GetFragment => view::get(context),
        Operation::GetCounts => subject::counts(context),
        Operation::ListSimilar => search::similar(context),
        Operation::SearchQuestions => search::search(context),
        Operation::ListSubjects => subject::list(context),
        Operation::ListContests => contest::list(context),
        Operation::ListEntrants => contest::entry::entrants(context),
        Operation::GetSubject => subject::get(context),
        Operation::ListLeaders => recognition::leaders(context),
        Operation::GetPerson => recognition::person(context),
        Operation::GetStatement => recognition::statement(context),
        Operation::GetWeek => week::get(context),
        Operation::GetRecognitionRules => recognition::rules(context),
        Operation::ListOwned => owner::list(context),
        Operation::ListPromises => promise::list(context),
        Operation::GetMe => me::get(context),
        Operation::GetSettings => settings::get(context),
        _ => Err(Failure::not_found()),
    }
}

/// Does a write, inside its transaction.
///
/// # Errors
/// When it can't be done; then nothing was.
pub fn write(
    operation: Operation,
    context: &Context<'_>,
    body: &[u8],
    proof: Option<&sso::Proof>,
) -> Result<Reply, Failure> {
    match operation {
        Operation::AskQuestion => question::ask(context, body),
        Operation::EditQuestion => question::edit(context, body),
        Operation::RemoveQuestion => question::remove(context),
        Operation::AcceptAnswer => question::accept(context, body),
        Operation::UnacceptAnswer => question::unaccept(context),
        Operation::MarkComplaint => complaint::mark(context, body),
        Operation::GiveAnswer => answer::give(context, body),
        Operation::EditAnswer => answer::edit(context, body),
        Operation::RemoveAnswer => answer::remove(context),
        Operation::AddComment => comment::add(context, body),
        Operation::EditComment => comment::edit(context, body),
        Operation::RemoveComment => comment::remove(context),
        Operation::AskFeature => feature::ask(context, body),
        Operation::AnswerFeature => feature::answer(context, body),
        Operation::ShareStory => story::share(context, body),
        Operation::EditStory => story::edit(context, body),
        Operation::RemoveStory => story::remove(context),
        Operation::UploadMedium => media::upload(context, body),
        Operation::PutVariant => media::vary(context, body),
        Operation::CreateContest => contest::create(context, body),
        Operation::OpenContest => contest::open(context),
        Operation::PutVote => vote::put(context, body),
        Operation::MakeReport => report::make(context, body),
        Operation::Moderate => moderation::decide(context, body),
        Operation::InviteMember => member::invite(context, body),
        Operation::SetMember => member::set(context, body),
        Operation::EditSubject => subject::edit(context, body),
        Operation::BeginSession => session::begin(context, body, proof),
        Operation::EndSession => session::end(context),
        Operation::AskEmailLink => session::ask_email_link(context, body),
        Operation::StopNotices => notice::stop(context, body),
        Operation::ClaimGuest => session::claim(context, body),
        Operation::TransferSession => session::transfer(context),
        Operation::SetRecognition => recognition::set(context, body),
        Operation::MakeObjection => recognition::objection(context, body),
        Operation::ThankFor => recognition::thanks::give(context, body),
        Operation::UnthankFor => recognition::thanks::take(context),
        Operation::MakePromise => promise::make(context, body),
        Operation::EndPromise => promise::end(context, body),
        Operation::RunRecognition => recognition::run(context, body),
        Operation::MakeOwnerCodes => owner::make_codes(context, body),
        Operation::RedeemOwnerCode => owner::redeem(context, body),
        Operation::EditMe => me::edit(context, body),
        Operation::EditSettings => settings::edit(context, body),
        Operation::ImportBatch => import::batch(context, body),
        _ => Err(Failure::not_found()),
    }
}

/// The mail of a local run, newest first, for the mailbox page.
///
/// # Errors
/// When SQLite fails.
pub fn mailbox(sql: &Sql) -> Result<Reply, Failure> {
    outbox::list(sql)
}
