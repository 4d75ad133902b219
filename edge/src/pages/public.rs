//! The pages that are the same for everybody: lists of questions, and a question with its answers.
//!
//! Invariant: what is kept under an address depends on the address alone. What one person sees of a question
//! beyond that is a page of its own, never kept.

use shared::api::overlay::Overlay;
use shared::api::problem::Code;
use shared::api::question::QuestionSummary;
use shared::api::route::PREFIX;
use shared::api::view::{QuestionPage, QuestionsView, View};
use shared::markdown::plain;
use yew::Html;

use super::document::Document;
use super::frame::Frame;
use super::route::Page;
use super::story::scene::Scene;
use super::visit::{self, Visit, query_of};
use super::words::Word;
use super::{address, feed, json_ld, owner, promise, surface};
use crate::api::isolate_cache::{self, Found};
use crate::community_client::Call;
use crate::failure::Failure;
use crate::json;
use crate::reply::{Outgoing, Reply};

/// How much a description says: what search engines show.
const DESCRIPTION: usize = 160;

/// A page that is the same for everybody.
///
/// # Errors
/// When there is nothing at this address for everybody.
pub async fn page(visit: &Visit<'_>) -> Result<Outgoing, Failure> {
    let parameter = |name| visit.incoming.query.get(name).unwrap_or_default();
    let [sort, search, cursor, lang] = ["sort", "q", "cursor", "lang"].map(parameter);
    let about = match visit.route.page {
        Page::Question | Page::QuestionWithSlug => vec![
            ("view", "question"),
            ("question", visit.parameter),
            ("cursor", cursor),
        ],
        Page::Tag => vec![
            ("view", "questions"),
            ("tag", visit.parameter),
            ("sort", sort),
            ("cursor", cursor),
        ],
        Page::Subject => {
            vec![
                ("view", "questions"),
                ("subject", visit.parameter),
                ("sort", sort),
                ("q", search),
                ("cursor", cursor),
            ]
        }
        _ => vec![
            ("view", "questions"),
            ("sort", sort),
            ("q", search),
            ("cursor", cursor),
        ],
    };
    let base_url = visit.base_url();
    let kept = query_of(&[("sort", sort), ("q", search), ("cursor", cursor), ("lang", lang)]);
    let address = format!("{base_url} {}?{kept}", visit.incoming.path);
    let path = format!("{PREFIX}{}/view", visit.community);
    let query = query_of(&about);
    let call = Call::read(&path, &query, &visit.incoming.id);
    let narrowed = !(sort.is_empty() && search.is_empty() && cursor.is_empty());
    let make = async |body: Vec<u8>| match json::read_view(&body)? {
        View::Questions(view) => Ok(list(visit, view, narrowed, Html::default()).await),
        View::Question(page) => Ok(question(visit, *page, None).await),
    };
    match isolate_cache::find(&address, &call, visit.community, visit.env, visit.now, make).await? {
        Found::Entry(entry) => Ok(entry.answer(visit.incoming)),
        Found::Refused(answer) => Err(visit::refusal(&answer)),
    }
}

/// A question as this person sees it: with what others do not see yet.
///
/// # Errors
/// When this person sees nothing there either.
pub async fn mine(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let query = query_of(&[("question", visit.parameter)]);
    let overlay: Overlay = visit.read("overlay", &query).await?;
    let page = match visit.question(visit.parameter).await {
        Err(Failure::Refused {
            code: Code::NotFound, ..
        }) => {
            let community = visit.questions("", "").await?.community;
            surface::unseen(&community, &overlay, visit.parameter).ok_or_else(Failure::not_found)?
        }
        page => page?,
    };
    Ok(visit.reply(question(visit, page, Some(overlay)).await))
}

/// The page of a subject for who just redeemed a code out of its box.
///
/// # Errors
/// When there is no such subject.
pub async fn owned(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let view = visit.questions(visit.parameter, "").await?;
    visit.recognize().await?;
    let above = match &visit.me {
        Some(_) => owner::above(visit, visit.language(&view.community.languages)).await?,
        None => Html::default(),
    };
    Ok(visit.reply(list(visit, view, true, above).await))
}

