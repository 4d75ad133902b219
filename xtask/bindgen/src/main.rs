//! `wasm-bindgen` as our build and `worker-build` call it. Its own command brings a web server and a browser's driver for
//! tests that are not ours, which is two thirds of the time it takes to compile.
//!
//! Invariant: a flag that is not known here is refused, so nothing is left out in silence.

mod flags;

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let flags = flags::Bindgen::from_env_or_exit();
    let mut bindgen = Bindgen::new();
    match flags.target.as_str() {
        "web" => bindgen.web(true)?,
        "bundler" => bindgen.bundler(true)?,
        "module" => bindgen.module(true)?,
        other => bail!("the target {other} is not known here: web, bundler or module"),
    };
    if let Some(name) = &flags.out_name {
        bindgen.out_name(name);
    }
    bindgen
        .input_path(&flags.input)
        .typescript(flags.typescript && !flags.no_typescript)
        .debug(flags.debug)
        .keep_debug(flags.keep_debug)
        .demangle(!flags.no_demangle)
        .omit_default_module_path(flags.omit_default_module_path)
        .split_linked_modules(flags.split_linked_modules)
        .reset_state_function(flags.experimental_reset_state_function)
        .force_enable_abort_handler(flags.force_enable_abort_handler)
        .generate(&flags.out_dir)
}
