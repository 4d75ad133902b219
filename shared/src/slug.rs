//! The words of addresses: a question's and a story's slug from its title, a community's slug from its owner.

use crate::unicode::nfkc;

/// The most a question's slug may have: what a browser's address bar shows beside the host.
pub const QUESTION_SLUG_MAX: usize = 80;
/// The slug of a title without words.
pub const QUESTION_SLUG_FALLBACK: &str = "question";
/// The slug of a story without words.
pub const STORY_SLUG_FALLBACK: &str = "story";
/// Words that stand where a question's slug stands and are pages of their own, now or likely later: the forms
/// below a question.
pub const QUESTION_SLUG_RESERVED: &[&str] = &[
    "accepted", "answer", "answers", "edit", "history", "me-too", "report",
];
/// The least a community's slug needs.
pub const COMMUNITY_SLUG_MIN: usize = 2;
/// The most a community's slug may have: it could be a label of a host name.
pub const COMMUNITY_SLUG_MAX: usize = 40;

/// Words that are addresses of the deployment, now or likely later, and so never a community.
pub const RESERVED: &[&str] = &[
    "about",
    "account",
    "admin",
    "api",
    "assets",
    "auth",
    "blog",
    "c",
    "console",
    "contact",
    "cookies",
    "css",
    "demo",
    "docs",
    "embed",
    "export",
    "fanfare",
    "favicon",
    "favicon.ico",
    "feed",
    "fonts",
    "health",
    "healthz",
    "help",
    "image",
    "images",
    "img",
    "js",
    "legal",
    "log",
    "login",
    "logout",
    "mail",
    "mailbox",
    "media",
    "metrics",
    "new",
    "oauth",
    "openapi",
    "openapi.json",
    "operator",
    "privacy",
    "public",
    "robots",
    "robots.txt",
    "search",
    "security",
    "session",
    "settings",
    "sign-in",
    "sign-out",
    "signin",
    "sitemap",
    "sitemap.xml",
    "sso",
    "static",
    "status",
    "support",
    "system",
    "terms",
    "well-known",
    "www",
];

/// Why a text is no slug of a community.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    /// Too short or too long.
    #[error("A slug has 2 to 40 characters; this one has {length}.")]
    Length {
        /// What it has.
        length: usize,
    },
    /// A character it can't have, or a hyphen at an end or beside another.
    #[error("A slug has only a–z, 0–9 and single hyphens between them.")]
    Character,
    /// A word that is an address already.
    #[error("“{word}” is an address of its own; choose another slug.")]
    Reserved {
        /// The word.
        word: String,
    },
}

/// The name of a community in addresses: 2 to 40 of `a-z`, `0-9` and inner hyphens, no reserved word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommunitySlug(String);

