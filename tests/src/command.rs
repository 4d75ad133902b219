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
    command
}
