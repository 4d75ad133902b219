//! The object as the runtime sees it: reads a call, answers it, wakes by alarm.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Uint8Array;
use shared::api::header::VERSION;
use shared::api::route::{Access, Method, Operation, ROUTES, Route};
use shared::person::Caller;
use shared::settings::Settings;
use shared::time::Millis;
use wasm_bindgen::prelude::*;
use worker::worker_sys::DurableObjectState;
use worker::{Env, State};

use super::cached::Cached;
use super::context::{Context, version};
use super::limiter::{self, Left, Limiter};
use super::lists::Lists;
use super::recognition::job::Counting;
use super::replay::{self, Key};
use super::request::ObjectRequest;
use super::store::Store;
use super::{contest, due, operation, rows, schema, settings, sso};
use crate::blobs::Blobs;
use crate::community_client::{Description, unknown};
use crate::config::Config;
use crate::contest::message::{
    AMENDED_PATH, CALLER_PATH, KnownCaller, LETTER_PATH, PICTURE_PATH, ReceiptLetter, WITNESS_PATH,
};
use crate::crossing;
use crate::failure::Failure;
use crate::incoming::Query;
use crate::json;
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
            armed: Cell::default(),
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
    /// When the alarm is known to ring; nothing until it was looked at, and again once it rang.
    armed: Cell<Option<Millis>>,
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
            JsValue::from_str(&message::reply(reply))
        })
    }

    async fn wake(&self) {
        self.armed.take();
        if let Ok((_, slug)) = self.load_settings() {
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
        self.arm().await;
    }

    async fn answer(&self, request: &ObjectRequest) -> Result<Reply, Failure> {
        match request.path.as_str() {
            "/internal/describe" => return self.describe(),
            "/api/v1/communities" => return self.create(request),
            CALLER_PATH => return self.known_caller(request),
            WITNESS_PATH => {
                let now = crate::runtime::now();
                self.load_settings()?;
                return self.store.write(|sql| contest::witness(sql, now, &request.body));
            }
            AMENDED_PATH => {
                let now = crate::runtime::now();
                self.load_settings()?;
                return self.store.write(|sql| contest::amended(sql, now, &request.body));
            }
            PICTURE_PATH => {
                let now = crate::runtime::now();
                self.load_settings()?;
                return self
                    .store
                    .write(|sql| contest::picture::settle(sql, now, &request.body));
            }
            _ => {}
        }
        let (settings, slug) = self.load_settings()?;
        let now = crate::runtime::now();
        if request.path == "/internal/mailbox" && self.config.mailbox {
            return operation::mailbox(self.store.sql());
        }
        if request.path == LETTER_PATH {
            return self.take_letter(request, now);
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
                crate::runtime::log(&serde_json::json!({ "contests": failure.to_string() }).to_string());
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
        let caller = operation::limited_as(&context.caller, network.as_deref());
        let key = request
            .idempotency_key
            .as_deref()
            .filter(|_| operation::is_replayed(route.operation))
            .map(|key| Key::new(&caller, key, &request.method, &request.path, &request.body));
        if let Some(key) = &key
            && let Some(reply) = replay::find(context.sql, key, context.now)?
        {
            return Ok((reply, None));
        }
        let left = self
            .limiter
            .take(&caller, network.as_deref(), route, context.now)?;
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

    /// Who a session is, for a contest.
    fn known_caller(&self, request: &ObjectRequest) -> Result<Reply, Failure> {
        self.load_settings()?;
        let caller = self.caller(request)?;
        let person = match caller.person() {
            Some(id) => rows::people::get(self.store.sql(), id)?,
            None => None,
        };
        let name = person.map(|person| person.name).unwrap_or_default();
        let picture = if request.body.is_empty() {
            None
        } else {
            let (contest, now) = (
                request.query.get("contest").unwrap_or_default(),
                crate::runtime::now(),
            );
            let limit = || {
                let limited = operation::limited_as(&caller, None);
                let enters = ROUTES
                    .iter()
                    .find(|route| route.operation == Operation::EnterContest);
                match enters {
                    Some(route) => self.limiter.take(&limited, None, route, now).map(|_| ()),
                    None => Ok(()),
                }
            };
            self.store
                .write(|sql| contest::picture::keep(sql, &caller, contest, &request.body, now, limit))?
        };
        Reply::json(
            200,
            &KnownCaller {
                caller,
                name,
                picture,
            },
        )
    }

    /// Takes a receipt that a contest's voter wants by mail: nobody called, so the operator says where this is.
    fn take_letter(&self, request: &ObjectRequest, now: Millis) -> Result<Reply, Failure> {
        let (settings, slug) = self.load_settings()?;
        let letter: ReceiptLetter = json::read(&request.body)?;
        let base_url = match self.config.base_url.as_str() {
            "" => format!("https://{}", letter.host),
            known => known.to_owned(),
        };
        let query = Query::default();
        self.store.write(|sql| {
            let context = Context {
                sql,
                lists: &self.lists,
                now,
                caller: Caller::Operator,
                session: None,
                slug: &slug,
                settings,
                config: &self.config,
                parameter: "",
                query: &query,
                base_url: &base_url,
            };
            contest::letter::take(&context, &letter)
        })
    }

    fn describe(&self) -> Result<Reply, Failure> {
        let (settings, _) = self.load_settings()?;
        Reply::json(
            200,
            &Description {
                version: version(self.store.sql())?,
                origins: settings.origins.clone(),
                languages: settings.languages.clone(),
            },
        )
    }

    fn create(&self, request: &ObjectRequest) -> Result<Reply, Failure> {
        let query = Query::default();
        let reply = self.store.write(|sql| {
            let context = Context {
                sql,
                lists: &self.lists,
                now: crate::runtime::now(),
                caller: Caller::Operator,
                session: None,
                slug: "",
                settings: Rc::new(Settings::new("")),
                config: &self.config,
                parameter: "",
                query: &query,
                base_url: &request.base_url,
            };
            settings::create(&context, &request.body)
        })?;
        self.settings.take();
        Ok(reply)
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

    /// Sets the alarm to the next task, also after one that was lost. While no task was asked for, an alarm that is
    /// still to ring is enough to know.
    async fn arm(&self) {
        let now = crate::runtime::now();
        let new_task = self.store.sql().new_task().take();
        if !new_task && self.armed.get().is_some_and(|at| at > now) {
            return;
        }
        let sql = self.store.sql();
        let Ok(Some(at)) = (if self.settings.borrow().is_some() {
            rows::due::next(sql)
        } else {
            Ok(None)
        }) else {
            return;
        };
        if self.armed.get().is_some_and(|armed| armed > now && armed <= at) {
            return;
        }
        let storage = self.state.storage();
        let mut at = at;
        loop {
            let mut armed = storage.get_alarm().await.ok().flatten().map(Millis::new);
            if armed.is_none_or(|armed| armed > at) {
                let offset = at.since(now).max(0);
                match storage.set_alarm(offset).await {
                    Ok(()) => armed = Some(at),
                    Err(error) => {
                        crate::runtime::log(&serde_json::json!({ "alarm": error.to_string() }).to_string())
                    }
                }
            }
            self.armed.set(armed);
            // Meanwhile another call may have asked for an earlier time, and its alarm come to lie under this one.
            match rows::due::next(sql) {
                Ok(Some(earlier)) if earlier < at => at = earlier,
                _ => return,
            }
        }
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
