//! The object as the runtime sees it: takes messages of its community, answers calls, wakes by alarm.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use js_sys::Uint8Array;
use shared::api::contest::{CastBallot, ContestState};
use shared::api::route::{Method, Operation, Route};
use shared::contest::leaf::Act;
use shared::person::{Caller, Role};
use shared::time::Millis;
use wasm_bindgen::prelude::*;
use worker::worker_sys::DurableObjectState;
use worker::{Env, State};

use super::close::Counting;
use super::context::{Context, Opened};
use super::crowd::Crowd;
use super::message::{Envelope, KnownCaller, Message, PATH};
use super::rows::{ballots, contest as rows};
use super::signer::Signer;
use super::{
    amend, ballot, challenge, close, decision, due, entry, letters, log, publish, schema, telling, view,
};
use crate::community::limiter::{self, Limiter};
use crate::community::replay::{self, Key};
use crate::community::request::ObjectRequest;
use crate::community::sql::Sql;
use crate::community::store::Store;
use crate::community::{due as tasks, operation, rows::due as due_rows};
use crate::config::Config;
use crate::crossing;
use crate::failure::Failure;
use crate::json;
use crate::message;
use crate::reply::Reply;

/// Steps of a count before other tasks of the alarm have their turn.
const STEPS: usize = 100;

/// The class the runtime makes an object of.
#[wasm_bindgen]
pub struct Contest(Rc<Object>);

#[wasm_bindgen]
impl Contest {
    /// The object in this state.
    #[wasm_bindgen(constructor)]
    pub fn new(state: DurableObjectState, env: Env) -> Self {
        let state = State::from(state);
        Self(Rc::new(Object {
            store: Store::new(&state),
            config: Config::of(&env),
            opened: RefCell::default(),
            signer: RefCell::default(),
            limiter: Limiter::default(),
            crowd: Crowd::default(),
            counting: RefCell::default(),
            armed: Cell::default(),
            state,
            env,
        }))
    }

    /// Answers a call of the Worker or of the community, by the texts of [`message`].
    pub fn answer(&self, call: &str, body: JsValue) -> JsValue {
        let body = body.as_string().unwrap_or_default().into_bytes();
        self.0.clone().handle(ObjectRequest::read(call, body))
    }

    /// Does what is due.
    pub fn alarm(&self) -> JsValue {
        let object = self.0.clone();
        crossing::settle(async move {
            object.run_due(crate::runtime::now()).await;
            object.arm(true).await;
            JsValue::UNDEFINED
        })
    }
}

struct Object {
    store: Store,
    state: State,
    env: Env,
    config: Config,
    opened: RefCell<Option<Rc<Opened>>>,
    signer: RefCell<Option<Rc<Signer>>>,
    limiter: Limiter,
    crowd: Crowd,
    /// What the close has counted so far.
    counting: Counting,
    /// Whether the alarm was looked at since this object woke up.
    armed: Cell<bool>,
}

impl Object {
    fn handle(self: Rc<Self>, read: Result<ObjectRequest, Failure>) -> JsValue {
        crossing::settle(async move {
            let reply = match read {
                Ok(request) => {
                    let result = match request.path.as_str() {
                        PATH => self.take(&request).await,
                        _ => self.answer(&request).await,
                    };
                    self.arm(request.method != Method::Get.as_str()).await;
                    result.unwrap_or_else(|failure| failure.into_reply(&request.id))
                }
                Err(failure) => failure.into_reply(""),
            };
            Uint8Array::from(message::reply(reply).as_slice()).into()
        })
    }

