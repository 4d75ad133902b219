//! Where the visitor is: which view of which community, and the queries that ask for it.
//!
//! Invariant: `view` and `fragment` are asked with the same words for the same place.

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The community's slug.
    pub community: String,
    /// The language asked for, as a BCP 47 tag.
    pub language: String,
    /// What the questions are about.
    pub subject: Option<String>,
    /// Its name, should it be new.
    pub subject_name: Option<String>,
    /// The question that is open.
    pub question: Option<String>,
    /// The order of a list.
    pub sort: Option<String>,
    /// Only this tag.
    pub tag: Option<String>,
    /// Only what this search finds.
    pub query: Option<String>,
    /// Where a later page of a list, or of answers, begins.
    pub cursor: Option<String>,
}

impl Place {
    /// The path and query of `GET view`, below the community.
    pub fn view(&self, cursor: Option<&str>) -> String {
        let mut path = String::from("view");
        let mut query = Query {
            path: &mut path,
            first: true,
        };
        if let Some(question) = &self.question {
            query.add("view", "question");
            query.add("question", question);
        } else {
            query.add("view", "questions");
            // A name without a subject is that of the community: its list needs none.
            let subject_name = self.subject.as_ref().and(self.subject_name.as_ref());
            for (name, value) in [
                ("subject", self.subject.as_ref()),
                ("subject_name", subject_name),
                ("sort", self.sort.as_ref()),
                ("tag", self.tag.as_ref()),
                ("q", self.query.as_ref()),
            ] {
                if let Some(value) = value {
                    query.add(name, value);
                }
            }
        }
        if let Some(cursor) = cursor.or(self.cursor.as_deref()) {
            query.add("cursor", cursor);
        }
        path
    }

    /// The path and query of `GET overlay`: what is mine here.
    pub fn overlay(&self) -> String {
        let mut path = String::from("overlay");
        let mut query = Query {
            path: &mut path,
            first: true,
        };
        match (&self.question, &self.subject) {
            (Some(question), _) => query.add("question", question),
            (None, Some(subject)) => query.add("subject", subject),
            (None, None) => {}
        }
        path
    }

    /// The path and query of `GET similar`.
    pub fn similar(&self, title: &str) -> String {
        let mut path = String::from("similar");
        let mut query = Query {
            path: &mut path,
            first: true,
        };
        query.add("q", title);
        if let Some(subject) = &self.subject {
            query.add("subject", subject);
        }
        path
    }

    /// What differs from the element's attributes, by the loader's names.
    pub fn moves(&self) -> [(&'static str, &str); 5] {
        [
            ("question", &self.question),
            ("sort", &self.sort),
            ("tag", &self.tag),
            ("q", &self.query),
            ("cursor", &self.cursor),
        ]
        .map(|(name, value)| (name, value.as_deref().unwrap_or_default()))
    }
}

struct Query<'a> {
    path: &'a mut String,
    first: bool,
}

impl Query<'_> {
    fn add(&mut self, name: &str, value: &str) {
        self.path.push(if self.first { '?' } else { '&' });
        self.first = false;
        self.path.push_str(name);
        self.path.push('=');
        encode(self.path, value);
    }
}

/// Percent-encodes all but the unreserved characters of [RFC 3986, section 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3).
fn encode(into: &mut String, value: &str) {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or('0');
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            into.push(char::from(byte));
        } else {
            into.push('%');
            into.push(digit(byte >> 4));
            into.push(digit(byte & 15));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_asked_for_by_subject_and_order() {
        let place = Place {
            subject: Some("https://shop.example/kettle?a=1&b=é".to_owned()),
            sort: Some("top".to_owned()),
            ..Place::default()
        };
        assert_eq!(
            place.view(Some("c+/")),
            "view?view=questions&subject=https%3A%2F%2Fshop.example%2Fkettle%3Fa%3D1%26b%3D%C3%A9&sort=top&cursor=c%2B%2F"
        );
    }

    #[test]
    fn a_later_page_begins_where_the_place_says_unless_an_even_later_one_is_asked_for() {
        let place = Place {
            subject_name: Some("Acme".to_owned()),
            cursor: Some("c1".to_owned()),
            ..Place::default()
        };
        assert_eq!(place.view(None), "view?view=questions&cursor=c1");
        assert_eq!(place.view(Some("c2")), "view?view=questions&cursor=c2");
    }

    #[test]
    fn an_open_question_is_asked_for_alone() {
        let place = Place {
            subject: Some("sku".to_owned()),
            question: Some("q_1".to_owned()),
            ..Place::default()
        };
        assert_eq!(place.view(None), "view?view=question&question=q_1");
        assert_eq!(place.overlay(), "overlay?question=q_1");
    }
}
