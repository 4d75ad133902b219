//! A document as HTML text, for feeds, JSON-LD and mail. Invariant: every character a person wrote passes
//! [`escape`]; the elements are those written here.

use super::{Block, Document, Inline};

/// The document as HTML.
pub fn html(document: &Document) -> String {
    let mut html = String::new();
    write_blocks(&mut html, &document.blocks);
    html
}

/// Writes `text` so that it means itself in HTML, between tags and inside quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(&mut escaped, text);
    escaped
}

fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(character),
        }
    }
}

fn write_blocks(html: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => wrap(html, "<p>", "</p>", |html| write_inlines(html, inlines)),
            Block::Heading(inlines) => wrap(html, "<h3>", "</h3>", |html| write_inlines(html, inlines)),
            Block::Code(code) => wrap(html, "<pre><code>", "</code></pre>", |html| {
                push_escaped(html, code)
            }),
            Block::Quote(blocks) => wrap(html, "<blockquote>", "</blockquote>", |html| {
                write_blocks(html, blocks)
            }),
            Block::List { start, items } => write_list(html, *start, items),
            Block::Rule => html.push_str("<hr>"),
        }
    }
}

fn write_list(html: &mut String, start: Option<u32>, items: &[Vec<Block>]) {
    let close = match start {
        None => {
            html.push_str("<ul>");
            "</ul>"
        }
        Some(1) => {
            html.push_str("<ol>");
            "</ol>"
        }
        Some(start) => {
            html.push_str("<ol start=\"");
            html.push_str(&start.to_string());
            html.push_str("\">");
            "</ol>"
        }
    };
    for item in items {
        wrap(html, "<li>", "</li>", |html| write_blocks(html, item));
    }
    html.push_str(close);
}

fn write_inlines(html: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => push_escaped(html, text),
            Inline::Emphasis(inlines) => wrap(html, "<em>", "</em>", |html| write_inlines(html, inlines)),
            Inline::Strong(inlines) => {
                wrap(html, "<strong>", "</strong>", |html| write_inlines(html, inlines))
            }
            Inline::Code(code) => wrap(html, "<code>", "</code>", |html| push_escaped(html, code)),
            Inline::Link { url, content } => {
                html.push_str("<a rel=\"ugc nofollow noopener\" href=\"");
                push_escaped(html, url);
                wrap(html, "\">", "</a>", |html| write_inlines(html, content));
            }
            Inline::Break => html.push_str("<br>"),
        }
    }
}

fn wrap(html: &mut String, open: &str, close: &str, write: impl FnOnce(&mut String)) {
    html.push_str(open);
    write(html);
    html.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse::parse;

    #[test]
    fn the_subset_has_its_elements() {
        let markdown = "## Why\n\nIt *is* **so**,  \n[here](https://a.example \"t\") `<b>`.\n\n1. a\n2. b\n\n---\n\n> q\n\n3) c\n\n- d\n  - e\n\n  more & more";
        assert_eq!(
            html(&parse(markdown)),
            "<h3>Why</h3><p>It <em>is</em> <strong>so</strong>,<br>\
             <a rel=\"ugc nofollow noopener\" href=\"https://a.example\">here</a> <code>&lt;b&gt;</code>.</p>\
             <ol><li><p>a</p></li><li><p>b</p></li></ol><hr><blockquote><p>q</p></blockquote>\
             <ol start=\"3\"><li><p>c</p></li></ol>\
             <ul><li><p>d</p><ul><li><p>e</p></li></ul><p>more &amp; more</p></li></ul>"
        );
    }

    #[test]
    fn escaped_text_means_itself() {
        assert_eq!(
            escape("<a href='x' b=\"y\">&amp;"),
            "&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt;&amp;amp;"
        );
    }
}
