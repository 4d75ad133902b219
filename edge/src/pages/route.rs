//! Every page in one table: the router, the tests of who may do what, and `robots.txt` read it.
//! Invariant: a page that is not here does not exist, and every page that changes something is a `POST`.

use percent_encoding::percent_decode_str;
use shared::api::route::{Access, Method};

/// A page, or what its form does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRoute {
    /// Which.
    pub page: Page,
    /// `GET` for a page, `POST` for a form.
    pub method: Method,
    /// The path with parameters in braces.
    pub path: &'static str,
    /// Who may call it. `Public` pages are the same for everybody and cached; all others are not.
    pub access: Access,
}

macro_rules! pages {
    ($($page:ident $name:literal: $method:ident $path:literal, $access:ident, $summary:literal;)*) => {
        /// A page, or what its form does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Page {
            $(#[doc = $summary] $page,)*
        }

        impl Page {
            /// The name in the log.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$page => $name,)* }
            }

            /// Whether a picture may come with its form.
            pub const fn takes_picture(self) -> bool {
                matches!(self, Self::Ask | Self::Answer | Self::Enter | Self::MakeContest | Self::Share | Self::EditStory)
            }

            /// The module of a page whose form takes pictures: what is there is sent from where it was chosen. An answer has
            /// none, since it leads to a part of a page, which a script that sends is not told.
            pub const fn form_script(self) -> Option<&'static str> {
                match self {
                    Self::AskForm | Self::Ask | Self::EnterForm | Self::Enter | Self::MakeContestForm | Self::MakeContest
                        | Self::ShareForm | Self::Share | Self::EditStoryForm | Self::EditStory => Some("form-script"),
                    _ => None,
                }
            }
        }

        /// All pages.
        pub const PAGES: &[PageRoute] = &[$(PageRoute {
            page: Page::$page,
            method: Method::$method,
            path: $path,
            access: Access::$access,
        },)*];
    };
}

