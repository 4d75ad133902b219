//! Posts become what the server takes over, and what it does not, with the reason.
//!
//! Invariant: every post of the file is either an item or skipped; items stand in threads, each question
//! before its answers, in the order of their numbers there.

use std::collections::{BTreeMap, HashMap};

use shared::api::import::{ImportAuthor, ImportItem};
use shared::api::question::Source;
use shared::text::{AnswerBody, Body, Tag, Title};

use super::markdown::Converter;
use super::post::{Kind, Post};

/// The licence of dumps that do not name it: all of those before 2018.
const LICENSE: &str = "CC BY-SA 3.0";

/// What is not taken over, by reason.
pub(super) type Skipped = BTreeMap<&'static str, Vec<u64>>;

/// What to send.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// Each a question and its answers.
    pub(super) threads: Vec<Vec<ImportItem>>,
    /// What is left out.
    pub(super) skipped: Skipped,
}

/// Sorts the posts of `site` into threads.
pub(super) fn sort(site: &str, posts: &[Post]) -> Items {
    let maker = Maker {
        site,
        converter: Converter::new(site),
        posts: posts.iter().map(|post| (post.id, post)).collect(),
    };
    let mut threads: BTreeMap<u64, Vec<ImportItem>> = BTreeMap::new();
    let mut skipped = Skipped::new();
    let mut ordered: Vec<_> = posts.iter().collect();
    ordered.sort_by_key(|post| (post.kind, post.id));
    for post in ordered {
        let made = match post.kind {
            Kind::Question => maker.question(post).map(|item| (post.id, item)),
            Kind::Answer => maker.answer(post).and_then(|(question, item)| {
                if threads.contains_key(&question) {
                    Ok((question, item))
                } else {
                    Err("Their question is not taken over.")
                }
            }),
            Kind::TagExcerpt => {
                Err("Tag excerpts describe tags and are no questions; communities have plain tags.")
            }
            Kind::TagWiki => {
                Err("Tag wikis describe tags and are no questions; communities have plain tags.")
            }
            Kind::Other(_) => Err("Posts of this type are neither questions nor answers."),
        };
        match made {
            Ok((thread, item)) => threads.entry(thread).or_default().push(item),
            Err(reason) => skipped.entry(reason).or_default().push(post.id),
        }
    }
    Items {
        threads: threads.into_values().collect(),
        skipped,
    }
}

struct Maker<'a> {
    site: &'a str,
    converter: Converter,
    posts: HashMap<u64, &'a Post>,
}

impl Maker<'_> {
    fn question(&self, post: &Post) -> Result<ImportItem, &'static str> {
        let markdown = self.converter.convert(&post.html);
        Title::parse(&post.title).map_err(|_| "The title is shorter or longer than a question's here.")?;
        Body::parse(&markdown).map_err(|_| "The text is longer than a question's here.")?;
        Tag::parse_all(&post.tags).map_err(|_| "The tags are more or longer than a question's here.")?;
        Ok(ImportItem::Question {
            source_id: post.id.to_string(),
            title: post.title.clone(),
            markdown,
            tags: post.tags.clone(),
            author: author(post.owner),
            score: post.score,
            created_at: post.created_at,
            active_at: post.active_at,
            edited_at: post.edited_at,
            closed: post.closed,
            origin: self.source("q", post),
        })
    }

    fn answer(&self, post: &Post) -> Result<(u64, ImportItem), &'static str> {
        let parent = post
            .parent
            .and_then(|id| self.posts.get(&id))
            .ok_or("Their question is not in the file.")?;
        let markdown = self.converter.convert(&post.html);
        AnswerBody::parse(&markdown).map_err(|_| "The text is shorter or longer than an answer's here.")?;
        let item = ImportItem::Answer {
            source_id: post.id.to_string(),
            question: parent.id.to_string(),
            markdown,
            author: author(post.owner),
            score: post.score,
            accepted: parent.accepted_answer == Some(post.id),
            created_at: post.created_at,
            edited_at: post.edited_at,
            origin: self.source("a", post),
        };
        Ok((parent.id, item))
    }

    fn source(&self, kind: &str, post: &Post) -> Source {
        let license = post
            .license
            .as_deref()
            .filter(|license| license.starts_with("CC BY-SA "))
            .unwrap_or(LICENSE);
        Source {
            url: format!("https://{}/{kind}/{}", self.site, post.id),
            license: license.to_owned(),
        }
    }
}

