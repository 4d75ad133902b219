//! What someone wrote, as nodes. The tree can say nothing dangerous, and nothing here is HTML text.

use shared::markdown::{Block, Document, Inline};
use yew::{Html, html};

/// A whole document.
pub fn document(document: &Document) -> Html {
    html! { <div class="words" part="words" dir="auto">{ blocks(&document.blocks) }</div> }
}

fn blocks(blocks: &[Block]) -> Html {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Html {
    match block {
        Block::Paragraph(content) => html! { <p>{ inlines(content) }</p> },
        Block::Heading(content) => html! { <p class="strong">{ inlines(content) }</p> },
        Block::Code(code) => html! { <pre dir="ltr" tabindex="0"><code>{ code.clone() }</code></pre> },
        Block::Quote(content) => html! { <blockquote>{ blocks(content) }</blockquote> },
        Block::List { start: None, items } => html! { <ul>{ list(items) }</ul> },
        Block::List {
            start: Some(start),
            items,
        } => html! { <ol start={start.to_string()}>{ list(items) }</ol> },
        Block::Rule => html! { <hr /> },
    }
}

fn list(items: &[Vec<Block>]) -> Html {
    items
        .iter()
        .map(|item| html! { <li>{ item_content(item) }</li> })
        .collect()
}

/// An item of one paragraph needs no paragraph of its own.
fn item_content(item: &[Block]) -> Html {
    match item {
        [Block::Paragraph(content), rest @ ..] => html! { <>{ inlines(content) }{ blocks(rest) }</> },
        _ => blocks(item),
    }
}

fn inlines(content: &[Inline]) -> Html {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Html {
    match inline {
        Inline::Text(text) => Html::from(text.clone()),
        Inline::Emphasis(content) => html! { <em>{ inlines(content) }</em> },
        Inline::Strong(content) => html! { <strong>{ inlines(content) }</strong> },
        Inline::Code(code) => html! { <code dir="ltr">{ code.clone() }</code> },
        Inline::Link { url, content } => {
            html! { <a href={url.clone()} rel="ugc nofollow noopener">{ inlines(content) }</a> }
        }
        Inline::Break => html! { <br /> },
    }
}
