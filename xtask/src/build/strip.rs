//! Takes the names of functions out of a module that is delivered: `worker-build` keeps them in, and a tenth of the
//! compressed Worker would be names.
//!
//! Invariant: only sections that no instruction can see are left out.

use anyhow::{Context, Result};
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// What only profilers and debuggers read.
const FOR_PEOPLE: [&str; 2] = ["name", "producers"];

/// The module without them.
///
/// # Errors
/// When it is no WebAssembly.
pub(super) fn strip(module: &[u8]) -> Result<Vec<u8>> {
    let mut stripped = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("the Worker's module can't be read")?;
        if matches!(&payload, Payload::CustomSection(custom) if FOR_PEOPLE.contains(&custom.name())) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = module.get(range).context("a section ends after its module")?;
            stripped.section(&RawSection { id, data });
        }
    }
    Ok(stripped.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CustomSection, TypeSection};

    use super::*;

    fn module(custom: &[&str]) -> Vec<u8> {
        let mut module = Module::new();
        module.section(&TypeSection::new());
        for name in custom {
            module.section(&CustomSection {
                name: (*name).into(),
                data: b"anything"[..].into(),
            });
        }
        module.finish()
    }

    #[test]
    fn names_go_and_all_else_stays() {
        let stripped = strip(&module(&["name", "target_features", "producers"])).expect("it is a module");
        assert_eq!(stripped, module(&["target_features"]));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(strip(b"no wasm").is_err());
    }
}
