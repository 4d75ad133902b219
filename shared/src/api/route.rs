//! Every route of the API in one table: the router, the API document, the authorization matrix and the wire
//! contract in the documentation all read it. Invariant: a route that is not here does not exist.

/// The methods of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes something new.
    Post,
    /// Sets something to a value.
    Put,
    /// Changes parts.
    Patch,
    /// Takes away.
    Delete,
}

impl Method {
    /// The word in a request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Who may call a route at all; what they may do to whom is decided in [`crate::policy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone; the answer is the same for everybody and may be cached.
    Public,
    /// Anyone; the answer depends on the session, and for one it is never cached.
    Personal,
    /// Whoever has a session.
    Session,
    /// Experts, moderators, owners.
    Staff,
    /// Moderators and owners.
    Moderator,
    /// Owners, and the operator.
    Owner,
    /// The operator of the deployment.
    Operator,
}

/// A route.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// Which operation; also its `operationId`.
    pub operation: Operation,
    /// The method.
    pub method: Method,
    /// The path with parameters in braces, below `/api/v1/{community}` unless it starts with `/`.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// The most bytes its body may have; 0 for none.
    pub body_limit: usize,
    /// What it does, in a sentence: of the API document alone, so that no program carries it.
    #[cfg(feature = "schema")]
    pub summary: &'static str,
}

impl Route {
    /// Whether everybody without a session is given the same, so that it may be kept: an answer of a public route, and
    /// what has parts that only somebody with a session sees.
    pub fn is_one_for_visitors(&self) -> bool {
        let of_session = matches!(
            self.operation,
            Operation::GetQuestion | Operation::ListAnswers | Operation::GetAnswer | Operation::GetStory
        );
        self.access == Access::Public || of_session
    }
}

/// The limit of a body without long text: every field at its limit fits four times over.
const SHORT: usize = 8 * 1024;
/// The limit of a body with Markdown: 10,000 characters, each escaped as two `\uXXXX`, and the rest.
const TEXT: usize = 144 * 1024;
/// The limit of a body with lists: 50 origins and 10 keys, or the aliases of a subject.
const LISTS: usize = 32 * 1024;
/// The limit of an import batch.
const BATCH: usize = 4 * 1024 * 1024;

macro_rules! routes {
    ($($operation:ident $name:literal: $method:ident $path:literal, $access:ident, $limit:expr, $summary:literal;)*) => {
        /// An operation of the API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Operation {
            $(#[doc = $summary] $operation,)*
        }

        impl Operation {
            /// The name in the API document and in the log.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$operation => $name,)* }
            }
        }

        /// All routes.
        pub const ROUTES: &[Route] = &[$(Route {
            operation: Operation::$operation,
            method: Method::$method,
            path: $path,
            access: Access::$access,
            body_limit: $limit,
            #[cfg(feature = "schema")]
            summary: $summary,
        },)*];
    };
}

