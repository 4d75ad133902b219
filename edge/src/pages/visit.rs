//! One request of a page: what came, whose session it carries, and calls of the object on its behalf.
//!
//! Invariant: a page's session comes from the cookie alone, that of a fragment for an embed from its token; what the object refuses comes back as the same failure.

mod calls;

use shared::api::answer::AnswerView;
use shared::api::person::Me;
use shared::api::problem::{Code, Problem};
use shared::api::route::{Method, PREFIX};
use shared::api::session::{BeginSession, Session};
use shared::api::story::StoryView;
use shared::api::view::{PaintedView, QuestionPage, QuestionsView, View};
use shared::hexadecimal;
use shared::language::Language;
use shared::time::Millis;
use widget::words::problems;
use worker::Env;

use super::form::{self, Form};
use super::route::PageRoute;
use super::{address, cookie};
use crate::api::{self, isolate_cache};
use crate::community_client::{Answer, Call};
use crate::config::Config;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::json;
use crate::reply::Reply;
use crate::token::{self, Claims};

/// One request of a page of a community.
pub struct Visit<'a> {
    /// What came.
    pub incoming: &'a Incoming,
    /// The bindings.
    pub env: &'a Env,
    /// What the operator set.
    pub config: &'a Config,
    /// When.
    pub now: Millis,
    /// Which page.
    pub route: &'static PageRoute,
    /// The community's slug.
    pub community: &'a str,
    /// The languages of its pages.
    pub offered: &'a [Language],
    /// The second parameter of the path; empty if there is none.
    pub parameter: &'a str,
    /// The third.
    pub rest: &'a str,
    /// Whose session the cookie names.
    pub session: Option<Claims>,
    /// Its token.
    pub token: String,
    /// The person of the session, once the object was asked.
    pub me: Option<Me>,
    /// What was typed, for a form that was sent.
    pub form: Form,
    /// Cookies to set with the answer.
    pub cookies: Vec<String>,
}

