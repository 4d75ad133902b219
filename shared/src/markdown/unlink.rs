//! Words without links. Invariant: nothing of what was said is lost: the address of a link stands behind its words.

use super::{Block, Document, Inline};

/// The document with every link as plain text.
#[must_use]
pub fn unlinked(mut document: Document) -> Document {
    document.blocks.iter_mut().for_each(block);
    document
}

fn block(block: &mut Block) {
    match block {
        Block::Paragraph(inlines) | Block::Heading(inlines) => *inlines = plain(std::mem::take(inlines)),
        Block::Quote(blocks) => blocks.iter_mut().for_each(self::block),
        Block::List { items, .. } => items.iter_mut().flatten().for_each(self::block),
        Block::Code(_) | Block::Rule => {}
    }
}

fn plain(inlines: Vec<Inline>) -> Vec<Inline> {
    let one = |inline| match inline {
        Inline::Emphasis(inlines) => vec![Inline::Emphasis(plain(inlines))],
        Inline::Strong(inlines) => vec![Inline::Strong(plain(inlines))],
        Inline::Link { url, content } => {
            if matches!(content.as_slice(), [Inline::Text(text)] if says(text, &url)) {
                return content;
            }
            let mut words = plain(content);
            words.push(Inline::Text(format!(" ({url})")));
            words
        }
        other => vec![other],
    };
    inlines.into_iter().flat_map(one).collect()
}

/// Whether a text is the address itself.
fn says(text: &str, url: &str) -> bool {
    let before = url.strip_suffix(text);
    before.is_some_and(|before| matches!(before, "" | "https://" | "http://" | "mailto:"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse::parse;
    use crate::markdown::render::html;

    #[test]
    fn words_stay_and_no_address_can_be_followed() {
        for (markdown, plain) in [
            ("See https://a.example/b.", "<p>See https://a.example/b.</p>"),
            ("<mailto:a@b.example>", "<p>mailto:a@b.example</p>"),
            (
                "A [**good** one](https://a.example)",
                "<p>A <strong>good</strong> one (https://a.example)</p>",
            ),
            ("[t](https://a.example/t)", "<p>t (https://a.example/t)</p>"),
            (
                "- > ## *[x](https://a.example)*",
                "<ul><li><blockquote><h3><em>x (https://a.example)</em></h3></blockquote></li></ul>",
            ),
            (
                "`[x](https://a.example)`",
                "<p><code>[x](https://a.example)</code></p>",
            ),
        ] {
            assert_eq!(html(&unlinked(parse(markdown))), plain, "{markdown}");
        }
    }
}
