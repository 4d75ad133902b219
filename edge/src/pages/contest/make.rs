//! An owner makes a contest by answering a few questions; the rules are read before opening freezes them.

use shared::api::contest::{ContestState, ContestSummary};
use shared::api::problem::{Code, Problem};
use shared::api::route::Method;
use shared::contest::rules::Rules;
use shared::person::Role;
use shared::text;
use yew::{Html, html};

use super::draft::People;
use super::words::Word;
use super::{draft, rules, when};
use crate::failure::Failure;
use crate::intl;
use crate::pages::controls::{Field, hidden, picture_button, trouble};
use crate::pages::document::Document;
use crate::pages::form::{KEY, TOKEN};
use crate::pages::frame::{Frame, plain};
use crate::pages::visit::{Visit, new_key};
use crate::pages::{address, dates, enter, picture};
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/contests/new";
/// How many days entries and votes are taken, unless the owner says otherwise.
const ENTRIES_DAYS: i32 = 14;
const VOTES_DAYS: i32 = 21;

/// The page.
///
/// # Errors
/// When this person makes no contests here.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let language = visit.language(visit.offered);
    let zone = visit.questions("", "").await?.community.time_zone;
    for (name, days) in [("entries", ENTRIES_DAYS), ("votes", VOTES_DAYS)] {
        if let Some(today) = intl::day(&zone, visit.now) {
            visit
                .form
                .fill(name, &format!("{}T20:00", today.plus(days).iso()));
        }
    }
    for (name, value) in [
        ("kind", "photo"),
        ("entries_per_person", "1"),
        ("votes_per_person", "1"),
        ("winners", "1"),
        ("tie_break", "shared"),
    ] {
        visit.form.fill(name, value);
    }
    for names in [&draft::ENTRANTS, &draft::VOTERS] {
        for tier in draft::SIGNED_IN {
            visit.form.fill(names.tiers, tier.as_str());
        }
    }
    visit
        .form
        .fill("consent", Word::MakeConsentSample.in_language(language));
    page(visit, None, None).await
}

/// What its form does: shows the rules, or opens the contest under them.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    let language = visit.language(visit.offered);
    if let Err(failure) = picture::attached(visit).await {
        let problem = visit.problem(failure);
        return page(visit, None, Some(&problem)).await;
    }
    let made = match draft::rules(&visit.form, &community, language, visit.now) {
        Ok(rules) if visit.form.get("act") == "open" => open(visit, &rules).await,
        Ok(rules) => return page(visit, Some(&rules), None).await,
        Err(errors) => Err(Failure::fields(errors)),
    };
    match made {
        Ok(contest) => {
            let path = address::of(visit.community, &format!("contests/{}", contest.id));
            Ok(visit.see(visit.in_same_language(&path)))
        }
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, None, Some(&problem)).await
        }
    }
}

async fn open(visit: &Visit<'_>, rules: &Rules) -> Result<ContestSummary, Failure> {
    let key = visit.form.get(KEY);
    let draft: ContestSummary = visit.write(Method::Post, "contests", key, rules).await?;
    let path = format!("contests/{}/opening", draft.id);
    visit
        .write(Method::Post, &path, &format!("{key}-open"), &())
        .await
}

async fn page(
    visit: &mut Visit<'_>,
    seen: Option<&Rules>,
    problem: Option<&Problem>,
) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    match &visit.me {
        None => return Ok(enter::sign_in(visit)),
        Some(me) if me.role == Role::Owner => {}
        Some(_) => {
            let detail = "Owners of the community make contests.";
            return Err(Failure::refused(Code::Forbidden, detail));
        }
    }
    let language = visit.language(&community.languages);
    let key = visit
        .form
        .typed(KEY)
        .map_or_else(new_key, |key| Ok(key.to_owned()))?;
    let title = Word::Make.in_language(language);
    let path = address::of(visit.community, "contests/new");
    let action = visit.in_same_language(&path);
    let content = plain(html! {
        <>
            <h1 class="heading">{ title }</h1>
            { trouble(problem) }
            <form class="held" method="post" action={[&action, "#preview"].concat()}>
                { hidden(TOKEN, &visit.form_token(PAGE)) }
                { hidden(KEY, &key) }
                { questions(visit, &community.time_zone, problem) }
                <p class="note">{ Word::MakeMore.in_language(language) }</p>
                { picture_button(Word::MakeLook.in_language(language)) }
            </form>
            <section data-preview="" id={seen.map(|_| "preview")}>
                { seen.map_or_else(
                    || html! { <p class="note">{ Word::MakePreview.in_language(language) }</p> },
                    |rules| preview(visit, &community.name, rules, &action, &key),
                ) }
            </section>
        </>
    });
    let document = Document {
        title: title.to_owned(),
        script: visit.route.page.form_script(),
        ..Document::default()
    };
    let status = problem.map_or(200, |problem| problem.status);
    let frame = Frame::personal(visit, &community, &path);
    Ok(visit.reply(frame.reply(status, document, content).await))
}

