//! The Worker and its Durable Objects.
//!
//! The Worker is stateless: it checks what can be checked without state, calls one object, and passes the
//! object's answer through. The object alone decides what needs the state. Everything here that decides takes
//! values and returns values; the runtime is touched at the rim, in [`runtime`], [`community`] and [`worker`].

pub mod api;
pub mod assets;
pub mod blobs;
pub mod community;
pub mod community_client;
pub mod config;
pub mod contest;
pub mod contest_client;
pub mod crossing;
pub mod failure;
pub mod incoming;
pub mod intl;
pub mod json;
pub mod media;
pub mod message;
pub mod outbound;
pub mod pages;
pub mod reply;
pub mod runtime;
pub mod token;

#[cfg(target_arch = "wasm32")]
mod entry {
    //! Where the runtime comes in.

    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;
    use web_sys::Request;
    use worker::Env;

    use crate::{api, crossing};

    #[wasm_bindgen]
    #[expect(unreachable_pub, reason = "the bundle calls it")]
    pub fn fetch(request: Request, env: Env) -> JsValue {
        crossing::settle(async {
            match api::handle(request, env).await {
                Ok(response) => response.into(),
                // The runtime answers 500 to what is no response.
                Err(failure) => JsValue::from_str(&failure.to_string()),
            }
        })
    }
}
