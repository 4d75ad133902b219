//! Commitments: a hash that fixes a text and tells nothing of it until its salt is published.
//!
//! Invariant: the salt has 32 random bytes, so a choice among few entries can't be guessed from its commitment.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The commitment to a text of one `purpose`, which keeps a commitment made for one from being shown for another.
pub fn commit(purpose: &str, salt: &[u8], text: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"fanfare.contest.v1 ");
    hasher.update(purpose.as_bytes());
    hasher.update(b"\n");
    hasher.update(salt);
    hasher.update(text.as_bytes());
    encode(&hasher.finalize().into())
}

/// The purpose of a ballot's choice.
pub const CHOICE: &str = "choice";
/// The purpose of an entry's words.
pub const ENTRY: &str = "entry";

/// The commitment to a nonce that a voter's device made: 32 hexadecimal digits, and nothing for what is none. It needs no
/// salt, since nobody can guess it.
pub fn of_nonce(nonce: &str) -> Option<String> {
    let is_nonce = nonce.len() == 32
        && nonce
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_nonce.then(|| commit("nonce", &[], nonce))
}

/// 32 bytes as the log writes them.
pub fn encode(bytes: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads what [`encode`] writes.
pub fn decode(text: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}
