//! Communities as an earlier release kept them, with sample content: read one with `sqlite3 FILE .dump`.

use std::fs;

use tempfile::TempDir;

use crate::server;

/// A community that was kept.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// Its name in addresses.
    pub slug: &'static str,
    /// Its file in `tests/data`.
    file: &'static str,
    /// What the runtime calls the object of this name.
    object: &'static str,
}

/// Made by the first schema: a solved question with all that can stand around it.
pub const FIRST_SCHEMA: Kept = Kept {
    slug: "first-schema",
    file: "first_schema.sqlite",
    object: "9996e6a4f45c174127e70571b13ba1b14a913e1750ee771d23007f2e96bb7245",
};

/// Questions, answers and comments in the states that no call leads to yet: their rows say `brand_only` and `erased`
/// where the product had said `hidden`.
pub const EVERY_STATE: Kept = Kept {
    slug: "every-state",
    file: "every_state.sqlite",
    object: "9a1c53e033946c8be7041b007b6fa351cc6948ef8796ba40e8c66538668928df",
};

impl Kept {
    /// The state of a server that holds it.
    ///
    /// # Panics
    /// When it can't be copied.
    pub fn state(&self) -> TempDir {
        let state = server::directory();
        let objects = state.path().join("objects/fanfare-community");
        fs::create_dir_all(&objects).expect("a directory can be made");
        let file = server::root().join("tests/data").join(self.file);
        fs::copy(file, objects.join(format!("{}.sqlite", self.object))).expect("the community is kept");
        state
    }
}
