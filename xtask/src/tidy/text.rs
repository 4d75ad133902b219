//! Rules on the text of files.
//!
//! Invariant: a rule looks at one file at a time and says the line. Words that are forbidden are written in
//! two halves here, so that this file keeps the rules it makes.

use std::env;

use anyhow::Result;

use super::Problem;
use super::files::File;
use crate::project;

/// Past this length a file is two things.
const LONGEST: usize = 600;
/// Longer files that are one thing nevertheless, with the reason.
const LONG: [(&str, &str); 0] = [];

/// Why a statement may not stand in a handler.
const STATEMENT: &str = "statements live in `rows`, by noun";

/// A text that may not stand in some files.
struct Banned {
    text: &'static str,
    /// Where the rule holds.
    applies: fn(&str) -> bool,
    why: &'static str,
}

const BANNED: [Banned; 15] = [
    Banned {
        text: concat!("TO", "DO"),
        applies: is_code,
        why: "do it, or open an issue",
    },
    Banned {
        text: concat!("FIX", "ME"),
        applies: is_code,
        why: "mend it, or open an issue",
    },
    Banned {
        text: concat!("dbg", "!("),
        applies: is_rust,
        why: "left over from debugging",
    },
    Banned {
        text: concat!("#[ign", "ore"),
        applies: is_rust,
        why: "a test that does not run shows nothing",
    },
    Banned {
        text: concat!("#[al", "low("),
        applies: is_rust,
        why: "use #[expect(…, reason = \"…\")], which ends with its reason",
    },
    Banned {
        text: concat!("from_html_", "unchecked"),
        applies: is_shown,
        why: "text reaches a page through nodes only",
    },
    Banned {
        text: concat!("inner_", "html"),
        applies: is_shown,
        why: "text reaches a page through nodes only",
    },
    Banned {
        text: concat!("\"SEL", "ECT "),
        applies: is_no_row,
        why: STATEMENT,
    },
    Banned {
        text: concat!("\"INS", "ERT "),
        applies: is_no_row,
        why: STATEMENT,
    },
    Banned {
        text: concat!("\"UPD", "ATE "),
        applies: is_no_row,
        why: STATEMENT,
    },
    Banned {
        text: concat!("\"DEL", "ETE "),
        applies: is_no_row,
        why: STATEMENT,
    },
    Banned {
        text: concat!("/ho", "me/"),
        applies: anywhere,
        why: "a path of one machine",
    },
    Banned {
        text: concat!("/Us", "ers/"),
        applies: anywhere,
        why: "a path of one machine",
    },
    Banned {
        text: concat!("registry.npm", "js.org"),
        applies: anywhere,
        why: "the registry is a setting of the machine",
    },
    Banned {
        text: concat!("\"resol", "ved\": \"http"),
        applies: anywhere,
        why: "the registry is a setting of the machine; keep omit-lockfile-registry-resolved in .npmrc",
    },
];

/// Every rule on every file.
pub(super) fn check(files: &[File]) -> Result<Vec<Problem>> {
    let here = machine_paths();
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| !file.text.is_empty()) {
        problems.extend(whole_file(file));
        problems.extend(lines(file, &here));
    }
    Ok(problems)
}

/// Where this machine keeps the checkout and its user.
fn machine_paths() -> Vec<String> {
    let root = project::root().to_string_lossy().into_owned();
    let user = env::var("HOME").ok().filter(|home| home.len() > 1);
    [Some(root), user.map(|home| format!("{home}/"))]
        .into_iter()
        .flatten()
        .collect()
}

fn whole_file(File { path, text }: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |what: String| {
        problems.push(Problem {
            path: path.clone(),
            line: None,
            what,
        });
    };
    if !is_snapshot(path) && !text.ends_with('\n') {
        say("does not end with a line break".to_owned());
    }
    if is_rust(path) {
        let length = text.lines().count();
        if length > LONGEST && !LONG.iter().any(|(long, _)| long == path) {
            say(format!("has {length} lines, more than {LONGEST}: split it"));
        }
        if !text.trim_start().starts_with("//!") {
            say("does not open with `//!`: say what it holds and its invariant".to_owned());
        }
        if path.ends_with("/mod.rs") {
            say("call it by its name, beside its directory".to_owned());
        }
    }
    problems
}

