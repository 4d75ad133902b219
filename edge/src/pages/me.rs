//! What is mine: my name, and what I wrote that others do not see yet, with by when it is read, or why it was refused.

use shared::api::feature::FeatureView;
use shared::api::notice::NoticeView;
use shared::api::overlay::{Overlay, PendingEdit};
use shared::api::page::Page;
use shared::api::person::{EditMe, Me};
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::story::StoryOverlay;
use shared::ids::Target;
use shared::markdown::plain;
use shared::person::Tier;
use shared::state::State;
use shared::time::Millis;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::act::mine;
use super::controls::{Field, button, hidden, trouble};
use super::form::{KEY, TOKEN};
use super::frame::Frame;
use super::visit::{Visit, new_key};
use super::words::Word;
use super::{address, dates, feature, notice, owner, people};
use crate::failure::Failure;
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/me";
/// How much of something without a title is shown.
const EXCERPT: usize = 120;

/// The page. A visitor is told where one signs in; no session is made here.
///
/// # Errors
/// When there is no such community.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let request = EditMe {
        name: visit.form.get("name").to_owned(),
    };
    let edited: Result<Me, Failure> = visit
        .write(Method::Patch, "me", visit.form.get(KEY), &request)
        .await;
    let sent = edited.map(|_| address::of(visit.community, "me?done=1"));
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let view = visit.questions("", "").await?;
    visit.recognize().await?;
    let language = visit.language(&view.community.languages);
    let words = Words(language);
    let saved = problem.is_none() && visit.incoming.query.get("done").is_some();
    let path = address::of(visit.community, "me");
    let frame = Frame::personal(visit, &view.community, &path);
    let overlay: Option<Overlay> = match &visit.me {
        Some(_) => Some(visit.read("overlay", "").await?),
        None => None,
    };
    let stories: Option<StoryOverlay> = match &visit.me {
        Some(_) => Some(visit.read("overlay/stories", "").await?),
        None => None,
    };
    let asked = match &visit.me {
        Some(_) => feature::all(visit).await?,
        None => Vec::new(),
    };
    let helped = overlay.as_ref().and_then(|overlay| overlay.helped_lately);
    let letters: Page<NoticeView> = match &visit.me {
        Some(me) if me.email.is_some() => visit.read("notices", "").await?,
        _ => Page {
            data: Vec::new(),
            next_cursor: None,
        },
    };
    let sign_in = html! { <p><a href={frame.link("sign-in")}>{ words.text(Key::SignIn) }</a></p> };
    let content = match &visit.me {
        None => sign_in,
        Some(me) => {
            let field = Field {
                name: "name",
                label: words.text(Key::NameLabel),
                hint: words.text(Key::NameHint),
                value: visit.form.typed("name").unwrap_or(&me.name),
                problem,
                ..Field::default()
            };
            html! {
                <>
                    if me.tier == Tier::Guest {
                        <p>{ Word::Guest.in_language(language) }</p>
                        { sign_in }
                    } else if let Some(email) = &me.email {
                        <p><bdi>{ email.clone() }</bdi></p>
                    }
                    if saved {
                        <p role="status">{ words.text(Key::EditDone) }</p>
                    }
                    <form class="held" method="post" action={visit.in_same_language(&path)}>
                        { hidden(TOKEN, &visit.form_token(PAGE)) }
                        { hidden(KEY, &new_key()?) }
                        { field.line("text", "nickname") }
                        { button(words.text(Key::Save)) }
                    </form>
                    if let Some(helped) = helped {
                        <p class="good">{ words.count(Key::HelpedLately, helped.into(), &[]) }</p>
                    }
                    <p><a href={frame.link("statement")}>{ people::words::Word::Statement.in_language(language) }</a></p>
                    <p><a href={frame.link("own")}>{ owner::words::Word::Own.in_language(language) }</a></p>
                    if me.role.is_staff() {
                        <p><a href={frame.link("week")}>{ people::words::Word::WeekHere.in_language(language) }</a></p>
                    }
                    if me.role.moderates() {
                        <p><a href={frame.link("moderation")}>{ words.text(Key::QueueHeading) }</a></p>
                    }
                    { notice::list(visit, &letters.data, frame.language) }
                    { consents(visit, &frame, me, &asked) }
                    <h2>{ Word::Mine.in_language(language) }</h2>
                    <ul>
                        { for overlay.iter().flat_map(|overlay| unseen(overlay, visit, &frame)) }
                        { for stories.iter().flat_map(|overlay| unseen_stories(overlay, visit, &frame)) }
                    </ul>
                    <p><a href={frame.link("sign-out")}>{ words.text(Key::SignOut) }</a></p>
                </>
            }
        }
    };
    let title = words.text(Key::MyThings);
    let content =
        super::frame::plain(html! { <><h1 class="heading">{ title }</h1>{ trouble(problem) }{ content }</> });
    Ok(frame.personal_reply(visit, title, problem, content).await)
}

