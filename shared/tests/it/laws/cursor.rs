//! A cursor is what was given for its list, or nothing.

use fanfare_shared::cursor::{CursorError, Value, decode, encode};
use proptest::prelude::*;

/// A keyed sum in which every bit of the input moves many of the output (FNV-1a, run four times over).
fn mac(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    for (lane, part) in sum.chunks_mut(8).enumerate() {
        let seed = 0xcbf2_9ce4_8422_2325_u64 ^ (lane as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = bytes.iter().fold(seed, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        part.copy_from_slice(&hash.to_be_bytes());
    }
    sum
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(Value::Integer),
        any::<f64>()
            .prop_filter("equal to itself", |real| !real.is_nan())
            .prop_map(Value::Real),
        "\\PC{0,40}".prop_map(Value::Text),
    ]
}

fn position() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(value(), 0..4)
}

proptest! {
    #[test]
    fn a_cursor_reads_back_for_its_list(list in "\\PC{0,40}", position in position()) {
        let text = encode(&list, &position, &mac);
        if text.len() <= fanfare_shared::cursor::MAX_LENGTH {
            prop_assert_eq!(decode(&list, &text, &mac), Ok(position));
        }
    }

    #[test]
    fn a_cursor_of_another_list_is_refused(list in "[a-z:]{1,20}", other in "[a-z:]{1,20}", position in position()) {
        prop_assume!(list != other);
        prop_assert_eq!(decode(&other, &encode(&list, &position, &mac), &mac), Err(CursorError::Forged));
    }

    #[test]
    fn a_cursor_with_any_bit_turned_is_refused(position in position(), at in any::<prop::sample::Index>(), bit in 0..7_u8) {
        let mut text = encode("list", &position, &mac).into_bytes();
        let at = at.index(text.len());
        text[at] ^= 1 << bit;
        prop_assert!(decode("list", &String::from_utf8_lossy(&text), &mac).is_err());
    }

    #[test]
    fn a_cursor_cut_short_or_made_up_is_refused(position in position(), cut in any::<prop::sample::Index>(), made_up in "[A-Za-z0-9_-]{0,120}") {
        let text = encode("list", &position, &mac);
        prop_assert!(decode("list", &text[..cut.index(text.len())], &mac).is_err());
        prop_assert!(decode("list", &made_up, &mac).is_err());
    }

    #[test]
    fn another_key_refuses_it(position in position()) {
        let other = |bytes: &[u8]| mac(&[bytes, b"!"].concat());
        prop_assert_eq!(decode("list", &encode("list", &position, &mac), &other), Err(CursorError::Forged));
    }
}
