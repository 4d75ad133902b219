//! The Worker and its Durable Objects.
//!
//! The Worker is stateless: it checks what can be checked without state, calls one object, and passes the
//! object's answer through. The object alone decides what needs the state. Everything here that decides takes
//! values and returns values; the runtime is touched at the rim, in [`runtime`], [`community`] and [`worker`].

pub mod api;
pub mod assets;
pub mod community;
pub mod community_client;
pub mod config;
pub mod failure;
pub mod incoming;
pub mod intl;
pub mod pages;
pub mod reply;
pub mod runtime;
pub mod token;

#[cfg(target_arch = "wasm32")]
mod entry {
    //! Where the runtime comes in.

    use worker::{Context, Env, Request, Response, event};

    #[event(fetch)]
    async fn fetch(request: Request, env: Env, _context: Context) -> worker::Result<Response> {
        crate::api::handle(request, env).await
    }
}
