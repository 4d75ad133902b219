//! The words the application was brought: a visitor pays for the language that is shown, not for all.
//!
//! Invariant: a surface is shown in a language only after [`load`] took its words.

use std::cell::Cell;

use shared::language::Language;

use super::table::Table;

thread_local! {
    static TABLES: [Cell<Option<Table>>; Language::ALL.len()] = const { [const { Cell::new(None) }; Language::ALL.len()] };
}

/// Takes the words of a language: its texts in the order of the file. Tells whether they are complete.
pub fn load(language: Language, texts: &[String]) -> bool {
    let table = Table::read(texts);
    TABLES.with(|tables| {
        if let Some(cell) = tables.get(language as usize) {
            cell.set(table);
        }
    });
    table.is_some()
}

/// Whether the words of a language are there.
pub fn is_loaded(language: Language) -> bool {
    TABLES.with(|tables| {
        tables
            .get(language as usize)
            .is_some_and(|cell| cell.get().is_some())
    })
}

/// The texts of a language; none before they were loaded.
pub(super) fn table(language: Language) -> Table {
    const NONE: Table = Table { text: "", ends: &[] };
    TABLES.with(|tables| tables.get(language as usize).and_then(Cell::get).unwrap_or(NONE))
}
