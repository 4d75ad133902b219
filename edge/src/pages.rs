//! Our own pages, made of the widget's components: read, asked and answered without scripts.
//!
//! Invariant: a page that is kept says nothing of who reads it; a page that knows is never kept; every form is
//! checked to come from such a page, in its session.

pub mod act;
pub mod address;
pub mod answer;
pub mod ask;
pub mod complaint;
pub mod contest;
pub mod controls;
pub mod cookie;
pub mod dates;
pub mod deployment;
pub mod document;
pub mod enter;
pub mod feature;
pub mod feed;
pub mod form;
pub mod frame;
pub mod guest;
pub mod json_ld;
pub mod mailbox;
pub mod me;
pub mod moderation;
pub mod multipart;
pub mod notice;
pub mod own;
pub mod owner;
pub mod people;
pub mod person;
pub mod picture;
pub mod promise;
pub mod public;
pub mod refusal;
pub mod render;
pub mod report;
pub mod route;
#[cfg(test)]
pub(crate) mod sample;
pub mod sign_in;
pub mod sitemap;
pub mod statement;
pub mod story;
pub mod surface;
pub mod thank;
pub mod thumbnail;
pub mod visit;
pub mod vote;
pub mod week;
pub mod words;

use std::pin::Pin;

use shared::api::problem::Code;
use shared::api::route::{Access, Method};
use shared::language::Language;
use shared::time::Millis;
use worker::Env;

use self::form::Form;
use self::route::{Found, Page, PageRoute};
use self::visit::Visit;
use crate::config::Config;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::json;
use crate::reply::{Outgoing, Reply};
use crate::token::Claims;
use crate::{api, assets, community_client, runtime};

/// Answers a request for a page. What goes wrong is a page, too.
///
/// # Errors
/// When the runtime can't make a response.
pub async fn handle(incoming: &mut Incoming, env: &Env, config: &Config) -> Result<Outgoing, Failure> {
    match dispatch(incoming, env, config, runtime::now()).await {
        Ok(outgoing) => Ok(outgoing),
        Err(failure) => Ok(refusal::page(failure, incoming).await.into()),
    }
}

/// A view as a fragment of HTML, for an embed. The language is the query's, else the community's first.
///
/// # Errors
/// When the view can't be read.
pub async fn fragment(view: &[u8], incoming: &Incoming, base_url: &str) -> Result<String, Failure> {
    let asked = incoming.query.get("lang").unwrap_or_default();
    if story::is_view(incoming.query.get("view")) {
        let view = json::read_painted(view)?;
        let language = Language::choose(asked, &view.community().languages);
        return Ok(story::fragment(&view, None, language, base_url).await);
    }
    let view = json::read_view(view)?;
    let language = Language::choose(asked, &surface::community(&view).languages);
    Ok(surface::fragment(view, None, language, base_url).await)
}

/// Whether a view is that of a page, painted for the person of a session where there is one.
pub fn is_of_page(view: Option<&str>) -> bool {
    matches!(view, Some(contest::scene::VIEW | statement::VIEW))
}

/// A page as a fragment of HTML for an embed.
///
/// # Errors
/// When there is no such community or contest, or the session is not good anymore.
pub async fn page_fragment(
    incoming: &Incoming,
    env: &Env,
    config: &Config,
    community: &str,
    session: Option<Claims>,
    now: Millis,
) -> Result<Reply, Failure> {
    let description = community_client::describe(env, community, now).await?;
    let asked = |name| incoming.query.get(name).unwrap_or_default();
    let page = match asked("view") {
        statement::VIEW => Page::StatementForm,
        _ => Page::Contest,
    };
    let Some(route) = route::PAGES.iter().find(|route| route.page == page) else {
        return Err(Failure::not_found());
    };
    let mut visit = Visit {
        incoming,
        env,
        config,
        now,
        route,
        community,
        offered: &description.languages,
        parameter: asked("contest"),
        rest: asked("entry"),
        session,
        token: String::new(),
        me: None,
        form: Form::default(),
        cookies: Vec::new(),
    };
    match page {
        Page::StatementForm => statement::fragment(&mut visit).await,
        _ => contest::embed::fragment(&mut visit).await,
    }
}

