//! Reporting an entry, without scripts.

use shared::api::contest::ReportEntry;
use shared::api::problem::Problem;
use shared::api::report::ReportView;
use shared::api::route::Method;
use widget::words::{Key, Words};

use super::entry;
use super::scene::Scene;
use crate::failure::Failure;
use crate::pages::act::ActPage;
use crate::pages::form::KEY;
use crate::pages::visit::Visit;
use crate::pages::words::Word;
use crate::pages::{address, enter, report};
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/contests/{contest}/entries/{entry}/report";

/// The page.
///
/// # Errors
/// When there is no such entry.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let (reason, note) = report::answers(visit);
    let (contest, entry) = (address::encode(visit.parameter), address::encode(visit.rest));
    let path = format!("contests/{contest}/entries/{entry}/reports");
    let request = ReportEntry { reason, note };
    let sent: Result<ReportView, Failure> = visit
        .write(Method::Post, &path, visit.form.get(KEY), &request)
        .await;
    match visit.done(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    let entry = entry::read(visit, &scene).await?;
    if let Some(elsewhere) = enter::first(visit, &scene.community).await? {
        return Ok(elsewhere);
    }
    let words = Words(scene.language);
    let done = words.fill(Key::ReportDone, &[("brand", &scene.community.name)]);
    let page = ActPage {
        community: &scene.community,
        pattern: PAGE,
        title: words.text(Key::Report),
        more: if report::is_told(visit, problem) {
            &done
        } else {
            Word::ReportMore.in_language(scene.language)
        },
        quote: &entry.title,
        controls: report::controls(visit, words, problem),
        back: scene.path(&format!("/entries/{}", entry.id)),
        problem,
    };
    page.reply(visit).await
}
