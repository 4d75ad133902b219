//! The tree over the hashes of its complete subtrees: what is added with a leaf, the root at any size, proofs.
//!
//! Invariant: a complete subtree never changes, so a proof or root of any earlier size can be made at any time, and
//! an append reads as many hashes as it completes subtrees: one on average.

use super::hash::TreeHash;

/// Where the hash of a complete subtree stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Its height: it stands over two to the power of `level` leaves.
    pub level: u32,
    /// Its place among those of its level, from the left.
    pub number: u64,
}

/// The hashes that come with the leaf at `index`: its own, and those of the subtrees it completes.
///
/// # Errors
/// When a hash can't be read.
pub fn append<E>(
    index: u64,
    leaf: TreeHash,
    mut read: impl FnMut(Node) -> Result<TreeHash, E>,
) -> Result<Vec<(Node, TreeHash)>, E> {
    let mut node = Node {
        level: 0,
        number: index,
    };
    let mut hash = leaf;
    let mut made = vec![(node, hash)];
    while node.number % 2 == 1 {
        let left = Node {
            number: node.number - 1,
            ..node
        };
        hash = TreeHash::of_node(read(left)?, hash);
        node = Node {
            level: node.level + 1,
            number: node.number / 2,
        };
        made.push((node, hash));
    }
    Ok(made)
}

/// The root of the first `size` leaves.
///
/// # Errors
/// When a hash can't be read.
pub fn root<E>(size: u64, mut read: impl FnMut(Node) -> Result<TreeHash, E>) -> Result<TreeHash, E> {
    over(0, size, &mut read)
}

/// The proof that the leaf at `index` is in the tree of the first `size` leaves
/// ([section 2.1.1](https://www.rfc-editor.org/rfc/rfc6962#section-2.1.1)).
///
/// # Errors
/// When a hash can't be read.
pub fn inclusion<E>(
    index: u64,
    size: u64,
    mut read: impl FnMut(Node) -> Result<TreeHash, E>,
) -> Result<Vec<TreeHash>, E> {
    let mut path = Vec::new();
    let (mut start, mut end) = (0, size);
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            path.push(over(middle, end, &mut read)?);
            end = middle;
        } else {
            path.push(over(start, middle, &mut read)?);
            start = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// The proof that the tree of the first `size` leaves goes on from the one of the first `earlier`
/// ([section 2.1.2](https://www.rfc-editor.org/rfc/rfc6962#section-2.1.2)).
///
/// # Errors
/// When a hash can't be read.
pub fn consistency<E>(
    earlier: u64,
    size: u64,
    mut read: impl FnMut(Node) -> Result<TreeHash, E>,
) -> Result<Vec<TreeHash>, E> {
    let mut path = Vec::new();
    if earlier == 0 || earlier >= size {
        return Ok(path);
    }
    let (mut start, mut end) = (0, size);
    while end != earlier {
        let middle = start + split(end - start);
        if earlier <= middle {
            path.push(over(middle, end, &mut read)?);
            end = middle;
        } else {
            path.push(over(start, middle, &mut read)?);
            start = middle;
        }
    }
    // The verifier knows the earlier root: it is left out where it is this very subtree.
    if start > 0 {
        path.push(over(start, end, &mut read)?);
    }
    path.reverse();
    Ok(path)
}

/// The roots of the complete subtrees that make up `count` leaves from `start` on, from the left.
fn peaks(start: u64, count: u64) -> impl DoubleEndedIterator<Item = Node> {
    (0..u64::BITS)
        .rev()
        .filter(move |level| count >> level & 1 == 1)
        .map(move |level| Node {
            level,
            number: (start + (count >> (level + 1).min(63) << (level + 1).min(63))) >> level,
        })
}

/// The hash over the leaves from `start` to `end`, where `start` is one of the tree's own splits.
fn over<E>(start: u64, end: u64, read: &mut impl FnMut(Node) -> Result<TreeHash, E>) -> Result<TreeHash, E> {
    let mut whole = None;
    for node in peaks(start, end - start).rev() {
        let hash = read(node)?;
        whole = Some(match whole {
            Some(right) => TreeHash::of_node(hash, right),
            None => hash,
        });
    }
    Ok(whole.unwrap_or_else(TreeHash::of_nothing))
}

/// The largest power of two below `count`, which is at least two.
fn split(count: u64) -> u64 {
    1 << (u64::BITS - 1 - (count - 1).leading_zeros())
}
