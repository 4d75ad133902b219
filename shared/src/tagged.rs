//! Choices whose kind is one of their fields, read by way of a structure that has the fields of all kinds.
//!
//! Invariant: a kind takes its own fields alone, and says of a field that is missing or too much what `serde` says.
//! Its own way keeps what it reads until it knows the kind, and with that a second reader of every type within.

use serde::de::value::Error;
use serde::de::{Deserialize, Deserializer, Error as _};

/// A field that some kinds have. `null` is a value like any other.
pub(crate) struct Given<T>(Option<T>);

impl<T> Given<T> {
    /// The field, by its name, of a kind that needs it.
    pub(crate) fn needed(self, name: &'static str) -> Result<T, Error> {
        self.0.ok_or_else(|| Error::missing_field(name))
    }

    /// The field of a kind that can do without it.
    pub(crate) fn or_default(self) -> T
    where
        T: Default,
    {
        self.0.unwrap_or_default()
    }

    /// Its name, if it was given.
    pub(crate) fn named(&self, name: &'static str) -> Option<&'static str> {
        self.0.as_ref().map(|_| name)
    }
}

impl<T> Default for Given<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(|given| Self(Some(given)))
    }
}

/// Refuses the fields of other kinds.
pub(crate) fn only<const N: usize>(
    own: &'static [&'static str],
    given: [Option<&'static str>; N],
) -> Result<(), Error> {
    match given.into_iter().flatten().find(|name| !own.contains(name)) {
        Some(name) => Err(Error::unknown_field(name, own)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use crate::api::contest::DecideBallot;
    use crate::api::import::ImportItem;
    use crate::api::session::BeginSession;
    use crate::contest::rules::Counts;

    fn said<T: DeserializeOwned>(json: &str) -> String {
        let error = serde_json::from_str::<T>(json).err().expect(json).to_string();
        let cause = error.rsplit_once(" at line ").map(|(cause, _)| cause.to_owned());
        cause.unwrap_or(error)
    }

    #[test]
    fn a_kind_is_read_with_its_own_fields() {
        for (json, kind) in [
            (r#"{"kind":"guest"}"#, BeginSession::Guest { name: String::new() }),
            (
                r#"{"name":"A","kind":"guest"}"#,
                BeginSession::Guest { name: "A".to_owned() },
            ),
            (
                r#"{"kind":"sso","token":"t"}"#,
                BeginSession::Sso {
                    token: "t".to_owned(),
                },
            ),
            (
                r#"{"kind":"email","code":"c"}"#,
                BeginSession::Email { code: "c".to_owned() },
            ),
            (
                r#"{"kind":"transfer","code":"c"}"#,
                BeginSession::Transfer { code: "c".to_owned() },
            ),
        ] {
            assert_eq!(
                serde_json::from_str::<BeginSession>(json).ok(),
                Some(kind),
                "{json}"
            );
        }
        assert_eq!(
            serde_json::from_str(r#"{"when":"at_close"}"#).ok(),
            Some(Counts::AtClose)
        );
    }

    #[test]
    fn what_a_kind_lacks_or_does_not_have_is_named() {
        for (json, expected) in [
            (r#"{"name":"A"}"#, "missing field `kind`"),
            (r#"{"kind":"sso"}"#, "missing field `token`"),
            (
                r#"{"kind":"sso","token":null}"#,
                "invalid type: null, expected a string",
            ),
            (
                r#"{"kind":"guest","code":"c"}"#,
                "unknown field `code`, expected `name`",
            ),
            (
                r#"{"kind":"email","name":"","code":"c"}"#,
                "unknown field `name`, expected `code`",
            ),
            (
                r#"{"kind":"guest","role":"owner"}"#,
                "unknown field `role`, expected one of `kind`, `name`, `token`, `code`",
            ),
            (
                r#"{"kind":"magic"}"#,
                "unknown variant `magic`, expected one of `guest`, `sso`, `email`, `transfer`",
            ),
        ] {
            assert_eq!(said::<BeginSession>(json), expected, "{json}");
        }
        for (json, expected) in [
            (r#"{"when":"in_batches"}"#, "missing field `hidden_last_hours`"),
            (
                r#"{"when":"in_batches","hidden_last_hours":-1}"#,
                "invalid value: integer `-1`, expected u16",
            ),
        ] {
            assert_eq!(said::<Counts>(json), expected, "{json}");
        }
        assert!(
            said::<Counts>(r#"{"when":"at_close","hidden_last_hours":1}"#)
                .starts_with("unknown field `hidden_last_hours`")
        );
        for (json, expected) in [
            (r#"{"act":"void"}"#, "missing field `reason`"),
            (
                r#"{"act":"void","reason":"late"}"#,
                "unknown variant `late`, expected one of `traded`, `duplicate`, `automated`, `erasure`",
            ),
        ] {
            assert_eq!(said::<DecideBallot>(json), expected, "{json}");
        }
        let item = |kind: &str, more: &str| {
            format!(
                r#"{{"kind":"{kind}","source_id":"1","markdown":"m","author":{{"source_id":"2","name":"A"}},"created_at":1{more}}}"#
            )
        };
        let origin = r#","origin":{"url":"https://a.example/1","license":"CC BY-SA 4.0"}"#;
        assert_eq!(
            said::<ImportItem>(&item("answer", r#","question":"1""#)),
            "missing field `origin`"
        );
        assert_eq!(
            said::<ImportItem>(&item("answer", origin)),
            "missing field `question`"
        );
        assert_eq!(
            said::<ImportItem>(&item("question", origin)),
            "missing field `title`"
        );
        let titled = item("answer", &format!(r#","title":"t"{origin}"#));
        assert!(
            said::<ImportItem>(&titled)
                .starts_with("unknown field `title`, expected one of `source_id`, `question`")
        );
    }
}
