//! Every test that the table of promises names exists.
//!
//! Invariant: a name is looked for where its prefix says that tests of its kind live, so a test that was renamed or
//! removed leaves no promise that says it is shown.

use super::Problem;
use super::files::File;

/// The table.
const TABLE: &str = "docs/promises.md";
/// What is not done is shown by nothing: words in such a row are no names of tests.
const NOT_DONE: &str = "✗";

/// What stands before a name, and where its tests live.
const KINDS: [(&str, &[&str]); 6] = [
    ("it", &["tests/tests/it/"]),
    ("shared", &["shared/src/", "shared/tests/it/"]),
    ("edge", &["edge/src/"]),
    ("widget", &["widget/src/"]),
    ("cli", &["cli/src/"]),
    ("browser", &["tests/browser/"]),
];

/// Names in the table that no test has.
pub(super) fn check(files: &[File]) -> Vec<Problem> {
    let table = files.iter().find(|file| file.path == TABLE);
    let lines = table.map(|file| file.text.lines()).into_iter().flatten();
    let mut problems = Vec::new();
    for (index, line) in lines.enumerate() {
        for (roots, name) in named(line) {
            if !exists(files, roots, &name) {
                problems.push(Problem {
                    path: TABLE.to_owned(),
                    line: Some(index + 1),
                    what: format!("no test is called `{name}`"),
                });
            }
        }
    }
    problems
}

/// The names of tests in a row, each with where it lives. A name without a prefix is of the kind of the one before it.
fn named(line: &str) -> Vec<(&'static [&'static str], String)> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [_, _, state, shown, ..] = cells[..] else {
        return Vec::new();
    };
    let mut kind: Option<(&str, &'static [&'static str])> = None;
    let mut named = Vec::new();
    for quoted in shown.split('`').skip(1).step_by(2) {
        let prefixed = KINDS.iter().find_map(|(prefix, roots)| {
            let rest = quoted.strip_prefix(prefix)?;
            let name = match rest {
                "" => "",
                _ => rest.strip_prefix("::").or_else(|| rest.strip_prefix(": "))?,
            };
            Some(((*prefix, *roots), name))
        });
        if let Some((found, name)) = prefixed {
            kind = Some(found);
            // The prefix alone means all tests of that kind.
            if !name.is_empty() {
                named.push((found.1, name.to_owned()));
            }
        } else if let Some((prefix, roots)) = kind
            && state != NOT_DONE
            && is_name(quoted, prefix == "browser")
        {
            named.push((roots, quoted.to_owned()));
        }
    }
    named
}

/// Whether a text is the name of a test, and no command or setting. Files of browser tests may be called by one word.
fn is_name(text: &str, may_be_a_word: bool) -> bool {
    let of_a_name =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_:".contains(letter);
    text.chars().all(of_a_name) && (may_be_a_word || text.contains('_') || text.contains("::"))
}

fn exists(files: &[File], roots: &[&str], name: &str) -> bool {
    let mut here = files.iter().filter_map(|file| {
        let inside = roots.iter().find_map(|root| file.path.strip_prefix(root))?;
        Some((inside, file.text.as_str()))
    });
    here.any(|(path, text)| {
        is_of_browser(path, text, name) || is_module(path, text, name) || is_function(path, text, name)
    })
}

/// A file of browser tests, or the beginning of a title in one.
fn is_of_browser(path: &str, text: &str, name: &str) -> bool {
    let Some(stem) = path.strip_suffix(".test.mjs") else {
        return false;
    };
    stem == name
        || ['"', '`']
            .iter()
            .any(|quote| text.contains(&format!("test({quote}{name}")))
}

/// A module with tests, its own or those of the modules below it.
fn is_module(path: &str, text: &str, name: &str) -> bool {
    let wanted = format!("/{}/", name.replace("::", "/"));
    path.strip_suffix(".rs")
        .is_some_and(|module| format!("/{module}/").contains(&wanted) && text.contains("#[test]"))
}

/// A test in the module that stands before it, if one does.
fn is_function(path: &str, text: &str, name: &str) -> bool {
    let (module, function) = name.rsplit_once("::").unwrap_or(("", name));
    let Some(own) = path.strip_suffix(".rs") else {
        return false;
    };
    let within = module.is_empty() || format!("/{own}").ends_with(&format!("/{}", module.replace("::", "/")));
    within
        && text
            .split("#[test]")
            .skip(1)
            .any(|test| test.contains(&format!("fn {function}(")))
}

#[cfg(test)]
mod tests {
    use super::{File, TABLE, check};

    fn missing(row: &str) -> Vec<String> {
        let file = |path: &str, text: &str| File {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let files = [
            file(TABLE, row),
            file("tests/tests/it/voting.rs", "#[test]\nfn each_once() {}\n"),
            file("tests/tests/it/owner/pages.rs", "#[test]\nfn names_lead() {}\n"),
            file("shared/src/name.rs", "fn helper() {}\n"),
            file(
                "tests/browser/pages.test.mjs",
                "test(\"one asks, and goes Back\", …\n",
            ),
        ];
        check(&files).into_iter().map(|problem| problem.what).collect()
    }

    #[test]
    fn names_of_tests_are_found_by_module_function_and_title() {
        let row = "| A | ✓ | `it::voting`, `each_once`, `it::owner`, `it::owner::pages::names_lead`, `cargo xtask bench`, `explain` |";
        assert!(missing(row).is_empty(), "{:?}", missing(row));
        assert!(missing("| A | ✓ | `browser: pages`; `browser: one asks` |").is_empty());
    }

    #[test]
    fn a_name_that_no_test_has_is_told_with_its_line() {
        assert_eq!(
            missing("| A | ✓ | `it::voting::each_twice` |"),
            ["no test is called `voting::each_twice`"]
        );
        assert_eq!(missing("| A | ✓ | `it::voting`, `each_twice` |").len(), 1);
        assert_eq!(missing("| A | ✓ | `browser: pages`, `troubles` |").len(), 1);
        assert_eq!(
            missing("| A | ✓ | `shared: name` |").len(),
            1,
            "a module without a test shows nothing"
        );
        assert!(missing("| A | ✗ | `it::voting`: nothing is `brand_only` |").is_empty());
    }
}
