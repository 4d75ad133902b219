//! The command `fanfare`, as one calls it from a clone of the sources.

use std::env;
use std::process::Command;

use crate::server::root;

/// The command; its arguments follow.
///
/// # Panics
/// When this was not started by cargo.
pub fn fanfare() -> Command {
    let cargo = env::var_os("CARGO").expect("cargo runs the tests");
    let mut command = Command::new(cargo);
    command
        .current_dir(root())
        .args(["run", "--quiet", "--package", "fanfare-cli", "--"]);
    // Build scripts look at the package whose tests these are, and would have it compiled anew for each.
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
            command.env_remove(name);
        }
    }
    command
}
