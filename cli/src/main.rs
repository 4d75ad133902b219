//! The `fanfare` command: takes communities over from elsewhere, makes them, signs people in for a trial,
//! and fills a community with sample content. It speaks to a server through the public API alone.
//!
//! Results go to the standard output, progress and problems to the standard error. Exit codes: 0 done,
//! 1 refused by the server, or a log that fails, 2 wrong usage, 3 a file can't be used, 4 the server can't be reached.

mod arguments;
mod client;
mod clock;
mod community;
mod contest;
mod failure;
mod import;
mod json_file;
mod key_file;
mod output;
mod owners;
mod recognition;
mod seed;
#[cfg(test)]
mod test_server;
mod token;
mod verify;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command, Import};
use failure::Failure;
use output::Output;

/// Converting HTML walks as deep as somebody nested it: 30,000 characters make 10,000 elements.
const STACK_BYTES: usize = 256 * 1024 * 1024;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = Output::new(arguments.json);
    let result = std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || run(&arguments, &output));
        match worker.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(cause) => Err(Failure::Usage(format!("No thread could be started: {cause}"))),
        }
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    match &arguments.command {
        Command::Import(Import::Stackexchange(options)) => import::run(options, output),
        Command::Community(command) => community::run(command, output),
        Command::Contest(command) => contest::run(command, output),
        Command::Owners(command) => owners::run(command, output),
        Command::Recognition(command) => recognition::run(command, output),
        Command::Verify(options) => verify::run(options, output),
        Command::Token(options) => token::run(options, output),
        Command::Seed(options) => seed::run(options, output),
    }
}
