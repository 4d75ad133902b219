//! The element around the application: what the loader's options say and do.
//!
//! Invariant: everything that comes out of the page is checked here; what is missing reads as absent, and a
//! page whose functions throw can't stop the application.

use shared::api::problem::Problem;
use shared::language::Language;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::json::read::get;
use crate::json::{Json, Read};
use crate::place::Place;
use crate::state::trouble::CallError;

#[wasm_bindgen]
extern "C" {
    /// The options of `mount`, made by the loader.
    #[derive(Clone)]
    pub type Options;

    #[wasm_bindgen(method, catch)]
    fn query(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn host(this: &Options) -> JsValue;
    #[wasm_bindgen(method, catch)]
    fn session(this: &Options, begin: bool) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn words(this: &Options, language: &str) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn drop(this: &Options) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = forgetGuest)]
    fn forget_guest(this: &Options) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = signOut)]
    fn sign_out(this: &Options) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn taken(this: &Options) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn key(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn kept(this: &Options, name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn keep(this: &Options, name: &str, text: Option<&str>) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn emit(this: &Options, name: &str, detail: &JsValue, cancelable: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn settled(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn complete(this: &Options, path: &str, body: &str) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn moved(this: &Options, place: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn fail(this: &Options, message: &str) -> Result<(), JsValue>;
}

/// A session as the loader keeps it.
pub struct HostSession {
    /// The bearer token; empty on our own pages, where a cookie is sent that no script reads.
    pub token: String,
    /// The token of the guest this person was before.
    pub guest: Option<String>,
    /// How many things that guest did can be claimed.
    pub claimable: u32,
}

/// The element around the application.
#[derive(Clone)]
pub struct Host {
    options: Options,
}

/// Handles are of the same element or not; what the element says can change.
impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        js_sys::Object::is(self.options.as_ref(), other.options.as_ref())
    }
}

impl Host {
    /// Takes what the loader gave.
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// The origin of the API, without a slash at the end; empty on our own pages.
    pub fn origin(&self) -> String {
        self.options.host().as_string().unwrap_or_default()
    }

    /// What the element's attributes, and the place the visitor went to, say is to be shown.
    pub fn place(&self) -> Place {
        let query = self.options.query().unwrap_or(JsValue::NULL);
        let text = |name: &str| query.field(name).text().filter(|text| !text.is_empty());
        Place {
            community: text("community").unwrap_or_default(),
            language: text("lang").unwrap_or_default(),
            subject: text("subject"),
            subject_name: text("subject_name"),
            question: text("question"),
            sort: text("sort"),
            tag: text("tag"),
            query: text("q"),
            cursor: text("cursor"),
        }
    }

    /// The session to write with: the kept one, or the brand's sign-in's; with `begin`, else a guest's.
    ///
    /// # Errors
    /// What the server or the brand's function failed with.
    pub async fn session(&self, begin: bool) -> Result<Option<HostSession>, CallError> {
        let promise = self.options.session(begin).map_err(|_| CallError::Network)?;
        let session = JsFuture::from(promise)
            .await
            .map_err(|error| call_error(&error))?;
        Ok(session.field("token").text().map(|token| HostSession {
            token,
            guest: session.field("guest").text(),
            claimable: get(&session, "claimable").unwrap_or_default(),
        }))
    }

    /// The body of a write with what goes along: the pictures of its form, once they are there.
    ///
    /// # Errors
    /// When one did not arrive.
    pub async fn complete(&self, path: &str, body: &str) -> Result<Option<String>, CallError> {
        let promise = self
            .options
            .complete(path, body)
            .map_err(|_| CallError::Network)?;
        let body = JsFuture::from(promise)
            .await
            .map_err(|error| call_error(&error))?;
        Ok(body.as_string())
    }

    /// The texts of a language in the order of its file; nothing when they do not come.
    pub async fn words(&self, language: Language) -> Option<Vec<String>> {
        let promise = self.options.words(language.tag()).ok()?;
        let texts = JsFuture::from(promise).await.ok()?;
        Vec::read(&texts)
    }

    /// Forgets what a guest did here: it was claimed, or not wanted.
    pub fn forget_guest(&self) {
        ignore(self.options.forget_guest());
    }

    /// Ends the session.
    pub fn sign_out(&self) {
        ignore(self.options.sign_out());
    }

    /// From now on the application answers for what is visible.
    pub fn taken(&self) {
        ignore(self.options.taken());
    }

    /// Forgets the session, because the server refused it.
    pub fn drop_session(&self) {
        ignore(self.options.drop());
    }

    /// A new random key for one write.
    pub fn key(&self) -> String {
        self.options
            .key()
            .ok()
            .and_then(|key| key.as_string())
            .unwrap_or_default()
    }

    /// What the page's storage keeps under a name, parsed; null when it keeps nothing that is JSON.
    pub fn kept(&self, name: &str) -> JsValue {
        let text = self.options.kept(name).ok().and_then(|text| text.as_string());
        text.and_then(|text| js_sys::JSON::parse(&text).ok())
            .unwrap_or(JsValue::NULL)
    }

    /// Keeps text under a name, or forgets it. A page may forbid storage: then nothing is kept.
    pub fn keep(&self, name: &str, text: Option<&str>) {
        ignore(self.options.keep(name, text));
    }

    /// Tells the page; `false` when a listener prevented what would follow.
    pub fn emit(&self, name: &str, detail: &JsValue, cancelable: bool) -> bool {
        self.options
            .emit(name, detail, cancelable)
            .ok()
            .and_then(|answer| answer.as_bool())
            .unwrap_or(true)
    }

    /// Whether nobody is composing a word, holding a selection, or waiting for a form that was sent.
    pub fn settled(&self) -> bool {
        self.options
            .settled()
            .ok()
            .and_then(|answer| answer.as_bool())
            .unwrap_or(true)
    }

    /// Remembers where the visitor is, for a new paint.
    pub fn moved(&self, place: &Place) {
        let object = js_sys::Object::new();
        for (name, value) in place.moves() {
            ignore(js_sys::Reflect::set(&object, &name.into(), &value.into()).map(|_| ()));
        }
        ignore(self.options.moved(&object));
    }

    /// Gives up: the painted HTML comes back.
    pub fn fail(&self, message: &str) {
        ignore(self.options.fail(message));
    }
}

/// The loader throws a problem as the server gave it, or whatever `fetch` failed with.
fn call_error(error: &JsValue) -> CallError {
    match Problem::read(error) {
        Some(problem) => CallError::Problem {
            problem: Box::new(problem),
            retry_after: None,
        },
        None => CallError::Network,
    }
}

/// A failure of the page's own functions has nobody here to tell.
fn ignore(result: Result<(), JsValue>) {
    std::mem::drop(result);
}