async fn dispatch(
    incoming: &mut Incoming,
    env: &Env,
    config: &Config,
    now: Millis,
) -> Result<Outgoing, Failure> {
    let (route, parameters) = match route::find(&incoming.method, &incoming.path) {
        Found::Page(route, parameters) => (route, parameters),
        Found::OtherMethod(methods) => {
            let allow = methods
                .iter()
                .map(|method| method.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            let failure = Failure::refused(Code::MethodNotAllowed, format!("This address takes {allow}."));
            return Ok(refusal::page(failure, incoming)
                .await
                .header("allow", allow)
                .into());
        }
        Found::Nothing => return Err(Failure::not_found()),
    };
    let base_url = api::base_url(config, incoming);
    let reply = match route.page {
        Page::Home => deployment::home(&base_url).await,
        Page::Docs => deployment::docs(&base_url, &assets::api_document(env).await?).await,
        Page::Problems => deployment::problems(&base_url).await,
        Page::Robots => deployment::robots(),
        Page::Mailbox => mailbox::page(incoming, env, config, now).await?,
        _ => return community(route, &parameters, incoming, env, config, now).await,
    };
    Ok(reply.into())
}

async fn community(
    route: &'static PageRoute,
    parameters: &[String],
    incoming: &mut Incoming,
    env: &Env,
    config: &Config,
    now: Millis,
) -> Result<Outgoing, Failure> {
    let mut parameters = parameters.iter().map(String::as_str);
    let community = parameters.next().unwrap_or_default();
    let description = community_client::describe(env, community, now).await?;
    let secure = api::base_url(config, incoming).starts_with("https://");
    let (session, token) =
        cookie::session(&incoming.header("cookie"), secure, community, now, &config.secret).unzip();
    let form = match (route.method, route.page) {
        (Method::Get, _) => Form::default(),
        (_, Page::Guest) => {
            form::from_here(incoming, config)?;
            Form::default()
        }
        _ => {
            form::read(
                incoming,
                config,
                route,
                session.as_ref().filter(|_| route.access != Access::Personal),
            )
            .await?
        }
    };
    let mut visit = Visit {
        incoming,
        env,
        config,
        now,
        route,
        community,
        offered: &description.languages,
        parameter: parameters.next().unwrap_or_default(),
        rest: parameters.next().unwrap_or_default(),
        session,
        token: token.unwrap_or_default(),
        me: None,
        form,
        cookies: Vec::new(),
    };
    answer(&mut visit).await
}

/// A page that is being made. What makes one stands by itself, since one function of all would weigh a tenth more.
type Making<'visit, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + 'visit>>;

async fn answer(visit: &mut Visit<'_>) -> Result<Outgoing, Failure> {
    let reply: Making<'_, Reply> = match visit.route.page {
        Page::AskForm => Box::pin(ask::form(visit)),
        Page::Ask => Box::pin(ask::send(visit)),
        Page::AnswerForm => Box::pin(answer::form(visit)),
        Page::Answer => Box::pin(answer::send(visit)),
        Page::CommentForm => Box::pin(answer::comment_form(visit)),
        Page::Comment => Box::pin(answer::comment(visit)),
        Page::MeTooForm => Box::pin(vote::me_too_form(visit)),
        Page::MeToo => Box::pin(vote::me_too(visit)),
        Page::HelpedForm => Box::pin(vote::helped_form(visit)),
        Page::Helped => Box::pin(vote::helped(visit)),
        Page::SolvedForm => Box::pin(vote::solved_form(visit)),
        Page::Solved => Box::pin(vote::solved(visit)),
        Page::ReportForm => Box::pin(report::form(visit)),
        Page::Report => Box::pin(report::send(visit)),
        Page::Features => Box::pin(feature::page(visit)),
        Page::AnswerFeature => Box::pin(feature::answer(visit)),
        Page::AskFeatureForm => Box::pin(feature::ask::form(visit)),
        Page::AskFeature => Box::pin(feature::ask::send(visit)),
        Page::ShareForm => Box::pin(story::share::form(visit)),
        Page::Share => Box::pin(story::share::send(visit)),
        Page::StoryActForm => Box::pin(story::act::form(visit)),
        Page::StoryAct => Box::pin(story::act::send(visit)),
        Page::EditStoryForm => Box::pin(story::edit::form(visit)),
        Page::EditStory => Box::pin(story::edit::send(visit)),
        Page::SignInForm => Box::pin(sign_in::form(visit)),
        Page::SignIn => Box::pin(sign_in::send(visit)),
        Page::Guest => Box::pin(guest::begin(visit)),
        Page::SignOutForm => Box::pin(sign_in::out_form(visit)),
        Page::SignOut => Box::pin(sign_in::out(visit)),
        Page::Me => Box::pin(me::form(visit)),
        Page::EditMe => Box::pin(me::send(visit)),
        Page::Own | Page::OwnCode => Box::pin(owner::form(visit)),
        Page::RedeemCode => Box::pin(owner::send(visit)),
        Page::NoticesForm => Box::pin(notice::form(visit)),
        Page::Notices => Box::pin(notice::stop(visit)),
        Page::Moderation => Box::pin(moderation::queue(visit)),
        Page::Decide => Box::pin(moderation::decide(visit)),
        Page::People => Box::pin(people::page(visit)),
        Page::Person => Box::pin(person::page(visit)),
        Page::Week => Box::pin(week::page(visit)),
        Page::StatementForm => Box::pin(statement::form(visit)),
        Page::Statement => Box::pin(statement::send(visit)),
        Page::ObjectionForm => Box::pin(statement::objection_form(visit)),
        Page::Objection => Box::pin(statement::objection_send(visit)),
        Page::ThankForm => Box::pin(thank::form(visit)),
        Page::Thank => Box::pin(thank::send(visit)),
        Page::Promises => Box::pin(promise::page(visit)),
        Page::EndPromise => Box::pin(promise::end(visit)),
        Page::PromiseForm => Box::pin(promise::sorry::form(visit)),
        Page::Promise => Box::pin(promise::sorry::send(visit)),
        Page::ComplaintForm => Box::pin(complaint::form(visit)),
        Page::Complaint => Box::pin(complaint::send(visit)),
        Page::Contests => Box::pin(contest::list::page(visit)),
        Page::MakeContestForm => Box::pin(contest::make::form(visit)),
        Page::MakeContest => Box::pin(contest::make::send(visit)),
        Page::Contest => Box::pin(contest::show::page(visit)),
        Page::ContestRules => Box::pin(contest::rules::page(visit)),
        Page::CheckContest => Box::pin(contest::check::page(visit)),
        Page::EnterForm => Box::pin(contest::enter::form(visit)),
        Page::Enter => Box::pin(contest::enter::send(visit)),
        Page::Entry => Box::pin(contest::entry::page(visit)),
        Page::DecideEntryForm => Box::pin(contest::decide::form(visit)),
        Page::DecideEntry => Box::pin(contest::decide::send(visit)),
        Page::ReportEntryForm => Box::pin(contest::report::form(visit)),
        Page::ReportEntry => Box::pin(contest::report::send(visit)),
        Page::VoteForm => Box::pin(contest::vote::form(visit)),
        Page::Vote => Box::pin(contest::vote::send(visit)),
        Page::Receipt => Box::pin(contest::receipt::page(visit)),
        Page::HeldForm => Box::pin(contest::waiting::form(visit)),
        Page::Held => Box::pin(contest::waiting::send(visit)),
        Page::SendReceipt => Box::pin(contest::receipt::send(visit)),
        Page::Subject if visit.incoming.query.get("owned").is_some() && visit.session.is_some() => {
            Box::pin(public::owned(visit))
        }
        Page::QuestionWithSlug if visit.incoming.query.get("mine").is_some() && visit.session.is_some() => {
            Box::pin(public::mine(visit))
        }
        _ => return shown(visit).await,
    };
    Ok(reply.await?.into())
}

/// What is kept with its validators, for everybody.
fn shown<'visit>(visit: &'visit mut Visit<'_>) -> Making<'visit, Outgoing> {
    match visit.route.page {
        Page::Stories | Page::Story | Page::StoryWithSlug | Page::Gallery => Box::pin(story::page(visit)),
        Page::Feed | Page::SubjectFeed => Box::pin(feed::page(visit)),
        Page::Sitemap => Box::pin(sitemap::page(visit)),
        _ => Box::pin(public::page(visit)),
    }
}
