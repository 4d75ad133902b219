//! Where people of the brand ask an author to have a story, an answer or an entry shown elsewhere.

use shared::api::answer::AnswerView;
use shared::api::contest::EntryView;
use shared::api::feature::{AskFeature, FeatureView};
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::story::StoryView;
use shared::feature::{Featured, Scope};
use shared::ids::{ContestId, Target};
use shared::markdown::plain;
use shared::text;
use shared::time::Millis;
use yew::html;

use super::words::Word;
use crate::failure::Failure;
use crate::intl;
use crate::pages::act::ActPage;
use crate::pages::controls::{Field, button, hidden};
use crate::pages::form::KEY;
use crate::pages::visit::Visit;
use crate::pages::{address, enter};
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/feature/{target}";
/// What names the contest of an entry.
const CONTEST: &str = "contest";
/// How much of an answer is quoted.
const QUOTED: usize = 280;

/// The page.
///
/// # Errors
/// When there is nothing there, or this person does not speak for the brand.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let sent = asked(visit)
        .await
        .map(|_| address::of(visit.community, "features"));
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn asked(visit: &Visit<'_>) -> Result<FeatureView, Failure> {
    let form = &visit.form;
    let community = visit.questions("", "").await?.community;
    let request = AskFeature {
        target: target(visit)?,
        contest: ContestId::parse(form.get(CONTEST)).ok(),
        scopes: Scope::ALL
            .into_iter()
            .filter(|scope| form.typed(scope.as_str()).is_some())
            .collect(),
        until: end_of(form.get("until"), &community.time_zone)
            .ok_or_else(|| Failure::field("/until", "Give a day."))?,
        note: form.get("note").to_owned(),
    };
    visit
        .write(Method::Post, "features", form.get(KEY), &request)
        .await
}

/// Midnight at the end of a day as a form has it, in a zone; nothing for what is no day.
fn end_of(day: &str, zone: &str) -> Option<Millis> {
    let day = intl::moment(zone, &format!("{day}T00:00"))?;
    Some(day.plus(Millis::DAY))
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    if let Some(elsewhere) = enter::for_the_brand(visit).await? {
        return Ok(elsewhere);
    }
    if let Some(contest) = visit.incoming.query.get(CONTEST) {
        visit.form.fill(CONTEST, contest);
    }
    let language = visit.language(&community.languages);
    let (quote, back) = quoted(visit).await?;
    let chosen = |scope: Scope| match problem {
        Some(_) => visit.form.typed(scope.as_str()).is_some(),
        None => scope == Scope::Gallery,
    };
    let places = [
        (Scope::Gallery, Word::OnSite),
        (Scope::Newsletter, Word::InNewsletter),
    ];
    let until = Field {
        name: "until",
        label: Word::Until.in_language(language),
        hint: Word::UntilMore.in_language(language),
        value: visit.form.get("until"),
        required: true,
        problem,
        ..Field::default()
    };
    let note = Field {
        name: "note",
        label: Word::Note.in_language(language),
        value: visit.form.get("note"),
        max: text::REASON_MAX,
        problem,
        ..Field::default()
    };
    let controls = html! {
        <>
            if let Some(contest) = visit.form.typed(CONTEST) { { hidden(CONTEST, contest) } }
            <fieldset class="choices">
                <legend>{ Word::Where.in_language(language) }</legend>
                { for places.into_iter().map(|(scope, word)| html! {
                    <label><input type="checkbox" name={scope.as_str()} value="1" checked={chosen(scope)} />{ word.in_language(language) }</label>
                }) }
            </fieldset>
            { until.line("date", "off") }
            { note.line("text", "off") }
            { button(Word::Ask.in_language(language)) }
        </>
    };
    let page = ActPage {
        community: &community,
        pattern: PAGE,
        title: Word::Ask.in_language(language),
        more: Word::AskMore.in_language(language),
        quote: &quote,
        controls,
        back,
        problem,
    };
    page.reply(visit).await
}

/// What it says, and where.
async fn quoted(visit: &Visit<'_>) -> Result<(String, String), Failure> {
    match target(visit)? {
        Featured::Entry(entry) => {
            let place = format!(
                "contests/{}/entries/{entry}",
                address::encode(visit.form.get(CONTEST))
            );
            let entry: EntryView = visit.read(&place, "").await?;
            Ok((entry.title, address::of(visit.community, &place)))
        }
        Featured::Written(Target::Story(_)) => {
            let story: StoryView = visit.story().await?;
            let back = address::story(visit.community, story.id.as_str(), &story.slug);
            Ok((story.title, back))
        }
        Featured::Written(_) => {
            let answer: AnswerView = visit
                .read(&format!("answers/{}", address::encode(visit.parameter)), "")
                .await?;
            let back = address::of(visit.community, &format!("questions/{}", answer.question_id));
            Ok((plain::excerpt(&answer.body, QUOTED), back))
        }
    }
}

fn target(visit: &Visit<'_>) -> Result<Featured, Failure> {
    Featured::parse(visit.parameter).map_err(|_| Failure::not_found())
}
