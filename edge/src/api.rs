//! The Worker: one request in, at most one call of an object, one answer out, one line in the log.
//!
//! What can be checked without state is checked here: the route, the method, the body's size and type, the
//! session's signature, the operator's token, the origin. Nothing is decided here that needs the state.

pub mod caller;
pub mod cors;
pub mod isolate_cache;
pub mod said;

use shared::api::health::Health;
use shared::api::overlay::Overlay;
use shared::api::problem::Code;
use shared::api::route::{self, Access, Found, Method, Operation, PREFIX, Route};
use shared::slug::CommunitySlug;
use shared::time::Millis;
use worker::Env;

use crate::community_client::{self, Call};
use crate::config::Config;
use crate::contest_client;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::pages::cookie;
use crate::reply::{Outgoing, Reply};
use crate::{assets, media, pages, runtime};

/// Answers a request, whatever it is.
///
/// # Errors
/// Never in practice: every failure has become an answer before.
pub async fn handle(request: web_sys::Request, env: Env) -> Result<web_sys::Response, Failure> {
    let began = runtime::now();
    let mut incoming = Incoming::new(request)?;
    let config = Config::shared(&env);
    let path = incoming.path.clone();
    let found = route::find(&incoming.method, &path);
    let named = name(&found, &incoming);
    let mut outgoing = match dispatch(found, &mut incoming, &env, &config, began).await {
        Ok(outgoing) => outgoing,
        Err(failure) => failure.into_reply(&incoming.id).into(),
    };
    log(named, &incoming.id, &outgoing, began);
    outgoing.header(shared::api::header::REQUEST_ID, incoming.id);
    outgoing.into_response()
}

async fn dispatch(
    found: Found<'_>,
    incoming: &mut Incoming,
    env: &Env,
    config: &Config,
    now: Millis,
) -> Result<Outgoing, Failure> {
    config.check()?;
    let path = incoming.path.as_str();
    if path.starts_with("/embed/") {
        return Ok(Outgoing::made(assets::handle(incoming, env).await?));
    }
    if !(path.starts_with(PREFIX) || path == "/health" || path == "/openapi.json") {
        return pages::handle(incoming, env, config).await;
    }
    if incoming.method == "OPTIONS" {
        return cors::preflight(incoming, env, now).await;
    }
    match found {
        Found::Route(route, "", _) => deployment(route, incoming, env, config, now).await,
        Found::Route(route, slug, parameter) => {
            let description = community_client::describe(env, slug, now).await?;
            let origin = cors::allowed(&incoming.header("origin"), &description.origins);
            let outgoing = match community(
                route,
                (slug, parameter.unwrap_or_default()),
                incoming,
                env,
                config,
                now,
            )
            .await
            {
                Ok(outgoing) => outgoing,
                Err(failure) => said::refusal(incoming, failure).into(),
            };
            Ok(cors::open(outgoing, origin))
        }
        Found::OtherMethod(methods) => Ok(other_method(&methods, &incoming.id)),
        Found::Nothing => Err(Failure::not_found()),
    }
}

/// Routes of the deployment itself.
async fn deployment(
    route: &Route,
    incoming: &mut Incoming,
    env: &Env,
    config: &Config,
    now: Millis,
) -> Result<Outgoing, Failure> {
    match route.operation {
        Operation::GetHealth => {
            let health = Health {
                status: "ok".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                mail: config.mail(),
            };
            Ok(Reply::json(200, &health)?.uncached().into())
        }
        Operation::GetOpenapi => Ok(Outgoing::made(assets::handle(incoming, env).await?)),
        _ => create_community(route, incoming, env, config, now).await,
    }
}

async fn create_community(
    route: &Route,
    incoming: &mut Incoming,
    env: &Env,
    config: &Config,
    now: Millis,
) -> Result<Outgoing, Failure> {
    if !caller::read(incoming, config, "", now).is_ok_and(|caller| caller.operator) {
        let code = match incoming.bearer() {
            Some(_) => Code::BadToken,
            None => Code::SignInNeeded,
        };
        return Err(Failure::refused(
            code,
            "Send the operator's token as `Authorization: Bearer …`.",
        ));
    }
    let body = incoming.json_body(route.body_limit).await?;
    let slug = caller::slug_of(&body)?;
    let base_url = base_url(config, incoming);
    let call = Call {
        method: route.method.as_str(),
        path: &incoming.path,
        operator: true,
        request_id: &incoming.id,
        base_url: &base_url,
        body: Some(&body),
        ..Call::default()
    };
    let answer = community_client::send(env, slug.as_str(), &call).await?;
    community_client::forget(slug.as_str());
    Ok(answer.pass())
}

