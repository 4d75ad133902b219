//! The words of the interface: a file a translator reads for each language, a table at run time. The edge has
//! all of them; the application is brought those of the language that is shown.
//!
//! Invariant: no component holds a word of its own; every word a person reads is in `words/*.txt` or was
//! written by a person.

#[cfg(not(feature = "csr"))]
mod built_in;
pub mod key;
#[cfg(feature = "csr")]
pub mod loaded;
pub mod plural;
#[cfg(any(feature = "ssr", test))]
pub mod problems;
mod table;

#[cfg(not(feature = "csr"))]
use built_in::table;
pub use key::Key;
#[cfg(feature = "csr")]
use loaded::table;
use shared::language::Language;
use yew::{Html, html};

/// The words of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(pub Language);

impl Words {
    /// A text without anything put in.
    pub fn text(self, key: Key) -> &'static str {
        table(self.0).get(key as usize)
    }

    /// A text with something put in for each `{name}`.
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        self.filled(self.text(key), values)
    }

    /// The form of a text that goes with a number, with the number and other values put in.
    pub fn count(self, key: Key, n: u64, values: &[(&str, &str)]) -> String {
        let number = self.number(n);
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        self.filled(self.form(key, n), &all)
    }

    /// A text with nodes put in, each isolated from the direction of what stands around it.
    pub fn nodes(self, key: Key, values: &[(&str, Html)]) -> Html {
        nodes(self.text(key), values)
    }

    /// The form of a text that goes with a number, with nodes put in.
    pub fn count_nodes(self, key: Key, n: u64, values: &[(&str, Html)]) -> Html {
        let mut all = vec![("n", html! { self.number(n) })];
        all.extend_from_slice(values);
        nodes(self.form(key, n), &all)
    }

    /// A number with its thousands apart, in Latin digits as the sketches have them.
    pub fn number(self, n: u64) -> String {
        let separator = match self.0 {
            Language::French => '\u{202f}',
            Language::English | Language::Arabic => ',',
        };
        let digits = n.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    /// Where the words run from right to left, what is put in is isolated by the marks of
    /// [UAX 9](https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates): a text has no elements that could.
    fn filled(self, text: &str, values: &[(&str, &str)]) -> String {
        let isolates = self.0.direction() == "rtl";
        let mut result = String::with_capacity(text.len());
        parts(text, |words, name| {
            result.push_str(words);
            let Some(value) = value(values, name) else { return };
            if isolates && name != "n" {
                result.push('\u{2068}');
                result.push_str(value);
                result.push('\u{2069}');
            } else {
                result.push_str(value);
            }
        });
        result
    }

    fn form(self, key: Key, n: u64) -> &'static str {
        let text = self.text(key);
        text.split('|')
            .nth(plural::form(self.0, n))
            .unwrap_or(text)
            .trim()
    }
}

fn nodes(text: &'static str, values: &[(&str, Html)]) -> Html {
    let mut result = Vec::new();
    parts(text, |words, name| {
        if !words.is_empty() {
            result.push(Html::from(words));
        }
        if let Some(node) = value(values, name) {
            result.push(html! { <bdi>{ node.clone() }</bdi> });
        }
    });
    result.into_iter().collect()
}

fn value<'a, T>(values: &'a [(&str, T)], name: &str) -> Option<&'a T> {
    values
        .iter()
        .find(|(candidate, _)| *candidate == name)
        .map(|(_, value)| value)
}

/// Cuts a text into words, each with the name that is put in after them; the last has none.
fn parts<'a>(text: &'a str, mut each: impl FnMut(&'a str, &str)) {
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        each(words, name);
        rest = after;
    }
    each(rest, "");
}

#[cfg(test)]
mod tests;
