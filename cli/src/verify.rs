//! `fanfare verify`: checks a contest's log, from its address or from a folder, and says PASS or why not.

mod source;

use std::path::Path;

use shared::contest::verify::{Asked, Compared, Report, Verifier, Witnessed};
use shared::ids::ContestId;
use shared::log::key;

use crate::arguments;
use crate::failure::Failure;
use crate::output::Output;
use source::Source;

/// Checks a log.
pub(crate) fn run(options: &arguments::Verify, output: &Output) -> Result<(), Failure> {
    let source = Source::of(&options.source)?;
    let witnessed = witnessed(options, source.contest())?;
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

fn witnessed(options: &arguments::Verify, contest: Option<ContestId>) -> Result<Witnessed, Failure> {
    let mut witnessed = Witnessed {
        asked: Asked {
            contest,
            ..Asked::default()
        },
        fingerprint: options.key.as_deref().map(fingerprint).transpose()?,
        ..Witnessed::default()
    };
    for path in options.receipts.iter().chain(&options.checkpoints) {
        if !witnessed.bring(&read(path)?) {
            return Err(Failure::Content {
                path: path.clone(),
                line: 1,
                reason: "This is no receipt (`c2sp.org/tlog-proof@v1`), no acceptance and no checkpoint."
                    .to_owned(),
            });
        }
    }
    Ok(witnessed)
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
        compared(&report.compared),
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
        1 => ", amended once, never against entrants or voters".to_owned(),
        _ => format!(", amended {times} times, never against entrants or voters"),
    }
}

/// What it was compared with, each by its name.
fn compared(compared: &Compared) -> String {
    let several = |count: usize, name: &str| match count {
        0 => None,
        1 => Some(format!("1 {name}")),
        _ => Some(format!("{count} {name}s")),
    };
    let fitting: Vec<_> = [
        compared.key.then(|| "the key you brought".to_owned()),
        several(compared.checkpoints, "checkpoint"),
        several(compared.receipts, "receipt"),
        several(compared.acceptances, "acceptance"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut text = if fitting.is_empty() {
        "compared with nothing: the log is consistent, no more".to_owned()
    } else {
        format!("compared with {}: it fits", fitting.join(", "))
    };
    for index in &compared.awaited {
        text.push_str(&format!(
            "\n           leaf {index}, which you were promised, is not published yet: check again later"
        ));
    }
    text
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

    #[test]
    fn what_it_was_compared_with_is_named() {
        let nothing = Compared::default();
        assert!(compared(&nothing).starts_with("compared with nothing"));
        let with = Compared {
            key: true,
            receipts: 2,
            acceptances: 1,
            ..nothing.clone()
        };
        assert_eq!(
            compared(&with),
            "compared with the key you brought, 2 receipts, 1 acceptance: it fits"
        );
        let awaited = Compared {
            awaited: vec![9],
            ..nothing
        };
        let said = compared(&awaited);
        assert!(
            said.starts_with("compared with nothing") && said.contains("leaf 9, which you were promised")
        );
    }

    #[test]
    fn rules_that_were_amended_once_say_so() {
        assert!(amended(1).starts_with(", amended once,"));
        assert!(amended(2).starts_with(", amended 2 times,"));
    }
}