impl Visit<'_> {
    /// The address of the deployment, without a slash at the end.
    pub fn base_url(&self) -> String {
        api::base_url(self.config, self.incoming)
    }

    /// Whether this deployment is reached by https.
    pub fn secure(&self) -> bool {
        self.base_url().starts_with("https://")
    }

    /// The token for the form of the page with this path.
    pub fn form_token(&self, path: &str) -> String {
        form::form_token(self.config, path, self.session.as_ref())
    }

    /// Learns who the session names. One that is not good anymore is left.
    ///
    /// # Errors
    /// When the object can't tell.
    pub async fn recognize(&mut self) -> Result<(), Failure> {
        if self.session.is_none() {
            return Ok(());
        }
        match self.read("me", "").await {
            Ok(me) => self.me = Some(me),
            Err(Failure::Refused {
                code: Code::BadToken | Code::SignInNeeded,
                ..
            }) => self.leave(),
            Err(failure) => return Err(failure),
        }
        Ok(())
    }

    /// Whether one of the brand's people visits, once it is known who does.
    pub fn is_staff(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.role.is_staff())
    }

    /// Whether whoever visits decides what is seen, once it is known who does.
    pub fn moderates(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.role.moderates())
    }

    /// Begins a guest's session, so that the form that follows can be sent twice and done once.
    ///
    /// # Errors
    /// When the object refuses.
    pub async fn begin_as_guest(&mut self) -> Result<(), Failure> {
        let session: Session = self
            .write(
                Method::Post,
                "session",
                "",
                &BeginSession::Guest { name: String::new() },
            )
            .await?;
        self.take(session)
    }

    /// Takes a session over: this request and those after it are its own.
    ///
    /// # Errors
    /// When the object made a token that does not open.
    pub fn take(&mut self, session: Session) -> Result<(), Failure> {
        let claims = token::open(&session.token, self.community, self.now, &self.config.secret)
            .map_err(|error| Failure::Internal(error.to_string()))?;
        self.session = Some(claims);
        self.cookies = vec![cookie::set(
            self.secure(),
            self.community,
            &session.token,
            session.expires_at,
            self.now,
        )];
        self.token = session.token;
        self.me = Some(session.me);
        Ok(())
    }

    /// Forgets the session on this device.
    pub fn leave(&mut self) {
        self.session = None;
        self.me = None;
        self.token.clear();
        self.cookies = vec![cookie::forget(self.secure(), self.community)];
    }

    /// What a surface shows to everybody, from memory if it is fresh.
    ///
    /// # Errors
    /// What the object refuses.
    pub async fn view(&self, query: &[(&str, &str)]) -> Result<View, Failure> {
        Ok(json::read_view(&self.kept_view(&query_of(query)).await?)?)
    }

    /// What a surface without an application shows to everybody, from memory if it is fresh.
    ///
    /// # Errors
    /// What the object refuses.
    pub async fn painted(&self, query: &str) -> Result<PaintedView, Failure> {
        Ok(json::read_painted(self.kept_view(query).await?)?)
    }

    async fn kept_view(&self, query: &str) -> Result<Vec<u8>, Failure> {
        kept_view(self.community, query, &self.incoming.id, self.env, self.now).await
    }

    /// The story that the path names.
    ///
    /// # Errors
    /// When there is none that this person sees.
    pub async fn story(&self) -> Result<StoryView, Failure> {
        self.read(&format!("stories/{}", address::encode(self.parameter)), "")
            .await
    }

    /// The community, as its pages show it, with what its questions are about.
    ///
    /// # Errors
    /// When there is no such community or subject.
    pub async fn questions(&self, subject: &str, subject_name: &str) -> Result<QuestionsView, Failure> {
        let about = [
            ("view", "questions"),
            ("subject", subject),
            ("subject_name", subject_name),
        ];
        match self.view(&about).await? {
            View::Questions(view) => Ok(view),
            View::Question(_) => Err(Failure::not_found()),
        }
    }

    /// A question as everybody sees it.
    ///
    /// # Errors
    /// When there is none that everybody sees.
    pub async fn question(&self, id: &str) -> Result<QuestionPage, Failure> {
        match self.view(&[("view", "question"), ("question", id)]).await? {
            View::Question(page) => Ok(*page),
            View::Questions(_) => Err(Failure::not_found()),
        }
    }

    /// The answer that the path names, and its question.
    ///
    /// # Errors
    /// When there is none that this person sees.
    pub async fn answer(&self) -> Result<(QuestionPage, AnswerView), Failure> {
        let answer: AnswerView = self
            .read(&format!("answers/{}", address::encode(self.parameter)), "")
            .await?;
        let question = self.question(answer.question_id.as_str()).await?;
        Ok((question, answer))
    }

    /// Fills a form in with what came in the query: public pages lead here with what was typed there.
    pub fn fill_from_query(&mut self, names: &[&str]) {
        for name in names {
            if let Some(value) = self.incoming.query.get(name) {
                self.form.fill(name, value);
            }
        }
    }

    /// The interface language asked for, among those the community offers. Headers do not count: two readers of
    /// one address read the same.
    pub fn language(&self, offered: &[Language]) -> Language {
        Language::choose(self.incoming.query.get("lang").unwrap_or_default(), offered)
    }

    /// A path with the `?lang=` that this request came with, if it is a language.
    pub fn in_same_language(&self, path: &str) -> String {
        match self.incoming.query.get("lang").and_then(Language::of_tag) {
            Some(language) => address::in_language(path, language, &[]),
            None => path.to_owned(),
        }
    }

    /// The address of this page for the same page in another language.
    pub fn path_without_language(&self) -> String {
        let pairs = ["subject", "sort", "q", "cursor", "mine"]
            .map(|name| (name, self.incoming.query.get(name).unwrap_or_default()));
        let query = query_of(&pairs);
        if query.is_empty() {
            self.incoming.path.clone()
        } else {
            format!("{}?{query}", self.incoming.path)
        }
    }

    /// Where this request went, to come back to; for a form, the page it stands on.
    pub fn address(&self) -> String {
        let query = self.incoming.query.as_str();
        let separator = if query.is_empty() { "" } else { "?" };
        format!("{}{separator}{query}", self.incoming.path)
    }

    /// What went wrong, to be shown where it was typed, in the language of the page. A session that is not good
    /// anymore is left, so that the form that is shown again has a new one.
    pub fn problem(&mut self, failure: Failure) -> Problem {
        let (mut problem, _) = failure.into_problem(&self.incoming.id);
        if problem.code == Code::BadToken {
            self.leave();
        }
        problems::say(&mut problem, self.language(self.offered));
        problem
    }

    /// The key and the name of what a form's words are about. What is about no thing of the brand's is about the community
    /// itself.
    ///
    /// # Errors
    /// When there is no such community.
    pub async fn form_subject(&self) -> Result<(String, Option<String>), Failure> {
        if let Some(subject) = self.form.typed("subject") {
            let name = self.form.typed("subject_name").map(str::to_owned);
            return Ok((subject.to_owned(), name));
        }
        let name = self.questions("", "").await?.community.name;
        Ok((self.community.to_owned(), Some(name)))
    }

    /// The answer with this visit's cookies, never stored by anyone.
    pub fn reply(&self, reply: Reply) -> Reply {
        self.cookies.iter().fold(reply.uncached(), |reply, cookie| {
            reply.header("set-cookie", cookie)
        })
    }

    /// Leads to where one sees what a form did, in the same language; what was refused is told for the page that is shown
    /// again.
    ///
    /// # Errors
    /// The problem, in the language of the page.
    pub fn taken(&mut self, sent: Result<String, Failure>) -> Result<Reply, Box<Problem>> {
        match sent {
            Ok(path) => Ok(self.see(self.in_same_language(&path))),
            Err(failure) => Err(Box::new(self.problem(failure))),
        }
    }

    /// Leads back to the page of a form, which says that it is done.
    ///
    /// # Errors
    /// The problem, in the language of the page.
    pub fn done<T>(&mut self, sent: Result<T, Failure>) -> Result<Reply, Box<Problem>> {
        let path = format!("{}?done=1", self.incoming.path);
        self.taken(sent.map(|_| path))
    }

    /// Leads to a page after a form was sent.
    pub fn see(&self, path: String) -> Reply {
        self.reply(Reply::redirect(303, path))
    }
}

