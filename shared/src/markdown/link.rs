//! Which addresses a link may have. Invariant: what [`check`] gives is absolute, `http`, `https` or `mailto`,
//! and reads the same in every browser: no white space, no control characters, no backslashes.

/// The most characters of an address: what browsers and servers pass on without trouble.
pub const MAX_LENGTH: usize = 2_000;

/// The address as it may be linked; nothing if it may not.
pub fn check(address: &str) -> Option<String> {
    let address = address.trim_matches(' ');
    if address.is_empty() || address.chars().count() > MAX_LENGTH || address.chars().any(is_odd) {
        return None;
    }
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
            // A user name before the host (`https://brand.example@evil.example`) only ever deceives.
            let valid = authority
                .chars()
                .next()
                .is_some_and(|first| first.is_alphanumeric() || first == '[')
                && !authority.contains('@');
            valid.then(|| format!("{scheme}://{rest}"))
        }
        "mailto" => {
            let (mailbox, domain) = rest.split('?').next().unwrap_or_default().split_once('@')?;
            let valid = !mailbox.is_empty() && domain.contains('.') && !domain.contains(['@', ',', '/']);
            valid.then(|| format!("mailto:{rest}"))
        }
        _ => None,
    }
}

/// Characters that browsers drop, read otherwise or hide, and so never stand in an address as it is.
fn is_odd(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || crate::text::clean::is_invisible(character)
        || matches!(
            character,
            '\\' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '^' | '\u{2066}'..='\u{2069}'
        )
}
