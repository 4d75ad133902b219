//! The verifier in Python, written from the description of the log and sharing no code, says the same of every log.

use std::fs;
use std::path::Path;
use std::process::Command;

use fanfare_shared::contest::leaf::join;
use fanfare_shared::contest::verify::Witnessed;

use super::bent;
use super::sample::Sample;

#[test]
fn a_verifier_in_another_language_gives_every_verdict_for_the_same_reason() {
    let mut cases = vec![
        (
            "a good log".to_owned(),
            "PASS".to_owned(),
            Sample::new().lines(),
            Witnessed::default(),
        ),
        (
            "a good log, compared".to_owned(),
            "PASS".to_owned(),
            Sample::new().lines(),
            Sample::new().witnessed(),
        ),
        (
            "a promise that the log has not reached".to_owned(),
            "PASS".to_owned(),
            Sample::cut(9).lines(),
            Witnessed {
                acceptances: vec![Sample::new().accept(9)],
                ..Witnessed::default()
            },
        ),
        (
            "a tie".to_owned(),
            "PASS".to_owned(),
            Sample::tied().lines(),
            Witnessed::default(),
        ),
    ];
    cases.push((
        "amended rules".to_owned(),
        "PASS".to_owned(),
        Sample::amended().lines(),
        Witnessed::default(),
    ));
    cases.push((
        "counts in batches, and votes that go on longer since before anybody voted".to_owned(),
        "PASS".to_owned(),
        bent::longer_before_anybody_voted().lines(),
        Witnessed::default(),
    ));
    cases.extend(bent::all().into_iter().map(|bent| {
        (
            bent.how.to_owned(),
            format!("FAIL {}", bent.reason),
            bent.lines,
            bent.witnessed,
        )
    }));
    let folder = tempfile::tempdir().unwrap();
    let wrong: Vec<_> = cases
        .iter()
        .filter_map(|(how, expected, lines, witnessed)| {
            let found = run(folder.path(), lines, witnessed);
            (found != *expected).then(|| format!("{how}: {found} instead of {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The verdict of the script.
fn run(folder: &Path, lines: &[String], witnessed: &Witnessed) -> String {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let log: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/verify_contest.py");
    let mut command = Command::new("python3");
    command.arg(script).arg(write("log.ndjson", &log));
    if let Some(fingerprint) = &witnessed.fingerprint {
        command.args(["--key", fingerprint]);
    }
    for checkpoint in &witnessed.checkpoints {
        command.arg("--checkpoint").arg(write("checkpoint", checkpoint));
    }
    for receipt in &witnessed.receipts {
        command.arg("--receipt").arg(write("receipt", &receipt.text()));
    }
    for acceptance in &witnessed.acceptances {
        let shown = acceptance
            .shown
            .as_ref()
            .map(|shown| format!("{}\n", shown.text()));
        let text = shown.unwrap_or_default() + &acceptance.note;
        command.arg("--acceptance").arg(write("acceptance", &text));
    }
    let asked = &witnessed.asked;
    if let Some(contest) = &asked.contest {
        command.args(["--contest", contest.as_str()]);
    }
    if let Some(fingerprint) = &asked.fingerprint {
        command.args(["--key", fingerprint]);
    }
    if let Some(winners) = &asked.winners {
        command.args(["--winners", &join(winners)]);
    }
    let output = command.output().expect("python3 is installed");
    let verdict = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if verdict.is_empty() {
        String::from_utf8_lossy(&output.stderr).into_owned()
    } else {
        verdict
    }
}
