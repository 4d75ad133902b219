//! Changing settings: every field is checked, all errors are told at once, nothing changes unless all is well.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Settings, SsoAlgorithm, SsoKey};
use crate::api::community::EditSettings;
use crate::api::problem::FieldError;
use crate::language::Language;
use crate::text::CommunityName;

/// The most origins: shops of a brand in all its markets, with their staging twins.
pub const ORIGINS_MAX: usize = 50;
/// The most characters of an origin: a host name has at most 253.
pub const ORIGIN_MAX: usize = 270;
/// The most sign-in keys: two in rotation for each of a few shop systems.
pub const SSO_KEYS_MAX: usize = 10;
/// The most characters of a key's name.
pub const KID_MAX: usize = 64;
/// The most bytes of a shared secret: the block of SHA-256; longer keys are hashed down and gain nothing.
pub const SECRET_MAX: usize = 64;
/// The most characters of a zone's name: the longest of the IANA database has 32.
pub const TIME_ZONE_MAX: usize = 64;
/// The longest promise, in hours: a fortnight; a later one is none.
pub const PROMISED_HOURS_MAX: u16 = 336;
/// The most reports one may ask for before something hides.
pub const REPORTS_TO_HIDE_MAX: u16 = 1_000;
/// What stands for a secret wherever settings are shown.
pub const REDACTED: &str = "…";

impl Settings {
    /// The settings after `edit`. A secret that comes back as [`REDACTED`] stays as it is; an empty accent
    /// takes the brand's color away.
    ///
    /// # Errors
    /// With every field that breaks its rule.
    pub fn apply(&self, edit: EditSettings) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::default();
        let mut settings = self.clone();
        if let Some(name) = edit.name {
            match CommunityName::parse(&name) {
                Ok(name) => settings.name = name.into_string(),
                Err(error) => errors.add("/name", error.to_string()),
            }
        }
        if let Some(origins) = edit.origins {
            settings.origins = check_origins(origins, &mut errors);
        }
        if let Some(languages) = edit.languages {
            check_languages(&languages, &mut errors);
            settings.languages = languages;
        }
        if let Some(zone) = edit.time_zone {
            if !is_time_zone(&zone) {
                errors.add(
                    "/time_zone",
                    "This has to be a name of the IANA database such as Europe/Paris.",
                );
            }
            settings.time_zone = zone;
        }
        if let Some(accent) = edit.accent {
            if !accent.is_empty() && !is_color(&accent) {
                errors.add("/accent", "This has to be a color such as #0a7c66.");
            }
            settings.accent = (!accent.is_empty()).then(|| accent.to_ascii_lowercase());
        }
        if let Some(writers) = edit.writers {
            settings.writers = writers;
        }
        if let Some(keys) = edit.sso_keys {
            settings.sso_keys = check_keys(keys, &self.sso_keys, &mut errors);
        }
        if let Some(moderation) = edit.moderation {
            if moderation
                .promised_hours
                .is_some_and(|hours| !(1..=PROMISED_HOURS_MAX).contains(&hours))
            {
                errors.add(
                    "/moderation/promised_hours",
                    format!("Promise 1 to {PROMISED_HOURS_MAX} hours, or nothing."),
                );
            }
            if moderation.reports_to_hide > REPORTS_TO_HIDE_MAX {
                errors.add(
                    "/moderation/reports_to_hide",
                    format!("This may be at most {REPORTS_TO_HIDE_MAX}; 0 never hides."),
                );
            }
            settings.moderation = moderation;
        }
        if errors.0.is_empty() {
            Ok(settings)
        } else {
            Err(errors.0)
        }
    }

    /// The settings as they may be shown: shared secrets read as [`REDACTED`].
    #[must_use]
    pub fn redacted(&self) -> Self {
        let mut settings = self.clone();
        for key in settings
            .sso_keys
            .iter_mut()
            .filter(|key| key.algorithm == SsoAlgorithm::HS256)
        {
            REDACTED.clone_into(&mut key.key);
        }
        settings
    }
}