routes! {
    GetHealth "get_health": Get "/health", Public, 0, "Whether the deployment works and what is switched on.";
    GetOpenapi "get_openapi": Get "/openapi.json", Public, 0, "This document.";
    CreateCommunity "create_community": Post "/api/v1/communities", Operator, LISTS, "Makes a community.";

    ListQuestions "list_questions": Get "questions", Public, 0, "Lists questions by `subject`, `tag` and `sort`.";
    AskQuestion "ask_question": Post "questions", Session, TEXT, "Asks a question.";
    GetQuestion "get_question": Get "questions/{question}", Personal, 0, "Gives a question.";
    EditQuestion "edit_question": Patch "questions/{question}", Session, TEXT, "Changes one's own question.";
    RemoveQuestion "remove_question": Delete "questions/{question}", Session, 0, "Takes one's own question back.";
    MarkComplaint "mark_complaint": Put "questions/{question}/complaint", Session, SHORT, "Marks a question as a complaint, or takes the mark off: its asker, and people of the brand.";
    ListQuestionRevisions "list_question_revisions": Get "questions/{question}/revisions", Personal, 0, "Lists what stood there before edits.";
    ListAnswers "list_answers": Get "questions/{question}/answers", Personal, 0, "Lists the answers of a question.";
    GiveAnswer "give_answer": Post "questions/{question}/answers", Session, TEXT, "Answers a question.";
    AcceptAnswer "accept_answer": Put "questions/{question}/accepted", Session, SHORT, "Says that an answer solved it.";
    UnacceptAnswer "unaccept_answer": Delete "questions/{question}/accepted", Session, 0, "Withdraws that an answer solved it.";

    GetAnswer "get_answer": Get "answers/{answer}", Personal, 0, "Gives an answer.";
    EditAnswer "edit_answer": Patch "answers/{answer}", Session, TEXT, "Changes one's own answer.";
    RemoveAnswer "remove_answer": Delete "answers/{answer}", Session, 0, "Takes one's own answer back.";
    ListAnswerRevisions "list_answer_revisions": Get "answers/{answer}/revisions", Personal, 0, "Lists what stood there before edits.";

    AddComment "add_comment": Post "comments", Session, SHORT, "Comments on an answer.";
    EditComment "edit_comment": Patch "comments/{comment}", Session, SHORT, "Changes one's own comment.";
    RemoveComment "remove_comment": Delete "comments/{comment}", Session, 0, "Takes one's own comment back.";

    ListStories "list_stories": Get "stories", Public, 0, "Lists stories by `subject` and `sort`, or those that `q` finds.";
    ShareStory "share_story": Post "stories", Session, TEXT, "Shares a story.";
    GetStory "get_story": Get "stories/{story}", Personal, 0, "Gives a story.";
    EditStory "edit_story": Patch "stories/{story}", Session, TEXT, "Changes one's own story.";
    RemoveStory "remove_story": Delete "stories/{story}", Session, 0, "Takes one's own story back.";
    ListStoryRevisions "list_story_revisions": Get "stories/{story}/revisions", Personal, 0, "Lists what stood there before edits.";

    ListFeatures "list_features": Get "features", Session, 0, "Lists what I was asked to have shown elsewhere; for people of the brand, all that was asked.";
    AskFeature "ask_feature": Post "features", Staff, SHORT, "Asks an author to have a story, an answer or an entry shown elsewhere.";
    GetFeature "get_feature": Get "features/{feature}", Session, 0, "Gives a consent.";
    AnswerFeature "answer_feature": Put "features/{feature}", Session, SHORT, "Agrees, refuses or revokes, as its author; withdraws, as the brand.";
    GetGallery "get_gallery": Get "gallery", Public, 0, "Lists what is featured, with its authors, the last agreed to first.";

    UploadMedium "upload_medium": Post "media", Session, crate::media::VIDEO_BYTES_MAX, "Takes a picture or video for what one is about to say.";
    PutVariant "put_variant": Put "media/{medium}", Session, crate::media::VARIANT_BYTES_MAX, "Keeps a picture 480 pixels wide, or a video's poster: its sender before it is used, or a moderator.";
    GetMedium "get_medium": Get "media/{medium}", Public, 0, "Gives a picture or video, whole or in parts.";

    PutVote "put_vote": Put "votes/{target}", Session, SHORT, "Says *me too*, *this helped me* or *not right*, or an act of a story, or withdraws it.";
    MakeReport "make_report": Post "reports", Session, SHORT, "Tells staff that something should not stand.";

    ListQueue "list_queue": Get "moderation/queue", Moderator, 0, "Lists what waits for a decision, oldest first.";
    Moderate "moderate": Put "moderation/{target}", Session, SHORT, "Decides: moderators everything, experts about answers, an author that their answer is outdated.";

    ListMembers "list_members": Get "members", Staff, 0, "Lists people, staff first.";
    InviteMember "invite_member": Post "members", Owner, SHORT, "Gives a role to whoever confirms an e-mail address.";
    SetMember "set_member": Put "members/{person}", Owner, SHORT, "Gives a person a role.";

    ListContests "list_contests": Get "contests", Public, 0, "Lists contests that opened, newest first.";
    CreateContest "create_contest": Post "contests", Owner, LISTS, "Drafts a contest: its rules, checked.";
    OpenContest "open_contest": Post "contests/{contest}/opening", Owner, 0, "Freezes the rules and opens the contest.";
    GetContest "get_contest": Get "contests/{contest}", Personal, 0, "Gives a contest, and my ballot in it.";
    ListEntrants "list_entrants": Get "entrants", Public, 0, "Says who sent in entries that everybody sees, of whoever has a page.";
    ListEntries "list_entries": Get "contests/{contest}/entries", Personal, 0, "Lists the entries of a contest, first come first.";
    EnterContest "enter_contest": Post "contests/{contest}/entries", Session, TEXT, "Sends in an entry.";
    GetEntry "get_entry": Get "contests/{contest}/entries/{entry}", Personal, 0, "Gives an entry of a contest.";
    DecideEntry "decide_entry": Put "contests/{contest}/entries/{entry}", Session, SHORT, "Decides about an entry: moderators; or takes back one's own.";
    ReportEntry "report_entry": Post "contests/{contest}/entries/{entry}/reports", Session, SHORT, "Tells staff that an entry should not stand.";
    CastBallot "cast_ballot": Post "contests/{contest}/ballots", Session, SHORT, "Votes: the whole ballot, which stands for an earlier one.";
    GetBallot "get_ballot": Get "contests/{contest}/ballot", Session, 0, "Gives my ballot, with the promise that it is in the log.";
    ListBallots "list_ballots": Get "contests/{contest}/ballots", Moderator, 0, "Lists ballots that wait, or that count: when they came and how far their voters are known, never whose or for what.";
    DecideBallots "decide_ballots": Put "contests/{contest}/ballots", Moderator, SHORT, "Counts the ballots that waited in a part of the log, or makes them void; the log says so.";
    GetWaiting "get_waiting": Get "contests/{contest}/waiting", Moderator, 0, "Says how much waits for a decision in a contest.";
    DecideBallot "decide_ballot": Put "contests/{contest}/ballots/{ballot}", Moderator, SHORT, "Counts a ballot that waited, or makes one void; the log says so.";
    GetReceipt "get_receipt": Get "contests/{contest}/receipts/{ballot}", Personal, 0, "Gives the proof that a ballot is in the log, as a `tlog-proof`.";
    GetContestLog "get_contest_log": Get "contests/{contest}/log", Personal, 0, "Gives the published log, a line for each leaf, checkpoint and opening, from `from` on.";
    GetAudit "get_audit": Get "contests/{contest}/audit", Personal, 0, "Gives the key and the last checkpoint, and says what they prove.";
    AmendContest "amend_contest": Post "contests/{contest}/amendments", Owner, LISTS, "Amends the rules of an open contest, with a reason, never against entrants or voters; the log says so.";
    CloseContest "close_contest": Post "contests/{contest}/closing", Owner, SHORT, "Closes a contest whose time is over: the result is counted again from the log, or refused.";

    GetOverlay "get_overlay": Get "overlay", Personal, 0, "Gives what is mine on a page of `subject` or `question`.";
    GetStoryOverlay "get_story_overlay": Get "overlay/stories", Personal, 0, "Gives what is mine among the stories of `subject`, or of one `story`.";
    GetView "get_view": Get "view", Public, 0, "Gives what a surface shows, as data.";
    GetFragment "get_fragment": Get "fragment", Public, 0, "Gives what a surface shows, as HTML.";
    GetCounts "get_counts": Get "counts", Public, 0, "Counts questions and answers of up to 100 `subjects`.";
    ListSimilar "list_similar": Get "similar", Public, 0, "Finds questions similar to `q`, answered ones first.";
    SearchQuestions "search_questions": Get "search", Public, 0, "Searches the community for `q`.";

    ListSubjects "list_subjects": Get "subjects", Public, 0, "Lists subjects.";
    GetSubject "get_subject": Get "subjects/{subject}", Public, 0, "Gives a subject.";
    EditSubject "edit_subject": Patch "subjects/{subject}", Moderator, LISTS, "Mends a subject.";

    BeginSession "begin_session": Post "session", Personal, SHORT, "Begins a session: guest, the brand's sign-in, or a link by e-mail.";
    EndSession "end_session": Delete "session", Session, 0, "Ends the session on this device.";
    AskEmailLink "ask_email_link": Post "session/email", Personal, SHORT, "Sends a sign-in link.";
    ClaimGuest "claim_guest": Post "session/claim", Session, SHORT, "Makes mine what I did as a guest.";
    TransferSession "transfer_session": Post "session/transfer", Session, 0, "Gives a code that begins this session on the other origin.";

    ListNotices "list_notices": Get "notices", Session, 0, "Lists the open contests whose receipts come to me by mail.";
    StopNotices "stop_notices": Post "notices/stop", Personal, SHORT, "Ends the mail about a question, a story or a contest, by the code of a letter.";

    ListLeaders "list_leaders": Get "leaders", Public, 0, "Lists people who helped, by `period`, `subject` and `tag`; with `newcomers`, those alone.";
    GetPerson "get_person": Get "people/{person}", Public, 0, "Gives a contributor: whom they helped, what they know about, their best answers, what they entered.";
    GetStatement "get_statement": Get "people/{person}/statement", Personal, 0, "Gives my statement, to nobody but me and the operator: what I am thanked for, per answer and day.";
    SetRecognition "set_recognition": Put "me/recognition", Session, SHORT, "Sets what others are told of me.";
    MakeObjection "make_objection": Post "me/objections", Session, SHORT, "Tells staff that a line of my statement is not right.";
    ThankFor "thank_for": Put "thanks/{target}", Staff, SHORT, "Thanks for an answer or a story, under one's name and face.";
    UnthankFor "unthank_for": Delete "thanks/{target}", Staff, 0, "Withdraws one's thanks.";
    ListPromises "list_promises": Get "promises", Public, 0, "Lists promises of the brand, open ones first, by `subject` or `question`, with what became of all of them.";
    MakePromise "make_promise": Post "promises", Staff, SHORT, "Says sorry at a question or an answer, and promises a next step by a day. Who has the same problem is told.";
    EndPromise "end_promise": Put "promises/{promise}", Staff, SHORT, "Says that a promise was kept, or withdraws it with a reason.";
    GetWeek "get_week": Get "week", Staff, 0, "Gives what the last seven days were about: what was asked most, what waits, what falls due, who helped.";
    GetRecognitionRules "get_recognition_rules": Get "recognition/rules", Personal, 0, "Gives the rules of recognition, and what was counted last.";
    RunRecognition "run_recognition": Post "recognition/runs", Operator, SHORT, "Asks for everything to be counted anew.";

    MakeOwnerCodes "make_owner_codes": Post "owners/codes", Owner, SHORT, "Makes codes for the boxes of a subject, each for one owner.";
    RedeemOwnerCode "redeem_owner_code": Post "owners", Session, SHORT, "Makes whoever is signed in an owner of what the code is for.";
    ListOwned "list_owned": Get "me/owned", Session, 0, "Lists what I own, and what waits for an answer there.";

    GetMe "get_me": Get "me", Session, 0, "Gives the person of this session.";
    EditMe "edit_me": Patch "me", Session, SHORT, "Changes my name.";

    GetSettings "get_settings": Get "settings", Owner, 0, "Gives the settings.";
    EditSettings "edit_settings": Patch "settings", Owner, LISTS, "Changes settings.";
    ImportBatch "import_batch": Post "imports", Operator, BATCH, "Takes over questions and answers from elsewhere.";
}

