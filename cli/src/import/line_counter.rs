//! A reader that knows in which line it stands.

use std::cell::Cell;
use std::io::{BufRead, Read, Result};
use std::rc::Rc;

/// The line a reader stands in, counted from one.
#[derive(Debug, Clone)]
pub(super) struct Line(Rc<Cell<u64>>);

impl Line {
    /// The number.
    pub(super) fn get(&self) -> u64 {
        self.0.get()
    }
}

/// Counts the line ends that were consumed, not those that were read ahead.
#[derive(Debug)]
pub(super) struct LineCounter<R> {
    inner: R,
    line: Line,
}

impl<R: BufRead> LineCounter<R> {
    /// Stands in the first line.
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            line: Line(Rc::new(Cell::new(1))),
        }
    }

    /// The line, from now on.
    pub(super) fn line(&self) -> Line {
        self.line.clone()
    }
}

impl<R: BufRead> Read for LineCounter<R> {
    fn read(&mut self, target: &mut [u8]) -> Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(target.len());
        target[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for LineCounter<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if let Ok(buffer) = self.inner.fill_buf() {
            let ends = buffer.iter().take(count).filter(|byte| **byte == b'\n').count();
            self.line.0.set(self.line.get() + ends as u64);
        }
        self.inner.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_consumed_counts() {
        let mut reader = LineCounter::new(&b"one\ntwo\nthree"[..]);
        let line = reader.line();
        assert_eq!((reader.fill_buf().unwrap().len(), line.get()), (13, 1));
        reader.consume(4);
        assert_eq!(line.get(), 2);
        let mut rest = String::new();
        reader.read_to_string(&mut rest).unwrap();
        assert_eq!((rest.as_str(), line.get()), ("two\nthree", 3));
    }
}
