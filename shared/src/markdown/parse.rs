//! From Markdown to the tree: CommonMark by `pulldown-cmark`, cut down to the subset.
//!
//! What the subset lacks stays as text: HTML is shown as it was typed, an image becomes a link that says its
//! alternative text, a link that may not be one is its words, a table is its lines. A line end inside a
//! paragraph is kept as a break, as people who type into a small box expect. Time is linear in the text.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::{Block, Document, Inline, autolink, link};

/// How deep elements nest: more than anyone writes by hand; what would be deeper stands at this depth. It keeps
/// every walk of the tree shallow, and its JSON below the 128 levels that `serde_json` reads.
pub const MAX_DEPTH: usize = 12;

/// How many elements a document has at most: 10,000 characters of ordinary words make a few hundred, so that
/// only text made to hurt reaches it. What follows stays as text.
pub const MAX_NODES: usize = 2_000;

/// Reads Markdown.
pub fn parse(markdown: &str) -> Document {
    let mut builder = Builder::default();
    for event in Parser::new_ext(markdown, Options::empty()) {
        builder.take(event);
    }
    Document {
        blocks: builder.finish(),
    }
}

/// What an open element will become.
enum Open {
    Root,
    Paragraph,
    Heading,
    Quote,
    Code,
    List(Option<u32>),
    Item,
    Emphasis,
    Strong,
    Link(String),
}

/// An element whose end has not come yet.
struct Frame {
    open: Open,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
}

impl Frame {
    fn new(open: Open) -> Self {
        Self {
            open,
            blocks: Vec::new(),
            inlines: Vec::new(),
            items: Vec::new(),
        }
    }

    /// The blocks of a container, loose words as a paragraph at the end.
    fn into_blocks(mut self) -> Vec<Block> {
        self.end_line();
        self.blocks
    }

    /// Puts loose words of a container into a paragraph.
    fn end_line(&mut self) {
        let inlines = finish_inlines(std::mem::take(&mut self.inlines));
        if !inlines.is_empty() {
            self.blocks.push(Block::Paragraph(inlines));
        }
    }

    fn holds_blocks(&self) -> bool {
        matches!(self.open, Open::Root | Open::Quote | Open::Item)
    }
}

struct Builder {
    /// The element being filled; its ancestors are in `ancestors`.
    current: Frame,
    ancestors: Vec<Frame>,
    /// For every start that was taken: whether it opened a frame, or its content goes to the one around it.
    opened: Vec<bool>,
    nodes: usize,
    links: usize,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            current: Frame::new(Open::Root),
            ancestors: Vec::new(),
            opened: Vec::new(),
            nodes: 0,
            links: 0,
        }
    }
}

