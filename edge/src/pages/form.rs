//! Forms that were sent: read, and checked to come from a page of this deployment for this session.
//!
//! Invariant: what [`read`] gives was sent by one of our own pages, in the browser whose session it names.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::api::problem::Code;
use shared::media::BYTES_MAX;

use super::multipart::{self, File};
use super::route::PageRoute;
use crate::config::Config;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::token::{self, Claims};

/// What a form is sent as.
const CONTENT_TYPE: &str = "application/x-www-form-urlencoded";
/// The most bytes of a form: 10,000 characters of four bytes, percent-encoded, and the rest.
const BODY_LIMIT: usize = 160 * 1024;
/// The most bytes of a form with a picture. One that is too large for a form is read, so that the words beside it
/// can be shown again.
const PICTURE_BODY_LIMIT: usize = BYTES_MAX + BODY_LIMIT;
/// The field with the token.
pub const TOKEN: &str = "form_token";
/// The field with the idempotency key.
pub const KEY: &str = "key";

/// A form that was sent: its fields, decoded, of which the first of a name counts unless all are asked for; and its file.
#[derive(Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    file: Option<File>,
}

impl Form {
    /// The fields of this body.
    pub fn parse(body: &str) -> Self {
        Self {
            fields: form_urlencoded::parse(body.as_bytes()).into_owned().collect(),
            file: None,
        }
    }

    /// The value of a field; empty if absent.
    pub fn get(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// The values of all fields of a name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let fields = self.fields.iter().filter(move |(field, _)| field == name);
        fields.map(|(_, value)| value.as_str())
    }

    /// All fields but those that say where the form comes from, for a page that asks once more.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.fields.iter();
        fields
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| ![TOKEN, KEY].contains(name))
    }

    /// The value of a field, if something was typed.
    pub fn typed(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.trim().is_empty())
    }

    /// Puts a value into a field that has none yet.
    pub fn fill(&mut self, name: &str, value: &str) {
        self.fields.push((name.to_owned(), value.to_owned()));
    }

    /// Puts a value into a field, whatever it had.
    pub fn set(&mut self, name: &str, value: &str) {
        self.fields.retain(|(field, _)| field != name);
        self.fill(name, value);
    }

    /// The file that came along, once.
    pub fn take_file(&mut self) -> Option<File> {
        self.file.take()
    }
}

/// Reads the form of a page and checks where it comes from.
///
/// # Errors
/// When it was sent from elsewhere, for another session, is too large, or is no form.
pub async fn read(
    incoming: &mut Incoming,
    config: &Config,
    route: &PageRoute,
    session: Option<&Claims>,
) -> Result<Form, Failure> {
    from_here(incoming, config)?;
    let content_type = incoming.header("content-type");
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    let form = if media_type.eq_ignore_ascii_case(CONTENT_TYPE) {
        let body = incoming.body(BODY_LIMIT).await?;
        Form::parse(&String::from_utf8(body).map_err(|_| {
            Failure::refused(
                Code::BadRequest,
                "The form is not UTF-8. Send it in this encoding.",
            )
        })?)
    } else if route.page.takes_picture() && media_type.eq_ignore_ascii_case(multipart::CONTENT_TYPE) {
        let parts = multipart::read(incoming, &content_type, PICTURE_BODY_LIMIT).await?;
        Form {
            fields: parts.fields,
            file: parts.file,
        }
    } else {
        return Err(Failure::refused(
            Code::UnsupportedMediaType,
            format!("Send the form as `{CONTENT_TYPE}`."),
        ));
    };
    if !token::same(
        form.get(TOKEN).as_bytes(),
        form_token(config, route.path, session).as_bytes(),
    ) {
        return Err(cross_site());
    }
    Ok(form)
}

