//! The public key of a log, as [signed notes](https://c2sp.org/signed-note) write it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::hexadecimal;

/// The byte that says Ed25519.
const ED25519: u8 = 1;

/// An Ed25519 public key with the name it signs under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogKey {
    /// The name: the origin of the log.
    pub name: String,
    /// The key.
    pub public: [u8; 32],
}

/// Whether a signature over a message was made with a public key: Ed25519, strict.
pub type CheckSignature<'a> = &'a dyn Fn(&[u8; 32], &[u8], &[u8; 64]) -> bool;

impl LogKey {
    /// The four bytes that stand before each signature of this key.
    pub fn id(&self) -> [u8; 4] {
        let mut hasher = Sha256::new();
        hasher.update(self.name.as_bytes());
        hasher.update([b'\n', ED25519]);
        hasher.update(self.public);
        let [a, b, c, d, ..]: [u8; 32] = hasher.finalize().into();
        [a, b, c, d]
    }

    /// The key as verifiers take it: `<name>+<id>+<base64 of type and key>`.
    pub fn verifier(&self) -> String {
        let id = hexadecimal::encode(&self.id());
        let mut typed = vec![ED25519];
        typed.extend_from_slice(&self.public);
        format!("{}+{id}+{}", self.name, STANDARD.encode(typed))
    }

    /// Reads what [`Self::verifier`] writes; nothing if the id is another key's.
    pub fn parse(text: &str) -> Option<Self> {
        // A base64 text may hold a plus itself, a name may not.
        let (name, rest) = text.trim().split_once('+')?;
        let (_, typed) = rest.split_once('+')?;
        let typed = STANDARD.decode(typed).ok()?;
        let (&kind, public) = typed.split_first()?;
        let key = Self {
            name: name.to_owned(),
            public: public.try_into().ok()?,
        };
        (kind == ED25519 && key.verifier() == text.trim()).then_some(key)
    }

    /// What people compare: the SHA-256 of the key alone, the same for every log of a deployment.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.public)
    }
}

/// The fingerprint that somebody brings: as it stands, or of a whole verifier key.
pub fn brought(text: &str) -> Option<String> {
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(text.to_ascii_lowercase());
    }
    LogKey::parse(text).map(|key| key.fingerprint())
}

/// The SHA-256 of a public key in hexadecimal digits.
pub fn fingerprint(public: &[u8; 32]) -> String {
    hexadecimal::encode(&Sha256::digest(public))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_another_implementation_reads_back() {
        // The key of the tests of golang.org/x/mod/sumdb/note.
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let key = LogKey::parse(text).unwrap();
        assert_eq!(key.name, "PeterNeumann");
        assert_eq!(key.verifier(), text);
    }

    #[test]
    fn a_key_under_another_name_is_another_key() {
        let key = LogKey {
            name: "shop.example/contest".to_owned(),
            public: [7; 32],
        };
        assert_eq!(LogKey::parse(&key.verifier()), Some(key.clone()));
        assert_eq!(LogKey::parse(&key.verifier().replace("shop", "stop")), None);
    }
}
