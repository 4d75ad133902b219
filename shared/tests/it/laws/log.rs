//! The tree against another implementation of RFC 6962, at every size up to 130 and at random beyond.

use std::collections::HashMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use fanfare_shared::log::checkpoint::Checkpoint;
use fanfare_shared::log::frontier::Frontier;
use fanfare_shared::log::hash::TreeHash;
use fanfare_shared::log::proof;
use fanfare_shared::log::receipt::Receipt;
use fanfare_shared::log::tree::{self, Node};
use proptest::prelude::*;
use sha2::Sha256;

/// A log whose hashes of complete subtrees stand in memory.
#[derive(Default)]
struct Log {
    nodes: HashMap<Node, TreeHash>,
    size: u64,
}

impl Log {
    fn of(size: u64) -> Self {
        let mut log = Self::default();
        for _ in 0..size {
            let leaf = leaf(log.size);
            let made = tree::append(log.size, leaf, |node| log.read(node)).unwrap();
            log.nodes.extend(made);
            log.size += 1;
        }
        log
    }

    fn read(&self, node: Node) -> Result<TreeHash, Node> {
        self.nodes.get(&node).copied().ok_or(node)
    }
}

fn leaf(index: u64) -> TreeHash {
    TreeHash::of_leaf(&index.to_be_bytes())
}

/// The same leaves in the other implementation.
fn oracle(size: u64) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    for index in 0..size {
        tree.push(index.to_be_bytes().to_vec());
    }
    tree
}

fn hashes(bytes: &[u8]) -> Vec<TreeHash> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    assert!(rest.is_empty());
    hashes.iter().copied().map(TreeHash::new).collect()
}

#[test]
fn roots_and_proofs_of_every_size_are_those_of_another_implementation() {
    let log = Log::of(130);
    let read = |node| log.read(node);
    let mut frontier = Frontier::default();
    assert_eq!(tree::root(0, read), Ok(TreeHash::of_nothing()));
    for size in 1..=130 {
        frontier.push(leaf(size - 1));
        let oracle = oracle(size);
        let root = tree::root(size, read).unwrap();
        assert_eq!(oracle.root().as_bytes().as_slice(), root.bytes(), "{size}");
        assert_eq!(frontier.root(), root, "{size}");
        for index in 0..size {
            let path = tree::inclusion(index, size, read).unwrap();
            let expected = oracle.prove_inclusion(usize::try_from(index).unwrap());
            assert_eq!(path, hashes(expected.as_bytes()), "{index} of {size}");
            assert!(proof::includes(leaf(index), index, size, &path, root));
            assert!(!proof::includes(leaf(index), index + 1, size, &path, root));
            assert!(!proof::includes(leaf(index + 1), index, size, &path, root));
        }
        for earlier in 1..size {
            let path = tree::consistency(earlier, size, read).unwrap();
            let expected = oracle.prove_consistency(usize::try_from(size - earlier).unwrap());
            assert_eq!(path, hashes(expected.as_bytes()), "{earlier} to {size}");
            let before = (earlier, tree::root(earlier, read).unwrap());
            assert!(proof::continues(before, (size, root), &path));
            assert!(!proof::continues((earlier, leaf(0)), (size, root), &path) || earlier == 1);
        }
    }
}

proptest! {
    #[test]
    fn no_changed_bit_of_a_proof_passes(size in 2u64..600, at in any::<u64>(), part in any::<usize>(), bit in 0usize..256) {
        let log = Log::of(size);
        let read = |node| log.read(node);
        let (index, root) = (at % size, tree::root(size, read).unwrap());
        let path = tree::inclusion(index, size, read).unwrap();
        prop_assert!(proof::includes(leaf(index), index, size, &path, root));
        let mut changed = path.clone();
        let place = part % changed.len();
        let mut bytes = *changed[place].bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        changed[place] = TreeHash::new(bytes);
        prop_assert!(!proof::includes(leaf(index), index, size, &changed, root));
        prop_assert!(!proof::includes(leaf(index), index, size, &path[1..], root));
        let mut longer = path;
        longer.push(root);
        prop_assert!(!proof::includes(leaf(index), index, size, &longer, root));
    }

    #[test]
    fn no_changed_history_continues(size in 2u64..600, at in any::<u64>(), bit in 0usize..256) {
        let log = Log::of(size);
        let read = |node| log.read(node);
        let earlier = 1 + at % (size - 1);
        let (before, now) = (tree::root(earlier, read).unwrap(), tree::root(size, read).unwrap());
        let path = tree::consistency(earlier, size, read).unwrap();
        prop_assert!(proof::continues((earlier, before), (size, now), &path));
        let mut bytes = *before.bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!proof::continues((earlier, TreeHash::new(bytes)), (size, now), &path));
        prop_assert!(!proof::continues((size, now), (earlier, before), &path));
    }

    #[test]
    fn checkpoints_and_receipts_read_back(origin in "[a-z./:0-9]{1,40}", size in any::<u64>(), root in any::<[u8; 32]>(), index in any::<u64>(), path in prop::collection::vec(any::<[u8; 32]>(), 0..20)) {
        let checkpoint = Checkpoint { origin, size, root: TreeHash::new(root) };
        prop_assert_eq!(Checkpoint::parse(&checkpoint.text()), Some(checkpoint.clone()));
        let receipt = Receipt {
            index,
            path: path.into_iter().map(TreeHash::new).collect(),
            checkpoint: format!("{}\n\u{2014} {} AAAA\n", checkpoint.text(), checkpoint.origin),
        };
        prop_assert_eq!(Receipt::parse(&receipt.text()), Some(receipt));
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in any::<String>()) {
        let _ = Checkpoint::parse(&text);
        let _ = Receipt::parse(&text);
        let _ = Receipt::parse(&format!("c2sp.org/tlog-proof@v1\nindex {text}"));
        let _ = fanfare_shared::contest::leaf::Leaf::parse(&text);
        let _ = fanfare_shared::contest::leaf::Leaf::parse(&format!("fanfare.contest.v1 {text}"));
    }
}
