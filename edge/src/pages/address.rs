//! Addresses of pages, and which of them is the one of a thing. Invariant: what is put into a path or a query
//! is percent-encoded here, so no text can change where an address leads.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use shared::language::Language;

/// All but the unreserved characters of [RFC 3986, section 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A text as one part of a path, or as a value of a query.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The path of a community's page: `page` is written as it is, after the slug.
pub fn of(community: &str, page: &str) -> String {
    if page.is_empty() {
        format!("/{community}")
    } else {
        format!("/{community}/{page}")
    }
}

/// The path of a question.
pub fn question(community: &str, id: &str, slug: &str) -> String {
    format!("/{community}/questions/{}/{}", encode(id), encode(slug))
}

/// The path of a story.
pub fn story(community: &str, id: &str, slug: &str) -> String {
    format!("/{community}/stories/{}/{}", encode(id), encode(slug))
}

/// A path with `?lang=`, unless the language is the one of the address without it.
pub fn in_language(path: &str, language: Language, offered: &[Language]) -> String {
    if offered.first() == Some(&language) {
        return path.to_owned();
    }
    let (path, fragment) = path
        .split_once('#')
        .map_or((path, String::new()), |(path, fragment)| {
            (path, format!("#{fragment}"))
        });
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}lang={}{fragment}", language.tag())
}

/// A path of this community to go back to, if that is what the text is: nothing that could leave the site.
pub fn returning(community: &str, text: &str) -> Option<String> {
    let rest = text.strip_prefix('/')?.strip_prefix(community)?;
    let inside = rest.is_empty() || rest.starts_with(['/', '?', '#']);
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let climbs = text
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .split('/')
        .any(|part| {
            let part = part.to_ascii_lowercase().replace("%2e", ".");
            part == "." || part == ".."
        });
    (inside && plain && !climbs && text.len() <= 500).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_of_any_script_is_one_part_of_a_path() {
        assert_eq!(
            question("acme", "q_1", "où/est ?"),
            "/acme/questions/q_1/o%C3%B9%2Fest%20%3F"
        );
    }

    #[test]
    fn the_first_language_needs_no_parameter() {
        let offered = [Language::French, Language::English];
        assert_eq!(in_language("/acme", Language::French, &offered), "/acme");
        assert_eq!(
            in_language("/acme?sort=top", Language::English, &offered),
            "/acme?sort=top&lang=en"
        );
        assert_eq!(
            in_language("/acme#a_1", Language::English, &offered),
            "/acme?lang=en#a_1"
        );
    }

    #[test]
    fn one_can_only_return_into_the_same_community() {
        assert!(returning("acme", "/acme").is_some());
        assert!(returning("acme", "/acme/questions/q_1/a?lang=fr#a_2").is_some());
        for text in [
            "",
            "/",
            "/other",
            "/acmes",
            "//acme",
            "https://acme",
            "/acme/../other",
            "/acme/%2E./x",
            "/acme\\@evil",
            "/acme/\r\nx",
            "/acme\t",
        ] {
            assert!(returning("acme", text).is_none(), "{text:?}");
        }
    }
}
