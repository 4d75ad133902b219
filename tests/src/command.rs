//! The command `fanfare` and the task runner, as one calls them from a clone of the sources.

use std::env;
use std::process::Command;

use crate::server::{self, root};

/// The command `fanfare`; its arguments follow.
///
/// # Panics
/// When this was not started by cargo.
pub fn fanfare() -> Command {
    let cargo = env::var_os("CARGO").expect("cargo runs the tests");
    let mut command = outside(Command::new(cargo));
    command.args(["run", "--quiet", "--package", "fanfare-cli", "--"]);
    command
}

/// The task runner; its arguments follow.
pub fn xtask() -> Command {
    outside(Command::new(server::xtask()))
}

/// A command at the root of the sources, in no package's surroundings.
pub(crate) fn outside(mut command: Command) -> Command {
    command.current_dir(root());
    // Build scripts look at the package whose tests these are, and would have it compiled anew for each.
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
            command.env_remove(name);
        }
    }
    command
}
