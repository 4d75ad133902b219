//! Where a value stands in a document. Invariant: the first error of a document sets its place, and those around it leave it.

use std::cell::RefCell;

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::{Error, Tracked, Unknown};

/// What is the same at every place of a value.
pub(super) struct Reading {
    pub(super) unknown: Unknown,
    /// Where the first error was.
    pub(super) failed: RefCell<Option<String>>,
}

/// Where a value stands.
pub(super) struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
    pub(super) reading: &'a Reading,
}

/// The last step to it.
pub(super) enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The place of all there is to read.
    pub(super) fn root(reading: &'a Reading) -> Self {
        Self {
            parent: None,
            step: Step::Root,
            reading,
        }
    }

    /// The place of something within.
    pub(super) fn below(&'a self, step: Step<'a>) -> Self {
        Self {
            parent: Some(self),
            step,
            reading: self.reading,
        }
    }

    /// Reads what stands here.
    pub(super) fn read<'de, S: DeserializeSeed<'de>>(
        &self,
        value: &'de Value,
        seed: S,
    ) -> Result<S::Value, Error> {
        seed.deserialize(Tracked { value, place: self })
            .inspect_err(|_| self.fail())
    }

    /// Remembers that the first error was here, unless one was within.
    #[inline(never)]
    pub(super) fn fail(&self) {
        let mut failed = self.reading.failed.borrow_mut();
        if failed.is_none() {
            *failed = Some(self.pointer());
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = self.parent.map_or_else(String::new, Place::pointer);
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Step::Index(index) => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
        }
        pointer
    }
}
