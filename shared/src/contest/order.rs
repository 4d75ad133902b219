//! The order entries are shown in: another one for every seed, so that no entry is always first, and the same one as
//! long as the seed is the same, also while entries come and go.
//!
//! Invariant: over all seeds an entry is as likely to stand before another as behind it. The database computes the same
//! key by `(shuffle * factor + offset) % PRIME`, which fits 64 bits.

/// The prime below which all numbers of this module are: 2^31 − 1.
pub const PRIME: i64 = 2_147_483_647;

/// The order of one seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// From 1 up to, and without, [`PRIME`].
    pub factor: i64,
    /// From 0 up to, and without, [`PRIME`].
    pub offset: i64,
}

impl Order {
    /// The order of a seed: near seeds have nothing in common.
    pub fn of(seed: u64) -> Self {
        let mixed = mix(seed);
        Self {
            factor: 1 + below(mixed >> 32, PRIME - 1),
            offset: below(mixed & 0xffff_ffff, PRIME),
        }
    }

    /// Where something stands whose own number is `shuffle`.
    pub fn key(self, shuffle: i64) -> i64 {
        (shuffle * self.factor + self.offset) % PRIME
    }
}

/// The number of an entry, from random bits.
pub fn shuffle(random: [u8; 4]) -> i64 {
    below(u32::from_le_bytes(random).into(), PRIME)
}

/// A seed from any text, such as who reads or which day it is
/// ([FNV-1a](https://www.rfc-editor.org/rfc/rfc9923)).
pub fn seed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finalizer of SplitMix64.
fn mix(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn below(number: u64, limit: i64) -> i64 {
    i64::try_from(number).unwrap_or_default() % limit
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of these is shown first.
    fn first(order: Order, entries: &[i64]) -> usize {
        let keys: Vec<_> = entries.iter().map(|shuffle| order.key(*shuffle)).collect();
        (0..keys.len()).min_by_key(|place| keys[*place]).unwrap()
    }

    #[test]
    fn every_entry_is_first_for_about_as_many_readers() {
        let random = |number: u32| u32::try_from(mix(number.into()) >> 32).unwrap().to_le_bytes();
        let entries: Vec<_> = (0..20).map(|number| shuffle(random(number))).collect();
        let mut times = [0; 20];
        for reader in 0..20_000 {
            times[first(Order::of(seed(&format!("p_{reader}"))), &entries)] += 1;
        }
        assert!(
            times.iter().all(|times| (800..1_200).contains(times)),
            "{times:?}"
        );
    }

    #[test]
    fn no_key_leaves_its_bounds_and_none_is_shared() {
        for seed in [0, 1, u64::MAX] {
            let order = Order::of(seed);
            assert!((1..PRIME).contains(&order.factor) && (0..PRIME).contains(&order.offset));
            let keys: std::collections::BTreeSet<_> = (0..1_000).map(|number| order.key(number)).collect();
            assert_eq!(keys.len(), 1_000);
            assert!(keys.iter().all(|key| (0..PRIME).contains(key)));
            assert!((0..PRIME).contains(&order.key(PRIME - 1)));
        }
    }

    #[test]
    fn a_text_has_one_seed() {
        // The test vectors of FNV-1a.
        assert_eq!(seed(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(seed("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
