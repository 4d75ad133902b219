//! Threads packed into batches.
//!
//! Invariant: a batch has at most [`MAX_ITEMS`] items and about [`MAX_BYTES`] bytes; a thread is split only
//! when it alone is larger, and then its question comes first.

use serde::Serialize as _;
use shared::api::import::{ImportItem, MAX_ITEMS};

/// The most bytes of a batch's items: what one takes to the server in a moment, well under the route's limit.
const MAX_BYTES: usize = 1_000_000;

/// Packs threads in their order.
pub(super) fn pack(threads: Vec<Vec<ImportItem>>) -> Vec<Vec<ImportItem>> {
    let mut batches = Vec::new();
    let mut batch = Batch::default();
    for thread in threads {
        let thread: Vec<_> = thread.into_iter().map(|item| (bytes(&item), item)).collect();
        if !batch.fits(thread.len(), thread.iter().map(|(bytes, _)| bytes).sum()) {
            batch.close(&mut batches);
        }
        for (bytes, item) in thread {
            if !batch.fits(1, bytes) {
                batch.close(&mut batches);
            }
            batch.bytes += bytes;
            batch.items.push(item);
        }
    }
    batch.close(&mut batches);
    batches
}

#[derive(Default)]
struct Batch {
    items: Vec<ImportItem>,
    bytes: usize,
}

impl Batch {
    fn fits(&self, count: usize, bytes: usize) -> bool {
        self.items.len() + count <= MAX_ITEMS && self.bytes + bytes <= MAX_BYTES
    }

    fn close(&mut self, batches: &mut Vec<Vec<ImportItem>>) {
        let batch = std::mem::take(self);
        if !batch.items.is_empty() {
            batches.push(batch.items);
        }
    }
}

/// The length of an item on the wire.
fn bytes(item: &ImportItem) -> usize {
    struct Count(usize);
    impl std::io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    // Counting has no way to fail; an item that could not be written would fail when it is sent.
    let _ = item.serialize(&mut serde_json::Serializer::new(&mut count));
    count.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::import::ImportAuthor;
    use shared::api::question::Source;
    use shared::time::Millis;

    fn thread(id: usize, answers: usize, length: usize) -> Vec<ImportItem> {
        (0..=answers)
            .map(|number| ImportItem::Answer {
                source_id: format!("{id}.{number}"),
                question: id.to_string(),
                markdown: "a".repeat(length),
                author: ImportAuthor {
                    source_id: String::new(),
                    name: String::new(),
                },
                score: 0,
                accepted: false,
                created_at: Millis::new(0),
                edited_at: None,
                origin: Source {
                    url: String::new(),
                    license: String::new(),
                },
            })
            .collect()
    }

    fn lengths(threads: Vec<Vec<ImportItem>>) -> Vec<usize> {
        pack(threads).iter().map(Vec::len).collect()
    }

    #[test]
    fn nothing_makes_no_batch() {
        assert!(pack(Vec::new()).is_empty());
    }

    #[test]
    fn a_thread_is_not_split_when_it_fits_into_a_batch_of_its_own() {
        assert_eq!(
            lengths((0..5).map(|id| thread(id, 39, 10)).collect()),
            [80, 80, 40]
        );
    }

    #[test]
    fn a_thread_larger_than_a_batch_is_split() {
        assert_eq!(
            lengths(vec![thread(1, 0, 10), thread(2, 249, 10)]),
            [1, 100, 100, 50]
        );
    }

    #[test]
    fn long_texts_make_smaller_batches() {
        let batches = pack((0..50).map(|id| thread(id, 0, 40_000)).collect());
        assert!(batches.iter().all(|batch| batch.len() <= 25));
        assert_eq!(batches.iter().map(Vec::len).sum::<usize>(), 50);
    }
}
