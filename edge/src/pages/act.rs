//! One act on one thing without scripts: a page that quotes the thing, and a form.

use shared::api::community::CommunityView;
use shared::api::problem::Problem;
use shared::markdown::plain::shorten;
use yew::{Html, html};

use super::address;
use super::controls::{hidden, trouble};
use super::form::{KEY, TOKEN};
use super::frame::{Frame, plain};
use super::visit::{Visit, new_key};
use super::words::Word;
use crate::failure::Failure;
use crate::reply::Reply;

/// How much of a text is quoted: enough to know it again.
const QUOTED: usize = 400;

/// The page of an act.
pub struct ActPage<'a> {
    /// Whose.
    pub community: &'a CommunityView,
    /// The path in the table of pages; what its form checks, too.
    pub pattern: &'static str,
    /// What is done.
    pub title: &'static str,
    /// What it means, in a sentence; may be empty.
    pub more: &'a str,
    /// What it is done to.
    pub quote: &'a str,
    /// The fields and buttons.
    pub controls: Html,
    /// Where one goes back to.
    pub back: String,
    /// What went wrong before.
    pub problem: Option<&'a Problem>,
}

impl ActPage<'_> {
    /// The page as an answer.
    ///
    /// # Errors
    /// When the runtime has no randomness.
    pub async fn reply(self, visit: &Visit<'_>) -> Result<Reply, Failure> {
        let form = self.form(visit)?;
        Ok(self.with_forms(visit, form).await)
    }

    /// The same with a script.
    ///
    /// # Errors
    /// As [`Self::reply`].
    pub async fn scripted(self, visit: &Visit<'_>, script: &'static str) -> Result<Reply, Failure> {
        let content = self.content(visit, self.form(visit)?);
        let frame = Frame::personal(visit, self.community, &visit.incoming.path);
        let reply = frame.scripted_reply(visit, self.title, self.problem, content, Some(script));
        Ok(reply.await)
    }

    /// The page with forms of its own in the place of the one around its controls.
    pub async fn with_forms(self, visit: &Visit<'_>, forms: Html) -> Reply {
        let content = self.content(visit, forms);
        let frame = Frame::personal(visit, self.community, &visit.incoming.path);
        frame
            .personal_reply(visit, self.title, self.problem, content)
            .await
    }

    fn form(&self, visit: &Visit<'_>) -> Result<Html, Failure> {
        let key = visit
            .form
            .typed(KEY)
            .map_or_else(new_key, |key| Ok(key.to_owned()))?;
        Ok(html! {
            <form class="held" method="post" action={visit.in_same_language(&visit.incoming.path)}>
                { hidden(TOKEN, &visit.form_token(self.pattern)) }
                { hidden(KEY, &key) }
                { self.controls.clone() }
            </form>
        })
    }

    fn content(&self, visit: &Visit<'_>, forms: Html) -> Html {
        let language = visit.language(&self.community.languages);
        plain(html! {
            <>
                <h1 class="heading">{ self.title }</h1>
                if !self.quote.is_empty() {
                    <blockquote dir="auto">{ shorten(self.quote, QUOTED) }</blockquote>
                }
                if !self.more.is_empty() {
                    <p>{ self.more.to_owned() }</p>
                }
                { trouble(self.problem) }
                { forms }
                <p><a href={visit.in_same_language(&self.back)}>{ Word::Back.in_language(language) }</a></p>
            </>
        })
    }
}

/// The path of a question's page as this person sees it, also what others do not see yet; `part` is the id of
/// something on it.
pub fn mine(community: &str, id: &str, slug: &str, part: &str) -> String {
    let fragment = if part.is_empty() {
        String::new()
    } else {
        format!("#{part}")
    };
    format!("{}?mine=1{fragment}", address::question(community, id, slug))
}
