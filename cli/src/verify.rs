//! `fanfare verify`: checks a contest's log, from its address or from a folder, and says PASS or why not.

mod source;

use std::path::Path;

use shared::contest::verify::{Report, Verifier, Witnessed};
use shared::log::key;
use shared::log::receipt::Receipt;

use crate::arguments;
use crate::failure::Failure;
use crate::output::Output;
use source::Source;

/// Checks a log.
pub(crate) fn run(options: &arguments::Verify, output: &Output) -> Result<(), Failure> {
    let witnessed = witnessed(options)?;
    let source = Source::of(&options.source)?;
    let mut verifier = Verifier::new(&is_signed, witnessed);
    source.lines(|line| verifier.push(line).map_err(Failure::Tampered))?;
    let report = verifier.finish().map_err(Failure::Tampered)?;
    output.result(&report, &text(&report));
    Ok(())
}

/// Whether an Ed25519 signature is this key's; malleable ones are not.
fn is_signed(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    ed25519_dalek::VerifyingKey::from_bytes(public)
        .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
}

fn witnessed(options: &arguments::Verify) -> Result<Witnessed, Failure> {
    let receipts = options.receipts.iter().map(|path| {
        let text = read(path)?;
        Receipt::parse(&text).ok_or_else(|| Failure::Content {
            path: path.clone(),
            line: 1,
            reason: "This is no receipt (`c2sp.org/tlog-proof@v1`).".to_owned(),
        })
    });
    Ok(Witnessed {
        fingerprint: options.key.as_deref().map(fingerprint).transpose()?,
        checkpoints: options
            .checkpoints
            .iter()
            .map(|path| read(path))
            .collect::<Result<_, _>>()?,
        receipts: receipts.collect::<Result<_, _>>()?,
    })
}

fn fingerprint(key: &str) -> Result<String, Failure> {
    key::brought(key).ok_or_else(|| {
        Failure::Usage(format!(
            "{key} is neither a fingerprint of 64 digits nor a verifier key."
        ))
    })
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|cause| Failure::File {
        path: path.to_owned(),
        cause,
    })
}

fn text(report: &Report) -> String {
    let mut text = format!(
        "PASS  {}\n  log      {}: {} leaves, root {}\n  rules    {}{}\n  key      {}\n           {}\n  entries  {}\n  ballots  {} counted, {} held, {} void, {} replaced\n",
        report.title,
        report.origin,
        report.size,
        report.root,
        report.rules,
        amended(report.amendments),
        report.fingerprint,
        compared(report.compared),
        report.entries,
        report.counted,
        report.held,
        report.void,
        report.replaced,
    );
    match &report.result {
        None => text.push_str("  result   not yet: the contest is open"),
        Some(result) => {
            for (entry, counted, guests) in &result.totals {
                text.push_str(&format!("  {counted:>7}  {entry} (and {guests} of guests)\n"));
            }
            let winners: Vec<_> = result.winners.iter().map(|entry| entry.as_str()).collect();
            text.push_str(&format!("  winners  {}", winners.join(", ")));
        }
    }
    text
}

fn amended(times: u64) -> String {
    match times {
        0 => String::new(),
        _ => format!(", amended {times} times, never against entrants or voters"),
    }
}

fn compared(count: usize) -> &'static str {
    match count {
        0 => "compared with nothing: the log is consistent, no more",
        _ => "compared with what you brought: it fits",
    }
}

#[cfg(test)]
mod tests {
    use shared::log::key::LogKey;

    use super::*;

    #[test]
    fn a_key_is_its_fingerprint_or_names_itself() {
        let key = LogKey {
            name: "shop.example/acme/contests/1".to_owned(),
            public: [7; 32],
        };
        assert_eq!(fingerprint(&key.verifier()).unwrap(), key.fingerprint());
        assert_eq!(
            fingerprint(&key.fingerprint().to_uppercase()).unwrap(),
            key.fingerprint()
        );
        assert!(fingerprint("nothing").is_err());
    }
}
