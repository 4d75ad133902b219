//! A private key in a file: a JWK ([RFC 7517](https://www.rfc-editor.org/rfc/rfc7517)) with its name and algorithm.
//!
//! Invariant: a key signs with the one algorithm it is for. Files are made readable by their owner alone.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use shared::settings::{SsoAlgorithm, SsoKey};

use crate::failure::Failure;

/// A key that signs.
#[derive(Clone)]
pub(crate) struct PrivateKey {
    /// Its name.
    pub(crate) kid: String,
    material: Material,
}

#[derive(Clone)]
enum Material {
    EdDsa(Box<ed25519_dalek::SigningKey>),
    Es256(Box<p256::ecdsa::SigningKey>),
    Hs256(Vec<u8>),
}

/// The file's form.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Jwk {
    kty: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    crv: Option<String>,
    alg: SsoAlgorithm,
    kid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<String>,
    /// The private part of `OKP` and `EC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<String>,
    /// The secret of `oct`.
    #[serde(skip_serializing_if = "Option::is_none")]
    k: Option<String>,
}

impl PrivateKey {
    /// A new key.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub(crate) fn generate(algorithm: SsoAlgorithm, kid: &str) -> Result<Self, Failure> {
        loop {
            let secret = random()?;
            // One in 2³² random numbers is no key on P-256; the next one is.
            if let Some(key) = Self::from_secret(algorithm, kid, &secret) {
                return Ok(key);
            }
        }
    }

    /// A key of these secret bytes; nothing if they can't be one.
    pub(crate) fn from_secret(algorithm: SsoAlgorithm, kid: &str, secret: &[u8]) -> Option<Self> {
        let material = match algorithm {
            SsoAlgorithm::EdDSA => Material::EdDsa(Box::new(ed25519_dalek::SigningKey::from_bytes(
                secret.try_into().ok()?,
            ))),
            SsoAlgorithm::ES256 => {
                Material::Es256(Box::new(p256::ecdsa::SigningKey::from_slice(secret).ok()?))
            }
            SsoAlgorithm::HS256 => Material::Hs256((secret.len() >= 32).then(|| secret.to_vec())?),
        };
        Some(Self {
            kid: kid.to_owned(),
            material,
        })
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When the file can't be read or holds no private key of a known algorithm.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|cause| Failure::File {
            path: path.to_owned(),
            cause,
        })?;
        let content = |line: usize, reason: String| Failure::Content {
            path: path.to_owned(),
            line: line as u64,
            reason,
        };
        let jwk: Jwk = serde_json::from_str(&text)
            .map_err(|cause| content(cause.line(), format!("This is no key: {cause}.")))?;
        let secret = jwk
            .d
            .as_ref()
            .or(jwk.k.as_ref())
            .and_then(|secret| URL_SAFE_NO_PAD.decode(secret).ok());
        secret
            .and_then(|secret| Self::from_secret(jwk.alg, &jwk.kid, &secret))
            .ok_or_else(|| {
                content(
                    1,
                    format!("This has no private part (`d` or `k`) that fits {:?}.", jwk.alg),
                )
            })
    }

    /// Writes a new key file.
    ///
    /// # Errors
    /// When there is a file already, or none can be made.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let text =
            serde_json::to_string_pretty(&self.jwk()).map_err(|cause| Failure::Usage(cause.to_string()))?;
        let written = options.open(path).and_then(|mut file| writeln!(file, "{text}"));
        written.map_err(|cause| Failure::File {
            path: path.to_owned(),
            cause,
        })
    }

    /// The key as a file has it.
    pub(crate) fn jwk(&self) -> Jwk {
        let encode = |bytes: &[u8]| Some(URL_SAFE_NO_PAD.encode(bytes));
        let jwk = |kty: &str, crv: Option<&str>| Jwk {
            kty: kty.to_owned(),
            crv: crv.map(str::to_owned),
            alg: self.algorithm(),
            kid: self.kid.clone(),
            x: None,
            y: None,
            d: None,
            k: None,
        };
        match &self.material {
            Material::EdDsa(key) => Jwk {
                x: encode(key.verifying_key().as_bytes()),
                d: encode(key.as_bytes()),
                ..jwk("OKP", Some("Ed25519"))
            },
            Material::Es256(key) => {
                // Uncompressed: one byte, then x and y of 32 bytes each (SEC 1, section 2.3.3).
                let point = key.verifying_key().to_sec1_point(false);
                let (x, y) = point.as_bytes().get(1..).unwrap_or_default().split_at(32);
                Jwk {
                    x: encode(x),
                    y: encode(y),
                    d: encode(&key.to_bytes()),
                    ..jwk("EC", Some("P-256"))
                }
            }
            Material::Hs256(secret) => Jwk {
                k: encode(secret),
                ..jwk("oct", None)
            },
        }
    }

    /// The entry for a community's settings.
    pub(crate) fn setting(&self) -> SsoKey {
        let key = match &self.material {
            Material::EdDsa(key) => key.verifying_key().as_bytes().to_vec(),
            Material::Es256(key) => key.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            Material::Hs256(secret) => secret.clone(),
        };
        SsoKey {
            kid: self.kid.clone(),
            algorithm: self.algorithm(),
            key: URL_SAFE_NO_PAD.encode(key),
        }
    }

    /// The one algorithm of this key.
    pub(crate) fn algorithm(&self) -> SsoAlgorithm {
        match self.material {
            Material::EdDsa(_) => SsoAlgorithm::EdDSA,
            Material::Es256(_) => SsoAlgorithm::ES256,
            Material::Hs256(_) => SsoAlgorithm::HS256,
        }
    }

    /// The signature of a message, as a JWS carries it
    /// ([RFC 7518, section 3](https://www.rfc-editor.org/rfc/rfc7518#section-3)).
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.material {
            Material::EdDsa(key) => key.sign(message).to_bytes().to_vec(),
            Material::Es256(key) => {
                let signature: p256::ecdsa::Signature =
                    p256::ecdsa::signature::Signer::sign(key.as_ref(), message);
                signature.to_bytes().to_vec()
            }
            Material::Hs256(secret) => {
                // HMAC takes keys of any length.
                let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
                    return Vec::new();
                };
                mac.update(message);
                mac.finalize().into_bytes().to_vec()
            }
        }
    }
}

