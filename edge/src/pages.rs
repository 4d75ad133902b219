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
    Ok(surface::fragment(view, language, base_url).await)
}

/// A contest as a fragment of HTML for an embed, painted for the person of a session where there is one.
///
/// # Errors
/// When there is no such contest.
pub async fn contest_fragment(
    incoming: &Incoming,
    env: &Env,
    config: &Config,
    community: &str,
    session: Option<Claims>,
    now: Millis,
) -> Result<Reply, Failure> {
    let description = community_client::describe(env, community, now).await?;
    let asked = |name| incoming.query.get(name).unwrap_or_default();
    let Some(route) = route::PAGES.iter().find(|route| route.page == Page::Contest) else {
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
    contest::embed::fragment(&mut visit).await
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

async fn answer(visit: &mut Visit<'_>) -> Result<Outgoing, Failure> {
    let reply = match visit.route.page {
        Page::AskForm => ask::form(visit).await?,
        Page::Ask => ask::send(visit).await?,
        Page::AnswerForm => answer::form(visit).await?,
        Page::Answer => answer::send(visit).await?,
        Page::CommentForm => answer::comment_form(visit).await?,
        Page::Comment => answer::comment(visit).await?,
        Page::MeTooForm => vote::me_too_form(visit).await?,
        Page::MeToo => vote::me_too(visit).await?,
        Page::HelpedForm => vote::helped_form(visit).await?,
        Page::Helped => vote::helped(visit).await?,
        Page::SolvedForm => vote::solved_form(visit).await?,
        Page::Solved => vote::solved(visit).await?,
        Page::ReportForm => report::form(visit).await?,
        Page::Report => report::send(visit).await?,
        Page::Stories | Page::Story | Page::StoryWithSlug | Page::Gallery => return story::page(visit).await,
        Page::Features => feature::page(visit).await?,
        Page::AnswerFeature => feature::answer(visit).await?,
        Page::AskFeatureForm => feature::ask::form(visit).await?,
        Page::AskFeature => feature::ask::send(visit).await?,
        Page::ShareForm => story::share::form(visit).await?,
        Page::Share => story::share::send(visit).await?,
        Page::StoryActForm => story::act::form(visit).await?,
        Page::StoryAct => story::act::send(visit).await?,
        Page::EditStoryForm => story::edit::form(visit).await?,
        Page::EditStory => story::edit::send(visit).await?,
        Page::SignInForm => sign_in::form(visit).await?,
        Page::SignIn => sign_in::send(visit).await?,
        Page::Guest => guest::begin(visit).await?,
        Page::SignOutForm => sign_in::out_form(visit).await?,
        Page::SignOut => sign_in::out(visit).await?,
        Page::Me => me::form(visit).await?,
        Page::EditMe => me::send(visit).await?,
        Page::Own | Page::OwnCode => owner::form(visit).await?,
        Page::RedeemCode => owner::send(visit).await?,
        Page::NoticesForm => notice::form(visit).await?,
        Page::Notices => notice::stop(visit).await?,
        Page::Moderation => moderation::queue(visit).await?,
        Page::Decide => moderation::decide(visit).await?,
        Page::People => people::page(visit).await?,
        Page::Person => person::page(visit).await?,
        Page::Week => week::page(visit).await?,
        Page::StatementForm => statement::form(visit).await?,
        Page::Statement => statement::send(visit).await?,
        Page::ObjectionForm => statement::objection_form(visit).await?,
        Page::Objection => statement::objection_send(visit).await?,
        Page::ThankForm => thank::form(visit).await?,
        Page::Thank => thank::send(visit).await?,
        Page::Promises => promise::page(visit).await?,
        Page::EndPromise => promise::end(visit).await?,
        Page::PromiseForm => promise::sorry::form(visit).await?,
        Page::Promise => promise::sorry::send(visit).await?,
        Page::ComplaintForm => complaint::form(visit).await?,
        Page::Complaint => complaint::send(visit).await?,
        Page::Contests => contest::list::page(visit).await?,
        Page::MakeContestForm => contest::make::form(visit).await?,
        Page::MakeContest => contest::make::send(visit).await?,
        Page::Contest => contest::show::page(visit).await?,
        Page::ContestRules => contest::rules::page(visit).await?,
        Page::CheckContest => contest::check::page(visit).await?,
        Page::EnterForm => contest::enter::form(visit).await?,
        Page::Enter => contest::enter::send(visit).await?,
        Page::Entry => contest::entry::page(visit).await?,
        Page::DecideEntryForm => contest::decide::form(visit).await?,
        Page::DecideEntry => contest::decide::send(visit).await?,
        Page::ReportEntryForm => contest::report::form(visit).await?,
        Page::ReportEntry => contest::report::send(visit).await?,
        Page::VoteForm => contest::vote::form(visit).await?,
        Page::Vote => contest::vote::send(visit).await?,
        Page::Receipt => contest::receipt::page(visit).await?,
        Page::HeldForm => contest::waiting::form(visit).await?,
        Page::Held => contest::waiting::send(visit).await?,
        Page::SendReceipt => contest::receipt::send(visit).await?,
        Page::Subject if visit.incoming.query.get("owned").is_some() && visit.session.is_some() => {
            public::owned(visit).await?
        }
        Page::QuestionWithSlug if visit.incoming.query.get("mine").is_some() && visit.session.is_some() => {
            public::mine(visit).await?
        }
        Page::Feed | Page::SubjectFeed => return feed::page(visit).await,
        Page::Sitemap => return sitemap::page(visit).await,
        _ => return public::page(visit).await,
    };
    Ok(reply.into())
}
