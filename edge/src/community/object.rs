//! The object as the runtime sees it: reads a call, answers it, wakes by alarm. What it is asked that is no route is in
//! `internal`.

mod alarm;
mod internal;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use shared::api::header::VERSION;
use shared::api::route::{Access, Method, Operation, Route};
use shared::person::Caller;
use shared::settings::Settings;
use wasm_bindgen::prelude::*;
use worker::worker_sys::DurableObjectState;
use worker::{Env, State};

use self::alarm::Alarm;
use super::cached::Cached;
use super::context::{Context, version};
use super::limiter::{self, Left, Limiter};
use super::lists::Lists;
use super::recognition::job::Counting;
use super::replay::{self, Key};
use super::request::{CREATE_PATH, ObjectRequest};
use super::store::Store;
use super::{contest, due, operation, rows, schema, settings, sso};
use crate::blobs::Blobs;
use crate::community_client::unknown;
use crate::config::Config;
use crate::crossing;
use crate::failure::Failure;
use crate::message;
use crate::reply::{JSON, Reply};

/// The class the runtime makes an object of.
#[wasm_bindgen]
pub struct Community(Rc<Object>);

#[wasm_bindgen]
impl Community {
    /// The object in this state.
    #[wasm_bindgen(constructor)]
    pub fn new(state: DurableObjectState, env: Env) -> Self {
        let state = State::from(state);
        Self(Rc::new(Object {
            store: Store::new(&state),
            config: Config::of(&env),
            files: Blobs::of(&env),
            settings: RefCell::default(),
            cached: Cached::default(),
            lists: Lists::default(),
            limiter: Limiter::default(),
            alarm: Alarm::default(),
            counting: RefCell::default(),
            state,
            env,
        }))
    }

    /// Answers a call of the Worker, by the texts of [`message`]. All of it happens in one step, but where a
    /// signature has to be checked, so that a panic is felt by the caller and not only by the runtime.
    pub fn answer(&self, call: &str, body: JsValue) -> JsValue {
        let body = match body.as_string() {
            Some(text) => text.into_bytes(),
            None => body
                .dyn_ref::<Uint8Array>()
                .map(Uint8Array::to_vec)
                .unwrap_or_default(),
        };
        self.0.clone().handle(ObjectRequest::read(call, body))
    }

    /// Does what is due.
    pub fn alarm(&self) -> JsValue {
        let object = self.0.clone();
        crossing::settle(async move {
            object.wake().await;
            JsValue::UNDEFINED
        })
    }
}

struct Object {
    store: Store,
    state: State,
    env: Env,
    config: Config,
    files: Option<Blobs>,
    settings: RefCell<Option<(Rc<Settings>, Rc<str>)>>,
    cached: Cached,
    lists: Lists,
    limiter: Limiter,
    alarm: Alarm,
    /// The run of recognition that goes on.
    counting: RefCell<Option<Counting>>,
}

impl Object {
    fn handle(self: Rc<Self>, read: Result<ObjectRequest, Failure>) -> JsValue {
        crossing::settle(async move {
            let reply = match read {
                Ok(request) => {
                    let reply = self
                        .answer(&request)
                        .await
                        .unwrap_or_else(|failure| failure.into_reply(&request.id));
                    self.arm().await;
                    reply
                }
                Err(failure) => failure.into_reply(""),
            };
            Uint8Array::from(message::reply(reply).as_slice()).into()
        })
    }

    async fn wake(&self) {
        self.alarm.rang();
        match self.load_settings() {
            Ok((_, slug)) => {
                due::run(
                    &self.store,
                    &self.counting,
                    &self.env,
                    &slug,
                    &self.config,
                    self.files.as_ref(),
                    crate::runtime::now(),
                )
                .await;
            }
            Err(failure) => crate::runtime::log_failure("alarm", &failure),
        }
        self.arm().await;
    }

