//! The interface languages, how a request finds one, and which way they run.

use serde::{Deserialize, Serialize};

/// A language the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic,
}

impl Language {
    /// All languages of this release.
    pub const ALL: [Self; 3] = [Self::English, Self::French, Self::Arabic];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Arabic => "ar",
        }
    }

    /// The direction of its script, as the `dir` attribute writes it.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            Self::English | Self::French => "ltr",
        }
    }

    /// The language of a BCP 47 tag, by its first subtag: `fr-CA` is French.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// What is spoken where nobody chose among `offered`.
    pub fn first_of(offered: &[Self]) -> Self {
        offered.first().copied().unwrap_or_default()
    }

    /// The best language among `offered` for a list of tags in order of preference
    /// (an `Accept-Language` header reads as one; its weights follow that order in practice).
    pub fn choose(preferred: &str, offered: &[Self]) -> Self {
        preferred
            .split(',')
            .filter_map(|item| Self::of_tag(item.split(';').next().unwrap_or_default().trim()))
            .find(|language| offered.contains(language))
            .unwrap_or_else(|| Self::first_of(offered))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regional_tag_falls_back_to_its_language() {
        assert_eq!(
            Language::choose("de, fr-CA;q=0.8, en", &Language::ALL),
            Language::French
        );
        assert_eq!(
            Language::choose("ar-EG", &[Language::English, Language::French]),
            Language::English
        );
        assert_eq!(Language::choose("", &[]), Language::English);
    }
}
