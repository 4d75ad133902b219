//! The brand's sign-in tokens, verified before the write that uses them.
//!
//! Invariant: a [`Proof`] was signed by a key of this community, for this community, and its time is now. That it
//! is used once is the write's to see to. Every refusal is the same answer; which rule was broken stands in the log.

mod signature;
mod token;

use shared::api::problem::Code;
use shared::api::route::Operation;
use shared::api::session::BeginSession;
use shared::settings::Settings;
use shared::time::Millis;

use super::body;
use crate::failure::Failure;

/// Who a verified token names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The brand's own name for the person.
    pub subject: String,
    /// Tells this token from all others; it works once.
    pub token_id: String,
    /// Until when the token could be used again.
    pub good_until: Millis,
    /// The name the brand knows them by.
    pub name: Option<String>,
    /// Where notices may go; shown to nobody, and never a reason to merge people.
    pub email: Option<String>,
    /// Their picture.
    pub picture: Option<String>,
}

/// Verifies the token of a sign-in; nothing for every other request.
///
/// # Errors
/// When the token is refused.
pub async fn prove(
    operation: Operation,
    request: &[u8],
    settings: &Settings,
    slug: &str,
    now: Millis,
) -> Result<Option<Proof>, Failure> {
    if operation != Operation::BeginSession {
        return Ok(None);
    }
    // A body of another shape is refused by the operation itself, with the place at fault.
    let Ok(BeginSession::Sso { token }) = body::parse(request) else {
        return Ok(None);
    };
    let unproven = token::read(&token, slug, &settings.sso_keys, now).map_err(|cause| {
        crate::runtime::log(&serde_json::json!({ "sso": cause.to_string(), "community": slug }).to_string());
        refused()
    })?;
    if !signature::is_good(unproven.key, unproven.signed.as_bytes(), &unproven.signature).await? {
        crate::runtime::log(
            &serde_json::json!({ "sso": "the signature is not good", "community": slug }).to_string(),
        );
        return Err(refused());
    }
    Ok(Some(unproven.proof))
}

/// The one answer to every token that is not good.
pub fn refused() -> Failure {
    Failure::refused(
        Code::BadSsoToken,
        "The brand's sign-in token was refused. Get a new one from the brand's server and try again.",
    )
}
