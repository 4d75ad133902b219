//! Texts with a shape of their own: tags, keys, addresses.

use super::clean::{Lines, clean};
use super::{EMAIL_MAX, IDEMPOTENCY_KEY_MAX, SUBJECT_KEY_MAX, TAG_MAX, TextError, URL_MAX};
use crate::markdown::link;
use crate::settings::origin::is_origin;

/// Reads a tag.
pub(super) fn tag(text: &str) -> Result<String, TextError> {
    let line = clean(text, Lines::One, 1, TAG_MAX)?;
    let tag = line
        .trim_start_matches('#')
        .trim()
        .to_lowercase()
        .replace(' ', "-");
    let allowed = "letters, digits, “-”, “_”, “.” and “+”";
    if let Some(character) = tag.chars().find(|character| !is_tag_character(*character)) {
        return Err(TextError::Character { character, allowed });
    }
    if !tag.chars().any(char::is_alphanumeric) {
        return Err(TextError::Shape {
            expected: "a tag with a letter or a digit",
        });
    }
    let length = tag.chars().count();
    if length > TAG_MAX {
        Err(TextError::TooLong { max: TAG_MAX, length })
    } else {
        Ok(tag)
    }
}

/// Reads the key of a subject.
pub(super) fn subject_key(text: &str) -> Result<String, TextError> {
    let key = clean(text, Lines::One, 1, SUBJECT_KEY_MAX)?;
    if key.contains(' ') {
        return Err(TextError::Character {
            character: ' ',
            allowed: "a key or an address without spaces",
        });
    }
    let Some((scheme, rest)) = key.split_once("://") else {
        return Ok(key);
    };
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Ok(key);
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    if host.is_empty() || host.contains('@') {
        return Err(TextError::Shape {
            expected: "an address with a host, or a key",
        });
    }
    let path = if path.is_empty() { "/" } else { path };
    Ok(format!(
        "{}://{}{path}",
        scheme.to_ascii_lowercase(),
        host.to_lowercase()
    ))
}

/// Reads an `https` address, or one of `http` on this machine, which a demo and a developer have.
pub(super) fn url(text: &str) -> Result<String, TextError> {
    let url = clean(text, Lines::One, 1, URL_MAX)?;
    match link::check(&url) {
        Some(url) if is_secure(&url) => Ok(url),
        _ => Err(TextError::Shape {
            expected: "an address that starts with https://",
        }),
    }
}

fn is_secure(url: &str) -> bool {
    let mut parts = url.splitn(4, '/');
    match (parts.next(), parts.nth(1)) {
        (Some("https:"), _) => true,
        (Some("http:"), Some(host)) => is_origin(&["http://", host].concat()),
        _ => false,
    }
}

/// Reads an e-mail address.
pub(super) fn email(text: &str) -> Result<String, TextError> {
    let error = TextError::Shape {
        expected: "an e-mail address such as name@example.com",
    };
    let email = clean(text, Lines::One, 1, EMAIL_MAX)?.to_lowercase();
    let Some((local, domain)) = email.split_once('@') else {
        return Err(error);
    };
    if is_local_part(local) && is_domain(domain) {
        Ok(email)
    } else {
        Err(error)
    }
}

/// Reads an idempotency key.
pub(super) fn idempotency_key(text: &str) -> Result<String, TextError> {
    let length = text.chars().count();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if length > IDEMPOTENCY_KEY_MAX {
        return Err(TextError::TooLong {
            max: IDEMPOTENCY_KEY_MAX,
            length,
        });
    }
    match text.chars().find(|character| !character.is_ascii_graphic()) {
        Some(character) => Err(TextError::Character {
            character,
            allowed: "visible ASCII characters",
        }),
        None => Ok(text.to_owned()),
    }
}

fn is_tag_character(character: char) -> bool {
    character.is_alphanumeric()
        || crate::unicode::is_combining_mark(character)
        || matches!(character, '-' | '_' | '.' | '+')
}

