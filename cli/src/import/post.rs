//! One row of `Posts.xml`, as the file has it
//! ([its fields](https://meta.stackexchange.com/questions/2677/database-schema-documentation-for-the-public-data-dump-and-sede)).

use std::collections::HashMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use shared::time::Millis;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Question,
    Answer,
    TagExcerpt,
    TagWiki,
    /// A type that is neither: its number.
    Other(u8),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) line: u64,
    pub(super) id: u64,
    pub(super) kind: Kind,
    pub(super) parent: Option<u64>,
    pub(super) accepted_answer: Option<u64>,
    pub(super) created_at: Millis,
    pub(super) edited_at: Option<Millis>,
    pub(super) active_at: Millis,
    pub(super) closed: bool,
    pub(super) score: i64,
    pub(super) html: String,
    pub(super) title: String,
    pub(super) tags: Vec<String>,
    /// The author's number; absent where the account is gone.
    pub(super) owner: Option<u64>,
    pub(super) license: Option<String>,
}

impl Post {
    /// Reads a row's attributes.
    ///
    /// # Errors
    /// With a sentence that names the attribute at fault.
    pub(super) fn read(line: u64, row: &HashMap<String, String>) -> Result<Self, String> {
        let row = Row(row);
        let kind = match row.number("PostTypeId")? {
            1 => Kind::Question,
            2 => Kind::Answer,
            4 => Kind::TagExcerpt,
            5 => Kind::TagWiki,
            other => Kind::Other(other),
        };
        let created_at = row.moment("CreationDate")?.ok_or("CreationDate is missing.")?;
        let parent = row.optional("ParentId")?;
        let title = row.text("Title").to_owned();
        if kind == Kind::Answer && parent.is_none() {
            return Err("ParentId is missing: an answer needs its question.".to_owned());
        }
        if kind == Kind::Question && title.trim().is_empty() {
            return Err("Title is missing: a question needs one.".to_owned());
        }
        Ok(Self {
            line,
            id: row.number("Id")?,
            kind,
            parent,
            accepted_answer: row.optional("AcceptedAnswerId")?,
            created_at,
            edited_at: row.moment("LastEditDate")?,
            active_at: row.moment("LastActivityDate")?.unwrap_or(created_at),
            closed: row.moment("ClosedDate")?.is_some(),
            score: row.optional("Score")?.unwrap_or(0),
            html: row.0.get("Body").cloned().ok_or("Body is missing.")?,
            title,
            tags: tags(row.text("Tags"))?,
            // −1 is the site itself, and no person.
            owner: row
                .optional::<i64>("OwnerUserId")?
                .and_then(|id| u64::try_from(id).ok()),
            license: row.0.get("ContentLicense").cloned(),
        })
    }
}

struct Row<'a>(&'a HashMap<String, String>);

impl Row<'_> {
    fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn number<N: std::str::FromStr>(&self, name: &str) -> Result<N, String> {
        self.optional(name)?.ok_or_else(|| format!("{name} is missing."))
    }

    fn optional<N: std::str::FromStr>(&self, name: &str) -> Result<Option<N>, String> {
        let Some(text) = self.0.get(name) else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .map_err(|_| format!("{name} is `{text}`, which is no number of its kind."))
    }

    fn moment(&self, name: &str) -> Result<Option<Millis>, String> {
        let Some(text) = self.0.get(name) else {
            return Ok(None);
        };
        moment(text).map(Some).ok_or_else(|| {
            format!("{name} is `{text}`, which is no date and time such as 2015-01-27T20:09:32.720.")
        })
    }
}

/// A date and time as dumps write it: UTC, without saying so.
fn moment(text: &str) -> Option<Millis> {
    if !text.contains('T') {
        return None;
    }
    let civil: DateTime = text.parse().ok()?;
    TimeZone::UTC
        .to_timestamp(civil)
        .ok()
        .map(|moment| Millis::new(moment.as_millisecond()))
}

/// Tags as older dumps (`<one><two>`) and newer ones (`|one|two|`) write them.
fn tags(text: &str) -> Result<Vec<String>, String> {
    let inner = |open: char, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let tags: Vec<_> = match (inner('<', '>'), inner('|', '|')) {
        (Some(inner), _) => inner.split("><").map(str::to_owned).collect(),
        (_, Some(inner)) => inner.split('|').map(str::to_owned).collect(),
        _ if text.is_empty() => Vec::new(),
        _ => {
            return Err(format!(
                "Tags is `{text}`; expected tags such as <storage><whole-bean>."
            ));
        }
    };
    if tags.iter().any(String::is_empty) {
        Err(format!("Tags is `{text}`, with an empty tag."))
    } else {
        Ok(tags)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_without_zone_is_utc_to_the_millisecond() {
        assert_eq!(
            moment("2015-01-27T20:09:32.720"),
            Some(Millis::new(1_422_389_372_720))
        );
        assert_eq!(
            moment("2016-02-29T00:00:00"),
            Some(Millis::from_civil(2016, 2, 29, 0, 0, 0))
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2015-01-27",
            "2015-02-29T00:00:00",
            "2015-01-27T25:00:00",
            "2015-01-27T20:09:32Z",
            "yesterday",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn both_ways_of_writing_tags_read_alike() {
        let expected = Ok(vec!["storage".to_owned(), "whole-bean".to_owned()]);
        assert_eq!(tags("<storage><whole-bean>"), expected);
        assert_eq!(tags("|storage|whole-bean|"), expected);
        assert_eq!(tags(""), Ok(Vec::new()));
        assert!(tags("storage").is_err());
        assert!(tags("<storage><>").is_err());
    }
}
