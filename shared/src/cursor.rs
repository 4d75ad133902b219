//! Where the next page of a list begins: opaque, bound to the list, authenticated.
//!
//! Invariant: what [`decode`] gives was given to [`encode`] for the same list under the same key.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The values of the last item's sort keys, in their order.
pub type Position = Vec<Value>;

/// A value of a sort key.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// A text.
    Text(String),
}

/// Why a cursor is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CursorError {
    /// It is no cursor at all.
    #[error("the cursor can't be read; start the list from its beginning")]
    Malformed,
    /// It was not made here, or for another list.
    #[error("the cursor is not of this list; start the list from its beginning")]
    Forged,
}

/// The most characters of a cursor: a position is two numbers and an identifier.
pub const MAX_LENGTH: usize = 512;

/// How much of the code is kept: 128 bits, as in most uses of HMAC-SHA-256 that truncate
/// ([RFC 4868](https://www.rfc-editor.org/rfc/rfc4868)).
const TAG: usize = 16;

/// A function that authenticates bytes under a key of the server, such as HMAC-SHA-256.
pub type Mac<'a> = &'a dyn Fn(&[u8]) -> [u8; 32];

/// Writes a cursor for `list`, a text that says which list and which filters.
pub fn encode(list: &str, position: &[Value], mac: Mac<'_>) -> String {
    let mut bytes = Vec::new();
    for value in position {
        write(&mut bytes, value);
    }
    let tag = mac(&signed(list, &bytes));
    bytes.extend(tag.iter().take(TAG));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a cursor of `list`.
///
/// # Errors
/// When it was not made by [`encode`] for this list under this key.
pub fn decode(list: &str, text: &str, mac: Mac<'_>) -> Result<Position, CursorError> {
    if text.len() > MAX_LENGTH {
        return Err(CursorError::Malformed);
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| CursorError::Malformed)?;
    let end = bytes.len().checked_sub(TAG).ok_or(CursorError::Malformed)?;
    let (payload, tag) = bytes.split_at(end);
    let expected = mac(&signed(list, payload));
    // Every byte is looked at, so that the time tells nothing about the right code.
    let difference = expected
        .iter()
        .zip(tag)
        .fold(0, |all, (left, right)| all | (left ^ right));
    if difference != 0 {
        return Err(CursorError::Forged);
    }
    read(payload).ok_or(CursorError::Malformed)
}

/// What is authenticated: the list, its length first so that none runs into the payload, and the payload.
fn signed(list: &str, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(8 + list.len() + payload.len());
    bytes.extend((list.len() as u64).to_be_bytes());
    bytes.extend(list.as_bytes());
    bytes.extend(payload);
    bytes
}

fn write(bytes: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Integer(integer) => {
            bytes.push(b'i');
            bytes.extend(integer.to_be_bytes());
        }
        Value::Real(real) => {
            bytes.push(b'r');
            bytes.extend(real.to_bits().to_be_bytes());
        }
        Value::Text(text) => {
            bytes.push(b't');
            bytes.extend((text.len() as u64).to_be_bytes());
            bytes.extend(text.as_bytes());
        }
    }
}

fn read(mut bytes: &[u8]) -> Option<Position> {
    let mut position = Vec::new();
    while let Some((kind, rest)) = bytes.split_first() {
        let (word, rest) = rest.split_first_chunk::<8>()?;
        bytes = rest;
        position.push(match kind {
            b'i' => Value::Integer(i64::from_be_bytes(*word)),
            b'r' => Value::Real(f64::from_bits(u64::from_be_bytes(*word))),
            b't' => {
                let (text, rest) =
                    bytes.split_at_checked(usize::try_from(u64::from_be_bytes(*word)).ok()?)?;
                bytes = rest;
                Value::Text(std::str::from_utf8(text).ok()?.to_owned())
            }
            _ => return None,
        });
    }
    Some(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A keyed sum that moves with every byte; no real code is needed to test the bookkeeping.
    fn mac(bytes: &[u8]) -> [u8; 32] {
        let mut sum = [7_u8; 32];
        for (index, byte) in bytes.iter().enumerate() {
            let at = index % 32;
            sum[at] = sum[at].rotate_left(3) ^ byte.wrapping_mul(31);
            sum[(at + 11) % 32] = sum[(at + 11) % 32].wrapping_add(sum[at]);
        }
        for round in 0..64 {
            sum[round % 32] = sum[round % 32]
                .wrapping_mul(5)
                .wrapping_add(sum[(round + 1) % 32]);
        }
        sum
    }

    #[test]
    fn a_cursor_is_short_and_fit_for_an_address() {
        let position = [
            Value::Integer(12),
            Value::Integer(1_700_000_000_000),
            Value::Text(format!("q_{}", "0".repeat(32))),
        ];
        let text = encode("questions:top", &position, &mac);
        assert!(text.len() <= 120, "{}", text.len());
        assert!(
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        );
        assert_eq!(decode("questions:top", &text, &mac), Ok(position.to_vec()));
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in ["", "a", "AAAA", "=", "é", "💥", &"A".repeat(MAX_LENGTH + 1)] {
            assert_eq!(decode("list", text, &mac), Err(CursorError::Malformed), "{text}");
        }
        assert_eq!(decode("list", &"A".repeat(64), &mac), Err(CursorError::Forged));
    }
}