/// Where the API of a community lives.
pub const PREFIX: &str = "/api/v1/";

/// What a request to the API means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'a> {
    /// A route, with the community (empty for routes of the deployment) and the parameter of its path.
    Route(&'static Route, &'a str, Option<&'a str>),
    /// The path exists; these are its methods.
    OtherMethod(Vec<Method>),
    /// Nothing.
    Nothing,
}

impl PartialEq for Route {
    fn eq(&self, other: &Self) -> bool {
        self.operation == other.operation
    }
}

impl Eq for Route {}

/// Finds the route of a method and a path (without query). `HEAD` reads as `GET`. The path's parts are taken as they are:
/// parameters are checked by whoever reads them.
pub fn find<'a>(method: &str, path: &'a str) -> Found<'a> {
    let method = if method == "HEAD" { "GET" } else { method };
    let mut others = Vec::new();
    for route in ROUTES {
        let Some((community, parameter)) = matches(route, path) else {
            continue;
        };
        if route.method.as_str() == method {
            return Found::Route(route, community, parameter);
        }
        others.push(route.method);
    }
    if others.is_empty() {
        Found::Nothing
    } else {
        Found::OtherMethod(others)
    }
}

/// The value of a named parameter in a path that was found for this route.
pub fn parameter<'a>(route: &Route, path: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = path.strip_prefix(PREFIX)?.split_once('/')?;
    let bare = |part: &'static str| part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
    route
        .path
        .split('/')
        .zip(rest.split('/'))
        .find_map(|(expected, part)| (bare(expected) == Some(name)).then_some(part))
}