/// Whether `origin` is one that may embed a community: `https://host[:port]` as browsers write it, or `http` on
/// this machine (`localhost`, names under it, `127.0.0.1`).
pub fn is_origin(origin: &str) -> bool {
    if origin.len() > ORIGIN_MAX {
        return false;
    }
    let Some((scheme, authority)) = origin.split_once("://") else {
        return false;
    };
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let local = host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1";
    let default_port = if scheme == "https" { 443 } else { 80 };
    let port_valid = port.is_none_or(|port| {
        !port.starts_with(['0', '+']) && port.parse::<u16>().is_ok_and(|number| number != default_port)
    });
    (scheme == "https" || scheme == "http" && local) && is_host(host) && port_valid
}

#[derive(Default)]
struct Errors(Vec<FieldError>);

impl Errors {
    fn add(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        self.0.push(FieldError {
            pointer: pointer.into(),
            detail: detail.into(),
        });
    }
}

fn check_origins(origins: Vec<String>, errors: &mut Errors) -> Vec<String> {
    if origins.len() > ORIGINS_MAX {
        errors.add(
            "/origins",
            format!(
                "At most {ORIGINS_MAX} origins are allowed; there are {}.",
                origins.len()
            ),
        );
        return Vec::new();
    }
    let mut unique = Vec::with_capacity(origins.len());
    for (index, origin) in origins.into_iter().enumerate() {
        if !is_origin(&origin) {
            errors.add(
                format!("/origins/{index}"),
                "This has to be an origin such as https://shop.example: scheme and host in lower case, a port if it is not the usual one, no path.",
            );
        }
        if !unique.contains(&origin) {
            unique.push(origin);
        }
    }
    unique
}

fn check_languages(languages: &[Language], errors: &mut Errors) {
    if languages.is_empty() {
        errors.add("/languages", "At least one language is needed.");
    }
    for (index, language) in languages.iter().enumerate() {
        if languages.iter().take(index).any(|other| other == language) {
            errors.add(format!("/languages/{index}"), "Each language stands here once.");
            // Three languages exist; a list of thousands needs no thousand sentences.
            break;
        }
    }
}

fn check_keys(keys: Vec<SsoKey>, before: &[SsoKey], errors: &mut Errors) -> Vec<SsoKey> {
    if keys.len() > SSO_KEYS_MAX {
        errors.add(
            "/sso_keys",
            format!(
                "At most {SSO_KEYS_MAX} keys are allowed; there are {}.",
                keys.len()
            ),
        );
        return Vec::new();
    }
    let mut checked: Vec<SsoKey> = Vec::with_capacity(keys.len());
    for (index, mut key) in keys.into_iter().enumerate() {
        if key.key == REDACTED
            && let Some(kept) = before
                .iter()
                .find(|kept| kept.kid == key.kid && kept.algorithm == key.algorithm)
        {
            key.key.clone_from(&kept.key);
        }
        if !(1..=KID_MAX).contains(&key.kid.len()) || !key.kid.bytes().all(|byte| byte.is_ascii_graphic()) {
            errors.add(
                format!("/sso_keys/{index}/kid"),
                format!("A key's name has 1 to {KID_MAX} visible ASCII characters."),
            );
        }
        if checked.iter().any(|other| other.kid == key.kid) {
            errors.add(
                format!("/sso_keys/{index}/kid"),
                "Another key has this name already.",
            );
        }
        if let Some(expected) = key_error(&key) {
            errors.add(format!("/sso_keys/{index}/key"), expected);
        }
        checked.push(key);
    }
    checked
}

/// What a key should be, if it is not.
fn key_error(key: &SsoKey) -> Option<&'static str> {
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

fn is_host(host: &str) -> bool {
    host.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    })
}

fn is_time_zone(zone: &str) -> bool {
    (1..=TIME_ZONE_MAX).contains(&zone.len())
        && zone.starts_with(|first: char| first.is_ascii_uppercase())
        && zone.split('/').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-'))
        })
}

fn is_color(color: &str) -> bool {
    color.len() == 7
        && color
            .strip_prefix('#')
            .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
