//! Values by address, within a number and a weight.
//!
//! Invariant: what is kept weighs at most [`MAX_BYTES`], with the addresses it is kept under, which others write.

use std::collections::HashMap;

/// The most bytes kept: a quarter of the isolate's memory.
const MAX_BYTES: usize = 32 * 1024 * 1024;
/// The most values kept, however small they are.
const MAX_VALUES: usize = 5_000;
/// What an answer takes beside its body and its address: its headers, with and without a body, and its place.
const BESIDE: usize = 500;

/// Values by address; all are dropped when one more would be too much.
#[derive(Debug)]
pub(super) struct Bounded<Value> {
    values: HashMap<String, (Value, usize)>,
    bytes: usize,
}

impl<Value> Default for Bounded<Value> {
    fn default() -> Self {
        Self {
            values: HashMap::new(),
            bytes: 0,
        }
    }
}

impl<Value> Bounded<Value> {
    /// What is kept under this address.
    pub(super) fn get(&self, address: &str) -> Option<&Value> {
        self.values.get(address).map(|(value, _)| value)
    }

    /// Keeps a value whose body has `bytes`, in the place of the one that is there.
    pub(super) fn put(&mut self, address: &str, value: Value, bytes: usize) {
        if let Some((_, weight)) = self.values.remove(address) {
            self.bytes -= weight;
        }
        let weight = address.len() + bytes + BESIDE;
        if self.bytes + weight > MAX_BYTES || self.values.len() >= MAX_VALUES {
            self.values.clear();
            self.bytes = 0;
        }
        self.bytes += weight;
        self.values.insert(address.to_owned(), (value, weight));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(values: usize, address: usize, body: usize) -> Bounded<()> {
        let mut bounded = Bounded::default();
        for number in 0..values {
            bounded.put(&format!("{number:0address$}"), (), body);
            let addresses: usize = bounded.values.keys().map(String::len).sum();
            assert!(addresses + bounded.values.len() * (body + BESIDE) <= MAX_BYTES);
        }
        bounded
    }

    #[test]
    fn what_is_kept_has_a_number_and_a_weight_with_its_addresses() {
        assert_eq!(kept(MAX_VALUES, 10, 1).values.len(), MAX_VALUES);
        assert_eq!(kept(MAX_VALUES + 1, 10, 1).values.len(), 1);
        assert!(kept(9_000, 7_000, 100).values.len() < MAX_VALUES);
    }

    #[test]
    fn the_same_address_weighs_once() {
        let mut bounded = Bounded::default();
        for value in 0..3 {
            bounded.put("/questions", value, 1_000);
        }
        assert_eq!(bounded.get("/questions"), Some(&2));
        assert_eq!(bounded.bytes, "/questions".len() + 1_000 + BESIDE);
    }
}
