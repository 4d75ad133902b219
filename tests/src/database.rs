//! The databases below a server's state: what a test can't wait for is put there while the server stands still, as a clock
//! or a crash would.

use std::path::Path;
use std::process::Command;

/// Runs statements on each database below the state whose folder is of this kind and that has this table, and prints what
/// the last one gives.
const RUN: &str = "
import glob, sqlite3, sys
state, kind, table, *statements = sys.argv[1:]
for name in glob.glob(state + '/objects/*/*.sqlite'):
    if kind not in name.rsplit('/', 2)[1].lower(): continue
    database = sqlite3.connect(name, timeout=30)
    if not database.execute('SELECT 1 FROM sqlite_master WHERE name = ?', [table]).fetchone(): continue
    for statement in statements: given = database.execute(statement).fetchone()
    database.commit()
    print(given[0] if given else '')
";

/// Runs statements on the databases of `kind`, `community` or `contest`, that have this table; what the last one gives, a
/// line for each database.
///
/// # Panics
/// When one of them fails.
pub fn run(state: &Path, kind: &str, table: &str, statements: &[&str]) -> String {
    let mut python = Command::new("python3");
    let output = python
        .args(["-c", RUN])
        .arg(state)
        .args([kind, table])
        .args(statements)
        .output();
    let output = output.expect("python3 is installed");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
