//! Whether a name mixes scripts that are confused with each other.

use unicode_security::{MixedScript, RestrictionLevel, RestrictionLevelDetection};

use crate::unicode::nfkc;

/// Whether the letters of a name go beyond *highly restrictive*: one script, or Latin with Chinese, Japanese or
/// Korean ([UTS 39, section 5.2](https://www.unicode.org/reports/tr39/#Restriction_Level_Detection)). The profile
/// for identifiers is left out: a person's name may use a letter that no identifier should.
pub(super) fn is_mixed(name: &str) -> bool {
    let letters: String = nfkc(name)
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect();
    let letters = letters.as_str();
    !letters.is_single_script() && letters.detect_restriction_level() > RestrictionLevel::HighlyRestrictive
}
