//! Names of people: what may be shown, and what imitates the brand or its people.
//!
//! Invariant: a checked name has no invisible or reordering characters, mixes no scripts that are confused
//! with each other, and does not look like a reserved name. Skeletons follow
//! [UTS 39](https://www.unicode.org/reports/tr39/#Confusable_Detection).

mod mixture;
mod skeleton;

use crate::unicode::{is_combining_mark, nfc, nfd};

pub use skeleton::{looks, skeleton};

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

/// Whether two names can be taken for each other.
pub fn look_alike(one: &str, other: &str) -> bool {
    let others = looks(other);
    looks(one)
        .iter()
        .any(|look| !look.is_empty() && others.contains(look))
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
    let name = nfc(&name.split_whitespace().collect::<Vec<_>>().join(" "));
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
        .flat_map(skeleton::looks)
        .filter(|look| !look.is_empty())
        .collect();
    let wholes = skeleton::looks(name);
    if wholes.iter().any(|whole| reserved.contains(whole)) {
        return true;
    }
    let windows = skeleton::windows(name);
    reserved
        .iter()
        .filter(|word| word.chars().count() > 1)
        .any(|word| {
            let spaced = !skeleton::has_words(word);
            (spaced && wholes.iter().any(|whole| whole.contains(word.as_str())))
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
    nfd(name).chars().any(|character| {
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

#[cfg(test)]
mod tests {
    use super::*;

    const BRAND: [&str; 2] = ["Northbeam", "Ines Sample"];

    #[test]
    fn names_of_people_pass_in_their_own_script() {
        for name in [
            "Ada",
            "José María",
            "O’Neill",
            "Nguyễn Thị Ánh",
            "Анна",
            "李小龍",
            "山田 太郎",
            "김민준",
            "محمد علي",
            "שרה",
            "Zoë K.",
            "ada_93",
            "Ada 🌟",
            "Jean-Luc",
            "Ινές",
        ] {
            assert_eq!(check(name, &BRAND).as_deref(), Ok(name));
        }
        assert_eq!(check("  Ada \t K. ", &BRAND).as_deref(), Ok("Ada K."));
    }

    #[test]
    fn the_brand_and_its_people_cannot_be_imitated() {
        for name in [
            "Northbeam",
            "NORTHBEAM",
            "n o r t h b e a m",
            "North Beam",
            "north_beam",
            "Northbeam Paris",
            "The Northbeam",
            "NorthbeamTeam",
            "northbeamsupport",
            "Northbeam1",
            "N0rthbeam",
            "Northbearn",
            "Nörthbéàm",
            "Ｎｏｒｔｈｂｅａｍ",
            "𝐍𝐨𝐫𝐭𝐡𝐛𝐞𝐚𝐦",
            "Ⓝⓞⓡⓣⓗⓑⓔⓐⓜ",
            "N.o.r.t.h.b.e.a.m",
            "Nor7hb3am",
            "Northbe@m",
            "Ines Sample",
            "lnes Sample",
            "InesSample",
            "Sample, Ines Sample",
        ] {
            assert_eq!(check(name, &BRAND), Err(NameError::Reserved), "{name}");
        }
    }

    #[test]
    fn roles_are_not_names() {
        for name in [
            "Admin",
            "ADM1N",
            "Moderator",
            "Official Ada",
            "Ada (staff)",
            "équipe",
            "Equipe Paris",
            "Modératrice",
            "فريق",
            "الدعم",
            "Customer Service",
            "$upport",
            "TeamAda",
        ] {
            assert_eq!(check(name, &BRAND), Err(NameError::Reserved), "{name}");
        }
    }

    #[test]
    fn words_that_only_contain_a_reserved_one_pass() {
        for name in ["Steam Fan", "Badminton", "Modesty", "Inessa", "Northbeamer"] {
            assert!(check(name, &BRAND).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_brand_in_a_script_without_spaces_is_found_anywhere() {
        assert_eq!(check("北極光客服", &["北極光"]), Err(NameError::Reserved));
        assert!(check("北村 光", &["北極光"]).is_ok());
    }

    #[test]
    fn what_hides_reorders_or_smears_is_refused() {
        for name in [
            "Ada\u{202E}",
            "A\u{200B}da",
            "\u{2066}Ada",
            "A\u{AD}da",
            "Ada\u{E0041}",
            "\u{3164}",
            "\u{2800}",
            "A\u{0}da",
            "\u{E000}Ada",
        ] {
            assert!(
                matches!(check(name, &BRAND), Err(NameError::Invisible { .. })),
                "{name:?}"
            );
        }
        assert_eq!(
            check("A\u{301}\u{302}\u{303}\u{304}da", &BRAND),
            Err(NameError::Marks)
        );
    }

    #[test]
    fn scripts_that_are_confused_are_not_mixed() {
        for name in ["Аda", "Pаul", "Adа", "Ινes", "Ѕam"] {
            assert_eq!(check(name, &BRAND), Err(NameError::Mixed), "{name}");
        }
        for name in ["Yuki 山田", "Kim 민준", "Ada 李"] {
            assert!(check(name, &BRAND).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_name_says_something_within_its_length() {
        for name in ["", "   ", "...", "🙂"] {
            assert_eq!(check(name, &BRAND), Err(NameError::Empty), "{name}");
        }
        assert!(check(&"a".repeat(MAX), &BRAND).is_ok());
        assert_eq!(
            check(&"a".repeat(MAX + 1), &BRAND),
            Err(NameError::TooLong { length: 41 })
        );
        assert!(matches!(
            check(&"a".repeat(100_000), &BRAND),
            Err(NameError::TooLong { .. })
        ));
    }

    #[test]
    fn names_look_alike_that_can_be_taken_for_each_other() {
        for name in [
            "Quinn Sample",
            "quinn sample",
            "QuinnSample",
            "Qu!nn S@mple",
            "Qυinn Sample",
            "Quinn ＄ample",
        ] {
            assert!(look_alike(name, "Quinn Sample"), "{name}");
        }
        for name in ["Quinn", "Quinn Sample Paris", "Sample, Quinn", "", "..."] {
            assert!(!look_alike(name, "Quinn Sample"), "{name}");
        }
        assert!(!look_alike("...", "---"));
    }

    #[test]
    fn people_of_the_brand_may_carry_their_own_names() {
        assert_eq!(shape("Ines Sample").as_deref(), Ok("Ines Sample"));
    }
}
