//! Problems: [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) details with a stable code, the field at
//! fault, and a sentence a person can act on. Codes are forever; sentences are for people, not for matching.

use serde::{Deserialize, Serialize};

/// The media type of a problem.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// A problem on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// The address of the code's explanation.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do, in this case.
    pub detail: String,
    /// The id of the request, as in the log.
    pub instance: String,
    /// The stable code.
    pub code: Code,
    /// The fields at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// A field at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// Where: a JSON pointer into the body (`/title`), or `?name` for a query parameter.
    pub pointer: String,
    /// What is wrong and how to mend it.
    pub detail: String,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $variant:ident = $word:literal, $status:literal, $title:literal;)*) => {
        /// The stable code of a problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Code {
            $($(#[$meta])* #[serde(rename = $word)] $variant,)*
            /// A code of a newer release.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl Code {
            /// All codes of this release.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* Self::Unknown => "unknown" }
            }

            /// The HTTP status.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* Self::Unknown => 500 }
            }

            /// The code in words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* Self::Unknown => "Something went wrong" }
            }
        }
    };
}

codes! {
    /// The body is no JSON.
    MalformedJson = "malformed_json", 400, "The body is not JSON";
    /// A query parameter, a header or the path can't be read.
    BadRequest = "bad_request", 400, "The request can't be read";
    /// The cursor was not made here for this list.
    BadCursor = "bad_cursor", 400, "The cursor is not of this list";
    /// The idempotency key is empty, too long or has odd characters.
    BadIdempotencyKey = "bad_idempotency_key", 400, "The idempotency key can't be used";
    /// The body lies about its length.
    LengthMismatch = "length_mismatch", 400, "The body is not as long as announced";
    /// No session, and one is needed.
    SignInNeeded = "sign_in_needed", 401, "Sign in first";
    /// The token is malformed, expired, revoked or of another community.
    BadToken = "bad_token", 401, "The session is not valid";
    /// The brand's token was refused.
    BadSsoToken = "bad_sso_token", 401, "The brand's sign-in token was refused";
    /// The link or code was used, replaced, or is too old.
    BadCode = "bad_code", 401, "This link does not work anymore";
    /// This role may not do this.
    Forbidden = "forbidden", 403, "Not allowed";
    /// Only other people may do this.
    OwnContribution = "own_contribution", 403, "Not on your own words";
    /// The origin or form token of a form is wrong.
    CrossSite = "cross_site", 403, "The form was not sent from this site";
    /// No such community.
    UnknownCommunity = "unknown_community", 404, "There is no such community";
    /// Nothing there that this caller can see.
    NotFound = "not_found", 404, "Not found";
    /// The path exists, this method does not.
    MethodNotAllowed = "method_not_allowed", 405, "This method is not for this address";
    /// The slug is taken.
    SlugTaken = "slug_taken", 409, "The slug is taken";
    /// This can't be done in this state.
    WrongState = "wrong_state", 409, "Not possible in this state";
    /// The body is over the limit of this route.
    BodyTooLarge = "body_too_large", 413, "The body is too large";
    /// The content type is not the one of this route.
    UnsupportedMediaType = "unsupported_media_type", 415, "The content type is not supported";
    /// The part of the file that was asked for is not there.
    RangeNotSatisfiable = "range_not_satisfiable", 416, "That part of the file is not there";
    /// A field breaks its rule.
    InvalidField = "invalid_field", 422, "A field is not as it has to be";
    /// The key was used for another request.
    IdempotencyMismatch = "idempotency_mismatch", 422, "The key belongs to another request";
    /// The name looks like the brand's or a staff member's.
    NameRefused = "name_refused", 422, "This name can't be used here";
    /// Too many in a short time.
    RateLimited = "rate_limited", 429, "Too many in a short time";
    /// Something failed here; nothing was changed.
    Internal = "internal", 500, "Something went wrong here";
    /// Sign-in by e-mail is off.
    EmailOff = "email_off", 503, "Sign-in by e-mail is off";
    /// Try again with the same key.
    Unavailable = "unavailable", 503, "Not available right now";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_newer_release_still_reads() {
        assert_eq!(
            serde_json::from_str::<Code>("\"teapot\"").ok(),
            Some(Code::Unknown)
        );
    }

    #[test]
    fn every_code_is_written_as_its_word() {
        for code in Code::ALL {
            assert_eq!(
                serde_json::to_value(code).ok(),
                Some(serde_json::Value::from(code.as_str()))
            );
            assert!((400..600).contains(&code.status()));
        }
    }
}
