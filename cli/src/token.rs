//! `fanfare token`: what the brand's own server does, for trying out.

mod jwt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use shared::settings::SsoAlgorithm;
use shared::time::Millis;

use crate::arguments::{MakeKey, Token, TokenCommand};
use crate::clock;
use crate::failure::Failure;
use crate::key_file::PrivateKey;
use crate::output::Output;

pub(crate) use jwt::Person;

/// Signs a token, or makes a key.
pub(crate) fn run(options: &Token, output: &Output) -> Result<(), Failure> {
    match &options.command {
        Some(TokenCommand::Key(options)) => make_key(options, output),
        None => sign(options, output),
    }
}

/// A token that signs this person in to this community, now and once.
pub(crate) fn for_person(key: &PrivateKey, community: &str, person: &Person<'_>) -> Result<String, Failure> {
    let now = u64::try_from(clock::now().get() / Millis::SECOND).unwrap_or_default();
    let id = URL_SAFE_NO_PAD.encode(crate::key_file::random()?);
    Ok(jwt::sign(key, community, person, now, &id))
}

fn sign(options: &Token, output: &Output) -> Result<(), Failure> {
    let mut key = match (&options.key, &options.secret) {
        (Some(path), _) => PrivateKey::read(path)?,
        (None, secret) => from_secret(secret.as_deref().unwrap_or_default())?,
    };
    if let Some(kid) = &options.kid {
        key.kid.clone_from(kid);
    }
    if let Some(algorithm) = options
        .algorithm
        .map(SsoAlgorithm::from)
        .filter(|algorithm| *algorithm != key.algorithm())
    {
        return Err(Failure::Usage(format!(
            "This key is for {:?} and can't sign with {algorithm:?}.",
            key.algorithm()
        )));
    }
    let person = Person {
        sub: options.sub.as_deref().unwrap_or_default(),
        name: options.name.as_deref(),
        email: options.email.as_deref(),
    };
    let token = for_person(&key, options.community.as_deref().unwrap_or_default(), &person)?;
    output.result(&json!({ "token": token }), &token);
    output.note("Good once, within 10 minutes.");
    Ok(())
}

fn from_secret(secret: &str) -> Result<PrivateKey, Failure> {
    URL_SAFE_NO_PAD
        .decode(secret)
        .ok()
        .and_then(|secret| PrivateKey::from_secret(SsoAlgorithm::HS256, "", &secret))
        .ok_or_else(|| {
            Failure::Usage(
                "--secret has to be at least 32 bytes in base64url without padding, as in the settings."
                    .to_owned(),
            )
        })
}

fn make_key(options: &MakeKey, output: &Output) -> Result<(), Failure> {
    let key = PrivateKey::generate(options.algorithm.into(), &options.kid)?;
    let value = match &options.out {
        Some(path) => {
            key.write(path)?;
            output.note(&format!(
                "The private key is in {}. Put this into the community's settings (sso_keys):",
                path.display()
            ));
            json!(key.setting())
        }
        None => json!({ "private": key.jwk(), "setting": key.setting() }),
    };
    let text = serde_json::to_string_pretty(&value).map_err(|cause| Failure::Usage(cause.to_string()))?;
    output.result(&value, &text);
    Ok(())
}
