//! What people wrote: blocks and lines. A kind of a newer release is left out; the rest still reads.

use shared::markdown::{Block, Document, Inline};

use super::Json;
use super::read::{Read, get};

impl Read for Document {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self { blocks: blocks(json) })
    }
}

fn blocks<J: Json>(json: &J) -> Vec<Block> {
    json.items()
        .unwrap_or_default()
        .iter()
        .filter_map(block)
        .collect()
}

fn block<J: Json>(json: &J) -> Option<Block> {
    if json.text().as_deref() == Some("rule") {
        return Some(Block::Rule);
    }
    let held = |name: &str| Some(json.field(name)).filter(|held| !held.is_null());
    if let Some(held) = held("paragraph") {
        return Some(Block::Paragraph(line(&held)));
    }
    if let Some(held) = held("heading") {
        return Some(Block::Heading(line(&held)));
    }
    if let Some(held) = held("code") {
        return held.text().map(Block::Code);
    }
    if let Some(held) = held("quote") {
        return Some(Block::Quote(blocks(&held)));
    }
    let held = held("list")?;
    let items = held.field("items").items()?;
    Some(Block::List {
        start: get(&held, "start")?,
        items: items.iter().map(blocks).collect(),
    })
}

fn line<J: Json>(json: &J) -> Vec<Inline> {
    json.items()
        .unwrap_or_default()
        .iter()
        .filter_map(inline)
        .collect()
}

fn inline<J: Json>(json: &J) -> Option<Inline> {
    if json.text().as_deref() == Some("break") {
        return Some(Inline::Break);
    }
    let held = |name: &str| Some(json.field(name)).filter(|held| !held.is_null());
    if let Some(held) = held("text") {
        return held.text().map(Inline::Text);
    }
    if let Some(held) = held("emphasis") {
        return Some(Inline::Emphasis(line(&held)));
    }
    if let Some(held) = held("strong") {
        return Some(Inline::Strong(line(&held)));
    }
    if let Some(held) = held("code") {
        return held.text().map(Inline::Code);
    }
    let held = held("link")?;
    Some(Inline::Link {
        url: get(&held, "url")?,
        content: line(&held.field("content")),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_block_and_line_reads_as_serde_reads_it() {
        let json = json!([
            { "paragraph": [{ "text": "a" }, { "emphasis": [{ "strong": [{ "code": "b" }] }] }, "break"] },
            { "heading": [{ "link": { "url": "https://a.example", "content": [{ "text": "c" }] } }] },
            { "code": "d" },
            { "quote": [{ "paragraph": [] }] },
            { "list": { "start": 3, "items": [[{ "paragraph": [{ "text": "e" }] }], []] } },
            { "list": { "start": null, "items": [] } },
            "rule",
        ]);
        let expected: Document = serde_json::from_value(json.clone()).expect("this is every kind there is");
        assert_eq!(Document::read(&json), Some(expected));
    }

    #[test]
    fn a_kind_of_a_newer_release_is_left_out() {
        let json = json!([{ "table": [] }, "fold", { "paragraph": [{ "marquee": 1 }, { "text": "a" }] }]);
        assert_eq!(
            Document::read(&json),
            Some(Document {
                blocks: vec![Block::Paragraph(vec![Inline::Text("a".to_owned())])]
            })
        );
    }
}
