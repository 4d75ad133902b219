//! The owner's seal: codes that a brand prints and puts in its boxes, one for each thing.
//!
//! Invariant: a code is 80 random bits in an alphabet without letters that look like others; however somebody types
//! it, it reads as one code or as none.

use std::fmt;

/// [Crockford's Base32](https://www.crockford.com/base32.html): no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many characters a code has: 80 bits.
const LENGTH: usize = 16;
/// How many stand together.
const GROUP: usize = 4;
/// The most characters somebody types for one: each may stand with a space or a hyphen behind it.
pub const TYPED_MAX: usize = 2 * LENGTH;
/// The most codes that are made at once: each is a row of one transaction.
pub const CODES_MAX: u32 = 500;

/// A code out of a box, in the one form that is hashed: capitals and digits, nothing between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerCode(String);

impl OwnerCode {
    /// The code of these random bytes.
    pub fn new(random: [u8; 10]) -> Self {
        let bits = random
            .iter()
            .fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        let letter = |at: usize| {
            let five = (bits >> (5 * (LENGTH - 1 - at))) & 31;
            ALPHABET.get(five as usize).map(|letter| char::from(*letter))
        };
        Self((0..LENGTH).filter_map(letter).collect())
    }

    /// Reads what somebody typed or scanned: small letters, spaces and hyphens do not matter, and what looks like
    /// another letter is taken for it. Nothing when that is no code.
    pub fn parse(typed: &str) -> Option<Self> {
        let read = |letter: char| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let code: String = typed
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .take(LENGTH + 1)
            .map(read)
            .collect();
        let known = |letter: u8| ALPHABET.contains(&letter);
        (code.len() == LENGTH && code.bytes().all(known)).then_some(Self(code))
    }

    /// The form that is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// As it is printed, in groups: `7K3Q-0V9A-…`.
impl fmt::Display for OwnerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_eighty_bits() {
        assert_eq!(OwnerCode::new([0; 10]).to_string(), "0000-0000-0000-0000");
        assert_eq!(OwnerCode::new([255; 10]).to_string(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        let one = OwnerCode::new([0, 0, 0, 0, 0, 0, 0, 0, 0, 33]);
        assert_eq!(one.to_string(), "0000-0000-0000-0011");
        let first = OwnerCode::new([8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(first.to_string(), "1000-0000-0000-0000");
    }

    #[test]
    fn however_it_is_typed_it_is_the_same_code() {
        let code = OwnerCode::parse("10AB-CDEF-GH0J-KMNP").unwrap();
        for typed in [
            "10ab cdef gh0j kmnp",
            "ioAB-CDEF-GHOJ-KMNP",
            " LOABCDEFGHOJKMNP\n",
        ] {
            assert_eq!(OwnerCode::parse(typed).as_ref(), Some(&code), "{typed}");
        }
        assert_eq!(OwnerCode::parse(&code.to_string()), Some(code));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in [
            "",
            "10AB",
            "10AB-CDEF-GH0J-KMNU",
            "10AB-CDEF-GH0J-KMNP-0",
            "٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠",
        ] {
            assert_eq!(OwnerCode::parse(typed), None, "{typed}");
        }
    }
}
