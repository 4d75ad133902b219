//! The optimizer of wasm, told to make what is small when it travels.
//!
//! Invariant: what counts is the compressed size: small functions are put in where they are called and large ones never,
//! which keeps bodies alike, and functions that are alike stand near each other. For the Worker that is a sixth of its
//! weight, the order by likeness instead of by name a twentieth.

mod order;
mod places;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use super::tool;
use crate::setup::Tools;

/// What decides about its result, beside the tool.
pub(super) const SOURCES: [&[u8]; 4] = [
    include_bytes!("optimize.rs"),
    include_bytes!("optimize/order.rs"),
    include_bytes!("optimize/order/alike.rs"),
    include_bytes!("optimize/places.rs"),
];

/// Optimizes a module in its place, as hard as `level` says. The names of its functions are gone afterwards.
///
/// The features are named because every browser and runtime that is meant has these, and not all that the optimizer
/// knows. The lowest kilobyte is the far end of the stack, which the linker puts first: no value has its address there.
pub(super) fn wasm(sh: &Shell, tools: &Tools, module: &Path, level: &[&str]) -> Result<()> {
    let wasm_opt = tools.npm_bin("wasm-opt");
    let features = [
        "mutable-globals",
        "sign-ext",
        "nontrapping-float-to-int",
        "bulk-memory",
        "multivalue",
        "reference-types",
    ]
    .map(|feature| format!("--enable-{feature}"));
    let inlining = [
        "--always-inline-max-function-size=4",
        "--one-caller-inline-max-function-size=0",
    ];
    let wasm_opt = cmd!(
        sh,
        "{wasm_opt} {module} -o {module} {level...} --low-memory-unused {inlining...} {features...} --reorder-functions-by-name --strip-debug --strip-producers"
    );
    tool::run(wasm_opt, "wasm-opt")?;
    let mut ordered = order::by_likeness(&fs::read(module)?)?;
    places::blank(&mut ordered);
    fs::write(module, ordered).with_context(|| format!("cannot write {}", module.display()))
}