    async fn answer(&self, request: &ObjectRequest) -> Result<Reply, Failure> {
        let now = crate::runtime::now();
        if request.path == CREATE_PATH {
            return self.create(request, now);
        }
        let (settings, slug) = self.load_settings()?;
        if let Some(reply) = self.internal(request, &settings, &slug, now)? {
            return Ok(reply);
        }
        let (route, parameter) = request.route()?;
        let context = |caller| Context {
            sql: self.store.sql(),
            lists: &self.lists,
            now,
            caller,
            session: request.session.as_ref(),
            slug: &slug,
            settings: settings.clone(),
            config: &self.config,
            parameter,
            query: &request.query,
            base_url: &request.base_url,
        };
        if route.access == Access::Public {
            return self.read_public(request, route, &context(Caller::Visitor));
        }
        if route.method == Method::Get {
            let context = context(self.caller(request)?);
            if context.caller == Caller::Visitor && route.is_one_for_visitors() {
                return self.read_public(request, route, &context);
            }
            operation::admit(route, &context.caller)?;
            return Ok(operation::read(route.operation, &context)?.uncached());
        }
        let proof = sso::prove(route.operation, &request.body, &settings, &slug, now).await?;
        let (reply, left) = self.store.write(|_| {
            let context = context(self.caller(request)?);
            operation::admit(route, &context.caller)?;
            self.write(request, route, &context, proof.as_ref())
        })?;
        if matches!(route.operation, Operation::EditSettings) {
            self.settings.take();
        }
        if matches!(route.operation, Operation::OpenContest | Operation::SetMember) {
            // Delivered before the answer if it can be; the alarm delivers what could not.
            if let Err(failure) = contest::delivery::deliver(&self.store, &self.env, &slug).await {
                crate::runtime::log_failure(due::CONTESTS, &failure);
            }
        }
        let reply = reply.header(VERSION, version(self.store.sql())?.to_string());
        Ok(with_limit(reply, left))
    }

    fn read_public(
        &self,
        request: &ObjectRequest,
        route: &'static Route,
        context: &Context<'_>,
    ) -> Result<Reply, Failure> {
        let version = version(self.store.sql())?;
        if request.known_version == Some(version) {
            return Ok(Reply::empty(304).header(VERSION, version.to_string()));
        }
        let address = format!("{}?{}", request.path, request.query.as_str());
        let reply = match self.cached.get(version, &address) {
            Some(body) => Reply::new(200, JSON, body.to_string()),
            None => {
                let reply = operation::read(route.operation, context)?;
                if reply.status == 200 {
                    self.cached.put(version, &address, Rc::from(reply.body.as_str()));
                }
                reply
            }
        };
        Ok(reply.header(VERSION, version.to_string()))
    }

    fn write(
        &self,
        request: &ObjectRequest,
        route: &'static Route,
        context: &Context<'_>,
        proof: Option<&sso::Proof>,
    ) -> Result<(Reply, Option<Left>), Failure> {
        let network = limiter::network(&request.client_address);
        let caller = operation::limited_as(&context.caller);
        let key = request
            .idempotency_key
            .as_deref()
            .filter(|_| operation::is_replayed(route.operation))
            .zip(caller.as_deref())
            .map(|(key, caller)| Key::new(caller, key, &request.method, &request.path, &request.body));
        if let Some(key) = &key
            && let Some(reply) = replay::find(context.sql, key, context.now)?
        {
            return Ok((reply, None));
        }
        let left = self
            .limiter
            .take(caller.as_deref(), network.as_deref(), route, context.now)?;
        #[cfg(feature = "fault-injection")]
        super::fault::arm(request.idempotency_key.as_deref());
        let reply = operation::write(route.operation, context, &request.body, proof)?.uncached();
        if let Some(key) = &key {
            replay::keep(context.sql, key, &reply, context.now)?;
        }
        Ok((reply, left))
    }

    fn caller(&self, request: &ObjectRequest) -> Result<Caller, Failure> {
        if request.operator {
            return Ok(Caller::Operator);
        }
        match &request.session {
            Some(claims) => rows::people::caller(self.store.sql(), claims),
            None => Ok(Caller::Visitor),
        }
    }

    /// Sets the alarm, once there is a community here.
    async fn arm(&self) {
        if self.load_settings().is_ok() {
            self.alarm.arm(self.store.sql(), &self.state.storage()).await;
        }
    }

    fn load_settings(&self) -> Result<(Rc<Settings>, Rc<str>), Failure> {
        if let Some(known) = self.settings.borrow().clone() {
            return Ok(known);
        }
        let sql = self.store.sql();
        if !schema::exists(sql)? {
            return Err(unknown());
        }
        while self.store.write(schema::advance)? {}
        let loaded = settings::load(sql)?;
        self.settings.replace(Some(loaded.clone()));
        Ok(loaded)
    }
}

fn with_limit(reply: Reply, left: Option<Left>) -> Reply {
    let Some(Left {
        limit,
        remaining,
        reset_s,
    }) = left
    else {
        return reply;
    };
    reply
        .header(
            "ratelimit-policy",
            format!(
                "\"{}\";q={};w={}",
                limit.name,
                limit.count,
                limit.window_ms / 1_000
            ),
        )
        .header(
            "ratelimit",
            format!("\"{}\";r={remaining};t={reset_s}", limit.name),
        )
}
