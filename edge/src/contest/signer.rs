//! The key of a contest's log: Ed25519 by the runtime's WebCrypto, the seed derived from the contest's own secret.
//!
//! Invariant: the same text has the same signature, so nothing that was signed has to be kept; a new secret of the
//! deployment changes no contest's key.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use js_sys::{Array, Object, Reflect, Uint8Array};
use shared::contest::acceptance::Promise;
use shared::log::hash::TreeHash;
use shared::log::key::LogKey;
use shared::log::note;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use crate::failure::Failure;
use crate::token::mac;

/// What stands before the seed in a private key ([RFC 8410](https://www.rfc-editor.org/rfc/rfc8410#section-7)).
const PKCS8: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// The key that signs checkpoints and acceptances.
pub struct Signer {
    key: CryptoKey,
    public: [u8; 32],
}

impl Signer {
    /// The key of a contest.
    ///
    /// # Errors
    /// When the runtime can't make it.
    pub async fn of(secret: &str) -> Result<Self, Failure> {
        Self::import(&mac(secret, "log", &[])).await.map_err(failed)
    }

    async fn import(seed: &[u8; 32]) -> Result<Self, JsValue> {
        let mut pkcs8 = PKCS8.to_vec();
        pkcs8.extend_from_slice(seed);
        let algorithm = Object::new();
        Reflect::set(&algorithm, &"name".into(), &"Ed25519".into())?;
        let subtle = subtle()?;
        let imported = subtle.import_key_with_object(
            "pkcs8",
            &Uint8Array::from(pkcs8.as_slice()),
            &algorithm,
            true,
            &Array::of1(&"sign".into()),
        )?;
        let key: CryptoKey = JsFuture::from(imported).await?.unchecked_into();
        let exported = JsFuture::from(subtle.export_key("jwk", &key)?).await?;
        let public = Reflect::get(&exported, &"x".into())?
            .as_string()
            .unwrap_or_default();
        let public = URL_SAFE_NO_PAD
            .decode(public)
            .ok()
            .and_then(|public| public.try_into().ok());
        public
            .map(|public| Self { key, public })
            .ok_or_else(|| JsValue::from_str("the key has no public part"))
    }

    /// The public key.
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// The key under the name of a log.
    pub fn named(&self, origin: &str) -> LogKey {
        LogKey {
            name: origin.to_owned(),
            public: self.public,
        }
    }

    /// A signed note of this log.
    ///
    /// # Errors
    /// When the runtime can't sign.
    pub async fn note(&self, origin: &str, text: &str) -> Result<String, Failure> {
        let signature = self.sign(text.as_bytes()).await.map_err(failed)?;
        Ok(note::write(text, &self.named(origin), &signature))
    }

    /// The promise that this leaf is in the log at this place.
    ///
    /// # Errors
    /// When the runtime can't sign.
    pub async fn accept(&self, origin: &str, index: u64, leaf: &str) -> Result<String, Failure> {
        let promise = Promise {
            origin: origin.to_owned(),
            index,
            leaf: TreeHash::of_leaf(leaf.as_bytes()),
        };
        self.note(origin, &promise.text()).await
    }

    async fn sign(&self, message: &[u8]) -> Result<[u8; 64], JsValue> {
        let message = Uint8Array::from(message);
        let signed = subtle()?.sign_with_str_and_buffer_source("Ed25519", &self.key, &message)?;
        let signature = Uint8Array::new(&JsFuture::from(signed).await?).to_vec();
        signature
            .try_into()
            .map_err(|_| JsValue::from_str("a signature has 64 bytes"))
    }
}

fn subtle() -> Result<SubtleCrypto, JsValue> {
    let crypto: Crypto = Reflect::get(&js_sys::global(), &"crypto".into())?.unchecked_into();
    Ok(crypto.subtle())
}

fn failed(error: JsValue) -> Failure {
    Failure::Internal(format!("WebCrypto: {error:?}"))
}
