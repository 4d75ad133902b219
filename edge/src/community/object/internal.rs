//! What the object is asked that is no route of a community: by the Worker, by contests, by the operator who makes it.
//!
//! Invariant: the Worker passes on what it found a route for and nothing else, so nobody outside can name these paths.

use std::rc::Rc;

use shared::api::route::{Operation, ROUTES};
use shared::person::Caller;
use shared::settings::Settings;
use shared::time::Millis;

use super::Object;
use crate::community::context::{Context, version};
use crate::community::request::{DESCRIBE_PATH, MAILBOX_PATH, ObjectRequest};
use crate::community::sql::Sql;
use crate::community::{contest, operation, rows, settings};
use crate::community_client::Description;
use crate::contest::message::{
    AMENDED_PATH, CALLER_PATH, ENTRIES_PATH, KnownCaller, LETTER_PATH, ReceiptLetter, WITNESS_PATH,
};
use crate::failure::Failure;
use crate::incoming::Query;
use crate::json;
use crate::reply::Reply;

impl Object {
    /// The answer to such a call; nothing where it is another.
    pub(super) fn internal(
        &self,
        request: &ObjectRequest,
        settings: &Rc<Settings>,
        slug: &str,
        now: Millis,
    ) -> Result<Option<Reply>, Failure> {
        let body = &request.body;
        let reply = match request.path.as_str() {
            DESCRIBE_PATH => self.describe(settings),
            MAILBOX_PATH if self.config.mailbox => operation::mailbox(self.store.sql()),
            CALLER_PATH => self.known_caller(request, now),
            WITNESS_PATH => self.store.write(|sql| contest::witness(sql, now, body)),
            AMENDED_PATH => self.store.write(|sql| contest::amended(sql, now, body)),
            ENTRIES_PATH => self.store.write(|sql| contest::entry::settle(sql, now, body)),
            LETTER_PATH => self.take_letter(body, settings.clone(), slug, now),
            _ => return Ok(None),
        };
        reply.map(Some)
    }

    fn describe(&self, settings: &Settings) -> Result<Reply, Failure> {
        Reply::json(
            200,
            &Description {
                version: version(self.store.sql())?,
                origins: settings.origins.clone(),
                languages: settings.languages.clone(),
            },
        )
    }

    /// Makes the community.
    pub(super) fn create(&self, request: &ObjectRequest, now: Millis) -> Result<Reply, Failure> {
        let query = Query::default();
        let reply = self.store.write(|sql| {
            let nothing = Rc::new(Settings::new(""));
            let context = self.as_operator(sql, now, nothing, "", &query, &request.base_url);
            settings::create(&context, &request.body)
        })?;
        self.settings.take();
        Ok(reply)
    }

    /// Who a session is, for a contest.
    fn known_caller(&self, request: &ObjectRequest, now: Millis) -> Result<Reply, Failure> {
        let caller = self.caller(request)?;
        let person = match caller.person() {
            Some(id) => rows::people::get(self.store.sql(), id)?,
            None => None,
        };
        let name = person.map(|person| person.name).unwrap_or_default();
        let picture = if request.body.is_empty() {
            None
        } else {
            let contest = request.query.get("contest").unwrap_or_default();
            let limit = || {
                let limited = operation::limited_as(&caller);
                let enters = ROUTES
                    .iter()
                    .find(|route| route.operation == Operation::EnterContest);
                match enters {
                    Some(route) => self
                        .limiter
                        .take(limited.as_deref(), None, route, now)
                        .map(|_| ()),
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
    fn take_letter(
        &self,
        body: &[u8],
        settings: Rc<Settings>,
        slug: &str,
        now: Millis,
    ) -> Result<Reply, Failure> {
        let letter: ReceiptLetter = json::read(body)?;
        let base_url = match self.config.base_url.as_str() {
            "" => format!("https://{}", letter.host),
            known => known.to_owned(),
        };
        let query = Query::default();
        self.store.write(|sql| {
            let context = self.as_operator(sql, now, settings, slug, &query, &base_url);
            contest::letter::take(&context, &letter)
        })
    }

    /// The surroundings of what happens without a caller of a community.
    fn as_operator<'a>(
        &'a self,
        sql: &'a Sql,
        now: Millis,
        settings: Rc<Settings>,
        slug: &'a str,
        query: &'a Query,
        base_url: &'a str,
    ) -> Context<'a> {
        Context {
            sql,
            lists: &self.lists,
            now,
            caller: Caller::Operator,
            session: None,
            slug,
            settings,
            config: &self.config,
            parameter: "",
            query,
            base_url,
        }
    }
}
