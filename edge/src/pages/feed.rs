//! What was asked, answered and shared last, for feed readers: an Atom feed ([RFC 4287](https://www.rfc-editor.org/rfc/rfc4287))
//! of a community and of each subject.
//!
//! Invariant: a feed is made of the public lists and nothing else, so it shows what a stranger reads there; all text
//! passes `text` on its way in.

use shared::api::page::Page as List;
use shared::api::person::PersonView;
use shared::api::question::{AnswerExcerpt, QuestionSummary};
use shared::api::route::PREFIX;
use shared::api::story::StoryView;
use shared::api::view::{QuestionsView, View};
use shared::language::Language;
use shared::markdown::plain;
use shared::markdown::render::escape;
use shared::sort;
use shared::time::Millis;
use widget::words::{Key, Words};

use super::address;
use super::route::Page;
use super::visit::{self, Visit, query_of};
use super::words::Word;
use crate::api::isolate_cache::{self, Found};
use crate::community_client::Call;
use crate::failure::Failure;
use crate::json;
use crate::reply::{Outgoing, Reply};

/// How much of a story's words a feed has, as of an answer's.
const SUMMARY: usize = 220;
/// The media type of a feed.
pub const CONTENT_TYPE: &str = "application/atom+xml";

/// The feed of a community, or of the subject that the path names.
///
/// # Errors
/// When there is no such community.
pub async fn page(visit: &Visit<'_>) -> Result<Outgoing, Failure> {
    let base_url = visit.base_url();
    let path = format!("{PREFIX}{}/view", visit.community);
    let subject = match visit.route.page {
        Page::SubjectFeed => visit.parameter,
        _ => "",
    };
    let query = query_of(&[("view", "questions"), ("subject", subject), ("sort", "active")]);
    let call = Call::read(&path, &query, &visit.incoming.id);
    let make = async |body: Vec<u8>| match json::read_view(&body)? {
        View::Questions(view) => {
            let query = query_of(&[("subject", subject)]);
            let stories: List<StoryView> = visit.read("stories", &query).await?;
            let xml = feed(&view, &stories.data, &base_url);
            Ok(Reply::new(200, "application/atom+xml; charset=utf-8", xml)
                .header("x-content-type-options", "nosniff"))
        }
        View::Question(_) => Err(Failure::not_found()),
    };
    let address = format!("{base_url} {}", visit.incoming.path);
    match isolate_cache::find(&address, &call, visit.community, visit.env, visit.now, make).await? {
        Found::Entry(entry) => Ok(entry.answer(visit.incoming)),
        Found::Refused(answer) => Err(visit::refusal(&answer)),
    }
}

/// The path of the feed of a list: of its subject, else of the community.
pub fn path(view: &QuestionsView) -> String {
    of(
        &view.community.slug,
        view.subject.as_ref().map(|subject| subject.key.as_str()),
    )
}

/// The path of the feed of a community, or of one of its subjects.
pub fn of(community: &str, subject: Option<&str>) -> String {
    match subject {
        Some(key) => address::of(community, &format!("subjects/{}/feed.xml", address::encode(key))),
        None => address::of(community, "feed.xml"),
    }
}

/// An entry, by when it happened.
struct Entry {
    at: Millis,
    xml: String,
}

fn feed(view: &QuestionsView, stories: &[StoryView], base_url: &str) -> String {
    let community = &view.community;
    let language = Language::first_of(&community.languages);
    let (title, page) = match &view.subject {
        Some(subject) => (
            format!("{} · {}", subject.name, community.name),
            address::of(
                &community.slug,
                &format!("subjects/{}", address::encode(&subject.key)),
            ),
        ),
        None => (community.name.clone(), address::of(&community.slug, "")),
    };
    let own = text(&format!("{base_url}{}", path(view)));
    let mut entries: Vec<Entry> = view
        .questions
        .data
        .iter()
        .flat_map(|question| entries(question, &community.slug, base_url, language))
        .chain(
            stories
                .iter()
                .map(|story| shared(story, &community.slug, base_url, language)),
        )
        .collect();
    sort::by_key(&mut entries, |entry| std::cmp::Reverse(entry.at));
    let updated = entries.first().map_or(Millis::new(0), |entry| entry.at);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\
         <title>{}</title><id>{own}</id><updated>{}</updated>\
         <link rel=\"self\" type=\"{CONTENT_TYPE}\" href=\"{own}\"/>\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>",
        language.tag(),
        text(&title),
        updated.iso(),
        text(&format!("{base_url}{page}")),
    );
    for entry in entries {
        xml.push_str(&entry.xml);
    }
    xml.push_str("</feed>");
    xml
}

