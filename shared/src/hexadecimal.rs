//! Bytes as hexadecimal digits, for keys, hashes and names that people and other programs read.

/// Two digits a byte, in lower case.
pub fn encode(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn a_byte_is_two_digits() {
        assert_eq!(encode(&[0, 9, 10, 255]), "00090aff");
        assert_eq!(encode(&[]), "");
    }
}
