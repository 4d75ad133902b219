//! Yew nodes as text. Invariant: every text in a node is escaped by the renderer; nothing here writes HTML.

use yew::{Html, LocalServerRenderer, Properties, function_component, html};

#[derive(Properties, PartialEq)]
struct ContentProps {
    content: Html,
}

#[function_component]
fn Content(props: &ContentProps) -> Html {
    html! { <>{ props.content.clone() }</> }
}

/// The nodes as HTML.
pub async fn text(content: Html) -> String {
    let mut text = String::new();
    LocalServerRenderer::<Content>::with_props(ContentProps { content })
        .hydratable(false)
        .render_to_string(&mut text)
        .await;
    text
}
