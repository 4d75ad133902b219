//! `fanfare contest export`: the published log as a folder that can be checked without the server.
//!
//! Invariant: the folder holds what the server published, unchanged: `log.ndjson` and `audit.json`.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use serde_json::Value;
use shared::contest::line::Line;

use crate::arguments;
use crate::client::{Call, Client, escape};
use crate::failure::Failure;
use crate::output::Output;

/// The log in a folder.
pub(crate) const LOG: &str = "log.ndjson";
/// The key and the last checkpoint in a folder.
pub(crate) const AUDIT: &str = "audit.json";

/// Saves a contest's log.
pub(crate) fn run(options: &arguments::ExportContest, output: &Output) -> Result<(), Failure> {
    let client = Client::new(&options.server, None)?;
    let route = format!("contests/{}", escape(&options.contest));
    let folder = &options.out;
    let failed = |cause| file(folder, cause);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let audit: Value = client.call(&Call::get(&options.community, &format!("{route}/audit")))?;
    std::fs::write(folder.join(AUDIT), format!("{audit:#}\n")).map_err(failed)?;
    let mut log = BufWriter::new(File::create(folder.join(LOG)).map_err(failed)?);
    let mut count = 0_usize;
    lines(&client, &options.community, &route, |line| {
        count += 1;
        writeln!(log, "{line}").map_err(failed)
    })?;
    log.flush().map_err(failed)?;
    output.result(
        &serde_json::json!({ "folder": folder, "lines": count }),
        &format!(
            "{count} lines are in {}; `fanfare verify {}` checks them.",
            folder.join(LOG).display(),
            folder.display()
        ),
    );
    Ok(())
}

/// Gives every line of a published log, part by part.
pub(crate) fn lines(
    client: &Client,
    community: &str,
    route: &str,
    mut take: impl FnMut(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut from = 0;
    loop {
        let text = client.text(&Call::get(community, &format!("{route}/log?from={from}")))?;
        let mut next = None;
        for line in text.lines() {
            match serde_json::from_str(line) {
                Ok(Line::Next(at)) if at > from => next = Some(at),
                _ => take(line)?,
            }
        }
        match next {
            Some(at) => from = at,
            None => return Ok(()),
        }
    }
}

fn file(folder: &Path, cause: std::io::Error) -> Failure {
    Failure::File {
        path: folder.to_owned(),
        cause,
    }
}
