//! The expression asked of the index
//! ([FTS5, section 3](https://www.sqlite.org/fts5.html#full_text_query_syntax)).

/// How the terms of a query are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Every term.
    All,
    /// At least one term.
    Any,
}

/// The expression for `terms`: each a quoted string, which no term can leave; the last as a prefix if asked for.
/// Empty without terms: ask the index nothing then.
pub fn match_expression<T: AsRef<str>>(terms: &[T], mode: Mode, prefix_last: bool) -> String {
    let joint = match mode {
        Mode::All => " AND ",
        Mode::Any => " OR ",
    };
    let mut expression = String::new();
    for (index, term) in terms.iter().enumerate() {
        if index > 0 {
            expression.push_str(joint);
        }
        expression.push('"');
        expression.push_str(&term.as_ref().replace('"', "\"\"").replace('\0', ""));
        expression.push('"');
        if prefix_last && index + 1 == terms.len() {
            expression.push('*');
        }
    }
    expression
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_quoted_and_joined() {
        assert_eq!(
            match_expression(&["clean", "kettle"], Mode::All, true),
            "\"clean\" AND \"kettle\"*"
        );
        assert_eq!(
            match_expression(&["clean", "kettle"], Mode::Any, false),
            "\"clean\" OR \"kettle\""
        );
        assert_eq!(match_expression::<&str>(&[], Mode::Any, true), "");
    }

    #[test]
    fn no_term_leaves_its_quotes() {
        assert_eq!(
            match_expression(&["a\" OR \"b", "\0"], Mode::All, false),
            "\"a\"\" OR \"\"b\" AND \"\""
        );
    }
}