async fn list(visit: &Visit<'_>, view: QuestionsView, narrowed: bool, above: Html) -> Reply {
    let language = visit.language(&view.community.languages);
    let name = view.community.name.clone();
    let about = match (&view.query, &view.tag, &view.subject) {
        (Some(query), ..) => query.clone(),
        (None, Some(tag), _) => format!("#{tag}"),
        (None, None, Some(subject)) => subject.name.clone(),
        (None, None, None) => Word::Home.in_language(language).to_owned(),
    };
    let titles = view
        .questions
        .data
        .iter()
        .map(|question| question.title.as_str())
        .collect::<Vec<_>>();
    let next = view.questions.next_cursor.as_ref().map(|cursor| {
        let sort = visit.incoming.query.get("sort").unwrap_or_default();
        let search = visit.incoming.query.get("q").unwrap_or_default();
        format!(
            "{}?{}",
            visit.incoming.path,
            query_of(&[("sort", sort), ("q", search), ("cursor", cursor)])
        )
    });
    let document = Document {
        title: format!("{about} · {name}"),
        description: plain::shorten(&titles.join(" "), DESCRIPTION),
        base_url: visit.base_url(),
        canonical: visit.incoming.path.clone(),
        feed: feed::path(&view),
        next,
        hidden_from_search: narrowed || view.questions.data.is_empty(),
        application: true,
        ..Document::default()
    };
    let (community, search) = (view.community.clone(), view.query.clone().unwrap_or_default());
    let path = visit.path_without_language();
    let subject = view
        .subject
        .as_ref()
        .map_or_else(String::new, |subject| subject.key.clone());
    let surface = surface::on_page(View::Questions(view), None, language);
    let frame = Frame {
        above,
        subject: &subject,
        ..Frame::public(&community, &path, &search, surface.clone())
    };
    frame.reply(200, document, surface::nodes(surface)).await
}

/// A question's page, or the way to it.
async fn question(visit: &Visit<'_>, page: QuestionPage, overlay: Option<Overlay>) -> Reply {
    let summary = &page.question.summary;
    let canonical = address::question(visit.community, summary.id.as_str(), &summary.slug);
    if overlay.is_none()
        && let Some(elsewhere) = elsewhere(visit.community, visit.rest, &page)
    {
        return Reply::redirect(301, visit.in_same_language(&elsewhere));
    }
    let language = visit.language(&page.community.languages);
    let url = format!("{}{canonical}", visit.base_url());
    let answered = page
        .answers
        .data
        .first()
        .map(|answer| plain::excerpt(&answer.body, DESCRIPTION));
    let document = Document {
        title: title(summary, &page.community.name, language),
        description: answered
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| plain::excerpt(&page.question.body, DESCRIPTION)),
        base_url: visit.base_url(),
        hidden_from_search: summary.answer_count == 0 || summary.title.is_empty(),
        data: json_ld::question(&page, &url).filter(|_| overlay.is_none()),
        // What only one person sees is no view of the API: that page works by links and forms alone.
        application: overlay.is_none(),
        canonical: if overlay.is_none() {
            canonical
        } else {
            String::new()
        },
        ..Document::default()
    };
    let community = page.community.clone();
    let subject = page.question.summary.subject.key.clone();
    let path = visit.path_without_language();
    let me = overlay.as_ref().and_then(|overlay| overlay.me.clone());
    let promises = promise::of_question(visit, &page).await;
    let scene = Scene::of(visit, &page.community, None);
    let (above, below) = promise::around(&scene, &page.question.summary, promises.as_deref());
    let surface = surface::on_page(View::Question(Box::new(page)), overlay, language);
    let frame = Frame {
        above,
        below,
        session: me.is_some(),
        me,
        subject: &subject,
        ..Frame::public(&community, &path, "", surface.clone())
    };
    frame.reply(200, document, surface::nodes(surface)).await
}

/// Where this question is to be read, if not at this address: a duplicate at the question that stands for it,
/// any other under its own words.
fn elsewhere(community: &str, slug: &str, page: &QuestionPage) -> Option<String> {
    if let Some(other) = &page.question.duplicate_of {
        return Some(address::question(community, other.id.as_str(), &other.slug));
    }
    let summary = &page.question.summary;
    (slug != summary.slug).then(|| address::question(community, summary.id.as_str(), &summary.slug))
}

fn title(summary: &QuestionSummary, brand: &str, language: shared::language::Language) -> String {
    let title = if summary.title.is_empty() {
        Word::NotHere.in_language(language)
    } else {
        &summary.title
    };
    format!("{title} · {brand}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::sample;
    use shared::api::question::QuestionLink;
    use shared::ids::QuestionId;
    use shared::time::Millis;

    #[test]
    fn a_question_has_one_address() {
        let page = sample::question_page();
        let id = &page.question.summary.id;
        assert_eq!(elsewhere("acme", "why-does-it-pour-slowly", &page), None);
        let right = Some(format!("/acme/questions/{id}/why-does-it-pour-slowly"));
        assert_eq!(elsewhere("acme", "", &page), right);
        assert_eq!(elsewhere("acme", "old-words", &page), right);
    }

    #[test]
    fn a_duplicate_leads_to_the_question_that_stands_for_it() {
        let mut page = sample::question_page();
        let id = QuestionId::new(Millis::new(5), [8; 10]);
        page.question.duplicate_of = Some(QuestionLink {
            id: id.clone(),
            title: "Slow?".to_owned(),
            slug: "slow".to_owned(),
        });
        assert_eq!(
            elsewhere("acme", "why-does-it-pour-slowly", &page),
            Some(format!("/acme/questions/{id}/slow"))
        );
    }
}
