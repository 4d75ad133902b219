//! Every state of every surface as a page of its own, in `target/gallery`: to be looked at beside the sketches.
//!
//! `cargo run -p fanfare-widget --example gallery`; with `fragment` it writes nothing but the fragment of an embed,
//! to the standard output.

/// What the edge sends an embed.
#[path = "gallery/fragment.rs"]
mod fragment;
/// What is shown.
#[path = "gallery/sample.rs"]
mod sample;
/// The states.
#[path = "gallery/scenes.rs"]
mod scenes;
/// What the states are made of.
#[path = "gallery/surfaces.rs"]
mod surfaces;

use std::fs;
use std::path::Path;

use scenes::Scene;
use yew::{Html, LocalServerRenderer, Properties, component, html};

/// The sheet as the build puts it together: what is imported, in order, then what imports it.
const SHEET: [&str; 7] = [
    include_str!("../style/fanfare/base.css"),
    include_str!("../style/fanfare/words.css"),
    include_str!("../style/fanfare/lists.css"),
    include_str!("../style/fanfare/acts.css"),
    include_str!("../style/fanfare/held.css"),
    include_str!("../style/fanfare/conditions.css"),
    include_str!("../style/fanfare.css"),
];
const PAGE_SHEET: &str = include_str!("../style/page.css");

#[derive(Properties, PartialEq)]
struct ContentProps {
    content: Html,
}

#[component]
fn Content(props: &ContentProps) -> Html {
    html! { <>{ props.content.clone() }</> }
}

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let tasks = tokio::task::LocalSet::new();
    if std::env::args().any(|argument| argument == "fragment") {
        let content = scenes::view(fragment::surface());
        println!("{}", tasks.block_on(&runtime, rendered(content)));
        return Ok(());
    }
    tasks.block_on(&runtime, write())
}

async fn rendered(content: Html) -> String {
    LocalServerRenderer::<Content>::with_props(ContentProps { content })
        .hydratable(false)
        .render()
        .await
}

async fn write() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/gallery");
    fs::create_dir_all(&folder)?;
    let mut index = String::from("<!doctype html><meta charset=\"utf-8\"><title>Gallery</title><ul>");
    for scene in scenes::all() {
        let html = rendered(scene.content.clone()).await;
        fs::write(
            folder.join([&scene.name, ".html"].concat()),
            document(&scene, &html),
        )?;
        index.push_str(&format!("<li><a href=\"{0}.html\">{0}</a></li>", scene.name));
    }
    fs::write(folder.join("index.html"), index)
}

/// A page as a brand's own would be.
fn document(scene: &Scene, content: &str) -> String {
    let Scene {
        name,
        theme,
        language,
        brand,
        ..
    } = scene;
    // An import that stands behind a rule is void.
    let sheet = SHEET.concat();
    let (tag, direction) = (language.tag(), language.direction());
    format!(
        "<!doctype html><html lang=\"{tag}\" dir=\"{direction}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{name}</title>\
         <style>{sheet}{PAGE_SHEET}.stand{{container-type:inline-size;max-inline-size:736px;margin-inline:auto;\
         padding:16px}}.stand:has(.page){{padding:0;max-inline-size:none}}\
         body{{font-family:Inter,'Noto Sans','Noto Sans Arabic',sans-serif;color-scheme:{theme}}}{brand}</style>\
         <body data-theme=\"{theme}\"><div class=\"stand\">{content}</div></body></html>"
    )
}
