//! Places in the sources of the standard library, as its panics name them: a five-hundredth of what the application
//! weighs, and no help to whoever reads a panic, whose cause is in our sources or those of a crate.
//!
//! Invariant: the module keeps its length, and nothing but such a path changes.

/// How the compiler names its own sources, whoever builds: `/rustc/`, the commit, and the file.
const BEGIN: &[u8] = b"/rustc/";
const END: &[u8] = b".rs";

/// Makes them blank.
pub(super) fn blank(module: &mut [u8]) {
    let mut rest = module;
    while let Some(start) = find(rest, BEGIN) {
        rest = &mut rest[start..];
        let path = rest.iter().take_while(|byte| is_of_path(**byte)).count();
        let end = find(&rest[..path], END).map_or(BEGIN.len(), |end| {
            let end = end + END.len();
            rest[..end].fill(b' ');
            end
        });
        rest = &mut rest[end..];
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn is_of_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/._-".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blanked(text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        blank(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn paths_of_the_standard_library_are_blank_one_by_one() {
        let path = "/rustc/59807616/library/core/src/str.rs";
        let gone = " ".repeat(path.len());
        assert_eq!(
            blanked(&format!("a{path}{path} b{path}yew/src/lib.rs")),
            format!("a{gone}{gone} b{gone}yew/src/lib.rs")
        );
    }

    #[test]
    fn what_only_begins_like_one_stays() {
        for text in ["", "/rustc/", "/rustc/ a.rs", "see /rustc/abc", "yew/src/html.rs"] {
            assert_eq!(blanked(text), text);
        }
    }
}