    async fn answer(&self, request: &ObjectRequest) -> Result<Reply, Failure> {
        let contest = self.load()?;
        let (route, _) = request.route()?;
        let known = known(&request.known_caller)?;
        let caller = self.caller(request, known.as_ref())?;
        operation::admit(route, &caller)?;
        let context = Context {
            sql: self.store.sql(),
            now: crate::runtime::now(),
            state: rows::state(self.store.sql())?,
            caller,
            name: known.as_ref().map_or("", |known| &known.name),
            picture: known.as_ref().and_then(|known| known.picture.as_ref()),
            passed: false,
            contest,
            path: &request.path,
            query: &request.query,
            deployment_secret: &self.config.secret,
        };
        match route.operation {
            Operation::GetContest => view::contest(&context),
            Operation::ListEntries => entry::list(&context),
            Operation::GetReceipt => view::receipt(&context),
            Operation::GetContestLog => view::lines(&context),
            Operation::GetAudit => view::audit(&context, &*self.signer(&context.contest).await?),
            Operation::GetEntry => entry::get(&context),
            Operation::ListBallots => decision::list(&context),
            Operation::GetWaiting => decision::waiting(&context),
            Operation::GetBallot => {
                let signer = self.signer(&context.contest).await?;
                let mine = ballot::mine(&context)?;
                ballot::accepted(&context, mine, &signer, self.config.challenge()).await
            }
            Operation::CastBallot => {
                let signer = self.signer(&context.contest).await?;
                let passed = self.passed(request, route, &context).await?;
                // Meanwhile the contest may have closed, or its rules been amended.
                let context = Context {
                    passed,
                    now: crate::runtime::now(),
                    state: rows::state(self.store.sql())?,
                    contest: self.load()?,
                    ..context
                };
                let reply = self.write(request, route, &context)?;
                ballot::accepted(&context, reply, &signer, self.config.challenge()).await
            }
            Operation::CloseContest => {
                #[cfg(feature = "fault-injection")]
                crate::community::fault::arm(request.idempotency_key.as_deref());
                if close::may(&context, &request.body)? {
                    while self.count(&context.contest, STEPS).await? {}
                }
                // Meanwhile the alarm may have closed it.
                let context = Context {
                    state: rows::state(self.store.sql())?,
                    ..context
                };
                let reply = self.write(request, route, &context)?;
                self.publish(context.now).await?;
                Ok(reply)
            }
            Operation::AmendContest => {
                let reply = self.write(request, route, &context)?;
                self.opened.take();
                self.publish(context.now).await?;
                // Told before the answer if it can be; the alarm tells what could not.
                if let Err(failure) = self.tell_rules().await {
                    crate::runtime::log(&serde_json::json!({ "amendment": failure.to_string() }).to_string());
                }
                Ok(reply)
            }
            Operation::EnterContest | Operation::DecideEntry => {
                let reply = self.write(request, route, &context)?;
                // Told before the answer if it can be; the alarm tells what could not.
                if let Err(failure) = telling::tell(&self.store, &self.env, &context.contest).await {
                    crate::runtime::log(&serde_json::json!({ "entries": failure.to_string() }).to_string());
                }
                Ok(reply)
            }
            _ => self.write(request, route, &context),
        }
        .map(Reply::uncached)
    }

    /// Whether the challenge that came with a ballot was passed; the provider is asked where it makes a difference, and
    /// no more often than this person and their network may vote.
    async fn passed(
        &self,
        request: &ObjectRequest,
        route: &'static Route,
        context: &Context<'_>,
    ) -> Result<bool, Failure> {
        let token = json::read(&request.body).map_or(None, |ballot: CastBallot| ballot.challenge);
        let Some(token) = token.filter(|_| self.config.challenge().is_some()) else {
            return Ok(false);
        };
        let network = limiter::network(&request.client_address);
        let network = network.as_deref();
        let is_full = self.crowd.is_full(network, context.now);
        let caller = operation::limited_as(&context.caller);
        Ok(ballot::is_challenged(context, is_full)?
            // Past that the ballot comes unasked, and waits as others do.
            && self.limiter.take(caller.as_deref(), network, route, context.now).is_ok()
            && challenge::is_passed(&self.config, &token).await)
    }

    fn write(
        &self,
        request: &ObjectRequest,
        route: &'static Route,
        context: &Context<'_>,
    ) -> Result<Reply, Failure> {
        let network = limiter::network(&request.client_address);
        let caller = operation::limited_as(&context.caller);
        let key = request
            .idempotency_key
            .as_deref()
            .zip(caller.as_deref())
            .map(|(key, caller)| Key::new(caller, key, &request.method, &request.path, &request.body));
        self.store.write(|sql| {
            if let Some(key) = &key
                && let Some(reply) = replay::find(sql, key, context.now)?
            {
                return Ok(reply);
            }
            self.limiter.take(caller.as_deref(), None, route, context.now)?;
            let body = &request.body;
            let reply = match route.operation {
                Operation::CastBallot => ballot::cast(context, body, &self.crowd, network.as_deref())?,
                Operation::EnterContest => entry::enter(context, body)?,
                Operation::DecideEntry => entry::decide(context, body)?,
                Operation::ReportEntry => entry::report(context, body)?,
                Operation::DecideBallot => decision::decide(context, body)?,
                Operation::DecideBallots => decision::decide_all(context, body)?,
                Operation::CloseContest => close::by_request(context, body, &self.counting)?,
                Operation::AmendContest => amend::amend(context, body)?,
                _ => return Err(Failure::not_found()),
            };
            if let Some(key) = &key {
                replay::keep(sql, key, &reply, context.now)?;
            }
            Ok(reply)
        })
    }

