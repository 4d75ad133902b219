//! Keys of the brand's sign-in: what each algorithm's key looks like.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{SsoAlgorithm, SsoKey};

/// The most characters of a key's name.
pub const KID_MAX: usize = 64;
/// The most bytes of a shared secret: the block of SHA-256; longer keys are hashed down and gain nothing.
pub const SECRET_MAX: usize = 64;
/// What is wrong with the key itself, and how to mend it.
pub fn fault(key: &SsoKey) -> Option<&'static str> {
    // Anything longer than this is no key; it need not be decoded.
    let bytes = if key.key.len() <= 128 {
        URL_SAFE_NO_PAD.decode(&key.key).ok()
    } else {
        None
    };
    let (valid, expected) = match key.algorithm {
        SsoAlgorithm::ES256 => (
            bytes.is_some_and(|bytes| bytes.len() == 65 && bytes.first() == Some(&4)),
            "This has to be an uncompressed P-256 point: 65 bytes, the first 04, in base64url without padding.",
        ),
        SsoAlgorithm::EdDSA => (
            bytes.is_some_and(|bytes| bytes.len() == 32),
            "This has to be an Ed25519 public key: 32 bytes in base64url without padding.",
        ),
        SsoAlgorithm::HS256 => (
            bytes.is_some_and(|bytes| (32..=SECRET_MAX).contains(&bytes.len())),
            "This has to be a secret of 32 to 64 bytes in base64url without padding.",
        ),
    };
    (!valid).then_some(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(algorithm: SsoAlgorithm, bytes: &[u8]) -> SsoKey {
        SsoKey {
            kid: "k1".to_owned(),
            algorithm,
            key: URL_SAFE_NO_PAD.encode(bytes),
        }
    }

    #[test]
    fn a_key_has_the_length_of_its_algorithm() {
        let mut point = [7; 65];
        point[0] = 4;
        for good in [
            key(SsoAlgorithm::ES256, &point),
            key(SsoAlgorithm::EdDSA, &[1; 32]),
            key(SsoAlgorithm::HS256, &[1; 32]),
            key(SsoAlgorithm::HS256, &[1; 64]),
        ] {
            assert_eq!(fault(&good), None);
        }
        for bad in [
            key(SsoAlgorithm::ES256, &[7; 65]),
            key(SsoAlgorithm::ES256, &[4; 33]),
            key(SsoAlgorithm::EdDSA, &point),
            key(SsoAlgorithm::HS256, &[1; 31]),
            key(SsoAlgorithm::HS256, &[1; 65]),
            SsoKey {
                kid: "k1".to_owned(),
                algorithm: SsoAlgorithm::HS256,
                key: "not base64!".to_owned(),
            },
        ] {
            assert!(fault(&bad).is_some());
        }
    }
}
