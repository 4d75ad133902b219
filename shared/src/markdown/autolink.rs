//! Addresses in plain words become links. Invariant: the words read the same before and after.

use super::{Inline, link};

/// Makes the addresses in words into links, but not inside links.
pub(super) fn link_addresses(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut linked = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text(text) => split(&mut linked, &text),
            Inline::Emphasis(inner) => linked.push(Inline::Emphasis(link_addresses(inner))),
            Inline::Strong(inner) => linked.push(Inline::Strong(link_addresses(inner))),
            other => linked.push(other),
        }
    }
    linked
}

fn split(linked: &mut Vec<Inline>, text: &str) {
    let mut words = String::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        match address_in(piece) {
            Some((before, address, after, url)) => {
                words.push_str(before);
                if !words.is_empty() {
                    linked.push(Inline::Text(std::mem::take(&mut words)));
                }
                linked.push(Inline::Link {
                    url,
                    content: vec![Inline::Text(address.to_owned())],
                });
                words.push_str(after);
            }
            None => words.push_str(piece),
        }
    }
    if !words.is_empty() {
        linked.push(Inline::Text(words));
    }
}

/// The first address in a piece without inner white space: what stands before it, itself, what stands after
/// it, and where it leads.
fn address_in(piece: &str) -> Option<(&str, &str, &str, String)> {
    let start = ["https://", "http://"]
        .into_iter()
        .filter_map(|scheme| piece.find(scheme))
        .min()?;
    let (before, rest) = piece.split_at(start);
    if before.chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let mut end = rest
        .find(|character: char| character.is_whitespace() || matches!(character, '<' | '>' | '"'))
        .unwrap_or(rest.len());
    // Punctuation that ends a sentence or closes a parenthesis around the address is not part of it.
    loop {
        let address = rest.get(..end)?;
        let last = address.chars().next_back()?;
        let closes = last == ')' && address.matches(')').count() > address.matches('(').count();
        if !closes
            && !matches!(
                last,
                '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | ']' | '»' | '”'
            )
        {
            break;
        }
        end -= last.len_utf8();
    }
    let (address, after) = rest.split_at_checked(end)?;
    link::check(address).map(|url| (before, address, after, url))
}

#[cfg(test)]
mod tests {
    use crate::markdown::parse::parse;
    use crate::markdown::render::html;

    fn link(address: &str) -> String {
        format!("<a rel=\"ugc nofollow noopener\" href=\"{address}\">{address}</a>")
    }

    #[test]
    fn an_address_in_a_sentence_ends_before_its_punctuation() {
        let address = link("https://a.example/b");
        assert_eq!(
            html(&parse("See https://a.example/b.")),
            format!("<p>See {address}.</p>")
        );
        assert_eq!(
            html(&parse("(https://a.example/b), or not")),
            format!("<p>({address}), or not</p>")
        );
        assert_eq!(
            html(&parse("**https://a.example/b**")),
            format!("<p><strong>{address}</strong></p>")
        );
    }

    #[test]
    fn parentheses_of_an_address_stay_in_it() {
        assert_eq!(
            html(&parse("https://a.example/V60_(dripper)")),
            format!("<p>{}</p>", link("https://a.example/V60_(dripper)"))
        );
    }

    #[test]
    fn an_address_in_code_or_in_a_link_stays_as_it_is() {
        assert_eq!(
            html(&parse("`https://a.example`")),
            "<p><code>https://a.example</code></p>"
        );
        assert_eq!(
            html(&parse("[https://b.example](https://a.example)"))
                .matches("<a ")
                .count(),
            1
        );
    }

    #[test]
    fn what_only_looks_like_an_address_stays_words() {
        for text in [
            "xhttps://a.example",
            "https://",
            "http://.",
            "https://user@a.example",
        ] {
            assert_eq!(html(&parse(text)), format!("<p>{text}</p>"));
        }
    }
}
