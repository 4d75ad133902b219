//! Checking proofs, by the algorithms of [RFC 9162](https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2), which
//! prove the same tree as RFC 6962. Invariant: they share nothing with the functions that make proofs but the hash.

use super::hash::TreeHash;

/// Whether `path` shows that `leaf` stands at `index` in the tree of `size` leaves with this `root`.
pub fn includes(leaf: TreeHash, index: u64, size: u64, path: &[TreeHash], root: TreeHash) -> bool {
    if index >= size {
        return false;
    }
    let (mut first, mut last, mut hash) = (index, size - 1, leaf);
    for &other in path {
        if last == 0 {
            return false;
        }
        if first & 1 == 1 || first == last {
            hash = TreeHash::of_node(other, hash);
            while first & 1 == 0 && first != 0 {
                first >>= 1;
                last >>= 1;
            }
        } else {
            hash = TreeHash::of_node(hash, other);
        }
        first >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// Whether `path` shows that the tree of `size` leaves with `root` goes on from the one of `earlier` leaves with
/// `earlier_root`.
pub fn continues(
    (earlier, earlier_root): (u64, TreeHash),
    (size, root): (u64, TreeHash),
    path: &[TreeHash],
) -> bool {
    if earlier == size {
        return path.is_empty() && earlier_root == root;
    }
    if earlier == 0 {
        return path.is_empty();
    }
    if earlier > size {
        return false;
    }
    let mut others = path.iter().copied();
    let start = if earlier.is_power_of_two() {
        Some(earlier_root)
    } else {
        others.next()
    };
    let Some(start) = start else { return false };
    let shift = (earlier - 1).trailing_ones();
    let (mut first, mut last) = ((earlier - 1) >> shift, (size - 1) >> shift);
    let (mut before, mut now) = (start, start);
    for other in others {
        if last == 0 {
            return false;
        }
        if first & 1 == 1 || first == last {
            before = TreeHash::of_node(other, before);
            now = TreeHash::of_node(other, now);
            while first & 1 == 0 && first != 0 {
                first >>= 1;
                last >>= 1;
            }
        } else {
            now = TreeHash::of_node(now, other);
        }
        first >>= 1;
        last >>= 1;
    }
    last == 0 && before == earlier_root && now == root
}