pages! {
    Home "home": Get "/", Public, "Names the deployment.";
    Docs "docs": Get "/docs", Public, "The wire contract.";
    Problems "problems": Get "/docs/problems", Public, "The codes of problems.";
    Robots "robots": Get "/robots.txt", Public, "What crawlers may read.";
    Mailbox "mailbox": Get "/mailbox", Operator, "The mail of a local run.";

    Community "community": Get "/{community}", Public, "The questions of a community.";
    Sitemap "sitemap": Get "/{community}/sitemap.xml", Public, "The addresses of its questions.";
    Feed "feed": Get "/{community}/feed.xml", Public, "What was asked and answered last, for feed readers.";
    SubjectFeed "subject_feed": Get "/{community}/subjects/{subject}/feed.xml", Public, "The same of a subject.";
    Tag "tag": Get "/{community}/tags/{tag}", Public, "The questions with a tag.";
    Subject "subject": Get "/{community}/subjects/{subject}", Public, "The questions about a subject.";

    AskForm "ask_form": Get "/{community}/ask", Personal, "Where one asks.";
    Ask "ask": Post "/{community}/ask", Session, "Asks a question.";
    AnswerForm "answer_form": Get "/{community}/questions/{question}/answer", Personal, "Where one answers.";
    Answer "answer": Post "/{community}/questions/{question}/answer", Session, "Answers a question.";
    MeTooForm "me_too_form": Get "/{community}/questions/{question}/me-too", Personal, "Where one says *me too*.";
    MeToo "me_too": Post "/{community}/questions/{question}/me-too", Session, "Says *me too*, or withdraws it.";
    CommentForm "comment_form": Get "/{community}/answers/{answer}/comment", Personal, "Where one comments.";
    Comment "comment": Post "/{community}/answers/{answer}/comment", Session, "Comments on an answer.";
    HelpedForm "helped_form": Get "/{community}/answers/{answer}/helped", Personal, "Where one says *this helped me*.";
    Helped "helped": Post "/{community}/answers/{answer}/helped", Session, "Says *this helped me*, or withdraws it.";
    SolvedForm "solved_form": Get "/{community}/answers/{answer}/solved", Personal, "Where the asker says *this solved it*.";
    Solved "solved": Post "/{community}/answers/{answer}/solved", Session, "Says *this solved it*, or withdraws it.";
    ReportForm "report_form": Get "/{community}/report/{target}", Personal, "Where one reports.";
    Report "report": Post "/{community}/report/{target}", Session, "Tells staff that something should not stand.";

    Question "question": Get "/{community}/questions/{question}", Public, "Leads to the address of a question.";
    QuestionWithSlug "question_with_slug": Get "/{community}/questions/{question}/{slug}", Public, "A question with its answers.";

    Stories "stories": Get "/{community}/stories", Public, "The stories of a community, or about a subject.";
    Story "story": Get "/{community}/stories/{story}", Public, "Leads to the address of a story.";
    StoryWithSlug "story_with_slug": Get "/{community}/stories/{story}/{slug}", Public, "A story.";
    Gallery "gallery": Get "/{community}/gallery", Public, "What is featured, with its authors.";
    Features "features": Get "/{community}/features", Personal, "What authors were asked to have shown elsewhere.";
    AnswerFeature "answer_feature": Post "/{community}/features/{feature}", Session, "Agrees, refuses, revokes or withdraws.";
    AskFeatureForm "ask_feature_form": Get "/{community}/feature/{target}", Personal, "Where people of the brand ask an author.";
    AskFeature "ask_feature": Post "/{community}/feature/{target}", Session, "Asks an author to have something shown elsewhere.";
    ShareForm "share_form": Get "/{community}/share", Personal, "Where one shares a story.";
    Share "share": Post "/{community}/share", Session, "Shares a story.";
    StoryActForm "story_act_form": Get "/{community}/act/{story}", Personal, "Where one says something to a story.";
    StoryAct "story_act": Post "/{community}/act/{story}", Session, "Says something to a story, or withdraws it.";
    EditStoryForm "edit_story_form": Get "/{community}/edit/{story}", Personal, "Where one changes one's own story.";
    EditStory "edit_story": Post "/{community}/edit/{story}", Session, "Changes one's own story, or takes it back.";

    Contests "contests": Get "/{community}/contests", Public, "The contests of a community.";
    MakeContestForm "make_contest_form": Get "/{community}/contests/new", Owner, "Where an owner makes a contest.";
    MakeContest "make_contest": Post "/{community}/contests/new", Owner, "Shows the rules of a contest, or opens it.";
    Contest "contest": Get "/{community}/contests/{contest}", Public, "A contest: its entries, and who won.";
    ContestRules "contest_rules": Get "/{community}/contests/{contest}/rules", Public, "The official rules.";
    CheckContest "check_contest": Get "/{community}/contests/{contest}/check", Public, "How anyone makes the result again.";
    EnterForm "enter_form": Get "/{community}/contests/{contest}/enter", Personal, "Where one enters.";
    Enter "enter": Post "/{community}/contests/{contest}/enter", Session, "Sends in an entry.";
    Receipt "receipt": Get "/{community}/contests/{contest}/receipt", Personal, "My receipt.";
    SendReceipt "send_receipt": Post "/{community}/contests/{contest}/receipt", Session, "Sends one's ballot again: with a challenge that was passed, or a wish for receipts by mail.";
    HeldForm "held_form": Get "/{community}/contests/{contest}/held", Moderator, "The votes that wait for a decision.";
    Held "held": Post "/{community}/contests/{contest}/held", Staff, "Counts votes that wait, or sets them aside.";
    Entry "entry": Get "/{community}/contests/{contest}/entries/{entry}", Public, "One entry.";
    VoteForm "vote_form": Get "/{community}/contests/{contest}/entries/{entry}/vote", Personal, "Where one votes.";
    Vote "vote": Post "/{community}/contests/{contest}/entries/{entry}/vote", Session, "Votes, or takes the vote back.";
    DecideEntryForm "decide_entry_form": Get "/{community}/contests/{contest}/entries/{entry}/decide", Personal, "Where one decides about an entry.";
    DecideEntry "decide_entry": Post "/{community}/contests/{contest}/entries/{entry}/decide", Session, "Decides about an entry, or takes one's own back.";
    ReportEntryForm "report_entry_form": Get "/{community}/contests/{contest}/entries/{entry}/report", Personal, "Where one reports an entry.";
    ReportEntry "report_entry": Post "/{community}/contests/{contest}/entries/{entry}/report", Session, "Tells staff that an entry should not stand.";

    People "people": Get "/{community}/people", Public, "People who helped.";
    Person "person": Get "/{community}/people/{person}", Public, "A contributor.";
    Week "week": Get "/{community}/week", Staff, "What the last week was about, for the brand's people.";
    StatementForm "statement_form": Get "/{community}/statement", Personal, "What I am thanked for, and what others are told.";
    Statement "statement": Post "/{community}/statement", Session, "Sets what others are told of me.";
    ObjectionForm "objection_form": Get "/{community}/statement/{contribution}", Personal, "Where one contests a line.";
    Objection "objection": Post "/{community}/statement/{contribution}", Session, "Tells staff that a line is not right.";
    ThankForm "thank_form": Get "/{community}/thank/{target}", Personal, "Where the brand's people say *thank you*.";
    Thank "thank": Post "/{community}/thank/{target}", Session, "Says *thank you*, or withdraws it.";

    Promises "promises": Get "/{community}/promises", Public, "What the brand promised, and what became of it.";
    EndPromise "end_promise": Post "/{community}/promises/{promise}", Session, "Keeps or withdraws a promise.";
    PromiseForm "promise_form": Get "/{community}/promise/{target}", Personal, "Where people of the brand say sorry.";
    Promise "promise": Post "/{community}/promise/{target}", Session, "Says sorry, and promises a next step.";
    ComplaintForm "complaint_form": Get "/{community}/complaint/{question}", Personal, "Where a question is marked as a complaint.";
    Complaint "complaint": Post "/{community}/complaint/{question}", Session, "Marks a question as a complaint, or takes the mark off.";

    SignInForm "sign_in_form": Get "/{community}/sign-in", Personal, "Where one signs in.";
    SignIn "sign_in": Post "/{community}/sign-in", Personal, "Sends a sign-in link, or takes its code.";
    Guest "guest": Post "/{community}/guest", Personal, "Begins a guest's session, for the application.";
    SignOutForm "sign_out_form": Get "/{community}/sign-out", Personal, "Where one signs out.";
    SignOut "sign_out": Post "/{community}/sign-out", Personal, "Ends the session.";
    Me "me": Get "/{community}/me", Personal, "My name, and what of mine waits.";
    EditMe "edit_me": Post "/{community}/me", Session, "Changes my name.";
    Own "own": Get "/{community}/own", Personal, "What I own, and what waits for an answer there.";
    OwnCode "own_code": Get "/{community}/own/{code}", Personal, "Where a code out of a box leads.";
    RedeemCode "redeem_code": Post "/{community}/own", Session, "Redeems a code out of a box.";
    NoticesForm "notices_form": Get "/{community}/notices", Personal, "Where one ends mail about a question.";
    Notices "notices": Post "/{community}/notices", Personal, "Ends mail about a question, by the code of a letter.";
    Moderation "moderation": Get "/{community}/moderation", Moderator, "What waits for a decision.";
    Decide "decide": Post "/{community}/moderation/{target}", Staff, "Decides.";
}

