//! HTML becomes the Markdown subset.
//!
//! Invariant: what a reader of the HTML could read stays, and stays literal: characters that Markdown would take
//! for marks or entities are escaped. Images become links that say that they are pictures, with the alternative
//! text or the name of the file; links that may not be one (see [`shared::markdown::link`]) become their words.

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BulletListMarker, HrStyle, LinkStyle, Options};
use htmd::{Element, HtmlToMarkdown};
use shared::markdown::link;

/// Stands for an `&` that Markdown would take for the start of an entity, until it is known whether that is code.
const AMPERSAND: char = '\u{e000}';
/// Stand around an image's words and address, until it is known whether it stands in a link.
const IMAGE: char = '\u{e001}';
const IMAGE_URL: char = '\u{e002}';
const IMAGE_END: char = '\u{e003}';
/// What the editor of Stack Exchange proposes as alternative text, and nobody wrote.
const PLACEHOLDERS: [&str; 2] = ["enter image description here", "alt text"];

/// Converts the posts of one site.
pub(super) struct Converter {
    html: HtmlToMarkdown,
}

impl Converter {
    /// For posts of `site`, a host name: addresses without one are its.
    pub(super) fn new(site: &str) -> Self {
        let options = Options {
            bullet_list_marker: BulletListMarker::Dash,
            ul_bullet_spacing: 1,
            ol_number_spacing: 1,
            hr_style: HrStyle::Dashes,
            link_style: LinkStyle::Inlined,
            ..Options::default()
        };
        let (anchor_site, image_site) = (site.to_owned(), site.to_owned());
        let html = HtmlToMarkdown::builder()
            .options(options)
            .skip_tags(vec![
                "script", "style", "template", "noscript", "iframe", "object", "svg", "math",
            ])
            .add_handler(vec!["a"], move |handlers: &dyn Handlers, element: Element| {
                anchor(&anchor_site, handlers, &element)
            })
            .add_handler(vec!["img"], move |_: &dyn Handlers, element: Element| {
                image(&image_site, &element)
            })
            .add_handler(vec!["code", "pre"], code)
            .add_handler(
                vec![
                    "s", "strike", "del", "ins", "u", "kbd", "sup", "sub", "small", "mark",
                ],
                words,
            )
            .build();
        Self { html }
    }

    /// The Markdown of a post.
    pub(super) fn convert(&self, html: &str) -> String {
        let marked = mark_entities(&html.replace([AMPERSAND, IMAGE, IMAGE_URL, IMAGE_END], ""));
        // The converter reads from memory; it has no other way to fail.
        let markdown = self.html.convert(&marked).unwrap_or_default();
        images(&markdown, true)
            .replace(AMPERSAND, "\\&")
            .trim()
            .to_owned()
    }
}

fn words(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    Some(handlers.walk_children(element.node))
}

fn code(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    handlers
        .fallback(element)
        .map(|result| result.content.replace(AMPERSAND, "&").into())
}

fn anchor(site: &str, handlers: &dyn Handlers, element: &Element) -> Option<HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    let Some(url) = attribute(element, "href").and_then(|href| absolute(site, &href)) else {
        return Some(content.into());
    };
    let content = images(&content, false);
    let words = content.trim();
    if words.is_empty() {
        return Some(content.into());
    }
    // Whatever stands before and after the words stands before and after the link.
    let (before, after) = content.split_once(words).unwrap_or(("", ""));
    Some(format!("{before}{}{after}", as_link(words, &url)).into())
}

fn image(site: &str, element: &Element) -> Option<HandlerResult> {
    let alternative = attribute(element, "alt").unwrap_or_default();
    let alternative = alternative.split_whitespace().collect::<Vec<_>>().join(" ");
    let alternative =
        Some(alternative).filter(|text| !text.is_empty() && !PLACEHOLDERS.contains(&text.as_str()));
    match attribute(element, "src").and_then(|src| absolute(site, &src)) {
        Some(url) => {
            let words = match alternative.as_deref().or_else(|| file_name(&url)) {
                Some(words) => format!("Picture: {}", escape(words)),
                None => "Picture".to_owned(),
            };
            Some(format!("{IMAGE}{words}{IMAGE_URL}{url}{IMAGE_END}").into())
        }
        None => Some(escape(alternative.as_deref().unwrap_or("Picture")).into()),
    }
}

/// The last part of an address, without its query.
fn file_name(url: &str) -> Option<&str> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let (host, name) = path.rsplit_once('/')?;
    Some(name).filter(|name| !name.is_empty() && !host.ends_with('/'))
}

fn as_link(words: &str, url: &str) -> String {
    if url.contains(['(', ')']) {
        format!("[{words}](<{url}>)")
    } else {
        format!("[{words}]({url})")
    }
}

fn attribute(element: &Element, name: &str) -> Option<String> {
    element
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| attribute.value.replace(AMPERSAND, "&"))
}

/// Writes the images of a text as links, or, where the text is a link already, as their words.
fn images(text: &str, as_links: bool) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, image)) = rest.split_once(IMAGE) {
        written.push_str(before);
        let (words, image) = image.split_once(IMAGE_URL).unwrap_or((image, ""));
        let (url, after) = image.split_once(IMAGE_END).unwrap_or((image, ""));
        if as_links {
            written.push_str(&as_link(words, url))
        } else {
            written.push_str(words)
        }
        rest = after;
    }
    written.push_str(rest);
    written
}

/// The address as it may be linked, with the site's host where it has none.
fn absolute(site: &str, address: &str) -> Option<String> {
    let address = address.trim();
    let full = match address {
        _ if address.starts_with("//") => format!("https:{address}"),
        _ if address.starts_with('/') => format!("https://{site}{address}"),
        _ => address.to_owned(),
    };
    link::check(&full.replace(' ', "%20"))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Marks each `&` of the text that, with what follows, Markdown would read as an entity.
fn mark_entities(html: &str) -> String {
    let mut marked = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("&amp;") {
        marked.push_str(&rest[..at]);
        rest = &rest[at + "&amp;".len()..];
        if is_entity(rest) {
            marked.push(AMPERSAND)
        } else {
            marked.push_str("&amp;")
        }
    }
    marked.push_str(rest);
    marked
}

/// Whether an `&` before this text would begin an entity.
fn is_entity(text: &str) -> bool {
    text.split_once(';').is_some_and(|(name, _)| {
        let digits = name.strip_prefix('#').unwrap_or(name);
        (1..=32).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests;
