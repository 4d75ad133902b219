//! Where something is rendered, for whom, and in which language: what every component needs and none changes.

use std::fmt;
use std::rc::Rc;

use shared::api::community::CommunityView;
use shared::api::question::Sort;
use shared::api::view::QuestionsView;
use shared::language::Language;
use shared::time::Millis;

/// What every component of a surface shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// Whose.
    pub community: Rc<CommunityView>,
    /// The language of the interface.
    pub language: Language,
    /// How dates are written.
    pub dates: Dates,
    /// The moment now; absent at the edge, where a page is kept and dates are absolute.
    pub now: Option<Millis>,
    /// The addresses of the public pages.
    pub links: Links,
    /// What starts every `id` of this surface, so that several can stand on one page: letters, digits, `-`.
    pub prefix: Rc<str>,
    /// Whether an application listens; without one, links and forms lead to pages.
    pub live: bool,
    /// Whether this stands on the community's own pages, where the question is the page's own heading.
    pub page: bool,
}

/// Writes dates in a zone and a language; the runtime's `Intl` behind a small trait.
pub trait Formatter {
    /// A day: `3 Nov 2026`.
    fn day(&self, at: Millis) -> String;
    /// A time of day: `14:00`; with the day when it is not the day of `now`.
    fn time(&self, at: Millis, now: Option<Millis>) -> String;
}

/// A formatter, shared. Two are equal when they are the same one.
#[derive(Clone)]
pub struct Dates(pub Rc<dyn Formatter>);

impl PartialEq for Dates {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Dates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dates")
    }
}

/// The addresses of the public pages, as links and forms carry them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// What stands before every path: the origin in an embed, nothing on the community's own pages.
    pub origin: String,
    /// The community's slug.
    pub community: String,
    /// The tag of the language asked for, unless it is the community's first.
    pub language: Option<&'static str>,
}

impl Links {
    /// The links of a community in a language.
    pub fn new(origin: &str, community: &CommunityView, language: Language) -> Self {
        let first = Language::first_of(&community.languages);
        Self {
            origin: origin.to_owned(),
            community: community.slug.clone(),
            language: (language != first).then(|| language.tag()),
        }
    }

    /// The list of a community or of one subject.
    pub fn questions(&self, subject: Option<&str>, sort: Sort) -> String {
        let order = (sort != Sort::default()).then(|| sort.as_str());
        let query = [("sort", order), ("lang", self.language)];
        match subject {
            Some(key) => self.address(&["subjects/", &encoded(key)], &query),
            None => self.address(&[], &query),
        }
    }

    /// The next page of a list.
    pub fn next(&self, list: &QuestionsView, cursor: &str) -> String {
        let subject = list.subject.as_ref().map(|subject| subject.key.as_str());
        let mut address = match (&list.tag, &list.query) {
            (Some(tag), _) => self.tag(tag),
            (None, Some(query)) => self.search(query),
            (None, None) => self.questions(subject, list.sort),
        };
        address.push(if address.bytes().any(|byte| byte == b'?') {
            '&'
        } else {
            '?'
        });
        address.push_str("cursor=");
        address.push_str(&encoded(cursor));
        address
    }

    /// What a search finds.
    pub fn search(&self, query: &str) -> String {
        self.address(&[], &[("q", Some(&encoded(query))), ("lang", self.language)])
    }

    /// The questions with a tag.
    pub fn tag(&self, tag: &str) -> String {
        self.address(&["tags/", &encoded(tag)], &[("lang", self.language)])
    }

    /// A question; `part` is the id of something on its page.
    pub fn question(&self, id: &str, slug: &str, part: Option<&str>) -> String {
        let mut address = self.address(
            &["questions/", id, "/", &encoded(slug)],
            &[("lang", self.language)],
        );
        if let Some(part) = part {
            address.push('#');
            address.push_str(part);
        }
        address
    }

    /// A story.
    pub fn story(&self, id: &str, slug: &str) -> String {
        self.address(&["stories/", id, "/", &encoded(slug)], &[("lang", self.language)])
    }

    /// The stories of a community or of one subject.
    pub fn stories(&self, subject: Option<&str>, query: &[(&str, Option<&str>)]) -> String {
        let subject = subject.map(encoded);
        let mut all = vec![("subject", subject.as_deref())];
        all.extend_from_slice(query);
        all.push(("lang", self.language));
        self.address(&["stories"], &all)
    }

    /// What is featured.
    pub fn gallery(&self, query: &[(&str, Option<&str>)]) -> String {
        let mut all = query.to_vec();
        all.push(("lang", self.language));
        self.address(&["gallery"], &all)
    }

    /// People who helped.
    pub fn people(&self, query: &[(&str, Option<&str>)]) -> String {
        let mut all = query.to_vec();
        all.push(("lang", self.language));
        self.address(&["people"], &all)
    }

    /// What one is thanked for oneself.
    pub fn statement(&self, query: &[(&str, Option<&str>)]) -> String {
        let mut all = query.to_vec();
        all.push(("lang", self.language));
        self.address(&["statement"], &all)
    }

    /// An answer: on its question's page the part of it, elsewhere the page as well.
    pub fn answer(&self, question: &str, slug: &str, id: &str) -> String {
        if self.origin.is_empty() {
            return ["#", id].concat();
        }
        self.question(question, slug, Some(id))
    }

    /// A page below the community's address, for example `ask` or `questions/q_1/answer`.
    pub fn page(&self, path: &str) -> String {
        self.address(&[path], &[("lang", self.language)])
    }

    /// Where a form that is sent with `GET` leads: its query is made of its fields.
    pub fn form(&self, path: &str) -> String {
        self.address(&[path], &[])
    }

    fn address(&self, path: &[&str], query: &[(&str, Option<&str>)]) -> String {
        let mut address = [self.origin.as_str(), "/", &self.community].concat();
        if path.iter().any(|part| !part.is_empty()) {
            address.push('/');
            path.iter().for_each(|part| address.push_str(part));
        }
        let mut separator = '?';
        for (name, value) in query {
            if let Some(value) = value {
                address.push(separator);
                address.push_str(name);
                address.push('=');
                address.push_str(value);
                separator = '&';
            }
        }
        address
    }
}

/// Percent-encodes all but the unreserved characters of
/// [RFC 3986, section 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3).
fn encoded(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for half in [byte >> 4, byte & 15] {
                address.push(
                    char::from_digit(half.into(), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(language: Option<&'static str>) -> Links {
        Links {
            origin: "https://f.example".to_owned(),
            community: "acme".to_owned(),
            language,
        }
    }

    #[test]
    fn no_text_of_a_person_changes_where_an_address_leads() {
        assert_eq!(
            links(None).tag("a/b?c#d"),
            "https://f.example/acme/tags/a%2Fb%3Fc%23d"
        );
        assert_eq!(
            links(None).question("q_1", "où", Some("a_1")),
            "https://f.example/acme/questions/q_1/o%C3%B9#a_1"
        );
    }

    #[test]
    fn an_address_names_only_what_is_not_the_default() {
        assert_eq!(
            links(None).questions(None, Sort::Active),
            "https://f.example/acme"
        );
        assert_eq!(
            links(Some("fr")).questions(Some("k:1"), Sort::Top),
            "https://f.example/acme/subjects/k%3A1?sort=top&lang=fr"
        );
        assert_eq!(
            links(Some("fr")).search("a&b"),
            "https://f.example/acme?q=a%26b&lang=fr"
        );
        assert_eq!(
            links(Some("fr")).page("ask"),
            "https://f.example/acme/ask?lang=fr"
        );
    }
}
