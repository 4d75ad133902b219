//! Where files that people send are kept: R2 on Cloudflare, a writable disk service under plain workerd.
//!
//! Invariant: names are the server's own (a community's slug and an identifier), written with the same bytes every
//! time; what a name stands for, and who may see it, only the community's object knows.

use js_sys::{Promise, Reflect, Uint8Array};
use shared::api::problem::Code;
use shared::ids::MediumId;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use worker::Env;

use crate::config::MEDIA;
use crate::failure::Failure;

#[wasm_bindgen(module = "/src/blobs.js")]
extern "C" {
    fn put(store: &JsValue, name: &str, bytes: &[u8]) -> Promise;
    fn get(store: &JsValue, name: &str, offset: f64, length: f64) -> Promise;
    fn remove(store: &JsValue, name: &str) -> Promise;
}

/// The store of a deployment.
pub struct Blobs(JsValue);

/// A part of a file: where it begins, and how many bytes it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The first byte.
    pub offset: u32,
    /// At least one.
    pub length: u32,
}

/// The name of a medium of a community.
pub fn name(community: &str, medium: &MediumId) -> String {
    format!("media/{community}/{medium}")
}

/// The name of the smaller variant of a medium, or of a video's poster.
pub fn variant(community: &str, medium: &MediumId) -> String {
    format!("media/{community}/{medium}-variant")
}

impl Blobs {
    /// The store, if the deployment has one.
    pub fn of(env: &Env) -> Option<Self> {
        let store = Reflect::get(env, &MEDIA.into()).ok()?;
        store.is_object().then_some(Self(store))
    }

    /// Keeps a file.
    ///
    /// # Errors
    /// When the store does not say that it is kept.
    pub async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        settled(put(&self.0, name, bytes)).await.map(|_| ())
    }

    /// A file, or a part of it, as an answer to add headers to; nothing if it is not there.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn get(&self, name: &str, part: Option<Part>) -> Result<Option<web_sys::Response>, Failure> {
        let (offset, length) = part.map_or((0, 0), |part| (part.offset, part.length));
        let found = settled(get(&self.0, name, offset.into(), length.into())).await?;
        Ok(found.dyn_into().ok())
    }

    /// The bytes of a file; nothing if it is not there.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let Some(found) = self.get(name, None).await? else {
            return Ok(None);
        };
        let asked = found.array_buffer().map_err(worker::Error::from)?;
        Ok(Some(Uint8Array::new(&settled(asked).await?).to_vec()))
    }

    /// Deletes a file; one that is not there is deleted already.
    ///
    /// # Errors
    /// When the store does not say so.
    pub async fn delete(&self, name: &str) -> Result<(), Failure> {
        settled(remove(&self.0, name)).await.map(|_| ())
    }
}

async fn settled(asked: Promise) -> Result<JsValue, Failure> {
    JsFuture::from(asked).await.map_err(|error| {
        crate::runtime::log(&serde_json::json!({ "media": format!("{error:?}") }).to_string());
        off()
    })
}

/// What is said where pictures can't be kept or read now.
pub fn off() -> Failure {
    Failure::refused(
        Code::Unavailable,
        "Pictures can't be kept or shown right now. Try again in a minute, with the same idempotency key.",
    )
}