impl Builder {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.end(),
            Event::Text(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.lines(&html),
            Event::Code(code) => {
                if self.is_full() || matches!(self.current.open, Open::Code) {
                    self.text(&code);
                } else {
                    self.inline(Inline::Code(code.into_string()));
                }
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(),
            Event::Rule => {
                self.separate();
                if self.current.holds_blocks() && !self.is_full() {
                    self.nodes += 1;
                    self.current.blocks.push(Block::Rule);
                }
            }
            Event::TaskListMarker(done) => self.text(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let open = match tag {
            Tag::Paragraph => Some(Open::Paragraph),
            Tag::Heading { .. } => Some(Open::Heading),
            Tag::BlockQuote(_) => Some(Open::Quote),
            Tag::CodeBlock(_) => Some(Open::Code),
            Tag::List(start) => Some(Open::List(start.map(|start| u32::try_from(start).unwrap_or(1)))),
            Tag::Item => Some(Open::Item),
            Tag::Emphasis => Some(Open::Emphasis),
            Tag::Strong => Some(Open::Strong),
            Tag::Link {
                link_type, dest_url, ..
            }
            | Tag::Image {
                link_type, dest_url, ..
            } => {
                let address = if link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                };
                link::check(&address).map(Open::Link)
            }
            Tag::HtmlBlock => {
                self.separate();
                None
            }
            _ => None,
        };
        match open {
            Some(open) if self.may_open(&open) => {
                if is_block(&open) {
                    self.separate();
                }
                self.links += usize::from(matches!(open, Open::Link(_)));
                self.nodes += 1;
                let parent = std::mem::replace(&mut self.current, Frame::new(open));
                self.ancestors.push(parent);
                self.opened.push(true);
            }
            Some(open) if is_block(&open) => {
                self.separate();
                self.opened.push(false);
            }
            _ => self.opened.push(false),
        }
    }

    /// Whether an element may stand here; where it may not, its content does.
    fn may_open(&self, open: &Open) -> bool {
        if self.is_full() || self.ancestors.len() >= MAX_DEPTH {
            return false;
        }
        match open {
            Open::Item => matches!(self.current.open, Open::List(_)),
            Open::Link(_) => self.links == 0 && self.holds_inlines(),
            Open::Emphasis | Open::Strong => self.holds_inlines(),
            // One level is kept for what a line of text holds.
            Open::Quote | Open::List(_) => {
                self.current.holds_blocks() && self.ancestors.len() + 3 < MAX_DEPTH
            }
            _ => self.current.holds_blocks(),
        }
    }

    fn holds_inlines(&self) -> bool {
        !matches!(self.current.open, Open::List(_) | Open::Code)
    }

    fn end(&mut self) {
        if self.opened.pop() != Some(true) {
            return;
        }
        let Some(parent) = self.ancestors.pop() else {
            return;
        };
        let frame = std::mem::replace(&mut self.current, parent);
        self.close(frame);
    }

    /// Hands a finished element to the one around it.
    fn close(&mut self, mut frame: Frame) {
        let inlines = std::mem::take(&mut frame.inlines);
        match std::mem::replace(&mut frame.open, Open::Root) {
            Open::Root => {}
            Open::Paragraph => self.block_of(finish_inlines(inlines), Block::Paragraph),
            Open::Heading => self.block_of(finish_inlines(inlines), Block::Heading),
            Open::Code => self.current.blocks.push(Block::Code(text_of(inlines))),
            Open::Quote => {
                frame.inlines = inlines;
                let blocks = frame.into_blocks();
                if !blocks.is_empty() {
                    self.current.blocks.push(Block::Quote(blocks));
                }
            }
            Open::List(start) => {
                // Words of items that were one too many to open.
                if !inlines.is_empty() {
                    frame.items.push(vec![Block::Paragraph(finish_inlines(inlines))]);
                }
                if !frame.items.is_empty() {
                    self.current.blocks.push(Block::List {
                        start,
                        items: frame.items,
                    });
                }
            }
            Open::Item => {
                frame.inlines = inlines;
                let blocks = frame.into_blocks();
                self.current.items.push(blocks);
            }
            Open::Emphasis => self.inline_of(inlines, Inline::Emphasis),
            Open::Strong => self.inline_of(inlines, Inline::Strong),
            Open::Link(url) => {
                self.links = self.links.saturating_sub(1);
                let content = if inlines.is_empty() {
                    vec![Inline::Text(url.clone())]
                } else {
                    inlines
                };
                self.current.inlines.push(Inline::Link { url, content });
            }
        }
    }

    fn block_of(&mut self, inlines: Vec<Inline>, block: impl FnOnce(Vec<Inline>) -> Block) {
        if !inlines.is_empty() {
            self.current.blocks.push(block(inlines));
        }
    }

    fn inline_of(&mut self, inlines: Vec<Inline>, inline: impl FnOnce(Vec<Inline>) -> Inline) {
        if !inlines.is_empty() {
            self.current.inlines.push(inline(inlines));
        }
    }

    fn inline(&mut self, inline: Inline) {
        self.nodes += 1;
        self.current.inlines.push(inline);
    }

    /// Adds words, to the words before them if there are any.
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Inline::Text(last)) = self.current.inlines.last_mut() {
            last.push_str(text);
        } else {
            self.inline(Inline::Text(text.to_owned()));
        }
    }

    /// Adds words that may have line ends.
    fn lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break();
            }
            self.text(line);
        }
    }

    fn line_break(&mut self) {
        if matches!(self.current.open, Open::Code) || self.is_full() {
            self.text("\n");
        } else {
            self.inline(Inline::Break);
        }
    }

    /// Ends the line of loose words before a block.
    fn separate(&mut self) {
        if self.current.holds_blocks() && !self.is_full() {
            self.current.end_line();
        } else if !self.current.inlines.is_empty() {
            self.text("\n");
        }
    }

    fn is_full(&self) -> bool {
        self.nodes >= MAX_NODES
    }

    fn finish(mut self) -> Vec<Block> {
        while let Some(parent) = self.ancestors.pop() {
            let frame = std::mem::replace(&mut self.current, parent);
            self.close(frame);
        }
        self.current.into_blocks()
    }
}

