//! What a community calls the levels of the ladder, and what each unlocks.
//!
//! Invariant: a level has a name in every language: where the community gave none, ours.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::level::{Level, Unlock, community_expert};
use crate::text::{LevelName, TextError};

/// The three levels.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Levels {
    /// Came back and took part.
    pub like: LevelSettings,
    /// Helped many, on many days.
    pub love: LevelSettings,
    /// Stood up for somebody.
    pub defend: LevelSettings,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LevelSettings {
    /// Its name by language; ours where there is none.
    pub names: BTreeMap<Language, String>,
    /// What it unlocks; nothing by default.
    pub unlocks: Vec<Unlock>,
}

impl Levels {
    /// What is set of a level.
    pub fn of(&self, level: Level) -> &LevelSettings {
        match level {
            Level::Like => &self.like,
            Level::Love => &self.love,
            Level::Defend => &self.defend,
        }
    }

    /// What a level is called.
    pub fn name(&self, level: Level, language: Language) -> &str {
        match self.of(level).names.get(&language) {
            Some(name) => name,
            None => level.name(language),
        }
    }

    /// The same in every language.
    pub fn names(&self, level: Level) -> BTreeMap<Language, String> {
        let name = |language| (language, self.name(level, language).to_owned());
        Language::ALL.into_iter().map(name).collect()
    }

    /// What stands beside the name of who holds this level and wants it shown.
    pub fn mark(&self, level: Level, language: Language) -> &str {
        if self.of(level).unlocks.contains(&Unlock::CommunityExpert) {
            community_expert(language)
        } else {
            self.name(level, language)
        }
    }

    /// That, in every language.
    pub fn marks(&self, level: Level) -> BTreeMap<Language, String> {
        let mark = |language| (language, self.mark(level, language).to_owned());
        Language::ALL.into_iter().map(mark).collect()
    }

    /// Whether one of these levels unlocks this.
    pub fn unlock(&self, held: &[Level], unlock: Unlock) -> bool {
        held.iter().any(|level| self.of(*level).unlocks.contains(&unlock))
    }

    /// Names as they are kept, and each thing unlocked once; an empty name leaves ours.
    ///
    /// # Errors
    /// With the place of each name that breaks its rule.
    pub(super) fn checked(mut self) -> Result<Self, Vec<(String, TextError)>> {
        let mut errors = Vec::new();
        let levels = [&mut self.like, &mut self.love, &mut self.defend];
        for (level, set) in Level::ALL.into_iter().zip(levels) {
            for (language, name) in &mut set.names {
                match LevelName::parse(name) {
                    Ok(checked) => *name = checked.into_string(),
                    Err(error) => errors.push((
                        format!("/levels/{}/names/{}", level.as_str(), language.tag()),
                        error,
                    )),
                }
            }
            set.names.retain(|_, name| !name.is_empty());
            let mut unlocks = Vec::new();
            for unlock in &set.unlocks {
                if !unlocks.contains(unlock) {
                    unlocks.push(*unlock);
                }
            }
            set.unlocks = unlocks;
        }
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Levels {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_level_is_called_what_the_community_calls_it_and_else_what_we_do() {
        let levels = read(r#"{ "love": { "names": { "fr": " Fidèle ", "en": "" } } }"#)
            .checked()
            .unwrap();
        assert_eq!(levels.name(Level::Love, Language::French), "Fidèle");
        assert_eq!(levels.name(Level::Love, Language::English), "Love");
        assert_eq!(levels.names(Level::Defend)[&Language::Arabic], "دفاع");
        assert_eq!(Levels::default().checked(), Ok(Levels::default()));
    }

    #[test]
    fn a_name_has_a_limit_and_the_place_of_a_fault_is_told() {
        let long = "a".repeat(crate::text::LEVEL_NAME_MAX + 1);
        for name in [&long, "a\u{202e}b"] {
            let json = serde_json::json!({ "like": { "names": { "ar": name } } });
            let errors = serde_json::from_value::<Levels>(json).unwrap().checked();
            assert_eq!(errors.unwrap_err()[0].0, "/levels/like/names/ar");
        }
        let known = |json: &str| serde_json::from_str::<Levels>(json).is_ok();
        assert!(!known(r#"{ "like": { "names": { "de": "x" } } }"#));
        assert!(!known(r#"{ "like": { "unlocks": ["everything"] } }"#));
        assert!(!known(r#"{ "hate": {} }"#));
    }

    #[test]
    fn a_level_unlocks_what_is_set_for_it_and_no_other() {
        let levels = read(
            r#"{ "like": { "unlocks": ["links", "links"] }, "defend": { "unlocks": ["community_expert"] } }"#,
        )
        .checked()
        .unwrap();
        assert_eq!(levels.like.unlocks, [Unlock::Links]);
        assert!(levels.unlock(&[Level::Like], Unlock::Links));
        assert!(!levels.unlock(&[Level::Love, Level::Defend], Unlock::Links));
        assert!(!levels.unlock(&[], Unlock::Links));
        assert_eq!(levels.mark(Level::Defend, Language::English), "Community expert");
        assert_eq!(levels.mark(Level::Love, Language::French), "Aimer");
    }
}