/// A view as everybody sees it, from memory if it is fresh.
///
/// # Errors
/// What the object refuses.
pub async fn kept_view(
    community: &str,
    query: &str,
    request_id: &str,
    env: &Env,
    now: Millis,
) -> Result<Vec<u8>, Failure> {
    let path = format!("{PREFIX}{community}/view");
    let call = Call::read(&path, query, request_id);
    let address = format!("{path}?{query}");
    match isolate_cache::find_json(&address, &call, community, env, now).await? {
        isolate_cache::Found::Entry(entry) => Ok(entry.body()),
        isolate_cache::Found::Refused(answer) => Err(refusal(&answer)),
    }
}

/// A query of these names and values; empty values are left out.
pub fn query_of(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
    pairs
        .map(|(name, value)| format!("{name}={}", address::encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// A new idempotency key for a form.
///
/// # Errors
/// When the runtime has no randomness.
pub fn new_key() -> Result<String, Failure> {
    Ok(hexadecimal::encode(&crate::runtime::random::<16>()?))
}

/// The failure that an object's answer tells.
pub fn refusal(answer: &Answer) -> Failure {
    let retry_after = answer
        .header("retry-after")
        .and_then(|seconds| seconds.parse().ok());
    match json::read::<Problem>(&answer.bytes()) {
        Ok(Problem {
            code: Code::Internal | Code::Unknown,
            ..
        })
        | Err(_) => Failure::Internal(format!("the object answered {}", answer.status)),
        Ok(problem) => Failure::Refused {
            code: problem.code,
            detail: problem.detail,
            errors: problem.errors,
            retry_after,
        },
    }
}