    /// Who calls: as the community said, or for a ballot as the session says, which is refused when the community
    /// told of an end of it.
    fn caller(&self, request: &ObjectRequest, known: Option<&KnownCaller>) -> Result<Caller, Failure> {
        if request.operator {
            return Ok(Caller::Operator);
        }
        if let Some(known) = known {
            return Ok(known.caller.clone());
        }
        let Some(claims) = &request.session else {
            return Ok(Caller::Visitor);
        };
        if claims.epoch < rows::floor(self.store.sql(), &claims.person)? {
            return Err(Failure::refused(
                shared::api::problem::Code::BadToken,
                "The session was ended; sign in again.",
            ));
        }
        Ok(Caller::Person {
            id: claims.person.clone(),
            tier: claims.tier,
            role: Role::Member,
        })
    }

    /// Takes a message of the community.
    async fn take(&self, request: &ObjectRequest) -> Result<Reply, Failure> {
        let Envelope { number, message } = json::read(&request.body)?;
        let now = crate::runtime::now();
        match message {
            Message::Open {
                community,
                contest,
                document,
                base_url,
            } => {
                let secret = shared::contest::commitment::encode(&crate::runtime::random()?);
                let signer = Signer::of(&secret).await?;
                let host = base_url
                    .split_once("://")
                    .map_or(base_url.as_str(), |(_, host)| host);
                let opened = Opened {
                    origin: format!("{host}/{community}/contests/{contest}"),
                    community,
                    id: contest,
                    public_key: shared::contest::commitment::encode(signer.public()),
                    secret,
                    rules: json::read(&document)?,
                    document,
                };
                self.open(&opened, number, now)?;
                self.publish(now).await?;
            }
            Message::Floor { person, epoch } => {
                self.take_once(number, |sql| rows::raise_floor(sql, &person, epoch))?;
            }
            Message::NoLetters { person } => {
                self.take_once(number, |sql| ballots::set_letters(sql, &person, Some(false)))?;
            }
            Message::Tell {} => self.take_once(number, |sql| tasks::at(sql, due::ENTRIES, now))?,
        }
        Ok(Reply::empty(200))
    }

    fn open(&self, opened: &Opened, number: i64, now: Millis) -> Result<(), Failure> {
        self.store.write(|sql| {
            if schema::exists(sql)? {
                return Ok(());
            }
            schema::migrate(sql)?;
            rows::insert(sql, opened)?;
            rows::take_message(sql, number)?;
            let act = Act::Open {
                origin: opened.origin.clone(),
                key: opened.public_key.clone(),
                document: opened.document.clone(),
            };
            log::append(sql, opened, log::next(sql, now)?, act)?;
            due::publish(sql, now)?;
            tasks::at(sql, due::CLOSE, opened.rules.votes.closes_at)?;
            tasks::at(sql, due::EXPIRE, now.plus(tasks::EXPIRE_EVERY_MS))
        })
    }

    fn take_once(&self, number: i64, act: impl FnOnce(&Sql) -> Result<(), Failure>) -> Result<(), Failure> {
        self.load()?;
        self.store.write(|sql| {
            if rows::take_message(sql, number)? {
                act(sql)?;
            }
            Ok(())
        })
    }

    async fn publish(&self, now: Millis) -> Result<(), Failure> {
        let opened = self.load()?;
        let signer = self.signer(&opened).await?;
        publish::publish(&self.store, &self.env, &opened, &signer, now).await
    }

    async fn tell_entries(&self, now: Millis) -> Result<Option<Millis>, Failure> {
        let more = telling::tell(&self.store, &self.env, &*self.load()?).await?;
        Ok(more.then_some(now))
    }

    async fn tell_letters(&self, now: Millis) -> Result<Option<Millis>, Failure> {
        let more = letters::tell(&self.store, &self.env, &*self.load()?).await?;
        Ok(more.then_some(now))
    }

    async fn tell_rules(&self) -> Result<(), Failure> {
        amend::tell(&self.store, &self.env, &*self.load()?).await
    }