/// Checks that a request was sent by one of our own pages.
///
/// # Errors
/// When it was not.
pub fn from_here(incoming: &Incoming, config: &Config) -> Result<(), Failure> {
    let own = [incoming.origin(), config.base_url.clone()];
    let (origin, fetch_site) = (incoming.header("origin"), incoming.header("sec-fetch-site"));
    if same_site(&origin, &fetch_site, &own) {
        Ok(())
    } else {
        Err(cross_site())
    }
}

/// The token of a form: bound to what it does and to the session it is made for. Without a session (signing in
/// and out, which may change in another tab) the origin alone tells who sent it.
pub fn form_token(config: &Config, purpose: &str, session: Option<&Claims>) -> String {
    let (community, session) = session.map_or(("", ""), |claims| {
        (claims.community.as_str(), claims.session.as_str())
    });
    let mac = token::mac(
        &config.secret,
        "form",
        format!("{purpose}\n{community}\n{session}").as_bytes(),
    );
    URL_SAFE_NO_PAD.encode(mac)
}

/// Whether a form was sent from one of `own` origins. A browser says so in `Origin`; where that is missing,
/// `Sec-Fetch-Site` has to say it. A request that says neither is refused.
fn same_site(origin: &str, fetch_site: &str, own: &[String]) -> bool {
    if !fetch_site.is_empty() && fetch_site != "same-origin" {
        return false;
    }
    if origin.is_empty() {
        fetch_site == "same-origin"
    } else {
        own.iter().any(|own| own == origin)
    }
}

fn cross_site() -> Failure {
    Failure::refused(
        Code::CrossSite,
        "Nothing was sent. Open the page again and send it from there; cookies have to be on.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::PersonId;
    use shared::time::Millis;

    fn config(secret: &str) -> Config {
        Config {
            secret: secret.to_owned(),
            ..Config::default()
        }
    }

    fn session(name: &str) -> Claims {
        Claims {
            community: "acme".to_owned(),
            person: PersonId::new(Millis::new(1), [7; 10]),
            epoch: 0,
            session: name.to_owned(),
            tier: shared::person::Tier::Guest,
            expires_at: Millis::new(9),
        }
    }

    #[test]
    fn only_our_own_origin_sends_forms() {
        let own = ["https://talk.example".to_owned(), String::new()];
        assert!(same_site("https://talk.example", "same-origin", &own));
        assert!(same_site("https://talk.example", "", &own));
        assert!(same_site("", "same-origin", &own));
        for (origin, fetch_site) in [
            ("https://evil.example", "cross-site"),
            ("https://evil.example", ""),
            ("https://shop.talk.example", "same-site"),
            ("https://talk.example", "same-site"),
            ("null", "same-origin"),
            ("null", ""),
            ("", "none"),
            ("", ""),
        ] {
            assert!(!same_site(origin, fetch_site, &own), "{origin:?} {fetch_site:?}");
        }
    }

    #[test]
    fn a_form_token_is_worth_nothing_elsewhere() {
        let config_a = config("0123456789abcdef0123456789abcdef");
        let ours = form_token(&config_a, "ask", Some(&session("one")));
        assert_eq!(ours, form_token(&config_a, "ask", Some(&session("one"))));
        assert_ne!(ours, form_token(&config_a, "answer", Some(&session("one"))));
        assert_ne!(ours, form_token(&config_a, "ask", Some(&session("two"))));
        assert_ne!(ours, form_token(&config_a, "ask", None));
        assert_ne!(
            ours,
            form_token(
                &config("another secret of the same size."),
                "ask",
                Some(&session("one"))
            )
        );
    }

    #[test]
    fn the_first_field_of_a_name_counts() {
        let form = Form::parse("title=Caf%C3%A9+noir&title=other&name=+");
        assert_eq!(form.get("title"), "Café noir");
        assert_eq!(form.typed("name"), None);
        assert_eq!(form.get("absent"), "");
        assert_eq!(form.all("title").collect::<Vec<_>>(), ["Café noir", "other"]);
    }
}
