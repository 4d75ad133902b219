//! Normalizing and bounding a text. Invariant: cleaning a clean text changes nothing.

use crate::unicode::nfc;

use super::TextError;

/// Whether a text may have several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// One: runs of white space become one space.
    One,
    /// Several: white space inside stays, line ends become `\n`.
    Many,
}

/// Normalizes `text` and checks that it has `min` to `max` characters.
pub(super) fn clean(text: &str, lines: Lines, min: usize, max: usize) -> Result<String, TextError> {
    // Composition shortens a text by far less than this; what is longer is not worth normalizing.
    if text.len() > max.saturating_mul(16) {
        return Err(TextError::TooLong {
            max,
            length: text.chars().count(),
        });
    }
    if let Some(character) = text.chars().find(|character| is_forbidden(*character)) {
        return Err(TextError::Forbidden { character });
    }
    let cleaned: String = match lines {
        Lines::One => nfc(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Lines::Many => nfc(text.replace("\r\n", "\n").replace('\r', "\n").trim()),
    };
    let length = cleaned.chars().count();
    let visible = cleaned
        .chars()
        .filter(|character| !is_invisible(*character))
        .count();
    if length > max {
        return Err(TextError::TooLong { max, length });
    }
    if visible == 0 && min > 0 {
        return Err(TextError::Empty);
    }
    if visible < min {
        return Err(TextError::TooShort { min, length: visible });
    }
    Ok(cleaned)
}

/// Whether a character never belongs into a text: controls other than tab and line ends, and the bidirectional
/// controls that reorder what follows them
/// ([UAX 9, section 2](https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters)).
pub(crate) fn is_forbidden(character: char) -> bool {
    let control = character.is_control() && !matches!(character, '\t' | '\n' | '\r');
    control
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Whether a character has no shape of its own: the default-ignorable code points
/// ([`DerivedCoreProperties`](https://www.unicode.org/Public/16.0.0/ucd/DerivedCoreProperties.txt)) and the
/// blank Braille pattern.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_loses_its_line_ends_and_runs_of_spaces() {
        assert_eq!(
            clean("  How \t do\r\n I\u{3000}descale it? ", Lines::One, 1, 50),
            Ok("How do I descale it?".to_owned())
        );
    }

    #[test]
    fn several_lines_keep_them() {
        assert_eq!(
            clean("\r\na\r\n\r\n    b\rc\n", Lines::Many, 1, 50),
            Ok("a\n\n    b\nc".to_owned())
        );
    }

    #[test]
    fn a_text_is_composed_before_it_is_counted() {
        assert_eq!(clean("e\u{301}e\u{301}", Lines::One, 2, 2), Ok("éé".to_owned()));
    }

    #[test]
    fn characters_that_reorder_or_control_are_refused() {
        for character in [
            '\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{85}', '\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}',
        ] {
            let text = format!("a text {character} as such");
            assert_eq!(
                clean(&text, Lines::Many, 1, 50),
                Err(TextError::Forbidden { character })
            );
        }
    }

    #[test]
    fn what_cannot_be_seen_does_not_fill_a_text() {
        assert_eq!(
            clean("\u{200B}\u{2060}\u{FEFF}", Lines::One, 2, 50),
            Err(TextError::Empty)
        );
        assert_eq!(
            clean("a\u{200B}\u{200B}", Lines::One, 2, 50),
            Err(TextError::TooShort { min: 2, length: 1 })
        );
    }

    #[test]
    fn emoji_and_joiners_of_real_scripts_pass() {
        for text in ["👩\u{200D}🔬 works", "می\u{200C}خواهم", "❤\u{FE0F} it"] {
            assert_eq!(clean(text, Lines::One, 2, 50), Ok(text.to_owned()));
        }
    }
}