/// The dot-atom of [RFC 5322](https://www.rfc-editor.org/rfc/rfc5322#section-3.2.3), at most 64 characters.
fn is_local_part(local: &str) -> bool {
    local.len() <= 64
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
        })
}

/// Two or more labels of letters, digits and inner hyphens; the last is no number.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    domain.split('.').count() >= 2
        && domain.split('.').all(label)
        && domain
            .rsplit('.')
            .next()
            .is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_folded_and_lose_their_sign() {
        for (written, tag_) in [
            ("#Descaling", "descaling"),
            ("Cold  Brew", "cold-brew"),
            ("Entretien-Été", "entretien-été"),
            ("قهوة", "قهوة"),
            ("V60", "v60"),
        ] {
            assert_eq!(tag(written).as_deref(), Ok(tag_));
        }
    }

    #[test]
    fn tags_with_other_characters_are_refused() {
        for written in ["", "#", "a,b", "<b>", "a/b", "---", "a\u{202E}b"] {
            assert!(tag(written).is_err(), "{written:?}");
        }
        assert_eq!(
            tag(&"a".repeat(31)),
            Err(TextError::TooLong { max: 30, length: 31 })
        );
    }

    #[test]
    fn an_address_as_a_key_has_one_form() {
        assert_eq!(
            subject_key("HTTPS://Shop.Example#top").as_deref(),
            Ok("https://shop.example/")
        );
        assert_eq!(
            subject_key("https://shop.example/Kettle?v=1#a").as_deref(),
            Ok("https://shop.example/Kettle?v=1")
        );
        assert_eq!(subject_key("sku:KTL-100").as_deref(), Ok("sku:KTL-100"));
    }

    #[test]
    fn keys_with_spaces_or_without_a_host_are_refused() {
        for key in ["", "a b", "https://", "https://user@shop.example/", "https:///x"] {
            assert!(subject_key(key).is_err(), "{key:?}");
        }
        assert!(subject_key(&"k".repeat(301)).is_err());
    }

    #[test]
    fn only_https_addresses_are_taken() {
        assert_eq!(
            url("HTTPS://cdn.example/a.png").as_deref(),
            Ok("https://cdn.example/a.png")
        );
        let here = "http://shop.localhost:8788/faces/a.svg";
        assert_eq!(url(here).as_deref(), Ok(here));
        for address in [
            "http://a.example/",
            "http://localhost.a.example/",
            "http://a.example/localhost",
            "javascript:alert(1)",
            "https://",
            "https://a b/",
            "//a.example",
            "https://a@b.example/",
            "mailto:a@b.example",
        ] {
            assert!(url(address).is_err(), "{address}");
        }
    }

    #[test]
    fn ordinary_mail_addresses_are_taken_in_lower_case() {
        for (written, read) in [
            ("Ada@Example.com", "ada@example.com"),
            (" a.b+c@sub.example.co ", "a.b+c@sub.example.co"),
        ] {
            assert_eq!(email(written).as_deref(), Ok(read));
        }
    }

    #[test]
    fn odd_mail_addresses_are_refused() {
        let long = format!("{}@example.com", "a".repeat(65));
        for written in [
            "",
            "a",
            "a@",
            "@b.example",
            "a@b",
            "a@@b.example",
            "a b@c.example",
            "\"a\"@b.example",
            ".a@b.example",
            "a.@b.example",
            "a..b@c.example",
            "a@-b.example",
            "a@b-.example",
            "a@b..example",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@b.example\r\nBcc: c@d.example",
            "é@b.example",
            &long,
        ] {
            assert!(email(written).is_err(), "{written:?}");
        }
    }

    #[test]
    fn keys_of_requests_are_short_and_visible() {
        assert!(idempotency_key(&"k".repeat(64)).is_ok());
        for key in ["", " ", "a b", "é", "\t", &"k".repeat(65)] {
            assert!(idempotency_key(key).is_err(), "{key:?}");
        }
    }
}
