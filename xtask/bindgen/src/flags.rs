//! The flags that our build and `worker-build` give. Invariant: one that is not named here is refused.

use std::path::PathBuf;

xflags::xflags! {
    /// Makes the JavaScript beside a wasm module.
    cmd bindgen {
        /// The module.
        required input: PathBuf
        /// Directory of what is made.
        required --out-dir directory: PathBuf
        /// Its name, without an extension. Default: that of the module.
        optional --out-name name: String
        /// Who loads it: `web`, `bundler` or `module`.
        required --target target: String
        /// Types for TypeScript.
        optional --typescript
        /// None of them.
        optional --no-typescript
        /// More checks in the JavaScript.
        optional --debug
        /// Keep what debuggers read.
        optional --keep-debug
        /// Leave the names of functions as they are.
        optional --no-demangle
        /// Do not guess where the wasm is.
        optional --omit-default-module-path
        /// Linked modules as files of their own.
        optional --split-linked-modules
        /// A function that begins the module anew.
        optional --experimental-reset-state-function
        /// Tell of an abort, though panics abort.
        optional --force-enable-abort-handler
    }
}
