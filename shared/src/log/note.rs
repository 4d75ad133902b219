//! [Signed notes](https://c2sp.org/signed-note): a text, an empty line, and a line for each signature.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::key::{CheckSignature, LogKey};

/// The note over `text`, which ends with a line's end, with this signature of this key.
pub fn write(text: &str, key: &LogKey, signature: &[u8; 64]) -> String {
    let mut signed = key.id().to_vec();
    signed.extend_from_slice(signature);
    format!("{text}\n\u{2014} {} {}\n", key.name, STANDARD.encode(signed))
}

/// The text of a note, if this key signed it. Signatures of others are no matter.
pub fn open<'a>(note: &'a str, key: &LogKey, check: CheckSignature<'_>) -> Option<&'a str> {
    let (text, signatures) = parts(note)?;
    signatures
        .lines()
        .filter_map(|line| {
            let (name, encoded) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
            let signed = STANDARD.decode(encoded).ok()?;
            let (id, signature) = signed.split_at_checked(4)?;
            (name == key.name && id == key.id()).then_some(())?;
            <[u8; 64]>::try_from(signature).ok()
        })
        .any(|signature| check(&key.public, text.as_bytes(), &signature))
        .then_some(text)
}

/// The text of a note and the lines of its signatures.
pub fn parts(note: &str) -> Option<(&str, &str)> {
    let at = note.rfind("\n\n")?;
    Some((note.get(..=at)?, note.get(at + 2..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The note of the tests of golang.org/x/mod/sumdb/note.
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const TEXT: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const SIGNATURE: &str = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    fn check(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        ed25519_dalek::VerifyingKey::from_bytes(public)
            .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
    }

    #[test]
    fn a_note_of_another_implementation_opens_and_a_changed_one_does_not() {
        let key = LogKey::parse(KEY).unwrap();
        let note = format!("{TEXT}\n{SIGNATURE}");
        assert_eq!(open(&note, &key, &check), Some(TEXT));
        assert_eq!(open(&note.replace("problem is", "answer is"), &key, &check), None);
        assert_eq!(open(TEXT, &key, &check), None);
    }

    #[test]
    fn the_signature_of_a_stranger_is_no_matter() {
        let key = LogKey::parse(KEY).unwrap();
        let note = format!("{TEXT}\n\u{2014} witness.example AAAAAAAA\n{SIGNATURE}");
        assert_eq!(open(&note, &key, &check), Some(TEXT));
    }
}