/// Dumps have numbers in place of names; whoever closed their account has not even that.
fn author(owner: Option<u64>) -> ImportAuthor {
    match owner {
        Some(id) => ImportAuthor {
            source_id: id.to_string(),
            name: format!("Contributor {id}"),
        },
        None => ImportAuthor {
            source_id: "unknown".to_owned(),
            name: "Contributor".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::Millis;

    fn post(id: u64, kind: Kind, parent: Option<u64>) -> Post {
        Post {
            line: 1,
            id,
            kind,
            parent,
            accepted_answer: None,
            created_at: Millis::new(1),
            edited_at: None,
            active_at: Millis::new(2),
            closed: false,
            score: 3,
            html: "<p>Some words</p>".to_owned(),
            title: "How is it stored?".to_owned(),
            tags: vec!["storage".to_owned()],
            owner: Some(8),
            license: None,
        }
    }

    #[test]
    fn a_question_stands_before_its_answers_wherever_they_stood_in_the_file() {
        let posts = [
            post(3, Kind::Answer, Some(9)),
            post(9, Kind::Question, None),
            post(2, Kind::Question, None),
        ];
        let items = sort("a.example", &posts);
        let ids: Vec<Vec<_>> = items
            .threads
            .iter()
            .map(|thread| thread.iter().map(id).collect())
            .collect();
        assert_eq!(ids, [vec!["2"], vec!["9", "3"]]);
    }

    #[test]
    fn an_item_carries_its_source_its_author_by_number_and_what_solved_it() {
        let question = Post {
            accepted_answer: Some(2),
            closed: true,
            ..post(1, Kind::Question, None)
        };
        let items = sort(
            "a.example",
            &[
                question,
                Post {
                    owner: None,
                    ..post(2, Kind::Answer, Some(1))
                },
            ],
        );
        let [thread] = items.threads.as_slice() else {
            panic!("one thread was expected")
        };
        let [
            ImportItem::Question {
                author,
                closed,
                origin,
                ..
            },
            ImportItem::Answer {
                accepted,
                author: unknown,
                origin: answer,
                ..
            },
        ] = thread.as_slice()
        else {
            panic!("a question and an answer were expected")
        };
        assert_eq!(
            (
                author.name.as_str(),
                author.source_id.as_str(),
                unknown.name.as_str()
            ),
            ("Contributor 8", "8", "Contributor")
        );
        assert!(*closed && *accepted);
        assert_eq!(
            (origin.url.as_str(), origin.license.as_str()),
            ("https://a.example/q/1", "CC BY-SA 3.0")
        );
        assert_eq!(answer.url, "https://a.example/a/2");
    }

    #[test]
    fn what_can_not_be_taken_is_skipped_with_a_reason() {
        let long = Post {
            html: format!("<p>{}</p>", "word ".repeat(3_000)),
            ..post(4, Kind::Question, None)
        };
        let posts = [
            post(1, Kind::TagWiki, None),
            post(2, Kind::TagExcerpt, None),
            post(3, Kind::Answer, Some(99)),
            long,
            post(5, Kind::Answer, Some(4)),
        ];
        let items = sort("a.example", &posts);
        assert!(items.threads.is_empty());
        assert_eq!(items.skipped.values().flatten().count(), 5);
        assert_eq!(
            items.skipped.get("Their question is not in the file."),
            Some(&vec![3])
        );
        assert_eq!(
            items.skipped.get("Their question is not taken over."),
            Some(&vec![5])
        );
    }

    fn id(item: &ImportItem) -> &str {
        match item {
            ImportItem::Question { source_id, .. } | ImportItem::Answer { source_id, .. } => source_id,
        }
    }
}
