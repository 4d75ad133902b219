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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_addresses_of_three_schemes_pass() {
        for (address, checked) in [
            ("https://a.example", "https://a.example"),
            (" HTTP://A.example/b?c=d#e ", "http://A.example/b?c=d#e"),
            ("https://[::1]/", "https://[::1]/"),
            ("https://例え.jp/道", "https://例え.jp/道"),
            (
                "mailto:help@a.example?subject=Kettle",
                "mailto:help@a.example?subject=Kettle",
            ),
        ] {
            assert_eq!(check(address).as_deref(), Some(checked));
        }
    }

    #[test]
    fn everything_else_is_no_link() {
        for address in [
            "",
            "#",
            "/a",
            "//a.example",
            "a.example",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "blob:https://a.example/x",
            "file:///etc/passwd",
            "view-source:https://a.example",
            "https:a.example",
            "https:/a.example",
            "https://",
            "https:///a",
            "https:\\\\a.example",
            "http://a.example\\@b.example",
            "https://brand.example@evil.example/",
            "https://a.example/\u{202E}gnp.exe",
            "https://a.example/\u{200B}",
            "https://a example/",
            "https://a.example/\"onclick=",
            "javascript&#58;alert(1)",
            "javascript&colon;alert(1)",
            "mailto:",
            "mailto:a",
            "mailto:a@b",
            "mailto:a@b.example,c@d.example",
            "ftp://a.example",
            "feed:javascript:alert(1)",
            "https://.example",
            "https://?a",
        ] {
            assert_eq!(check(address), None, "{address:?}");
        }
        assert_eq!(
            check(&format!("https://a.example/{}", "a".repeat(MAX_LENGTH))),
            None
        );
    }
}
