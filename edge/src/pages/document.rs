//! The document around a page's content: its head, the sheet, the headers it is sent with.
//!
//! Invariant: all text passes `escape` on its way into the document, and its Content-Security-Policy lets
//! nothing run or style but files of this origin.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use shared::language::Language;
use shared::markdown::render::escape;

use super::{address, feed, json_ld};
use crate::assets::manifest;
use crate::reply::{HTML, Reply};

/// A page, ready to be written.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What the tab says.
    pub title: String,
    /// What a search engine shows below it; may be empty.
    pub description: String,
    /// The interface language.
    pub language: Language,
    /// The address of the deployment, without a slash at the end.
    pub base_url: String,
    /// The one address of this content, as a path; empty for pages that are nobody's to find.
    pub canonical: String,
    /// The languages the same page exists in; the first is that of the address without `?lang=`.
    pub languages: Vec<Language>,
    /// The brand's name.
    pub brand: String,
    /// The brand's color as `#rrggbb`.
    pub accent: Option<String>,
    /// Data for search engines.
    pub data: Option<Value>,
    /// The path of the feed of what is listed here; empty if there is none.
    pub feed: String,
    /// The path of the picture that stands for the page where it is shared.
    pub image: Option<String>,
    /// The path of the next page of a list.
    pub next: Option<String>,
    /// Whether search engines should leave it out though it has an address.
    pub hidden_from_search: bool,
    /// Whether the application takes over what is shown.
    pub application: bool,
    /// A module of its own that the page needs, by the part it plays.
    pub script: Option<&'static str>,
    /// The address of a script of somebody else's, for the one page that shows their challenge.
    pub challenge: Option<String>,
    /// The content, as HTML of our own.
    pub body: String,
}

impl Document {
    /// The page as an answer, with the headers that keep it safe.
    pub fn reply(&self, status: u16) -> Reply {
        let accent = self.accent_style();
        let mut head = format!("<meta charset=\"utf-8\"><title>{}</title>", escape(&self.title));
        head.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        head.push_str("<meta name=\"color-scheme\" content=\"light dark\">");
        // Without it browsers ask for a file that is not there.
        head.push_str("<link rel=\"icon\" href=\"data:,\">");
        self.push_search(&mut head);
        for part in ["style", "page"] {
            if let Some(style) = manifest::file(part) {
                head.push_str(&format!(
                    "<link rel=\"stylesheet\" href=\"{}\">",
                    escape(&style.path)
                ));
            }
        }
        if let Some(style) = &accent {
            head.push_str(&format!("<style>{style}</style>"));
        }
        let application = Some("page-script").filter(|_| self.application);
        if let Some(script) = self.script.or(application).and_then(manifest::file) {
            head.push_str(&format!(
                "<script type=\"module\" src=\"{}\" integrity=\"{}\"></script>",
                escape(&script.path),
                escape(&script.integrity)
            ));
        }
        if let Some(script) = &self.challenge {
            head.push_str(&format!(
                "<script src=\"{}\" async defer></script>",
                escape(script)
            ));
        }
        let html = format!(
            "<!doctype html><html lang=\"{}\" dir=\"{}\"><head>{head}</head><body>{}</body></html>",
            self.language.tag(),
            self.language.direction(),
            self.body,
        );
        let elsewhere = self.challenge.as_deref().map(origin).unwrap_or_default();
        secured(Reply::new(status, HTML, html), accent.as_deref(), elsewhere)
    }

    fn push_search(&self, head: &mut String) {
        if self.canonical.is_empty() || self.hidden_from_search {
            head.push_str("<meta name=\"robots\" content=\"noindex\">");
        }
        if !self.description.is_empty() {
            head.push_str(&format!(
                "<meta name=\"description\" content=\"{}\">",
                escape(&self.description)
            ));
        }
        if self.canonical.is_empty() {
            return;
        }
        let full = |path: &str| escape(&format!("{}{path}", self.base_url));
        let canonical = full(&address::in_language(
            &self.canonical,
            self.language,
            &self.languages,
        ));
        head.push_str(&format!("<link rel=\"canonical\" href=\"{canonical}\">"));
        for language in self.languages.iter().filter(|_| self.languages.len() > 1) {
            let other = full(&address::in_language(&self.canonical, *language, &self.languages));
            head.push_str(&format!(
                "<link rel=\"alternate\" hreflang=\"{}\" href=\"{other}\">",
                language.tag()
            ));
        }
        if !self.feed.is_empty() {
            head.push_str(&format!(
                "<link rel=\"alternate\" type=\"{}\" title=\"{}\" href=\"{}\">",
                feed::CONTENT_TYPE,
                escape(&self.title),
                full(&self.feed)
            ));
        }
        if let Some(next) = &self.next {
            head.push_str(&format!("<link rel=\"next\" href=\"{}\">", full(next)));
        }
        for (property, content) in [
            ("og:type", "article"),
            ("og:title", self.title.as_str()),
            ("og:description", self.description.as_str()),
            ("og:site_name", self.brand.as_str()),
        ] {
            if !content.is_empty() {
                head.push_str(&format!(
                    "<meta property=\"{property}\" content=\"{}\">",
                    escape(content)
                ));
            }
        }
        head.push_str(&format!("<meta property=\"og:url\" content=\"{canonical}\">"));
        if let Some(image) = &self.image {
            head.push_str(&format!(
                "<meta property=\"og:image\" content=\"{}\">",
                full(image)
            ));
        }
        if let Some(data) = &self.data {
            head.push_str(&format!(
                "<script type=\"application/ld+json\">{}</script>",
                json_ld::encode(data)
            ));
        }
    }

