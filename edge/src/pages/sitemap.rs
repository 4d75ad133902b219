//! The addresses of a community's answered questions and of its stories, for search engines.

use shared::api::page::{MAX_LIMIT, Page};
use shared::api::question::QuestionSummary;
use shared::api::route::PREFIX;
use shared::api::story::StoryView;
use shared::markdown::render::escape;
use shared::time::Millis;

use super::address;
use super::visit::{self, Visit, query_of};
use crate::api::isolate_cache::{self, Found};
use crate::community_client::Call;
use crate::failure::Failure;
use crate::json;
use crate::reply::{Outgoing, Reply};

/// The most pages of questions a sitemap names, the most recently active first: what an object answers in well
/// under a second. Older ones are found by the links of lists.
const MAX_PAGES: usize = 10;

/// The sitemap.
///
/// # Errors
/// When there is no such community.
pub async fn page(visit: &Visit<'_>) -> Result<Outgoing, Failure> {
    let base_url = visit.base_url();
    let path = format!("{PREFIX}{}/questions", visit.community);
    let limit = MAX_LIMIT.to_string();
    let query = query_of(&[("sort", "active"), ("limit", &limit)]);
    let call = Call::read(&path, &query, &visit.incoming.id);
    let make = async |body: Vec<u8>| {
        let mut page: Page<QuestionSummary> = json::read(body)?;
        let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">".to_owned();
        for _ in 1..MAX_PAGES {
            push(&mut xml, &base_url, visit.community, &page.data);
            let Some(cursor) = page.next_cursor.take() else {
                page.data.clear();
                break;
            };
            page = visit
                .read(
                    "questions",
                    &query_of(&[("sort", "active"), ("limit", &limit), ("cursor", &cursor)]),
                )
                .await?;
        }
        push(&mut xml, &base_url, visit.community, &page.data);
        stories(&mut xml, visit, &base_url, &limit).await?;
        xml.push_str("</urlset>");
        Ok(
            Reply::new(200, "application/xml; charset=utf-8", xml)
                .header("x-content-type-options", "nosniff"),
        )
    };
    let address = format!("{base_url} {}", visit.incoming.path);
    match isolate_cache::find(&address, &call, visit.community, visit.env, visit.now, make).await? {
        Found::Entry(entry) => Ok(entry.answer(visit.incoming)),
        Found::Refused(answer) => Err(visit::refusal(&answer)),
    }
}

fn push(xml: &mut String, base_url: &str, community: &str, questions: &[QuestionSummary]) {
    for question in questions.iter().filter(|question| question.answer_count > 0) {
        let path = address::question(community, question.id.as_str(), &question.slug);
        push_one(xml, base_url, &path, question.active_at);
    }
}

/// The stories, the newest first, as many pages of them as of questions.
async fn stories(xml: &mut String, visit: &Visit<'_>, base_url: &str, limit: &str) -> Result<(), Failure> {
    let mut cursor = String::new();
    for _ in 0..MAX_PAGES {
        let query = query_of(&[("limit", limit), ("cursor", &cursor)]);
        let page: Page<StoryView> = visit.read("stories", &query).await?;
        for story in &page.data {
            let path = address::story(visit.community, story.id.as_str(), &story.slug);
            push_one(xml, base_url, &path, story.edited_at.unwrap_or(story.created_at));
        }
        match page.next_cursor {
            Some(next) => cursor = next,
            None => break,
        }
    }
    Ok(())
}

fn push_one(xml: &mut String, base_url: &str, path: &str, at: Millis) {
    let location = escape(&format!("{base_url}{path}"));
    xml.push_str(&format!(
        "<url><loc>{location}</loc><lastmod>{}</lastmod></url>",
        at.iso()
    ));
}