/// 32 random bytes.
pub(crate) fn random() -> Result<[u8; 32], Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|cause| Failure::Usage(format!("The system gives no random bytes: {cause}.")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALGORITHMS: [SsoAlgorithm; 3] = [SsoAlgorithm::EdDSA, SsoAlgorithm::ES256, SsoAlgorithm::HS256];

    #[test]
    fn a_key_reads_back_from_its_file_and_is_not_written_over() {
        let folder = std::env::temp_dir().join(format!("fanfare-key-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for algorithm in ALGORITHMS {
            let path = folder.join(format!("{algorithm:?}.json"));
            let key = PrivateKey::generate(algorithm, "one").unwrap();
            key.write(&path).unwrap();
            assert_eq!(PrivateKey::read(&path).unwrap().setting(), key.setting());
            assert_eq!(key.write(&path).unwrap_err().exit_code(), 3);
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_settings_take_the_public_part() {
        for (algorithm, length) in ALGORITHMS.into_iter().zip([32, 65, 32]) {
            let setting = PrivateKey::generate(algorithm, "one").unwrap().setting();
            assert_eq!(URL_SAFE_NO_PAD.decode(setting.key).unwrap().len(), length);
        }
    }

    #[test]
    fn each_signature_is_good_for_its_key() {
        for algorithm in ALGORITHMS {
            let key = PrivateKey::generate(algorithm, "one").unwrap();
            let signature = key.sign(b"said");
            match &key.material {
                Material::EdDsa(key) => key
                    .verify(b"said", &signature.as_slice().try_into().unwrap())
                    .unwrap(),
                Material::Es256(key) => {
                    let signature = p256::ecdsa::Signature::from_slice(&signature).unwrap();
                    p256::ecdsa::signature::Verifier::verify(key.verifying_key(), b"said", &signature)
                        .unwrap();
                }
                Material::Hs256(_) => assert_eq!(signature.len(), 32),
            }
        }
    }

    /// [RFC 4231, section 4.7](https://www.rfc-editor.org/rfc/rfc4231#section-4.7), the test case with the long key.
    #[test]
    fn the_shared_secret_signs_as_the_standard_says() {
        let key = PrivateKey::from_secret(SsoAlgorithm::HS256, "one", &[0xaa; 131]).unwrap();
        let signature = key.sign(b"Test Using Larger Than Block-Size Key - Hash Key First");
        let digits = shared::hexadecimal::encode(&signature);
        assert_eq!(
            digits,
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