    /// The brand's color as the one rule that no file can hold. Only a color can stand in it.
    fn accent_style(&self) -> Option<String> {
        let accent = self.accent.as_deref()?;
        let digits = accent.strip_prefix('#')?;
        let color = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        color.then(|| format!(":root{{--fanfare-brand:{accent}}}"))
    }
}

/// The origin of an address; empty if it has none.
fn origin(address: &str) -> &str {
    let path = address.match_indices('/').nth(2).map(|(place, _)| place);
    address.get(..path.unwrap_or_default()).unwrap_or_default()
}

/// The headers of every page of ours: it loads from this origin only, and a challenge from where it is, stands in no frame, and tells other sites
/// nothing. `same-origin` and not `no-referrer`: a browser that may not name a referrer sends forms without an
/// origin too.
pub fn secured(reply: Reply, inline_style: Option<&str>, elsewhere: &str) -> Reply {
    let hash = inline_style.map_or(String::new(), |style| {
        format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(style)))
    });
    let (scripts, frames) = match elsewhere {
        "" => (String::new(), String::new()),
        origin => (format!(" {origin}"), format!("; frame-src {origin}")),
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{hash}; img-src 'self' https: data:; media-src 'self' blob:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'{frames}"
    );
    reply
        .header("content-security-policy", policy)
        .header("cross-origin-opener-policy", "same-origin")
        .header("referrer-policy", "same-origin")
        .header("x-content-type-options", "nosniff")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document {
            title: "\"><script>alert(1)</script>".to_owned(),
            description: "' onload='x".to_owned(),
            base_url: "https://talk.example".to_owned(),
            canonical: "/acme/questions/q_1/slug".to_owned(),
            languages: vec![Language::English, Language::French],
            language: Language::French,
            body: "<main>words</main>".to_owned(),
            ..Document::default()
        }
    }

    #[test]
    fn no_text_leaves_the_head() {
        let html = document().reply(200).body;
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("' onload"), "{html}");
    }

    #[test]
    fn a_picture_stands_for_a_page_that_has_one() {
        let path = "/api/v1/acme/media/m_1\"><b>".to_owned();
        let html = Document {
            image: Some(path),
            ..document()
        }
        .reply(200)
        .body;
        assert!(
            html.contains("content=\"https://talk.example/api/v1/acme/media/m_1"),
            "{html}"
        );
        assert!(!html.contains("<b>") && !document().reply(200).body.contains("og:image"));
    }

    #[test]
    fn a_page_names_its_one_address_and_its_other_languages() {
        let html = document().reply(200).body;
        assert!(html.contains("<html lang=\"fr\" dir=\"ltr\">"));
        assert!(html.contains(
            "<link rel=\"canonical\" href=\"https://talk.example/acme/questions/q_1/slug?lang=fr\">"
        ));
        assert!(html.contains("hreflang=\"en\" href=\"https://talk.example/acme/questions/q_1/slug\""));
        assert!(!html.contains("noindex"));
        assert!(
            Document {
                canonical: String::new(),
                ..document()
            }
            .reply(200)
            .body
            .contains("noindex")
        );
    }

    #[test]
    fn a_challenge_is_let_in_from_where_it_is_and_only_on_its_page() {
        let policy = |challenge: Option<&str>| {
            let reply = Document {
                challenge: challenge.map(str::to_owned),
                ..document()
            }
            .reply(200);
            let policy = reply
                .headers
                .iter()
                .find(|(name, _)| *name == "content-security-policy");
            (
                reply.body,
                policy.map(|(_, policy)| policy.to_string()).unwrap_or_default(),
            )
        };
        let (html, with) = policy(Some("https://challenges.example/v0/api.js"));
        assert!(
            html.contains("<script src=\"https:&#x2F;&#x2F;challenges.example")
                || html.contains("<script src=\"https://challenges.example"),
            "{html}"
        );
        assert!(
            with.contains("'wasm-unsafe-eval' https://challenges.example; style-src"),
            "{with}"
        );
        assert!(with.ends_with("; frame-src https://challenges.example"), "{with}");
        assert!(!policy(None).1.contains("frame-src"));
    }

    #[test]
    fn only_a_color_becomes_a_style_and_the_policy_names_it() {
        let policy = |accent: &str| {
            let reply = Document {
                accent: Some(accent.to_owned()),
                ..document()
            }
            .reply(200);
            (
                reply.body.contains("<style>"),
                reply.headers.iter().any(|(_, value)| value.contains("'sha256-")),
            )
        };
        assert_eq!(policy("#b4552d"), (true, true));
        for accent in ["", "red", "#b4552", "#b4552d}</style>", "#zzzzzz"] {
            assert_eq!(policy(accent), (false, false), "{accent}");
        }
    }
}
