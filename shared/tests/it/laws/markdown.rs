//! Whatever is typed, the tree says only what the subset can say, and is made in time.

use std::time::{Duration, Instant};

use fanfare_shared::markdown::parse::{MAX_DEPTH, MAX_NODES, parse};
use fanfare_shared::markdown::{Block, Document, Inline, link, plain, render};
use fanfare_shared::text::BODY_MAX;
use proptest::prelude::*;

/// The elements that [`render::html`] writes.
const ELEMENTS: [&str; 14] = [
    "p",
    "h3",
    "pre",
    "code",
    "blockquote",
    "ul",
    "ol",
    "li",
    "hr",
    "em",
    "strong",
    "a",
    "br",
    "ol start",
];

fn depth_of_blocks(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(inlines) | Block::Heading(inlines) => 1 + depth_of_inlines(inlines),
            Block::Quote(blocks) => 1 + depth_of_blocks(blocks),
            Block::List { items, .. } => {
                2 + items.iter().map(|item| depth_of_blocks(item)).max().unwrap_or(0)
            }
            Block::Code(_) | Block::Rule => 1,
        })
        .max()
        .unwrap_or(0)
}

fn depth_of_inlines(inlines: &[Inline]) -> usize {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { content: inner, .. } => {
                1 + depth_of_inlines(inner)
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Break => 1,
        })
        .max()
        .unwrap_or(0)
}

fn addresses<'a>(value: &'a serde_json::Value, found: &mut Vec<&'a str>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    serde_json::Value::String(url) if name == "url" => found.push(url),
                    other => addresses(other, found),
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| addresses(value, found)),
        _ => {}
    }
}

/// Every promise of the tree at once.
fn check(markdown: &str) -> Document {
    let document = parse(markdown);
    // A line of words that stands where its block was too deep adds two levels at most.
    assert!(depth_of_blocks(&document.blocks) <= MAX_DEPTH + 2, "{markdown:?}");
    let json = serde_json::to_value(&document).unwrap();
    let mut urls = Vec::new();
    addresses(&json, &mut urls);
    for url in urls {
        assert_eq!(link::check(url).as_deref(), Some(url), "{markdown:?}");
    }
    assert_eq!(
        serde_json::from_str::<Document>(&json.to_string()).unwrap(),
        document
    );
    let html = render::html(&document);
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap().trim_start_matches('/');
        let name = tag.split(['=', '"']).next().unwrap();
        let known = ELEMENTS.contains(&name) || tag.starts_with("a rel=\"ugc nofollow noopener\" href=\"");
        assert!(known, "<{tag}> of {markdown:?}");
    }
    let _ = plain::plain(&document);
    document
}

fn hostile_piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "*",
            "**",
            "_",
            "`",
            "```",
            "~~~",
            "[",
            "]",
            "(",
            ")",
            "![",
            "](",
            "<",
            ">",
            "&",
            "&lt;",
            "&#0;",
            "&#x3c;",
            "\\",
            "|",
            "#",
            "> ",
            "- ",
            "1. ",
            "    ",
            "\n",
            "\n\n",
            "\t",
            "---",
            "***",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<![CDATA[",
            "<img src=x onerror=alert(1)>",
            "javascript:",
            "data:text/html,",
            "https://a.example/",
            "http://",
            "mailto:a@b.example",
            "<https://a.example>",
            "[a]: https://a.example\n",
            "[^1]",
            "\"",
            "'",
            "é",
            "咖",
            "\u{202E}",
            "\u{200B}",
            "\0",
            "x",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,8}",
    ]
}

proptest! {
    #[test]
    fn any_text_makes_a_sound_tree(text in "\\PC{0,300}") {
        check(&text);
    }

    #[test]
    fn any_pile_of_marks_makes_a_sound_tree(pieces in prop::collection::vec(hostile_piece(), 0..60)) {
        check(&pieces.concat());
    }

    #[test]
    fn plain_words_come_out_as_they_went_in(words in "[a-zA-Z]{1,12}( [a-zA-Z]{1,12}){0,10}") {
        let document = check(&words);
        prop_assert_eq!(plain::plain(&document), words);
    }

    #[test]
    fn an_address_that_is_checked_is_checked_again_alike(address in "(https?|HTTPS|mailto|javascript|data)?:?/{0,2}\\PC{0,40}") {
        if let Some(url) = link::check(&address) {
            prop_assert_eq!(link::check(&url), Some(url.clone()));
            prop_assert!(url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:"));
        }
    }
}

/// Texts made to be slow or deep, each of a body's full length.
fn adversarial() -> Vec<String> {
    let units = [
        "*",
        "**",
        "_",
        "*a ",
        "_a_ ",
        "**a *b ",
        "`",
        "`a``b",
        "```\n",
        "[",
        "]",
        "[a](",
        "[a](b",
        "![",
        "![a",
        "](",
        "[[",
        "[]",
        "<",
        "<a",
        "<!--",
        "<![CDATA[",
        "<?",
        "&",
        "&#",
        "&amp;",
        "\\",
        "\\\n",
        "> ",
        ">",
        "> > a\n",
        "- ",
        "- - - a\n",
        "1. ",
        "1) a\n",
        "    a\n",
        "# ",
        "#",
        "\n",
        "a\n",
        "|",
        "|-|\n",
        "https://",
        "https://a.example ",
        "<a@b.example>",
        "[a]: /b\n",
        "[a]\n",
        "a **b",
        "*a **b ",
        "***a***",
        "(((",
        "https://a.example/((",
        "\t",
        "* a\n",
        "咖",
        "e\u{301}",
        "~~~\n",
        "<p>\n",
        "</p",
    ];
    let mut texts: Vec<String> = units
        .iter()
        .map(|unit| unit.chars().cycle().take(BODY_MAX).collect())
        .collect();
    texts.push(
        (0..140)
            .map(|depth| format!("{}- a\n", " ".repeat(depth)))
            .collect(),
    );
    texts.push(format!(
        "{}{}",
        "[".repeat(5_000),
        "](https://a.example)".repeat(250)
    ));
    texts.push(format!("{}a{}", "*".repeat(5_000), "*".repeat(4_999)));
    texts.push(format!("{}a", "> ".repeat(4_999)));
    texts
}

#[test]
fn texts_made_to_hurt_are_read_in_time() {
    // An unoptimized build on a busy machine has room; quadratic work on 10,000 characters has not.
    const EACH: Duration = Duration::from_millis(1_500);
    let texts = adversarial();
    assert!(texts.len() >= 50);
    for text in texts {
        let start = Instant::now();
        let document = check(&text);
        let nodes = serde_json::to_string(&document).unwrap().matches('{').count();
        assert!(
            start.elapsed() < EACH,
            "{:?} for {:?}…",
            start.elapsed(),
            text.chars().take(20).collect::<String>()
        );
        assert!(
            nodes < MAX_NODES * 4,
            "{nodes} for {:?}…",
            text.chars().take(20).collect::<String>()
        );
    }
}