fn is_block(open: &Open) -> bool {
    !matches!(open, Open::Emphasis | Open::Strong | Open::Link(_))
}

/// Drops breaks at both ends and makes addresses in words into links.
fn finish_inlines(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while inlines.last() == Some(&Inline::Break) {
        inlines.pop();
    }
    let start = inlines
        .iter()
        .take_while(|inline| **inline == Inline::Break)
        .count();
    inlines.drain(..start);
    autolink::link_addresses(inlines)
}

fn text_of(inlines: Vec<Inline>) -> String {
    inlines
        .into_iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) => text,
            _ => String::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::render::html;

    #[test]
    fn html_stays_as_it_was_typed() {
        assert_eq!(
            html(&parse("a <b>bold</b> <script>alert(1)</script>")),
            "<p>a &lt;b&gt;bold&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>"
        );
        assert_eq!(
            html(&parse("<div onclick=x>\n\nhi")),
            "<p>&lt;div onclick=x&gt;</p><p>hi</p>"
        );
    }

    #[test]
    fn an_image_becomes_a_link_that_says_its_text() {
        assert_eq!(
            parse("![the *lid*](https://a.example/l.png)").blocks,
            vec![Block::Paragraph(vec![Inline::Link {
                url: "https://a.example/l.png".to_owned(),
                content: vec![
                    Inline::Text("the ".to_owned()),
                    Inline::Emphasis(vec![Inline::Text("lid".to_owned())])
                ],
            }])]
        );
        assert_eq!(
            html(&parse("![](https://a.example/l.png)"))
                .matches("https://a.example/l.png")
                .count(),
            2
        );
    }

    #[test]
    fn a_picture_inside_a_link_is_its_words() {
        assert_eq!(
            html(&parse("[![lid](https://b.example/l.png)](https://a.example)")),
            "<p><a rel=\"ugc nofollow noopener\" href=\"https://a.example\">lid</a></p>"
        );
    }

    #[test]
    fn a_link_that_may_not_be_one_is_its_words() {
        for markdown in [
            "[x](javascript:alert(1))",
            "[x](/a)",
            "[x](<java\tscript:alert(1)>)",
            "[x](data:text/html;base64,PHN2Zz4=)",
            "[x](javascript&colon;alert(1))",
            "![x](javascript:alert(1))",
            "[x]( &#106;avascript:alert(1))",
        ] {
            assert_eq!(html(&parse(markdown)), "<p>x</p>", "{markdown}");
        }
    }

    #[test]
    fn an_address_in_angle_brackets_is_a_link() {
        assert!(html(&parse("<help@a.example>")).contains("href=\"mailto:help@a.example\""));
        assert!(!html(&parse("<javascript:alert(1)>")).contains("href"));
    }

    #[test]
    fn line_ends_stay_as_they_were_typed() {
        assert_eq!(html(&parse("one\ntwo  \nthree")), "<p>one<br>two<br>three</p>");
    }

    #[test]
    fn a_table_is_its_lines() {
        assert_eq!(
            html(&parse("|a|b|\n|-|-|\n|1|2|")),
            "<p>|a|b|<br>|-|-|<br>|1|2|</p>"
        );
    }

    #[test]
    fn nothing_gives_nothing() {
        for markdown in ["", "   ", "\n\n", "[a]: https://a.example"] {
            assert!(parse(markdown).blocks.is_empty(), "{markdown:?}");
        }
    }

    #[test]
    fn a_text_beyond_the_most_elements_keeps_its_words() {
        let markdown = "* a\n".repeat(2_500);
        let text = crate::markdown::plain::plain(&parse(&markdown));
        assert_eq!(text.matches('a').count(), 2_500);
    }
}
