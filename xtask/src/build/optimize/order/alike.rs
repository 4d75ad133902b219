//! Which body comes next: the one of which the largest part was just seen.
//!
//! Invariant: every body stands in the order once; the order depends on the bodies alone.

use std::collections::{BTreeMap, VecDeque};

/// How many bytes count as something seen again. Shorter ones are everywhere, longer ones miss what differs in one
/// number: of 4 to 8, 6 made the smallest Worker.
const PIECE: usize = 6;
/// A piece that stands in more bodies than this says nothing about any of them.
const COMMON: usize = 150;
/// How far back a piece is remembered, in bytes: gzip remembers 32 kB, and also what stands between.
const REMEMBERED: usize = 24_000;
/// What a body costs besides its bytes, so that the shortest are not always the most alike.
const OVERHEAD: f64 = 30.0;
/// How much of its length counts against a body: less than all, or what is short comes first.
const LENGTH: f64 = 0.85;

/// The places of the bodies, in the order to write them.
pub(super) fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let mut left = Left::new(bodies);
    let mut order = Vec::with_capacity(bodies.len());
    let mut window = VecDeque::new();
    let mut size = 0;
    while let Some(next) = left.take() {
        order.push(next);
        window.push_back(next);
        size += bodies.get(next).map_or(0, |body| body.len());
        left.remember(next);
        while size > REMEMBERED {
            let Some(oldest) = window.pop_front() else { break };
            size -= bodies.get(oldest).map_or(0, |body| body.len());
            left.forget(oldest);
        }
    }
    order
}

/// The bodies that have no place yet, and how much of each is remembered.
struct Left {
    /// The pieces of every body, each once.
    pieces: Vec<Vec<usize>>,
    /// The bodies that hold a piece.
    holders: Vec<Vec<usize>>,
    /// How many remembered bodies hold a piece.
    seen: Vec<u32>,
    /// How many pieces of a body are remembered.
    known: Vec<u32>,
    /// What one known piece of a body is worth; nothing once it has its place.
    worth: Vec<Option<f64>>,
}

impl Left {
    fn new(bodies: &[&[u8]]) -> Self {
        let mut numbers = BTreeMap::new();
        let mut holders: Vec<Vec<usize>> = Vec::new();
        for (body, bytes) in bodies.iter().enumerate() {
            for piece in bytes.windows(PIECE) {
                let number = *numbers.entry(piece).or_insert(holders.len());
                match holders.get_mut(number) {
                    Some(holders) if holders.last() == Some(&body) => {}
                    Some(holders) => holders.push(body),
                    None => holders.push(vec![body]),
                }
            }
        }
        holders.retain(|holders| (2..=COMMON).contains(&holders.len()));
        let mut pieces = vec![Vec::new(); bodies.len()];
        for (piece, holders) in holders.iter().enumerate() {
            for body in holders {
                if let Some(pieces) = pieces.get_mut(*body) {
                    pieces.push(piece);
                }
            }
        }
        Self {
            seen: vec![0; holders.len()],
            known: vec![0; bodies.len()],
            worth: bodies
                .iter()
                .map(|body| Some((body.len() as f64 + OVERHEAD).powf(-LENGTH)))
                .collect(),
            pieces,
            holders,
        }
    }

    /// Takes the body of which the largest part is remembered; where none is, the first.
    fn take(&mut self) -> Option<usize> {
        let mut best = None;
        for (body, (worth, known)) in self.worth.iter().zip(&self.known).enumerate() {
            let Some(worth) = worth else { continue };
            let likeness = worth * f64::from(*known);
            if best.is_none_or(|(_, most)| likeness > most) {
                best = Some((body, likeness));
            }
        }
        let (body, _) = best?;
        *self.worth.get_mut(body)? = None;
        Some(body)
    }

    fn remember(&mut self, body: usize) {
        for piece in self.pieces.get(body).into_iter().flatten() {
            let Some(seen) = self.seen.get_mut(*piece) else {
                continue;
            };
            *seen += 1;
            if *seen == 1 {
                shift(&mut self.known, self.holders.get(*piece), 1);
            }
        }
    }

    fn forget(&mut self, body: usize) {
        for piece in self.pieces.get(body).into_iter().flatten() {
            let Some(seen) = self.seen.get_mut(*piece) else {
                continue;
            };
            *seen -= 1;
            if *seen == 0 {
                shift(&mut self.known, self.holders.get(*piece), -1);
            }
        }
    }
}

/// Knows one piece more, or less, of these bodies.
fn shift(known: &mut [u32], bodies: Option<&Vec<usize>>, by: i32) {
    for body in bodies.into_iter().flatten() {
        if let Some(known) = known.get_mut(*body) {
            *known = known.saturating_add_signed(by);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_comes_before_what_was_not() {
        let (one, other) = (*b"one of a kind, once", *b"quite another thing");
        assert_eq!(order(&[&one, &other, &one]), [0, 2, 1]);
    }

    #[test]
    fn what_was_seen_long_ago_is_forgotten() {
        let filling: Vec<u8> = (0..u16::MAX)
            .flat_map(u16::to_be_bytes)
            .take(REMEMBERED + 1)
            .collect();
        let (start, end) = filling.split_at(REMEMBERED / 2);
        let (first, after) = (*b"one of a kind, once", *b"quite another thing");
        let long = [&first[..], start, end].concat();
        assert_eq!(order(&[&long, &after, &first]), [0, 1, 2]);
    }

    #[test]
    fn every_body_has_one_place_even_when_all_are_alike_or_empty() {
        assert_eq!(order(&[b"", b"", b""]), [0, 1, 2]);
        assert_eq!(order(&[&b"the same words"[..]; 4]), [0, 1, 2, 3]);
        assert!(order(&[]).is_empty());
    }
}
