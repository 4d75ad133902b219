//! Signatures, checked by the runtime's WebCrypto.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use js_sys::{Array, Object, Reflect, Uint8Array};
use shared::settings::{SsoAlgorithm, SsoKey};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey};

use crate::failure::Failure;

/// Whether `signature` over `message` was made with `key`, by the key's own algorithm.
///
/// # Errors
/// When the runtime can't say.
pub(super) async fn is_good(key: &SsoKey, message: &[u8], signature: &[u8]) -> Result<bool, Failure> {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(&key.key) else {
        return Ok(false);
    };
    verify(key.algorithm, &bytes, message, signature)
        .await
        .map_err(|error| Failure::Internal(format!("WebCrypto: {error:?}")))
}

async fn verify(
    algorithm: SsoAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<bool, JsValue> {
    let crypto: Crypto = Reflect::get(&js_sys::global(), &"crypto".into())?.unchecked_into();
    let subtle = crypto.subtle();
    let (to_import, to_verify) = match algorithm {
        SsoAlgorithm::ES256 => (
            parameters(&[("name", "ECDSA"), ("namedCurve", "P-256")])?,
            parameters(&[("name", "ECDSA"), ("hash", "SHA-256")])?,
        ),
        SsoAlgorithm::EdDSA => (
            parameters(&[("name", "Ed25519")])?,
            parameters(&[("name", "Ed25519")])?,
        ),
        SsoAlgorithm::HS256 => (
            parameters(&[("name", "HMAC"), ("hash", "SHA-256")])?,
            parameters(&[("name", "HMAC")])?,
        ),
    };
    let usages = Array::of1(&"verify".into());
    let imported =
        subtle.import_key_with_object("raw", &Uint8Array::from(key), &to_import, false, &usages)?;
    // A point that is not on the curve is refused here: such a key signs nothing.
    let Ok(imported) = JsFuture::from(imported).await else {
        return Ok(false);
    };
    let verified = subtle.verify_with_object_and_buffer_source_and_buffer_source(
        &to_verify,
        imported.unchecked_ref::<CryptoKey>(),
        &Uint8Array::from(signature),
        &Uint8Array::from(message),
    )?;
    Ok(JsFuture::from(verified).await?.is_truthy())
}

fn parameters(entries: &[(&str, &str)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), &(*value).into())?;
    }
    Ok(object)
}
