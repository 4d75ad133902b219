//! A document without its marks: for search, excerpts, mail and counts.

use super::{Block, Document, Inline};

/// The text of a document: blocks on lines of their own.
pub fn plain(document: &Document) -> String {
    let mut lines = Vec::new();
    write_blocks(&mut lines, &document.blocks);
    lines.join("\n")
}

/// The first words of a document on one line, at most `max` characters with the ellipsis. Blocks that
/// end without a sign, as items of a list do, are kept apart by a dot.
pub fn excerpt(document: &Document, max: usize) -> String {
    let mut lines = Vec::new();
    write_blocks(&mut lines, &document.blocks);
    let mut line = String::new();
    for part in lines
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
    {
        if line.chars().last().is_some_and(char::is_alphanumeric) {
            line.push_str(" ·");
        }
        line.push(' ');
        line.push_str(part);
    }
    shorten(&line, max)
}

/// `text` on one line, cut at the end of a word to at most `max` characters with the ellipsis. A word that fills
/// more than half of them, as in scripts without spaces, is cut inside.
pub fn shorten(text: &str, max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= max {
        return line;
    }
    let room = max.saturating_sub(1);
    let mut short: String = line.chars().take(room).collect();
    let cut_inside = line.chars().nth(room).is_some_and(|next| next != ' ');
    if cut_inside
        && let Some((words, _)) = short.rsplit_once(' ')
        && words.chars().count() * 2 > room
    {
        short.truncate(words.len());
    }
    short.truncate(short.trim_end_matches([' ', ',', ';', ':', '-', '–', '—']).len());
    if max > 0 {
        short.push('…');
    }
    short
}

fn write_blocks(lines: &mut Vec<String>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Heading(inlines) => {
                let mut line = String::new();
                write_inlines(&mut line, inlines);
                lines.push(line);
            }
            Block::Code(code) => lines.push(code.trim_end().to_owned()),
            Block::Quote(blocks) => write_blocks(lines, blocks),
            Block::List { items, .. } => items.iter().for_each(|item| write_blocks(lines, item)),
            Block::Rule => {}
        }
    }
}

fn write_inlines(text: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inlines) | Inline::Strong(inlines) => write_inlines(text, inlines),
            Inline::Link { content, .. } => write_inlines(text, content),
            Inline::Break => text.push('\n'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse::parse;

    #[test]
    fn marks_are_left_out_and_blocks_stand_on_lines() {
        let document = parse(
            "# Descaling\n\n- *citric* acid\n- `water`\n\n> [twice](https://a.example)\n\n```\nx = 1\n```",
        );
        assert_eq!(plain(&document), "Descaling\ncitric acid\nwater\ntwice\nx = 1");
    }

    #[test]
    fn items_of_a_list_are_kept_apart_on_one_line() {
        let document =
            parse("Stopwatch in hand:\n\n- induction, 5 min\n- gas, 8 min\n\nHalf a kettle\ntakes half.");
        assert_eq!(
            excerpt(&document, 100),
            "Stopwatch in hand: induction, 5 min · gas, 8 min · Half a kettle takes half."
        );
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(shorten("Fill the kettle, then boil it", 17), "Fill the kettle…");
        assert_eq!(shorten("Fill the kettle", 15), "Fill the kettle");
        assert_eq!(shorten("  spaced \n out  ", 50), "spaced out");
    }

    #[test]
    fn an_excerpt_never_exceeds_its_length() {
        for max in 0..40 {
            for text in [
                "a few ordinary words of text that go on",
                "水を入れて一度沸かしてから捨てる。二度繰り返す。水を入れて一度沸かしてから",
                "x",
            ] {
                assert!(shorten(text, max).chars().count() <= max, "{max}: {text}");
            }
        }
        assert_eq!(shorten("水を入れて一度沸かす", 6), "水を入れて…");
    }
}
