//! `fanfare import stackexchange`.
//!
//! Invariant: nothing is sent before the whole file was read and found good. Each batch is done whole or not at
//! all and is known by the ids of its source, so an import that was interrupted is finished by running it again.

mod batches;
mod items;
mod line_counter;
mod markdown;
mod post;
mod posts;
mod report;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use shared::api::import::{ImportBatch, ImportReport};
use shared::api::route::Method;
use shared::hexadecimal;

use crate::arguments::Stackexchange;
use crate::client::{Call, Client};
use crate::failure::Failure;
use crate::output::Output;
use items::Items;
use report::Report;

/// Takes a dump over.
pub(crate) fn run(options: &Stackexchange, output: &Output) -> Result<(), Failure> {
    let file = File::open(&options.posts).map_err(|cause| Failure::File {
        path: options.posts.clone(),
        cause,
    })?;
    let site = site(options)?;
    let client = Client::new(&options.server.server, options.server.operator_token.as_deref())?;
    let items = read(&options.posts, file, &site)?;
    let mut report = Report::new(&site, &options.community, options.dry_run, &items);
    let batches = batches::pack(items.threads);
    let run = crate::key_file::random()?;
    let total = batches.iter().map(Vec::len).sum();
    let mut done = 0;
    for items in batches {
        done += items.len();
        let batch = ImportBatch {
            source: site.clone(),
            subject: options
                .subject
                .clone()
                .unwrap_or_else(|| format!("https://{site}/")),
            subject_name: options.subject_name.clone().unwrap_or_else(|| name_of(&site)),
            dry_run: options.dry_run,
            items,
        };
        report.add(send(&client, &options.community, &batch, &run)?);
        output.progress(if options.dry_run { "Checked" } else { "Sent" }, done, total);
    }
    output.result(&report, &report.text());
    match report.refused() {
        0 => Ok(()),
        refused => Err(Failure::PartlyRefused(refused)),
    }
}

fn read(path: &Path, file: File, site: &str) -> Result<Items, Failure> {
    let posts = posts::read(BufReader::new(file)).map_err(|malformed| Failure::Content {
        path: path.to_owned(),
        line: malformed.line,
        reason: malformed.reason,
    })?;
    Ok(items::sort(site, &posts))
}

fn send(client: &Client, community: &str, batch: &ImportBatch, run: &[u8]) -> Result<ImportReport, Failure> {
    let key = fingerprint(batch, run)?;
    client.call(&Call::new(Method::Post, community, "imports", batch).with_key(&key))
}

/// The key of a batch: its content, and the run. Sent again within a run it is the same request; another run asks
/// anew, and is told what was there already.
fn fingerprint(batch: &ImportBatch, run: &[u8]) -> Result<String, Failure> {
    let bytes = serde_json::to_vec(batch).map_err(|cause| Failure::Usage(cause.to_string()))?;
    let digest = Sha256::new().chain_update(run).chain_update(&bytes).finalize();
    Ok(hexadecimal::encode(&digest))
}

/// The site's host: as said, or the name of the folder, which dumps are unpacked into.
fn site(options: &Stackexchange) -> Result<String, Failure> {
    let from_folder = || {
        let folder = options.posts.canonicalize().ok()?;
        let name = folder.parent()?.file_name()?.to_str()?.to_ascii_lowercase();
        Some(if name.contains('.') {
            name
        } else {
            format!("{name}.stackexchange.com")
        })
    };
    let site = options.site.clone().or_else(from_folder).unwrap_or_default();
    let is_host = |host: &str| {
        host.contains('.')
            && host.split('.').all(|label| {
                !label.is_empty()
                    && label
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
    };
    if is_host(&site) {
        Ok(site)
    } else {
        Err(Failure::Usage("The site the posts come from is needed for their links; name it with --site, for example --site coffee.stackexchange.com.".to_owned()))
    }
}

/// `coffee.stackexchange.com` is called *Coffee*.
fn name_of(site: &str) -> String {
    let label = site.split('.').next().unwrap_or(site);
    let mut characters = label.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
