//! Short names for what a module and its glue call each other: those of wasm-bindgen are long, each
//! ends in random digits, and all of them travel twice.
//!
//! Invariant: one table renames both sides, and what it does not name keeps its name.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser};

/// Names of wasm-bindgen, as a regular expression: nothing a browser or a page knows is called like this.
const LONG: &str = "^(__wb|_wbg|__externref|wasm_bindgen__|handle_)";

/// Short names by long ones: what esbuild writes when it renames the properties of the glue.
pub(super) type Names = BTreeMap<String, String>;

/// What tells esbuild to rename, and to write into this file what it renamed.
pub(super) fn flags(table: &Path) -> Result<[String; 2]> {
    fs::write(table, "{}").with_context(|| format!("cannot write {}", table.display()))?;
    Ok([
        format!("--mangle-props={LONG}"),
        format!("--mangle-cache={}", table.display()),
    ])
}

/// What esbuild renamed.
pub(super) fn read(table: &Path) -> Result<Names> {
    serde_json::from_slice(&fs::read(table)?).context("esbuild wrote no table of names")
}

/// The module with its imports and exports renamed.
///
/// # Errors
/// When it is no WebAssembly.
pub(super) fn shorten(module: &[u8], names: &Names) -> Result<Vec<u8>> {
    let mut renamed = Module::new();
    Renaming { names }
        .parse_core_module(&mut renamed, Parser::new(0), module)
        .context("the names of a module can't be shortened")?;
    Ok(renamed.finish())
}

struct Renaming<'a> {
    names: &'a Names,
}

impl Renaming<'_> {
    fn short<'b>(&'b self, name: &'b str) -> &'b str {
        self.names.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Renaming<'_> {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            imports.import(import.module, self.short(import.name), kind);
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Result<(), Error> {
        let name = self.short(export.name).to_owned();
        let renamed = Export {
            name: &name,
            ..export
        };
        utils::parse_export(self, exports, renamed)
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, MemoryType};

    use super::*;

    fn module(import: &str, export: &str) -> Vec<u8> {
        let memory = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        let mut module = Module::new();
        let mut imports = ImportSection::new();
        imports.import("glue", import, EntityType::Memory(memory));
        module.section(&imports);
        let mut exports = ExportSection::new();
        exports.export(export, ExportKind::Memory, 0);
        module.section(&exports);
        module.finish()
    }

    #[test]
    fn both_sides_are_renamed_and_what_has_no_short_name_keeps_its_own() {
        let names = Names::from([("long".to_owned(), "a".to_owned())]);
        let shortened = |import, export| shorten(&module(import, export), &names).expect("it is a module");
        assert_eq!(shortened("long", "mount"), module("a", "mount"));
        assert_eq!(shortened("other", "long"), module("other", "a"));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(shorten(b"no wasm", &Names::new()).is_err());
    }
}
