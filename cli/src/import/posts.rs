//! Reads `Posts.xml` row by row.
//!
//! Invariant: the whole file is read, or the error says in which line it is broken and why. Entities are the
//! five of XML and numbers; a document type can't add any.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::errors::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::line_counter::{Line, LineCounter};
use super::post::Post;

/// Where a file is broken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Malformed {
    /// Counted from one.
    pub(super) line: u64,
    /// A sentence.
    pub(super) reason: String,
}

/// All rows, in the order of the file.
///
/// # Errors
/// At the first line that is not as it has to be.
pub(super) fn read(source: impl BufRead) -> Result<Vec<Post>, Malformed> {
    let counter = LineCounter::new(source);
    let line = counter.line();
    let mut reader = Reader::from_reader(counter);
    let mut rows = Rows::default();
    let mut buffer = Vec::new();
    loop {
        let start = line.get();
        let malformed = |reason: String| Malformed { line: start, reason };
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|cause| broken(&cause, start, &line))?;
        match event {
            Event::Start(element) if element.name().as_ref() == "posts" && rows.place == Place::Before => {
                rows.place = Place::Inside
            }
            Event::Start(element) | Event::Empty(element)
                if element.name().as_ref() == "row" && rows.place == Place::Inside =>
            {
                rows.take(start, &element).map_err(malformed)?;
            }
            Event::End(element) if element.name().as_ref() == "posts" => rows.place = Place::After,
            Event::End(_) | Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Text(text) if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() => {}
            Event::Eof if rows.place == Place::After => return Ok(rows.posts),
            Event::Eof => return Err(malformed(format!("The file ends {}.", rows.place.missing()))),
            Event::DocType(_) => {
                return Err(malformed("A document type has no place in this file.".to_owned()));
            }
            other => {
                return Err(malformed(format!(
                    "{} is not expected here: a dump is <posts> with <row … /> in it.",
                    excerpt(&other)
                )));
            }
        }
        buffer.clear();
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    #[default]
    Before,
    Inside,
    After,
}

impl Place {
    fn missing(self) -> &'static str {
        match self {
            Self::Before => "without <posts>, so it is no dump of posts",
            Self::Inside | Self::After => "before </posts>, so a part of it is missing",
        }
    }
}

#[derive(Default)]
struct Rows {
    place: Place,
    posts: Vec<Post>,
    ids: HashSet<u64>,
}

impl Rows {
    fn take(&mut self, line: u64, element: &BytesStart<'_>) -> Result<(), String> {
        let mut attributes = HashMap::new();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|cause| format!("An attribute can't be read: {cause}."))?;
            let name = attribute.key.as_ref();
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|cause| format!("{name} can't be read: {cause}."))?;
            attributes.insert(name.to_owned(), value.into_owned());
        }
        let post = Post::read(line, &attributes)?;
        if !self.ids.insert(post.id) {
            return Err(format!("Id {} is there twice.", post.id));
        }
        self.posts.push(post);
        Ok(())
    }
}

/// What was never closed is read to the end of the file: the line it began in is the one to look at.
fn broken(cause: &Error, start: u64, now: &Line) -> Malformed {
    let line = match cause {
        Error::Syntax(_) => start,
        _ => now.get(),
    };
    Malformed {
        line,
        reason: format!("{cause}."),
    }
}

fn excerpt(event: &Event<'_>) -> String {
    let text: String = match event {
        Event::Start(element) | Event::Empty(element) => return format!("<{}>", element.name().as_ref()),
        Event::Text(text) => text.trim().chars().take(20).collect(),
        _ => "This".to_owned(),
    };
    format!("`{text}`")
}

#[cfg(test)]
mod tests;