/// What an address means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A page, with the decoded parameters of its path in order.
    Page(&'static PageRoute, Vec<String>),
    /// The address exists; these are its methods.
    OtherMethod(Vec<Method>),
    /// Nothing.
    Nothing,
}

/// Finds the page of a method and a path (without query). `HEAD` reads as `GET`.
pub fn find(method: &str, path: &str) -> Found {
    let method = if method == "HEAD" { "GET" } else { method };
    let mut others = Vec::new();
    for route in PAGES {
        let Some(parameters) = parameters(route.path, path) else {
            continue;
        };
        if route.method.as_str() == method {
            return Found::Page(route, parameters);
        }
        if !others.contains(&route.method) {
            others.push(route.method);
        }
    }
    if others.is_empty() {
        Found::Nothing
    } else {
        Found::OtherMethod(others)
    }
}

fn parameters(pattern: &str, path: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut parts = path.split('/');
    for expected in pattern.split('/') {
        let part = parts.next()?;
        if expected.starts_with('{') {
            let decoded = percent_decode_str(part).decode_utf8().ok()?;
            if decoded.is_empty() || decoded.contains('\0') {
                return None;
            }
            found.push(decoded.into_owned());
        } else if expected != part {
            return None;
        }
    }
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use shared::slug::{QUESTION_SLUG_RESERVED, RESERVED, question_slug};

    use super::*;

    fn page(method: &str, path: &str) -> Option<(Page, Vec<String>)> {
        match find(method, path) {
            Found::Page(route, parameters) => Some((route.page, parameters)),
            Found::OtherMethod(_) | Found::Nothing => None,
        }
    }

    #[test]
    fn every_page_is_found_by_its_own_path() {
        for route in PAGES {
            let path = route.path.replace(['{', '}'], "");
            assert_eq!(
                page(route.method.as_str(), &path).map(|(page, _)| page),
                Some(route.page),
                "{path}"
            );
        }
    }

    #[test]
    fn a_public_page_changes_nothing() {
        for route in PAGES {
            assert!(
                route.access != Access::Public || route.method == Method::Get,
                "{}",
                route.path
            );
        }
    }

    #[test]
    fn parameters_are_decoded_and_odd_ones_lead_nowhere() {
        assert_eq!(
            page("GET", "/acme/tags/caf%C3%A9+noir"),
            Some((Page::Tag, vec!["acme".to_owned(), "café+noir".to_owned()]))
        );
        assert_eq!(
            page("HEAD", "/acme/subjects/https%3A%2F%2Fshop.example%2Fa"),
            Some((
                Page::Subject,
                vec!["acme".to_owned(), "https://shop.example/a".to_owned()]
            ))
        );
        for path in [
            "/acme/tags/",
            "/acme/tags/%ff",
            "/acme/tags/a%00b",
            "//tags/x",
            "/acme/questions/q/slug/more",
            "/acme/",
        ] {
            assert_eq!(page("GET", path), None, "{path}");
        }
    }

    #[test]
    fn no_slug_takes_the_address_of_another_page() {
        for route in PAGES {
            let parts: Vec<_> = route.path.split('/').skip(1).collect();
            if let ["{community}", "questions", "{question}", word] = *parts
                && !word.starts_with('{')
            {
                assert!(QUESTION_SLUG_RESERVED.contains(&word), "{}", route.path);
                assert_ne!(question_slug(word), word);
            }
            if let [word] = *parts
                && !word.is_empty()
                && !word.starts_with('{')
            {
                assert!(RESERVED.contains(&word), "{}", route.path);
            }
        }
        for word in ["api", "embed", "health", "openapi.json"] {
            assert!(RESERVED.contains(&word), "{word}");
        }
    }

    #[test]
    fn a_title_leads_to_its_question_whatever_it_says() {
        for title in ["Answer", "Me too", "me-too?", "Why is it slow?"] {
            let path = format!("/acme/questions/q_1/{}", question_slug(title));
            let found = page("GET", &path).map(|(page, _)| page);
            assert_eq!(found, Some(Page::QuestionWithSlug), "{path}");
        }
    }

    #[test]
    fn a_wrong_method_names_the_right_ones() {
        assert_eq!(
            find("PUT", "/acme/ask"),
            Found::OtherMethod(vec![Method::Get, Method::Post])
        );
        assert_eq!(find("POST", "/acme"), Found::OtherMethod(vec![Method::Get]));
    }
}
