//! Names of people: what may be shown, and what imitates the brand or its people.
//!
//! Invariant: a checked name has no invisible or reordering characters, mixes no scripts that are confused
//! with each other, and does not look like a reserved name. Skeletons follow
//! [UTS 39](https://www.unicode.org/reports/tr39/#Confusable_Detection).

mod mixture;
mod skeleton;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use skeleton::skeleton;

use crate::text::clean::{is_forbidden, is_invisible};

/// The most characters of a name: it stands on one line beside a date at 320 pixels.
pub const MAX: usize = 40;
/// The most marks on one letter: Vietnamese and pointed Hebrew need two, three leave room; more only smear the lines around.
pub const MAX_MARKS: usize = 3;

/// Words that say a person speaks for the brand: English, French, Arabic.
pub const ROLE_WORDS: &[&str] = &[
    "staff",
    "moderator",
    "moderators",
    "mod",
    "mods",
    "admin",
    "admins",
    "administrator",
    "official",
    "support",
    "team",
    "owner",
    "expert",
    "verified",
    "customer service",
    "customer care",
    "help desk",
    "équipe",
    "modérateur",
    "modératrice",
    "modération",
    "administrateur",
    "administratrice",
    "officiel",
    "officielle",
    "assistance",
    "service client",
    "vérifié",
    "vérifiée",
    "propriétaire",
    "فريق",
    "مشرف",
    "مشرفة",
    "المشرف",
    "إدارة",
    "الإدارة",
    "مدير",
    "رسمي",
    "الرسمي",
    "رسمية",
    "الدعم",
    "دعم",
    "خدمة العملاء",
];

/// Why a name can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing is there, or nothing one could read.
    #[error("A name needs at least one letter or digit.")]
    Empty,
    /// More characters than allowed.
    #[error("A name may have at most {MAX} characters; this one has {length}.")]
    TooLong {
        /// What it has.
        length: usize,
    },
    /// A character that hides, reorders or controls.
    #[error("The invisible character U+{:04X} can't be part of a name; remove it.", u32::from(*character))]
    Invisible {
        /// The character.
        character: char,
    },
    /// Too many marks on one letter.
    #[error("A letter of a name may carry at most {MAX_MARKS} marks.")]
    Marks,
    /// Letters of scripts that are confused with each other.
    #[error("A name can't mix letters of different scripts; write it in one.")]
    Mixed,
    /// It looks like the brand, its people or their roles.
    #[error("This name looks like one of the brand's own; choose another.")]
    Reserved,
}

/// Reads a name that may be shown: normalized, on one line. `reserved` are the brand's name and its people's.
///
/// # Errors
/// When it breaks a rule or imitates a reserved name or a role.
pub fn check<T: AsRef<str>>(name: &str, reserved: &[T]) -> Result<String, NameError> {
    let name = shape(name)?;
    if imitates(
        &name,
        reserved
            .iter()
            .map(AsRef::as_ref)
            .chain(ROLE_WORDS.iter().copied()),
    ) {
        return Err(NameError::Reserved);
    }
    Ok(name)
}

/// Reads the name of a person of the brand: as [`check`], but it may be a reserved one.
///
/// # Errors
/// When it breaks a rule other than imitation.
pub fn shape(name: &str) -> Result<String, NameError> {
    // The sign that makes a heart colorful is typed by keyboards and meant by nobody.
    let name = &name.replace('\u{FE0F}', "");
    if name.len() > MAX * 16 {
        return Err(NameError::TooLong {
            length: name.chars().count(),
        });
    }
    if let Some(character) = name
        .chars()
        .find(|character| is_forbidden(*character) || is_invisible(*character) || is_private(*character))
    {
        return Err(NameError::Invisible { character });
    }
    let name: String = name
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect();
    let length = name.chars().count();
    if length > MAX {
        return Err(NameError::TooLong { length });
    }
    if !name.chars().any(char::is_alphanumeric) {
        return Err(NameError::Empty);
    }
    if has_too_many_marks(&name) {
        return Err(NameError::Marks);
    }
    if mixture::is_mixed(&name) {
        Err(NameError::Mixed)
    } else {
        Ok(name)
    }
}

/// Whether a name looks like a reserved one, or has one in it as words of its own.
fn imitates<'a>(name: &str, reserved: impl Iterator<Item = &'a str>) -> bool {
    let reserved: Vec<String> = reserved
        .map(skeleton)
        .filter(|skeleton| !skeleton.is_empty())
        .collect();
    let whole = skeleton(name);
    if reserved.contains(&whole) {
        return true;
    }
    let windows = skeleton::windows(name);
    reserved
        .iter()
        .filter(|word| word.chars().count() > 1)
        .any(|word| {
            let spaced = !skeleton::has_words(word);
            (spaced && whole.contains(word.as_str()))
                || windows
                    .iter()
                    .any(|window| window == word || is_compound(window, word, &reserved))
        })
}

/// Whether `window` is `word` and another reserved word written together: `northbeamsupport`.
fn is_compound(window: &str, word: &str, reserved: &[String]) -> bool {
    window
        .strip_prefix(word)
        .is_some_and(|rest| reserved.iter().any(|other| other == rest))
}

fn has_too_many_marks(name: &str) -> bool {
    let mut marks = 0;
    name.nfd().any(|character| {
        marks = if is_combining_mark(character) {
            marks + 1
        } else {
            0
        };
        marks > MAX_MARKS
    })
}

/// Whether a character has no meaning that everybody shares.
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}
