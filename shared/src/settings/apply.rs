//! Changing settings: every field is checked, all errors are told at once, nothing changes unless all is well.

use super::origin::is_origin;
use super::sso_key::{self, KID_MAX};
use super::{Settings, SsoAlgorithm, SsoKey};
use crate::api::community::EditSettings;
use crate::api::problem::FieldError;
use crate::json;
use crate::language::Language;
use crate::text::CommunityName;

/// The most origins: shops of a brand in all its markets, with their staging twins.
pub const ORIGINS_MAX: usize = 50;
/// The most sign-in keys: two in rotation for each of a few shop systems.
pub const SSO_KEYS_MAX: usize = 10;
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
    /// takes the brand's color away. `knows_zone` tells whether dates can be shown in a zone: only a runtime has
    /// the database.
    ///
    /// # Errors
    /// With every field that breaks its rule.
    pub fn apply(
        &self,
        edit: EditSettings,
        knows_zone: impl Fn(&str) -> bool,
    ) -> Result<Self, Vec<FieldError>> {
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
            } else if !knows_zone(&zone) {
                errors.add(
                    "/time_zone",
                    format!(
                        "There is no zone {zone}; take a name of the IANA database such as Europe/Paris."
                    ),
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
        if let Some(levels) = edit.levels {
            match levels.checked() {
                Ok(levels) => settings.levels = levels,
                Err(faults) => faults
                    .into_iter()
                    .for_each(|(pointer, error)| errors.add(pointer, error.to_string())),
            }
        }
        if errors.0.is_empty() {
            Ok(settings)
        } else {
            Err(errors.0)
        }
    }

    /// The names of the fields in which these settings differ from `other`, as on the wire.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let (own, other) = (json::value(self), json::value(other));
        let names = own.as_object().into_iter().flatten();
        names
            .filter(|(name, value)| other.get(name) != Some(value))
            .map(|(name, _)| name.clone())
            .collect()
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
        if let Some(expected) = sso_key::fault(&key) {
            errors.add(format!("/sso_keys/{index}/key"), expected);
        }
        checked.push(key);
    }
    checked
}