/// What I was asked to have shown elsewhere, and how that stands; for staff the way to all that was asked.
fn consents(visit: &Visit<'_>, frame: &Frame<'_>, me: &Me, asked: &[FeatureView]) -> Html {
    let mut own = asked
        .iter()
        .filter(|feature| feature.author.id.as_ref() == Some(&me.id))
        .peekable();
    let staff = me.role.is_staff();
    if own.peek().is_none() && !staff {
        return Html::default();
    }
    let title = feature::words::Word::Features.in_language(frame.language);
    html! {
        <>
            <h2>
                if staff {
                    <a href={frame.link("features")}>{ title }</a>
                } else {
                    { title }
                }
            </h2>
            { for own.map(|feature| feature::consent(visit, frame, &me.id, feature)) }
        </>
    }
}

/// What I wrote that others do not see, and my changes that wait or were refused.
fn unseen<'a>(
    overlay: &'a Overlay,
    visit: &'a Visit<'_>,
    frame: &'a Frame<'_>,
) -> impl Iterator<Item = Html> + 'a {
    let is_mine = |id: &str| overlay.mine.iter().any(|target| target.as_str() == id);
    let questions = overlay
        .questions
        .iter()
        .filter(move |question| is_mine(question.summary.id.as_str()))
        .map(|question| {
            let summary = &question.summary;
            Item {
                href: Some(mine(visit.community, summary.id.as_str(), &summary.slug, "")),
                text: summary.title.clone(),
                key: key(summary.state),
                since: question.edited_at.unwrap_or(summary.created_at),
                reason: question.reason.as_deref(),
            }
        });
    let answers = overlay
        .answers
        .iter()
        .filter(move |answer| is_mine(answer.id.as_str()))
        .map(|answer| {
            let (question, part) = (answer.question_id.as_str(), answer.id.as_str());
            Item {
                href: Some(mine(visit.community, question, "question", part)),
                text: plain::excerpt(&answer.body, EXCERPT),
                key: key(answer.state),
                since: answer.edited_at.unwrap_or(answer.created_at),
                reason: answer.reason.as_deref(),
            }
        });
    let comments = overlay
        .comments
        .iter()
        .filter(move |comment| is_mine(comment.id.as_str()))
        .map(|comment| Item {
            href: None,
            text: plain::shorten(&comment.text, EXCERPT),
            key: key(comment.state),
            since: comment.created_at,
            reason: comment.reason.as_deref(),
        });
    let items = questions.chain(answers).chain(comments);
    items
        .chain(edits(&overlay.edits, &overlay.mine))
        .map(|item| item.shown(frame))
}

/// What I shared that others do not see, and my changes to it that wait or were refused.
fn unseen_stories<'a>(
    overlay: &'a StoryOverlay,
    visit: &'a Visit<'_>,
    frame: &'a Frame<'_>,
) -> impl Iterator<Item = Html> + 'a {
    let mine = overlay
        .stories
        .iter()
        .filter(|story| overlay.mine.contains(&story.id));
    let stories = mine.map(|story| Item {
        href: Some(address::story(visit.community, story.id.as_str(), &story.slug)),
        text: story.title.clone(),
        key: key(story.state),
        since: story.edited_at.unwrap_or(story.created_at),
        reason: story.reason.as_deref(),
    });
    let is_mine = |edit: &&PendingEdit| overlay.mine.iter().any(|id| id.as_str() == edit.target.as_str());
    let edits = overlay.edits.iter().filter(is_mine).map(edit);
    stories.chain(edits).map(|item| item.shown(frame))
}

fn edits<'a>(edits: &'a [PendingEdit], mine: &'a [Target]) -> impl Iterator<Item = Item<'a>> {
    let mine = edits.iter().filter(|edit| mine.contains(&edit.target));
    mine.map(edit)
}

fn edit(edit: &PendingEdit) -> Item<'_> {
    Item {
        href: None,
        text: plain::shorten(&edit.markdown, EXCERPT),
        key: match edit.reason {
            Some(_) => Key::RejectedMine,
            None => Key::EditWaits,
        },
        since: edit.at,
        reason: edit.reason.as_deref(),
    }
}

fn key(state: State) -> Key {
    match state {
        State::Waiting => Key::WaitingMine,
        State::Rejected => Key::RejectedMine,
        _ => Key::HiddenMine,
    }
}

/// Something of mine that others do not see.
struct Item<'a> {
    href: Option<String>,
    text: String,
    key: Key,
    /// When its words began to stand as they do.
    since: Millis,
    reason: Option<&'a str>,
}

impl Item<'_> {
    fn shown(self, frame: &Frame<'_>) -> Html {
        let (words, community) = (Words(frame.language), frame.community);
        let waits = matches!(self.key, Key::WaitingMine | Key::EditWaits);
        let due = community.promised(self.since).filter(|_| waits).map(|due| {
            let time = dates::dates(frame.language, &community.time_zone)
                .0
                .time(due, None);
            words.fill(Key::WaitingUntil, &[("time", &time)])
        });
        html! {
            <li>
                if let Some(href) = &self.href {
                    <a href={frame.in_language(href)} dir="auto">{ self.text }</a>
                } else {
                    <span dir="auto">{ self.text }</span>
                }
                <p class="quiet">{ words.fill(self.key, &[("brand", &community.name)]) }{ " " }{ due }</p>
                if let Some(reason) = self.reason {
                    <p dir="auto">{ reason.to_owned() }</p>
                }
            </li>
        }
    }
}