fn matches<'a>(route: &Route, path: &'a str) -> Option<(&'a str, Option<&'a str>)> {
    if route.path.starts_with('/') {
        return (route.path == path).then_some(("", None));
    }
    let (community, rest) = path.strip_prefix(PREFIX)?.split_once('/')?;
    if community.is_empty() {
        return None;
    }
    let mut parameter = None;
    let mut parts = rest.split('/');
    for expected in route.path.split('/') {
        let part = parts.next()?;
        if expected.starts_with('{') {
            if part.is_empty() {
                return None;
            }
            parameter = Some(part);
        } else if expected != part {
            return None;
        }
    }
    parts.next().is_none().then_some((community, parameter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_is_found_by_its_own_path() {
        for route in ROUTES {
            let path = if route.path.starts_with('/') {
                route.path.to_owned()
            } else {
                format!("{PREFIX}acme/{}", route.path.replace(['{', '}'], ""))
            };
            let Found::Route(found, ..) = find(route.method.as_str(), &path) else {
                panic!("{path} is not found")
            };
            assert_eq!(found.operation, route.operation, "{path}");
        }
    }

    #[test]
    fn a_wrong_method_names_the_right_ones() {
        assert_eq!(
            find("PUT", "/api/v1/acme/questions"),
            Found::OtherMethod(vec![Method::Get, Method::Post])
        );
    }

    #[test]
    fn a_head_reads_as_a_get_and_writes_nothing() {
        let operation = |path| match find("HEAD", path) {
            Found::Route(route, ..) => Some(route.operation),
            _ => None,
        };
        assert_eq!(
            operation("/api/v1/acme/questions"),
            Some(Operation::ListQuestions)
        );
        assert_eq!(operation("/api/v1/acme/comments"), None);
    }

    #[test]
    fn an_unknown_path_is_nothing() {
        for path in [
            "/api/v1/acme",
            "/api/v1//questions",
            "/api/v1/acme/questions/",
            "/api/v1/acme/questions/x/y/z",
        ] {
            assert_eq!(find("GET", path), Found::Nothing, "{path}");
        }
    }

    #[test]
    fn a_path_of_two_parameters_gives_each_by_its_name() {
        let path = "/api/v1/acme/contests/ct_1/receipts/17";
        let Found::Route(route, ..) = find("GET", path) else {
            panic!()
        };
        assert_eq!(parameter(route, path, "contest"), Some("ct_1"));
        assert_eq!(parameter(route, path, "ballot"), Some("17"));
        assert_eq!(parameter(route, path, "entry"), None);
    }

    #[test]
    fn the_parameter_of_a_path_is_given_as_it_stands() {
        let Found::Route(route, community, parameter) = find("PUT", "/api/v1/acme/votes/q_%20") else {
            panic!()
        };
        assert_eq!(
            (route.operation, community, parameter),
            (Operation::PutVote, "acme", Some("q_%20"))
        );
    }
}