/// Routes of a community.
async fn community(
    route: &'static Route,
    (slug, parameter): (&str, &str),
    incoming: &mut Incoming,
    env: &Env,
    config: &Config,
    now: Millis,
) -> Result<Outgoing, Failure> {
    incoming.query.check()?;
    if matches!(route.operation, Operation::GetMedium) {
        return media::serve(slug, parameter, incoming, env, now).await;
    }
    if matches!(route.operation, Operation::GetFragment) && pages::is_of_page(incoming.query.get("view")) {
        let caller = caller::read(incoming, config, slug, now)?;
        return Ok(
            pages::page_fragment(incoming, env, config, slug, caller.session, now)
                .await?
                .into(),
        );
    }
    let painted = matches!(route.operation, Operation::GetFragment)
        && pages::own::is_personal(incoming.query.get("view"))
        && incoming.bearer().is_some()
        && caller::read(incoming, config, slug, now).is_ok_and(|caller| caller.session.is_some());
    if route.access == Access::Public && !painted {
        return isolate_cache::public(route, slug, incoming, env, &base_url(config, incoming), now).await;
    }
    let caller = caller::read(incoming, config, slug, now)?;
    if route.is_one_for_visitors() && !painted && !caller.operator && caller.session.is_none() {
        return isolate_cache::public(route, slug, incoming, env, "", now).await;
    }
    if route.operation == Operation::GetOverlay && caller.own_page && caller.session.is_none() {
        // A page can't know whether its browser has a session; what is nobody's need not be looked up.
        let overlay = Reply::json(200, &Overlay::default())?;
        return Ok(overlay.uncached().into());
    }
    let key = caller::idempotency_key(incoming)?;
    let base_url = base_url(config, incoming);
    let client_address = client_address(config, incoming);
    let (path, query, id) = (incoming.path.clone(), incoming.query.clone(), incoming.id.clone());
    let call = Call {
        method: route.method.as_str(),
        path: &path,
        query: query.as_str(),
        session: caller.session.as_ref(),
        operator: caller.operator,
        idempotency_key: key.as_deref(),
        request_id: &id,
        base_url: &base_url,
        client_address: &client_address,
        known_caller: "",
        known_version: None,
        body: None,
    };
    if painted {
        return Ok(pages::own::fragment(call, slug, incoming, env, now).await?.into());
    }
    if matches!(route.operation, Operation::UploadMedium | Operation::PutVariant) {
        return media::upload(slug, incoming, env, call).await;
    }
    let body = incoming.json_body(route.body_limit).await?;
    let call = Call {
        body: (route.body_limit > 0).then_some(body.as_slice()),
        ..call
    };
    let answer = contest_client::pass(env, slug, Some(route), &call).await?;
    if let Some(version) = answer.version() {
        community_client::learn_version(slug, version);
    }
    if matches!(route.operation, Operation::EditSettings) {
        community_client::forget(slug);
    }
    let by_cookie = caller.own_page && caller.session.is_some();
    let over = by_cookie && caller::is_over(&answer, route.operation);
    let mut outgoing = said::pass(incoming, answer)?;
    if over {
        let secure = base_url.starts_with("https://");
        outgoing.header("set-cookie", cookie::forget(secure, slug));
    }
    Ok(outgoing)
}

/// The address of this deployment, without a slash at the end.
pub fn base_url(config: &Config, incoming: &Incoming) -> String {
    if config.base_url.is_empty() {
        incoming.origin()
    } else {
        config.base_url.clone()
    }
}

/// The client's address, if the operator named a header that can be trusted; else empty.
pub fn client_address(config: &Config, incoming: &Incoming) -> String {
    if config.client_address_header.is_empty() {
        String::new()
    } else {
        incoming.header(&config.client_address_header)
    }
}

fn other_method(methods: &[Method], request_id: &str) -> Outgoing {
    let allow = methods
        .iter()
        .map(|method| method.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let failure = Failure::refused(Code::MethodNotAllowed, format!("This address takes {allow}."));
    failure.into_reply(request_id).header("allow", allow).into()
}

/// What the log calls what was asked for, and the community it was asked of.
fn name(found: &Found<'_>, incoming: &Incoming) -> (&'static str, String) {
    if let Found::Route(route, community, _) = found {
        return (route.operation.as_str(), (*community).to_owned());
    }
    match pages::route::find(&incoming.method, &incoming.path) {
        pages::route::Found::Page(route, parameters) => (
            route.page.as_str(),
            parameters.into_iter().next().unwrap_or_default(),
        ),
        pages::route::Found::OtherMethod(_) | pages::route::Found::Nothing => ("none", String::new()),
    }
}

/// One line: what was asked, of whom, and how it went. Never a body, a token, an address or a name: what can't name a
/// community is left out.
fn log((asked, community): (&str, String), request: &str, outgoing: &Outgoing, began: Millis) {
    let community = CommunitySlug::parse(&community).map_or_else(|_| String::new(), |slug| slug.to_string());
    runtime::log(&format!(
        "{{\"route\":\"{asked}\",\"community\":\"{community}\",\"status\":{},\"ms\":{},\"cache\":\"{}\",\"request\":\"{request}\"}}",
        outgoing.status,
        runtime::now().since(began),
        outgoing.cache,
    ));
}