/// What the answers make: how the contest begins, its rules, and the button that opens it under them.
fn preview(visit: &Visit<'_>, host: &str, rules: &Rules, action: &str, key: &str) -> Html {
    let language = visit.language(visit.offered);
    let dates = dates::dates(language, &rules.zone);
    let known = when::Known {
        state: ContestState::Open,
        rules,
        held: 0,
    };
    let standing = when::standing(&known, &dates, language, visit.now);
    html! {
        <>
            <p class="quiet">{ rules::kind(rules.kind).in_language(language) }{ " · " }{ standing }</p>
            <h2 class="heading" dir="auto">{ rules.title.clone() }</h2>
            <p class="second as-typed" dir="auto">{ rules.theme.clone() }</p>
            { rules::table(rules, host, &dates, language) }
            if rules.shows_what_a_prize_wants() {
                <p class="note">{ Word::MakeBatchesPrize.in_language(language) }</p>
            }
            <form method="post" action={action.to_owned()}>
                { hidden(TOKEN, &visit.form_token(PAGE)) }
                { hidden(KEY, key) }
                { for visit.form.answers().filter(|(name, _)| *name != "act").map(|(name, value)| html! {
                    <input type="hidden" name={name.to_owned()} value={value.to_owned()} />
                }) }
                <div class="send"><button class="primary" name="act" value="open">{ Word::MakeOpen.in_language(language) }</button></div>
            </form>
        </>
    }
}

/// What is sent in, one of four.
const KINDS: [(&str, Word); 4] = [
    ("photo", Word::Photo),
    ("video", Word::Video),
    ("story", Word::Story),
    ("caption", Word::Caption),
];
/// What happens when votes are equal.
const TIES: [(&str, Word); 2] = [("shared", Word::TieShared), ("earliest", Word::TieEarliest)];

/// Answers to choose among, one or, where the input is a checkbox, several.
fn choices(
    visit: &Visit<'_>,
    (input, name): (&'static str, &'static str),
    legend: Word,
    answers: &[(&'static str, Word)],
) -> Html {
    let language = visit.language(visit.offered);
    html! {
        <fieldset class="choices across">
            <legend>{ legend.in_language(language) }</legend>
            { for answers.iter().map(|(value, word)| html! {
                <label><input type={input} {name} value={*value} checked={visit.form.all(name).any(|chosen| chosen == *value)} /><span>{ word.in_language(language) }</span></label>
            }) }
        </fieldset>
    }
}

fn questions(visit: &Visit<'_>, zone: &str, problem: Option<&Problem>) -> Html {
    let language = visit.language(visit.offered);
    let form = &visit.form;
    let field = |name, label: &'static str| Field {
        name,
        label,
        value: form.get(name),
        problem,
        ..Field::default()
    };
    let word = |word: Word| word.in_language(language);
    let needed = |name, label| Field {
        required: true,
        ..field(name, word(label))
    };
    let time = |name, label: Word, required| {
        let label = label.with(language, zone);
        Field {
            name,
            label: &label,
            value: form.get(name),
            required,
            problem,
            ..Field::default()
        }
        .line("datetime-local", "off")
    };
    let people = |names: &People, legend, guests: usize| {
        let tiers = [
            ("email", Word::TierEmail),
            ("sso", Word::TierSso),
            ("guest", Word::TierGuest),
        ];
        let tiers = tiers.get(..2 + guests).unwrap_or_default();
        html! {
            <>
                { choices(visit, ("checkbox", names.tiers), legend, tiers) }
                <div class="across" role="group" aria-label={word(legend)}>
                    { field(names.age, word(Word::MakeAge)).line("number", "off") }
                    { field(names.countries, word(Word::MakeCountries)).line("text", "off") }
                </div>
            </>
        }
    };
    let choice = |name: &'static str, label: Word| {
        html! {
            <label class="choice">
                <input type="checkbox" name={name} value="1" checked={form.typed(name).is_some()} /><span>{ word(label) }</span>
            </label>
        }
    };
    html! {
        <>
            { Field { max: text::TITLE_MAX, ..needed("title", Word::MakeTitle) }.line("text", "off") }
            { Field { max: text::NOTE_MAX, ..needed("theme", Word::MakeTheme) }.lines("3") }
            { choices(visit, ("radio", "kind"), Word::Kind, &KINDS) }
            <div class="captioned">{ picture::file(visit, language, word(Word::MakePicture), problem) }</div>
            <div class="across">
                { time("entries", Word::MakeEntriesUntil, true) }
                { time("votes", Word::MakeVotesUntil, true) }
            </div>
            <div class="across">
                { Field { max: text::TITLE_MAX, ..field("prize", word(Word::MakePrize)) }.line("text", "off") }
                { Field { max: text::REASON_MAX, ..field("worth", word(Word::MakeWorth)) }.line("text", "off") }
            </div>
            <div class="across">
                { needed("winners", Word::WinnersEach).line("number", "off") }
                { needed("entries_per_person", Word::EntriesEach).line("number", "off") }
                { needed("votes_per_person", Word::VotesEach).line("number", "off") }
            </div>
            { Field { max: text::NOTE_MAX, ..needed("consent", Word::MakeConsent) }.lines("2") }
            { choice("guests", Word::MakeGuests) }
            { choice("after", Word::MakeAfter) }
            { choice("batches", Word::MakeBatches) }
            if visit.config.challenge().is_some() {
                { choice("challenge", Word::MakeChallenge) }
            }
            <details open={problem.is_some()}>
                <summary>{ word(Word::MakeMoreRules) }</summary>
                { people(&draft::ENTRANTS, Word::Entrants, 1) }
                { people(&draft::VOTERS, Word::Voters, 0) }
                { choices(visit, ("checkbox", "own"), Word::OwnEntry, &[("1", Word::OwnVotable)]) }
                { choices(visit, ("radio", "tie_break"), Word::Tie, &TIES) }
                <div class="across">
                    { time(draft::VOTES_FROM, Word::MakeVotesFrom, false) }
                    { field(draft::HIDDEN, word(Word::MakeHidden)).line("number", "off") }
                </div>
            </details>
        </>
    }
}
