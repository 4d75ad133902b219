//! Commands that call cargo, from a program that cargo runs.
//!
//! Invariant: they see none of the variables that tell a program of which package it is. Build scripts ask to be run
//! again when one of them changed, so the tasks, the tests and whoever calls cargo would compile the same code in turns.

use std::env;

use xshell::Cmd;

/// What the names of these variables begin with.
const OF_A_PACKAGE: [&str; 2] = ["CARGO_MANIFEST_", "CARGO_PKG_"];

/// The command as it would run outside of cargo.
pub(crate) fn outside(command: Cmd<'_>) -> Cmd<'_> {
    let names = env::vars_os().map(|(name, _)| name);
    names
        .filter(|name| {
            let name = name.to_string_lossy();
            OF_A_PACKAGE.iter().any(|prefix| name.starts_with(prefix))
        })
        .fold(command, Cmd::env_remove)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use xshell::{Shell, cmd};

    use super::outside;

    #[test]
    fn a_command_is_of_no_package() {
        assert_eq!(
            std::env::var("CARGO_PKG_NAME").as_deref(),
            Ok("xtask"),
            "cargo runs the tests"
        );
        let sh = Shell::new().unwrap();
        let command = Command::from(outside(cmd!(sh, "cargo")));
        let removed = |name: &str| {
            command
                .get_envs()
                .any(|(key, value)| key == name && value.is_none())
        };
        assert!(removed("CARGO_PKG_NAME") && removed("CARGO_MANIFEST_DIR"));
        assert!(!removed("PATH"));
    }
}
