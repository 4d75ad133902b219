//! Featuring without scripts: the brand asks, the author answers, and both see how it stands.

pub mod ask;
pub mod gallery;
pub mod words;

use shared::api::feature::{AnswerFeature, FeatureView};
use shared::api::page::Page as List;
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::feature::{Consent, ConsentAct, Featured};
use shared::ids::{ContestId, PersonId, Target};
use widget::components::Stage;
use widget::components::author::plain_name;
use yew::{Html, html};

use self::words::Word;
use super::controls::{Field, button, hidden, trouble};
use super::form::TOKEN;
use super::frame::{Frame, plain};
use super::visit::{Visit, query_of};
use super::{address, enter, surface};
use crate::failure::Failure;
use crate::reply::Reply;

/// The path of an answer; what its form checks, too.
const ANSWER: &str = "/{community}/features/{feature}";
/// The path of the page.
const PAGE: &str = "features";
/// A consent says what stands afterwards, so answering twice the same is refused and not done twice.
const NO_KEY: &str = "";

/// What was asked: of me, or for people of the brand all of it.
///
/// # Errors
/// When there is no such community.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    if let Some(path) = named(visit.incoming.query.get("address").unwrap_or_default()) {
        let path = address::of(visit.community, &path);
        return Ok(visit.see(visit.in_same_language(&path)));
    }
    list(visit, None).await
}

/// What the forms of a consent do.
///
/// # Errors
/// When the page can't be shown again.
pub async fn answer(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let act = match visit.form.get("act") {
        "agree" => ConsentAct::Agree,
        "refuse" => ConsentAct::Refuse,
        "revoke" => ConsentAct::Revoke,
        "withdraw" => ConsentAct::Withdraw,
        _ => return Err(Failure::field("/act", "Choose what is to be done.")),
    };
    let path = format!("features/{}", address::encode(visit.parameter));
    let answered: Result<FeatureView, Failure> = visit
        .write(Method::Put, &path, NO_KEY, &AnswerFeature { act })
        .await;
    let sent = answered.map(|_| {
        address::returning(visit.community, visit.form.get("return_to"))
            .unwrap_or_else(|| address::of(visit.community, PAGE))
    });
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => list(visit, Some(&problem)).await,
    }
}

async fn list(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    let Some(me) = visit.me.clone() else {
        return Ok(enter::sign_in(visit));
    };
    let language = visit.language(&community.languages);
    let asked = all(visit).await?;
    let path = address::of(visit.community, PAGE);
    let frame = Frame::personal(visit, &community, &path);
    let title = Word::Features.in_language(language);
    let find = Field {
        name: "address",
        label: Word::Find.in_language(language),
        hint: Word::FindMore.in_language(language),
        required: true,
        ..Field::default()
    };
    let content = plain(html! {
        <>
            <h1 class="heading">{ title }</h1>
            { trouble(problem) }
            if me.role.is_staff() {
                <form class="held" method="get" action={path.clone()}>
                    { find.line("text", "off") }
                    { button(Word::Ask.in_language(language)) }
                </form>
            }
            if asked.is_empty() {
                <p>{ Word::NothingAsked.in_language(language) }</p>
            }
            { for asked.iter().map(|feature| consent(visit, &frame, &me.id, feature)) }
        </>
    });
    Ok(frame.personal_reply(visit, title, problem, content).await)
}

/// What this session may see of what was asked, the last first.
///
/// # Errors
/// What the object refuses.
pub async fn all(visit: &Visit<'_>) -> Result<Vec<FeatureView>, Failure> {
    let asked: List<FeatureView> = visit.read("features", &query_of(&[("limit", "100")])).await?;
    Ok(asked.data)
}

