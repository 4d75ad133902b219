//! The deployment's settings, read from its bindings once per isolate. Names of bindings are written here.

use std::cell::OnceCell;
use std::rc::Rc;

use shared::api::contest::Challenge;
use shared::api::health::MailState;
use shared::api::problem::Code;
use shared::settings::Jurisdiction;
use worker::Env;

use crate::failure::Failure;

/// The name of the binding of communities. Where the runtime makes files for whatever is called, a binding of this name
/// and `_FILES` has those that are there; so for contests.
pub const COMMUNITIES: &str = "COMMUNITIES";
/// The name of the binding of the store of media.
pub const MEDIA: &str = "MEDIA";
/// The name of the binding of contests.
pub const CONTESTS: &str = "CONTESTS";
/// The name of the binding of the deployment's files.
pub const ASSETS: &str = "ASSETS";

/// The fewest characters of the secret: as many as the MAC it signs with has bytes
/// ([RFC 2104](https://www.rfc-editor.org/rfc/rfc2104#section-3)).
const SECRET_MIN: usize = 32;

/// Where challenges are, unless the operator says otherwise:
/// [Turnstile](https://developers.cloudflare.com/turnstile/get-started/server-side-validation/).
const CHALLENGES: &str = "https://challenges.cloudflare.com/turnstile/v0";

/// What the operator set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// What signs sessions, cursors and form tokens: at least 32 characters, or nothing is served.
    pub secret: String,
    /// What opens the operator's routes; closed when empty.
    pub operator_token: String,
    /// The address this deployment is reached at, `https://community.example`: without it no mail leaves, whose links
    /// would lead to whatever host a request named.
    pub base_url: String,
    /// The header that carries the client's address, if one can be trusted; empty for none.
    pub client_address_header: String,
    /// The HTTP mail API; empty for none.
    pub mail_url: String,
    /// What the mail API wants as `Authorization`; may be empty.
    pub mail_authorization: String,
    /// The sender of mail.
    pub mail_from: String,
    /// Whether mail is shown at a local page instead.
    pub mailbox: bool,
    /// Where the provider of challenges has its `api.js` and its `siteverify`.
    pub challenge_url: String,
    /// The provider's public name for this deployment; empty for no challenges.
    pub challenge_site_key: String,
    /// What the provider knows this deployment by; never shown.
    pub challenge_secret: String,
    /// The place that what this deployment keeps does not leave; empty for anywhere. Another one has other objects, so
    /// it is said before the first community is made.
    pub jurisdiction: String,
}

thread_local! {
    static CONFIG: OnceCell<Rc<Config>> = const { OnceCell::new() };
}

impl Config {
    /// The deployment's settings. Bindings do not change while an isolate lives, so they are read once.
    pub fn shared(env: &Env) -> Rc<Self> {
        CONFIG.with(|config| config.get_or_init(|| Rc::new(Self::of(env))).clone())
    }

    /// Reads the bindings; what is absent is empty.
    pub fn of(env: &Env) -> Self {
        let text = |name: &str| env.var(name).map(|value| value.to_string()).unwrap_or_default();
        Self {
            secret: text("FANFARE_SECRET"),
            operator_token: text("FANFARE_OPERATOR_TOKEN"),
            base_url: text("FANFARE_BASE_URL").trim_end_matches('/').to_owned(),
            client_address_header: text("FANFARE_CLIENT_ADDRESS_HEADER"),
            mail_url: text("FANFARE_MAIL_URL"),
            mail_authorization: text("FANFARE_MAIL_AUTHORIZATION"),
            mail_from: text("FANFARE_MAIL_FROM"),
            mailbox: text("FANFARE_MAILBOX") == "on",
            challenge_url: Some(text("FANFARE_CHALLENGE_URL"))
                .filter(|url| !url.is_empty())
                .unwrap_or_else(|| CHALLENGES.to_owned()),
            challenge_site_key: text("FANFARE_CHALLENGE_SITE_KEY"),
            challenge_secret: text("FANFARE_CHALLENGE_SECRET"),
            jurisdiction: text("FANFARE_JURISDICTION"),
        }
    }

    /// Refuses to serve where everybody could sign their own session, or data would be held where nobody meant it to be.
    ///
    /// # Errors
    /// When the secret is absent or too short, or the jurisdiction is none.
    pub fn check(&self) -> Result<(), Failure> {
        let missing = if self.secret.len() < SECRET_MIN {
            format!("`FANFARE_SECRET` to at least {SECRET_MIN} random characters")
        } else if !self.jurisdiction.is_empty() && self.held_in().is_none() {
            "`FANFARE_JURISDICTION` to `eu`, `us`, `fedramp` or nothing".to_owned()
        } else {
            return Ok(());
        };
        Err(Failure::refused(
            Code::Unavailable,
            format!("This deployment is not set up: its operator sets {missing}."),
        ))
    }

    /// Where this deployment holds what it keeps, if that is anywhere in particular.
    pub fn held_in(&self) -> Option<Jurisdiction> {
        Jurisdiction::parse(&self.jurisdiction)
    }

    /// Whether a community that is to be held there may be made here.
    pub fn holds(&self, asked: Option<Jurisdiction>) -> bool {
        asked.is_none() || asked == self.held_in()
    }

    /// The challenge that is shown to visitors, if there is one.
    pub fn challenge(&self) -> Option<Challenge> {
        let set = !self.challenge_site_key.is_empty() && !self.challenge_secret.is_empty();
        set.then(|| Challenge {
            site_key: self.challenge_site_key.clone(),
            script: format!("{}/api.js", self.challenge_url),
        })
    }

    /// Where mail goes.
    pub fn mail(&self) -> MailState {
        if self.mailbox {
            MailState::Mailbox
        } else if self.mail_url.is_empty() {
            MailState::Off
        } else if self.base_url.is_empty() {
            MailState::NeedsBaseUrl
        } else {
            MailState::Http
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(secret: &str) -> Config {
        Config {
            secret: secret.to_owned(),
            ..Config::default()
        }
    }

    #[test]
    fn a_deployment_without_a_secret_of_its_length_serves_nothing() {
        assert!(with(&"s".repeat(SECRET_MIN)).check().is_ok());
        for secret in ["", "0123456789abcdef0123456789abcde"] {
            let refused = with(secret).check().unwrap_err().to_string();
            assert!(
                refused.contains("FANFARE_SECRET") && !refused.contains("0123"),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_deployment_that_is_to_hold_its_data_nowhere_known_serves_nothing() {
        let held_in = |jurisdiction: &str| Config {
            jurisdiction: jurisdiction.to_owned(),
            ..with(&"s".repeat(SECRET_MIN))
        };
        for jurisdiction in ["", "eu", "us", "fedramp"] {
            let config = held_in(jurisdiction);
            assert!(config.check().is_ok() && config.holds(None), "{jurisdiction}");
            assert_eq!(config.holds(Some(Jurisdiction::Eu)), jurisdiction == "eu");
        }
        for jurisdiction in ["EU", "eu ", "mars"] {
            let refused = held_in(jurisdiction).check().unwrap_err().to_string();
            assert!(refused.contains("FANFARE_JURISDICTION"), "{refused}");
        }
    }
}
