//! Whether the provider of challenges says that one was passed.
//!
//! Invariant: a challenge makes a ballot count that would wait, and nothing else: one that fails, or whose provider is
//! silent, leaves it waiting. What a visitor brings goes to the provider alone, into no log and no line of the Worker.

use serde_json::{Value, json};

use crate::config::Config;
use crate::outbound;

/// How long the provider has to answer, in milliseconds: a person waits meanwhile.
const PATIENCE_MS: u32 = 5_000;
/// The longest token that [Turnstile](https://developers.cloudflare.com/turnstile/get-started/server-side-validation/)
/// gives, in bytes.
const TOKEN_MAX: usize = 2_048;

/// Whether this token is of a challenge that was passed, for the first time it is asked about.
pub async fn is_passed(config: &Config, token: &str) -> bool {
    if token.is_empty() || token.len() > TOKEN_MAX {
        return false;
    }
    match ask(config, token).await {
        Ok(answer) => says_yes(answer.as_bytes()),
        Err(error) => {
            crate::runtime::log(&json!({ "challenge": error.to_string() }).to_string());
            false
        }
    }
}

async fn ask(config: &Config, token: &str) -> worker::Result<String> {
    let url = format!("{}/siteverify", config.challenge_url);
    let body = json!({ "secret": config.challenge_secret, "response": token });
    outbound::post(&url, &[], &body, PATIENCE_MS).await?.text().await
}

fn says_yes(answer: &[u8]) -> bool {
    crate::json::parse(answer).is_ok_and(|answer| answer.get("success") == Some(&Value::Bool(true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_yes_is_one() {
        assert!(says_yes(br#"{"success":true,"hostname":"talk.example"}"#));
        for no in [
            &br#"{"success":false,"error-codes":["timeout-or-duplicate"]}"#[..],
            br#"{"success":"true"}"#,
            b"{}",
            b"[true]",
            b"<html>success</html>",
            b"",
        ] {
            assert!(!says_yes(no));
        }
    }
}