/// A question, and the answer that stands first if there is one.
fn entries(question: &QuestionSummary, community: &str, base_url: &str, language: Language) -> Vec<Entry> {
    let link = format!(
        "{base_url}{}",
        address::question(community, question.id.as_str(), &question.slug)
    );
    let tags: String = question
        .tags
        .iter()
        .map(|tag| format!("<category term=\"{}\"/>", text(tag)))
        .collect();
    let asked = Entry {
        at: question.created_at,
        xml: entry(
            question.id.as_str(),
            &question.title,
            &link,
            &author(&question.author, language),
            question.created_at,
            &tags,
        ),
    };
    let answered = question.top_answer.as_ref().map(|answer: &AnswerExcerpt| Entry {
        at: answer.created_at,
        xml: entry(
            answer.id.as_str(),
            &Word::FeedAnswer.with(language, &question.title),
            &format!("{link}#{}", answer.id),
            &author(&answer.author, language),
            answer.created_at,
            &format!("<summary>{}</summary>", text(&answer.excerpt)),
        ),
    });
    [asked].into_iter().chain(answered).collect()
}

fn shared(story: &StoryView, community: &str, base_url: &str, language: Language) -> Entry {
    let path = address::story(community, story.id.as_str(), &story.slug);
    let summary = plain::excerpt(&story.body, SUMMARY);
    Entry {
        at: story.created_at,
        xml: entry(
            story.id.as_str(),
            &story.title,
            &format!("{base_url}{path}"),
            &author(&story.author, language),
            story.created_at,
            &format!("<summary>{}</summary>", text(&summary)),
        ),
    }
}

fn entry(id: &str, title: &str, link: &str, author: &str, at: Millis, more: &str) -> String {
    let at = at.iso();
    format!(
        "<entry><id>{}</id><title>{}</title><link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\
         <author><name>{}</name></author><published>{at}</published><updated>{at}</updated>{more}</entry>",
        urn(id),
        text(title),
        text(link),
        text(author),
    )
}

fn author(person: &PersonView, language: Language) -> String {
    if person.name.is_empty() {
        Words(language).text(Key::Guest).to_owned()
    } else {
        person.name.clone()
    }
}

/// The identifier of an entry, which stays when addresses change: our own is a UUID behind a prefix.
fn urn(id: &str) -> String {
    let digits: Vec<char> = id
        .chars()
        .skip_while(|character| *character != '_')
        .skip(1)
        .collect();
    let mut urn = "urn:uuid:".to_owned();
    for (index, digit) in digits.into_iter().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            urn.push('-');
        }
        urn.push(digit);
    }
    urn
}

/// Text that means itself in XML: characters that XML has no way to write are left out.
fn text(text: &str) -> String {
    let allowed = |character: &char| !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    escape(&text.chars().filter(allowed).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::sample;
    use shared::api::page::Page;
    use shared::api::question::Sort;
    use shared::api::view::SubjectHead;

    fn view() -> QuestionsView {
        QuestionsView {
            community: sample::community(),
            subject: None,
            sort: Sort::Active,
            tag: None,
            query: None,
            total: 1,
            unanswered: 0,
            questions: Page {
                data: vec![sample::question_page().question.summary],
                next_cursor: None,
            },
        }
    }

    #[test]
    fn an_entry_keeps_its_identifier_when_its_address_changes() {
        assert_eq!(
            urn("q_01a200ef3b3a7a0f94afe749f8ef431b"),
            "urn:uuid:01a200ef-3b3a-7a0f-94af-e749f8ef431b"
        );
        let (mut moved, here) = (view(), feed(&view(), &[], "https://talk.example"));
        moved.questions.data[0].slug = "other-words".to_owned();
        let id = |xml: &str| xml.split("<entry><id>").nth(1).unwrap()[..45].to_owned();
        assert_eq!(id(&feed(&moved, &[], "https://elsewhere.example")), id(&here));
    }

    #[test]
    fn no_text_leaves_its_element() {
        let mut hostile = view();
        let question = &mut hostile.questions.data[0];
        question.title = "</title><script>alert(1)</script>]]>\u{7}&".to_owned();
        question.author.name = "\"><x:html onload='x'>".to_owned();
        question.tags = vec!["\"/><evil/>".to_owned()];
        let mut story = sample::story();
        story.title = "</title><script>alert(2)</script>".to_owned();
        let xml = feed(&hostile, &[story], "https://talk.example");
        for word in ["<script", "<x:html", "<evil", "\u{7}", "]]>"] {
            assert!(!xml.contains(word), "{word}: {xml}");
        }
        assert!(xml.contains("&lt;/title&gt;&lt;script&gt;alert(1)"));
    }

    #[test]
    fn a_subject_has_a_feed_of_its_own() {
        let mut of_subject = view();
        of_subject.subject = Some(SubjectHead {
            key: "https://shop.example/a".to_owned(),
            name: "Kettle".to_owned(),
            subject: None,
        });
        assert_eq!(path(&view()), "/acme/feed.xml");
        assert_eq!(
            path(&of_subject),
            "/acme/subjects/https%3A%2F%2Fshop.example%2Fa/feed.xml"
        );
        assert!(feed(&of_subject, &[], "").contains("<title>Kettle · Acme</title>"));
    }
}