impl CommunitySlug {
    /// Reads a slug as it stands: nothing is folded, so that one community has one address.
    ///
    /// # Errors
    /// When it breaks a rule.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        let length = text.chars().count();
        if RESERVED.contains(&text) {
            return Err(SlugError::Reserved {
                word: text.to_owned(),
            });
        }
        if !(COMMUNITY_SLUG_MIN..=COMMUNITY_SLUG_MAX).contains(&length) {
            return Err(SlugError::Length { length });
        }
        let part = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if text.split('-').all(part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(SlugError::Character)
        }
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CommunitySlug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The slug of a question: the words of its title in any script, in lower case and joined by `-`, at most
/// [`QUESTION_SLUG_MAX`] characters, cut between words where there are several; never empty, and never a word of
/// [`QUESTION_SLUG_RESERVED`], which gets [`QUESTION_SLUG_FALLBACK`] behind it.
pub fn question_slug(title: &str) -> String {
    let slug = words(title);
    if slug.is_empty() {
        QUESTION_SLUG_FALLBACK.to_owned()
    } else if QUESTION_SLUG_RESERVED.contains(&slug.as_str()) {
        [&slug, "-", QUESTION_SLUG_FALLBACK].concat()
    } else {
        slug
    }
}

/// The slug of a story, made as a question's is. No page of its own stands where it stands, so no word is reserved.
pub fn story_slug(title: &str) -> String {
    let slug = words(title);
    if slug.is_empty() {
        STORY_SLUG_FALLBACK.to_owned()
    } else {
        slug
    }
}

fn words(title: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;
    let folded: String = nfkc(title)
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|character| !matches!(character, '\'' | '’'))
        .collect();
    for word in folded
        .split(|character| !is_word(character))
        .filter(|word| word.chars().any(char::is_alphanumeric))
    {
        let room = QUESTION_SLUG_MAX.saturating_sub(length + usize::from(length > 0));
        let word_length = word.chars().count();
        if word_length > room {
            if length == 0 {
                slug.extend(word.chars().take(room));
            }
            break;
        }
        if length > 0 {
            slug.push('-');
            length += 1;
        }
        slug.push_str(word);
        length += word_length;
    }
    slug
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || crate::unicode::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_keeps_every_word_and_has_one_without_words() {
        assert_eq!(story_slug("Answer"), "answer");
        assert_eq!(story_slug("Été à 20°"), "été-à-20");
        assert_eq!(story_slug("☕ !"), STORY_SLUG_FALLBACK);
    }

    #[test]
    fn the_words_of_a_title_are_joined_in_any_script() {
        assert_eq!(
            question_slug("Why doesn't my V60 bloom?"),
            "why-doesnt-my-v60-bloom"
        );
        assert_eq!(question_slug("Où acheter l’anse (été) ?"), "où-acheter-lanse-été");
        assert_eq!(question_slug("كيف أنظف الغلاية؟"), "كيف-أنظف-الغلاية");
        assert_eq!(question_slug("コーヒーの淹れ方"), "コーヒーの淹れ方");
    }

    #[test]
    fn a_title_without_words_has_a_slug_too() {
        for title in ["", "???", "🙂🙂🙂", "../..", "\u{301}"] {
            assert_eq!(question_slug(title), QUESTION_SLUG_FALLBACK);
        }
    }

    #[test]
    fn no_title_takes_the_address_of_a_form() {
        assert_eq!(question_slug("Me too!"), "me-too-question");
        assert_eq!(question_slug("Answer???"), "answer-question");
        for word in QUESTION_SLUG_RESERVED {
            assert!(
                !QUESTION_SLUG_RESERVED.contains(&question_slug(word).as_str()),
                "{word}"
            );
        }
    }

    #[test]
    fn a_long_title_is_cut_between_words_and_a_long_word_inside() {
        let slug = question_slug(&"kettle ".repeat(30));
        assert!(slug.chars().count() <= QUESTION_SLUG_MAX && slug.ends_with("kettle"));
        assert_eq!(
            question_slug(&"咖".repeat(150)).chars().count(),
            QUESTION_SLUG_MAX
        );
    }

    #[test]
    fn a_community_is_named_by_letters_digits_and_inner_hyphens() {
        for slug in ["ab", "north-beam", "a1-b2-c3", &"a".repeat(40)] {
            assert!(CommunitySlug::parse(slug).is_ok(), "{slug}");
        }
        for slug in [
            "",
            "a",
            "-a",
            "a-",
            "a--b",
            "A1",
            "a_b",
            "a.b",
            "é1",
            "a/b",
            "a b",
            "..",
            &"a".repeat(41),
        ] {
            assert!(CommunitySlug::parse(slug).is_err(), "{slug}");
        }
    }

    #[test]
    fn addresses_of_the_deployment_are_no_communities() {
        for slug in RESERVED {
            assert_eq!(
                CommunitySlug::parse(slug),
                Err(SlugError::Reserved {
                    word: (*slug).to_owned()
                })
            );
        }
    }
}
