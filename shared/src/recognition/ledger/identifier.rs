//! Identifiers as the numbers they are: a kind, and 128 bits as hexadecimal digits.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Numbers by identifiers.
pub(super) type Numbers = HashMap<u128, u32, BuildHasherDefault<Folding>>;

/// Hashes an identifier, which ends with eighty random bits of our own: they need no mixing against anybody.
#[derive(Default)]
pub(super) struct Folding(u64);

impl Hasher for Folding {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u128(u128::from(*byte));
        }
    }

    fn write_u128(&mut self, number: u128) {
        let folded = (number >> 64) as u64 ^ number as u64;
        // The golden ratio spreads what differs in few bits over all of them.
        self.0 = (self.0 ^ folded).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The number an identifier is; read in halves, because WebAssembly multiplies wide numbers by hand.
pub(super) fn digits(id: &str) -> Option<u128> {
    let (_, hexadecimal) = id.split_once('_')?;
    let (high, low) = hexadecimal.split_at_checked(hexadecimal.len().saturating_sub(16))?;
    let half = |digits: &str| u64::from_str_radix(digits, 16).ok();
    let high = if high.is_empty() { 0 } else { half(high)? };
    Some(u128::from(high) << 64 | u128::from(half(low)?))
}

/// The identifier that a number is; empty for none.
pub(super) fn name(prefix: &str, key: Option<&u128>) -> String {
    key.map(|key| format!("{prefix}{key:032x}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back_and_nothing_else_is_one() {
        for id in [
            "p_00000000000000000000000000000001",
            "st_0198c0ffee0070008000000000000fff",
        ] {
            let (kind, _) = id.split_once('_').unwrap_or_default();
            assert_eq!(name(&format!("{kind}_"), digits(id).as_ref()), id);
        }
        for text in ["", "p_", "p", "p_xyz", "p_é0000000000000000"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }
}
