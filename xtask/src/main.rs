//! Every task of the repository, from the first set-up to CI: `cargo xtask <task>`.
//!
//! Invariant: what a task prints for machines goes to standard output; progress and words for people go to
//! standard error.

mod build;
mod flags;
mod progress;
mod project;
mod serve;
mod setup;

use std::process::ExitCode;

use flags::XtaskCmd;

fn main() -> ExitCode {
    let flags = flags::Xtask::from_env_or_exit();
    match run(flags.subcommand) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: XtaskCmd) -> anyhow::Result<()> {
    match command {
        XtaskCmd::Setup(_) => setup::setup().map(|_| ()),
        XtaskCmd::Build(flags) => build::build(build::Profile::from_dev_flag(flags.dev)).map(|_| ()),
        XtaskCmd::Serve(flags) => serve::run(flags),
    }
}