/// A consent: what it is about, what was asked, how it stands, and what can be done.
pub fn consent(visit: &Visit<'_>, frame: &Frame<'_>, me: &PersonId, feature: &FeatureView) -> Html {
    let language = frame.language;
    let stage = surface::stage(frame.community, language, "");
    let own = feature.author.id.as_ref() == Some(me);
    let acts: &[(Word, &str)] = match (feature.state, own) {
        (Consent::Asked, true) => &[(Word::Agree, "agree"), (Word::Refuse, "refuse")],
        (Consent::Agreed, true) => &[(Word::Revoke, "revoke")],
        (Consent::Asked | Consent::Agreed, false) => &[(Word::Withdraw, "withdraw")],
        _ => &[],
    };
    let dates = super::dates::dates(language, &frame.community.time_zone);
    let action = address::of(visit.community, &format!("{PAGE}/{}", feature.id));
    html! {
        <article id={feature.id.to_string()}>
            <h3 dir="auto"><a href={place(&stage, feature)}>{ feature.excerpt.clone() }</a></h3>
            <p class="meta">
                <bdi>{ plain_name(&stage, &feature.author) }</bdi>{ " · " }<b>{ state(feature.state).in_language(language) }</b>{ " · " }
                { Word::UntilDay.with(language, &dates.0.day(feature.until)) }
            </p>
            <blockquote dir="auto">{ feature.text.clone() }</blockquote>
            <p class="meta">
                <bdi>{ Word::AskedBy.with(language, &plain_name(&stage, &feature.asked_by)) }</bdi>
                if !feature.note.is_empty() { { ": " }<q dir="auto">{ feature.note.clone() }</q> }
            </p>
            if !acts.is_empty() {
                <form class="acts" method="post" action={visit.in_same_language(&action)}>
                    { hidden(TOKEN, &visit.form_token(ANSWER)) }
                    { hidden("return_to", &visit.incoming.path) }
                    { for acts.iter().map(|(word, act)| {
                        let class = if *act == "agree" { "primary" } else { "secondary" };
                        html! { <button class={class} name="act" value={*act}>{ word.in_language(language) }</button> }
                    }) }
                </form>
            }
        </article>
    }
}

fn state(state: Consent) -> Word {
    match state {
        Consent::Asked => Word::Asked,
        Consent::Agreed => Word::Agreed,
        Consent::Refused => Word::Refused,
        Consent::Revoked => Word::Revoked,
        Consent::Withdrawn => Word::Withdrawn,
        Consent::Expired | Consent::Unknown => Word::Expired,
    }
}

/// Where it was said.
fn place(stage: &Stage, feature: &FeatureView) -> String {
    gallery::place(
        stage,
        &feature.target,
        feature.question.as_ref(),
        feature.story.as_ref(),
        feature.entry.as_ref(),
    )
}

/// The page that asks for the story, the answer or the entry that an address names: the last identifier of one in it.
fn named(text: &str) -> Option<String> {
    let ids = text.split(|character: char| !character.is_ascii_alphanumeric() && character != '_');
    let asked = ids
        .clone()
        .filter_map(|id| Featured::parse(id).ok())
        .rfind(|asked| {
            matches!(
                asked,
                Featured::Entry(_) | Featured::Written(Target::Story(_) | Target::Answer(_))
            )
        })?;
    let path = format!("feature/{}", asked.as_str());
    let contest = ids.filter_map(|id| ContestId::parse(id).ok()).next();
    Some(match (asked, contest) {
        (Featured::Entry(_), Some(contest)) => format!("{path}?contest={contest}"),
        _ => path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::{AnswerId, EntryId, QuestionId, StoryId};
    use shared::time::Millis;

    #[test]
    fn an_address_names_the_story_the_answer_or_the_entry_on_its_page() {
        let question = QuestionId::new(Millis::new(1), [1; 10]);
        let answer = AnswerId::new(Millis::new(1), [2; 10]);
        let story = StoryId::new(Millis::new(1), [3; 10]);
        let of = |text: String| named(&text).map(|path| path.replace("feature/", ""));
        let (contest, entry) = (
            ContestId::new(Millis::new(1), [4; 10]),
            EntryId::new(Millis::new(1), [5; 10]),
        );
        assert_eq!(
            of(format!(
                "https://c.example/a/contests/{contest}/entries/{entry}?lang=fr"
            )),
            Some(format!("{entry}?contest={contest}"))
        );
        assert_eq!(
            of(format!("https://c.example/a/questions/{question}/why#{answer}")),
            Some(answer.to_string())
        );
        assert_eq!(
            of(format!("https://c.example/a/stories/{story}/sunday?lang=fr")),
            Some(story.to_string())
        );
        assert_eq!(of(story.to_string()), Some(story.to_string()));
        assert_eq!(of(format!("/a/questions/{question}/why")), None);
        assert_eq!(of(String::new()), None);
    }
}
