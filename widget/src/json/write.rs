//! Writes JSON: objects of texts, numbers, truths and lists of texts, which is all that the widget sends.

/// An object being written.
pub struct Object {
    text: String,
}

impl Object {
    /// An empty object.
    pub fn new() -> Self {
        Self {
            text: String::from("{"),
        }
    }

    /// A text.
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.name(name);
        quote(&mut self.text, value);
        self
    }

    /// A text, if there is one.
    pub fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// A whole number.
    pub fn number(self, name: &str, value: i64) -> Self {
        let digits = value.to_string();
        self.raw(name, &digits)
    }

    /// A truth value, if there is one.
    pub fn flag(self, name: &str, value: Option<bool>) -> Self {
        match value {
            Some(true) => self.raw(name, "true"),
            Some(false) => self.raw(name, "false"),
            None => self,
        }
    }

    /// A list of texts.
    pub fn texts(mut self, name: &str, values: &[String]) -> Self {
        self.name(name);
        self.text.push('[');
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            quote(&mut self.text, value);
        }
        self.text.push(']');
        self
    }

    /// Another object, or anything that is JSON already.
    pub fn raw(mut self, name: &str, json: &str) -> Self {
        self.name(name);
        self.text.push_str(json);
        self
    }

    /// The object as text.
    pub fn done(mut self) -> String {
        self.text.push('}');
        self.text
    }

    fn name(&mut self, name: &str) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        quote(&mut self.text, name);
        self.text.push(':');
    }
}

impl Default for Object {
    fn default() -> Self {
        Self::new()
    }
}

/// A string by [RFC 8259, section 7](https://www.rfc-editor.org/rfc/rfc8259#section-7).
fn quote(into: &mut String, value: &str) {
    into.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => {
                into.push('\\');
                into.push(character);
            }
            '\n' => into.push_str("\\n"),
            control if control < ' ' => {
                into.push_str("\\u00");
                for half in [u32::from(control) >> 4, u32::from(control) & 15] {
                    into.push(char::from_digit(half, 16).unwrap_or('0'));
                }
            }
            other => into.push(other),
        }
    }
    into.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn an_object_reads_back_as_it_was_written() {
        let text = Object::new()
            .text("a", "x")
            .maybe("b", None)
            .number("c", -7)
            .flag("d", Some(false))
            .texts("e", &["y".to_owned(), String::new()])
            .raw("f", &Object::new().done())
            .done();
        let read: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(
            read,
            json!({ "a": "x", "c": -7, "d": false, "e": ["y", ""], "f": {} })
        );
    }

    proptest::proptest! {
        #[test]
        fn every_text_reads_back(value in "\\PC*|[\\x00-\\x7f]*") {
            let text = Object::new().text("a", &value).done();
            let read: Value = serde_json::from_str(&text).expect("it is JSON");
            proptest::prop_assert_eq!(read, json!({ "a": value }));
        }
    }
}