fn lines(file: &File, machine_paths: &[String]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let mut say = |what: String| {
            problems.push(Problem {
                path: file.path.clone(),
                line: Some(index + 1),
                what,
            });
        };
        if !is_snapshot(&file.path) && line.ends_with([' ', '\t', '\r']) {
            say("space at the end of the line".to_owned());
        }
        for banned in &BANNED {
            if (banned.applies)(&file.path) && line.contains(banned.text) {
                say(format!("{}: {}", banned.text, banned.why));
            }
        }
        if machine_paths.iter().any(|path| line.contains(path)) {
            say("a path of this machine".to_owned());
        }
    }
    problems
}

fn anywhere(_: &str) -> bool {
    true
}

fn is_rust(path: &str) -> bool {
    path.ends_with(".rs")
}

fn is_code(path: &str) -> bool {
    [".rs", ".js", ".mjs", ".css", ".sql", ".toml", ".jsonc"]
        .iter()
        .any(|extension| path.ends_with(extension))
}

/// Rust that makes what a browser shows.
fn is_shown(path: &str) -> bool {
    is_rust(path) && (path.starts_with("widget/src/") || path.starts_with("edge/src/"))
}

/// Rust of the edge that is neither rows nor the schema they stand in.
fn is_no_row(path: &str) -> bool {
    is_rust(path)
        && path.starts_with("edge/src/")
        && !path.contains("/rows/")
        && !path.ends_with("/schema.rs")
}

/// Written by a test library, which keeps what a test gave it.
fn is_snapshot(path: &str) -> bool {
    path.ends_with(".snap")
}

#[cfg(test)]
mod tests {
    use super::{File, LONGEST, Problem, lines, whole_file};

    fn file(path: &str, text: &str) -> File {
        File {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    fn words(problems: &[Problem]) -> String {
        problems.iter().map(|problem| problem.what.as_str()).collect()
    }

    #[test]
    fn a_module_opens_with_its_header_and_stays_short() {
        assert!(whole_file(&file("a.rs", "//! What it holds.\n")).is_empty());
        assert!(words(&whole_file(&file("a.rs", "fn f() {}\n"))).contains("//!"));
        let long = format!("//! Long.\n{}", "\n".repeat(LONGEST));
        assert!(words(&whole_file(&file("a.rs", &long))).contains("split it"));
        assert!(whole_file(&file("a.css", &long)).is_empty());
        assert!(words(&whole_file(&file("a/mod.rs", "//! Named by its place.\n"))).contains("beside"));
    }

    #[test]
    fn forbidden_words_are_found_where_they_are_forbidden() {
        let left_over = concat!("// TO", "DO later\n");
        assert_eq!(lines(&file("a.js", left_over), &[])[0].line, Some(1));
        assert!(lines(&file("a.md", left_over), &[]).is_empty());
        let raw = concat!("\nnode.set_inner_", "html(text);\n");
        assert_eq!(lines(&file("widget/src/a.rs", raw), &[])[0].line, Some(2));
        assert!(lines(&file("tests/src/a.rs", raw), &[]).is_empty());
        let statement = concat!("sql.run(\"DEL", "ETE FROM due\", vec![])\n");
        assert_eq!(lines(&file("edge/src/community/due.rs", statement), &[]).len(), 1);
        assert!(lines(&file("edge/src/community/rows/due.rs", statement), &[]).is_empty());
    }

    #[test]
    fn paths_of_the_machine_and_loose_spaces_are_found() {
        let here = ["/a/checkout".to_owned()];
        assert!(words(&lines(&file("a.md", "see /a/checkout/b\n"), &here)).contains("this machine"));
        assert!(words(&lines(&file("a.md", "two \n"), &here)).contains("space"));
        assert!(lines(&file("a.snap", "two \n"), &here).is_empty());
    }
}