/// Whether this has the shape of a name of the IANA database.
pub fn is_time_zone(zone: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{LevelSettings, Levels, Moderation};
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    fn any_zone(_: &str) -> bool {
        true
    }

    fn pointers(edit: EditSettings) -> Vec<String> {
        match Settings::new("Northbeam").apply(edit, any_zone) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.into_iter().map(|error| error.pointer).collect(),
        }
    }

    fn key(algorithm: SsoAlgorithm, bytes: &[u8]) -> SsoKey {
        SsoKey {
            kid: "k1".to_owned(),
            algorithm,
            key: URL_SAFE_NO_PAD.encode(bytes),
        }
    }

    #[test]
    fn what_is_absent_stays() {
        let settings = Settings::new("Northbeam");
        assert_eq!(settings.apply(EditSettings::default(), any_zone), Ok(settings));
    }

    #[test]
    fn every_field_at_fault_is_named_at_once() {
        let edit = EditSettings {
            name: Some("  ".to_owned()),
            origins: Some(vec![
                "https://ok.example".to_owned(),
                "https://ok.example/".to_owned(),
            ]),
            languages: Some(Vec::new()),
            time_zone: Some("../etc".to_owned()),
            accent: Some("red".to_owned()),
            sso_keys: Some(vec![key(SsoAlgorithm::EdDSA, &[1; 31])]),
            moderation: Some(Moderation {
                promised_hours: Some(0),
                reports_to_hide: 5_000,
                ..Moderation::default()
            }),
            writers: None,
            levels: Some(Levels {
                love: LevelSettings {
                    names: [(Language::French, "a".repeat(41))].into(),
                    ..LevelSettings::default()
                },
                ..Levels::default()
            }),
        };
        assert_eq!(
            pointers(edit),
            [
                "/name",
                "/origins/1",
                "/languages",
                "/time_zone",
                "/accent",
                "/sso_keys/0/key",
                "/moderation/promised_hours",
                "/moderation/reports_to_hide",
                "/levels/love/names/fr"
            ]
        );
    }

    #[test]
    fn a_zone_that_only_looks_like_one_is_refused() {
        let edit = EditSettings {
            time_zone: Some("Mars/Olympus".to_owned()),
            ..EditSettings::default()
        };
        let refused = Settings::new("Northbeam").apply(edit, |_| false).unwrap_err();
        assert_eq!(refused[0].pointer, "/time_zone");
        assert!(refused[0].detail.contains("Mars/Olympus"), "{refused:?}");
    }

    #[test]
    fn differences_name_the_fields_that_changed_and_no_other() {
        let before = Settings::new("Northbeam");
        let edit = EditSettings {
            name: Some("Northbeam".to_owned()),
            accent: Some("#0a7c66".to_owned()),
            time_zone: Some("Europe/Paris".to_owned()),
            ..EditSettings::default()
        };
        let after = before.apply(edit, any_zone).unwrap();
        assert_eq!(after.differences(&before), ["accent", "time_zone"]);
        assert!(before.differences(&before).is_empty());
    }

    #[test]
    fn lists_have_their_most() {
        let origins = (0..=ORIGINS_MAX)
            .map(|number| format!("https://s{number}.example"))
            .collect();
        assert_eq!(
            pointers(EditSettings {
                origins: Some(origins),
                ..EditSettings::default()
            }),
            ["/origins"]
        );
        let keys = vec![key(SsoAlgorithm::EdDSA, &[1; 32]); SSO_KEYS_MAX + 1];
        assert_eq!(
            pointers(EditSettings {
                sso_keys: Some(keys),
                ..EditSettings::default()
            }),
            ["/sso_keys"]
        );
        let languages = vec![Language::English, Language::French, Language::English];
        assert_eq!(
            pointers(EditSettings {
                languages: Some(languages),
                ..EditSettings::default()
            }),
            ["/languages/2"]
        );
    }

    #[test]
    fn a_key_is_named_once_and_visibly() {
        let mut odd = key(SsoAlgorithm::EdDSA, &[1; 32]);
        odd.kid = "a b".to_owned();
        let keys = vec![
            key(SsoAlgorithm::EdDSA, &[1; 32]),
            key(SsoAlgorithm::HS256, &[1; 32]),
            odd,
        ];
        assert_eq!(
            pointers(EditSettings {
                sso_keys: Some(keys),
                ..EditSettings::default()
            }),
            ["/sso_keys/1/kid", "/sso_keys/2/kid"]
        );
    }

    #[test]
    fn a_secret_is_never_shown_and_survives_being_sent_back() {
        let keys = vec![key(SsoAlgorithm::HS256, &[9; 32])];
        let settings = Settings::new("Northbeam")
            .apply(
                EditSettings {
                    sso_keys: Some(keys),
                    ..EditSettings::default()
                },
                any_zone,
            )
            .unwrap();
        let shown = settings.redacted();
        assert_eq!(shown.sso_keys[0].key, REDACTED);
        let back = EditSettings {
            sso_keys: Some(shown.sso_keys),
            ..EditSettings::default()
        };
        assert_eq!(settings.apply(back.clone(), any_zone), Ok(settings));
        assert!(Settings::new("Other").apply(back, any_zone).is_err());
    }

    #[test]
    fn an_empty_accent_takes_the_color_away() {
        let accent = |accent: &str| EditSettings {
            accent: Some(accent.to_owned()),
            ..EditSettings::default()
        };
        let settings = Settings::new("Northbeam")
            .apply(accent("#0A7C66"), any_zone)
            .unwrap();
        assert_eq!(settings.accent.as_deref(), Some("#0a7c66"));
        assert_eq!(settings.apply(accent(""), any_zone).unwrap().accent, None);
        for odd in ["#fff", "0a7c66", "#0a7c6g", "#0a7c66;", "#éé"] {
            assert!(settings.apply(accent(odd), any_zone).is_err(), "{odd}");
        }
    }
}
