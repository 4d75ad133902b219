//! Every task of the repository, from the first set-up to CI: `cargo xtask <task>`.
//!
//! Invariant: what a task prints for machines goes to standard output; progress and words for people go to
//! standard error.

mod bench;
mod build;
mod cargo;
mod ci;
mod clippy;
mod demo;
mod doc;
mod first_content;
mod flags;
mod fmt;
mod http;
mod progress;
mod project;
mod secret;
mod serve;
mod setup;
mod size;
mod test;
mod tidy;
mod wrangler;

use std::env;
use std::process::ExitCode;

use flags::XtaskCmd;

fn main() -> ExitCode {
    match run_named() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run_named() -> anyhow::Result<()> {
    // Wrangler's flags are its own: they are passed on as they are.
    let mut arguments = env::args_os().skip(1);
    if arguments.next().is_some_and(|name| name == "wrangler") {
        return wrangler::run(&arguments.collect::<Vec<_>>());
    }
    match flags::Xtask::from_env_or_exit().subcommand {
        XtaskCmd::Setup(_) => setup::setup().map(|_| ()),
        XtaskCmd::Build(flags) => build::run(&flags),
        XtaskCmd::Serve(flags) => serve::run(flags),
        XtaskCmd::Demo(flags) => demo::run(flags),
        XtaskCmd::Test(flags) => test::run(&flags.into()),
        XtaskCmd::Fmt(_) => fmt::run(),
        XtaskCmd::Clippy(_) => clippy::run(),
        XtaskCmd::Doc(_) => doc::run(),
        XtaskCmd::Tidy(_) => tidy::run(),
        XtaskCmd::Size(_) => size::run(),
        XtaskCmd::Ci(flags) => ci::run(flags.long),
        XtaskCmd::Bench(flags) if flags.first_content => first_content::run(&flags),
        XtaskCmd::Bench(flags) => bench::run(&flags),
        XtaskCmd::Wrangler(flags) => wrangler::run(&flags.arguments),
    }
}
