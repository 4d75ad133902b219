//! Work in pieces, so that whoever counts a million events can answer others in between.
//!
//! Invariant: what comes of it does not depend on the size of the pieces.

/// How much may be done before others have their turn.
pub(super) struct Work(usize);

impl Work {
    /// So many units; one is the work of a few dozen instructions.
    pub(super) fn new(units: usize) -> Self {
        Self(units)
    }

    /// Takes some; whether there was any left.
    pub(super) fn take(&mut self, units: usize) -> bool {
        let left = self.0 > 0;
        self.0 = self.0.saturating_sub(units);
        left
    }
}

/// A key to order by: all are below its first part.
pub(super) type Key<'a> = (usize, &'a dyn Fn(u32) -> u32);

/// Numbers that are put in the order of several keys, by counting: as many steps as there are numbers, for each key.
#[derive(Default)]
pub(super) struct Order {
    order: Vec<u32>,
    next: Vec<u32>,
    /// Where the numbers of each key begin.
    starts: Vec<u32>,
    is_counted: bool,
    pass: usize,
    at: usize,
}

impl Order {
    pub(super) fn new(numbers: Vec<u32>) -> Self {
        Self {
            order: numbers,
            ..Self::default()
        }
    }

    /// Goes on; whether it is done. The last of the keys counts most, and equals stay as they stood.
    pub(super) fn advance(&mut self, work: &mut Work, keys: &[Key<'_>]) -> bool {
        while let Some((count, key)) = keys.get(self.pass) {
            if self.starts.is_empty() {
                self.starts.resize(*count + 1, 0);
                self.next.resize(self.order.len(), 0);
            }
            while let Some(number) = self.order.get(self.at) {
                if !work.take(1) {
                    return false;
                }
                let place = key(*number) as usize + usize::from(!self.is_counted);
                if let Some(start) = self.starts.get_mut(place) {
                    if self.is_counted
                        && let Some(next) = self.next.get_mut(*start as usize)
                    {
                        *next = *number;
                    }
                    *start += 1;
                }
                self.at += 1;
            }
            self.at = 0;
            if self.is_counted {
                std::mem::swap(&mut self.order, &mut self.next);
                self.starts.clear();
                self.pass += 1;
            } else {
                let mut before = 0;
                for start in &mut self.starts {
                    before += *start;
                    *start = before;
                }
            }
            self.is_counted = !self.is_counted;
        }
        true
    }

    /// The numbers, once it is done.
    pub(super) fn take(&mut self) -> Vec<u32> {
        std::mem::take(self).order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_by_the_last_key_then_the_one_before() {
        for units in [1, 3, 1_000] {
            let mut order = Order::new((0..10).collect());
            let keys: [Key<'_>; 2] = [(5, &|number| 4 - number / 2), (3, &|number| number % 3)];
            while !order.advance(&mut Work::new(units), &keys) {}
            assert_eq!(order.take(), [9, 6, 3, 0, 7, 4, 1, 8, 5, 2]);
        }
    }
}
