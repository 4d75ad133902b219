//! Finished bodies of public reads, kept in the object's memory for the version they were made from.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The most bodies kept: at 30 kB each they stay under 16 MB of the isolate's 128.
const MAX_BODIES: usize = 500;

/// Finished bodies.
#[derive(Debug, Default)]
pub struct Cached {
    version: RefCell<i64>,
    bodies: RefCell<HashMap<String, Rc<str>>>,
}

impl Cached {
    /// The body of this address, if it was made from this version.
    pub fn get(&self, version: i64, address: &str) -> Option<Rc<str>> {
        if *self.version.borrow() != version {
            return None;
        }
        self.bodies.borrow().get(address).cloned()
    }

    /// Keeps a body; bodies of another version are dropped.
    pub fn put(&self, version: i64, address: &str, body: Rc<str>) {
        let mut bodies = self.bodies.borrow_mut();
        if self.version.replace(version) != version || bodies.len() >= MAX_BODIES {
            bodies.clear();
        }
        bodies.insert(address.to_owned(), body);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_given_for_its_own_version_only() {
        let cached = Cached::default();
        cached.put(1, "/questions", Rc::from("old"));
        assert_eq!(cached.get(1, "/questions").as_deref(), Some("old"));
        assert_eq!(cached.get(2, "/questions"), None);
        cached.put(2, "/other", Rc::from("new"));
        assert_eq!(cached.get(1, "/questions"), None);
    }
}