    /// Does what is due.
    async fn run_due(&self, now: Millis) {
        if self.load().is_err() {
            return;
        }
        tasks::run_tasks(&self.store, now, "", async |task| match task {
            due::CLOSE => match self.close(now).await {
                Ok(None) => self.publish(now).await.map(|()| None),
                waits => waits,
            },
            due::PUBLISH => self.publish(now).await.map(|()| None),
            due::ENTRIES => self.tell_entries(now).await,
            due::AMENDED => self.tell_rules().await.map(|()| None),
            due::LETTERS => self.tell_letters(now).await,
            due::EXPIRE => {
                replay::drop_expired(&self.store, now).await?;
                Ok(Some(now.plus(tasks::EXPIRE_EVERY_MS)))
            }
            _ => Ok(None),
        })
        .await;
    }

    /// Closes the contest once it is counted; before that, when to go on.
    async fn close(&self, now: Millis) -> Result<Option<Millis>, Failure> {
        let contest = self.load()?;
        if rows::state(self.store.sql())? != ContestState::Open {
            return Ok(None);
        }
        if let Some(later) = self.store.write(|sql| close::later(sql, &contest, now))? {
            return Ok(Some(later));
        }
        if self.count(&contest, STEPS).await? {
            return Ok(Some(now));
        }
        self.store.write(|sql| {
            let state = rows::state(sql)?;
            if state != ContestState::Open {
                return Ok(None);
            }
            let context = Context {
                sql,
                now,
                state,
                caller: Caller::Operator,
                name: "",
                picture: None,
                passed: false,
                contest,
                path: "",
                query: &crate::incoming::Query::default(),
                deployment_secret: &self.config.secret,
            };
            close::close(&context, false, &self.counting).map(|()| None)
        })
    }

    /// Counts ahead of the close, and lets others be answered between two steps; whether there is more to count.
    async fn count(&self, contest: &Opened, steps: usize) -> Result<bool, Failure> {
        for _ in 0..steps {
            // Meanwhile somebody else may have closed it.
            let is_open = rows::state(self.store.sql())? == ContestState::Open;
            #[cfg(feature = "fault-injection")]
            crate::community::fault::step()?;
            if !is_open || !close::step(self.store.sql(), contest, &self.counting)? {
                return Ok(false);
            }
            crossing::pause().await;
        }
        Ok(true)
    }

    fn load(&self) -> Result<Rc<Opened>, Failure> {
        if let Some(opened) = self.opened.borrow().clone() {
            return Ok(opened);
        }
        if !schema::exists(self.store.sql())? {
            return Err(Failure::not_found());
        }
        self.store.write(schema::migrate)?;
        let opened = Rc::new(rows::load(self.store.sql())?);
        self.opened.replace(Some(opened.clone()));
        Ok(opened)
    }

    async fn signer(&self, opened: &Opened) -> Result<Rc<Signer>, Failure> {
        if let Some(signer) = self.signer.borrow().clone() {
            return Ok(signer);
        }
        let signer = Rc::new(Signer::of(&opened.secret).await?);
        self.signer.replace(Some(signer.clone()));
        Ok(signer)
    }

    /// Sets the alarm to the next task, also after one that was lost: so after whatever may have asked for a task, and
    /// after the first call of all, which may be a reader's.
    async fn arm(&self, changed: bool) {
        let storage = self.state.storage();
        if self.opened.borrow().is_none() || self.armed.replace(true) && !changed {
            return;
        }
        let mut set = None;
        // While one is set another call may ask for an earlier time, and its alarm come to lie under this one.
        while let Ok(Some(at)) = due_rows::next(self.store.sql())
            && set.is_none_or(|set| at < set)
        {
            let armed = storage
                .get_alarm()
                .await
                .ok()
                .flatten()
                .map(crate::runtime::rings);
            if armed.is_none_or(|armed| armed > at)
                && let Err(error) = storage.set_alarm(at.since(crate::runtime::now()).max(0)).await
            {
                crate::runtime::log(&serde_json::json!({ "alarm": error.to_string() }).to_string());
            }
            set = Some(at);
        }
    }
}

/// Who calls, as the community said; nobody where it was not asked.
fn known(header: &str) -> Result<Option<KnownCaller>, Failure> {
    if header.is_empty() {
        return Ok(None);
    }
    let json = URL_SAFE_NO_PAD
        .decode(header)
        .map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(Some(json::read(json)?))
}
