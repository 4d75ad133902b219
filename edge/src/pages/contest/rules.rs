//! The official rules: each a line that is said from the data, so that every language says the same.

use shared::contest::rules::{Counts, Eligibility, Kind, Moderation, Prize, Rules, TieBreak, Window};
use shared::language::Language;
use shared::person::Tier;
use widget::surface::Dates;
use yew::{Html, html};

use super::scene::Scene;
use super::when::{filled, moment};
use super::words::Word;
use crate::failure::Failure;
use crate::intl;
use crate::pages::document::Document;
use crate::pages::visit::Visit;
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When there is no such contest.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    let language = scene.language;
    let title = Word::RulesOf.with(language, &scene.contest.rules.title);
    let hash = html! { <code dir="ltr">{ scene.contest.rules_hash.clone() }</code> };
    let content = html! {
        <>
            <p class="back"><a href={scene.link("")} dir="auto">{ scene.contest.rules.title.clone() }</a></p>
            <h1 class="heading" dir="auto">{ title.clone() }</h1>
            { table(&scene.contest.rules, &scene.community.name, &scene.dates, language) }
            if scene.contest.amendments.is_empty() {
                <p class="meta">{ filled(Word::RulesFrozen, language, hash) }</p>
            } else {
                <h2>{ Word::Amendments.in_language(language) }</h2>
                <ol>{ for scene.contest.amendments.iter().map(|amendment| html! {
                    <li>{ moment(&scene.dates, amendment.at) }{ ": " }<q dir="auto">{ amendment.reason.clone() }</q></li>
                }) }</ol>
                <p class="meta">{ filled(Word::RulesAmended, language, hash) }</p>
            }
        </>
    };
    let document = Document {
        title,
        ..Document::default()
    };
    Ok(scene.reply(visit, "/rules", document, content).await)
}

/// All rules of a contest.
pub fn table(rules: &Rules, host: &str, dates: &Dates, language: Language) -> Html {
    let own = |text: &str| html! { <span dir="auto" class="as-typed">{ text.to_owned() }</span> };
    let word = |word: Word| html! { { word.in_language(language) } };
    let number = |number: u16| html! { { number } };
    let lines = [
        (Word::Host, own(host)),
        (Word::Kind, word(kind(rules.kind))),
        (Word::Theme, own(&rules.theme)),
        (
            Word::Prize,
            rules
                .prize
                .as_ref()
                .map_or_else(|| word(Word::NoPrize), |won| prize(won, language)),
        ),
        (Word::EntryWindow, window(&rules.entries, dates, language)),
        (Word::VoteWindow, window(&rules.votes, dates, language)),
        (Word::Zone, own(&rules.zone)),
        (Word::Entrants, people(&rules.entrants, language)),
        (Word::Voters, people(&rules.voters, language)),
        (Word::EntriesEach, number(rules.entries_per_person)),
        (Word::VotesEach, number(rules.votes_per_person)),
        (Word::OwnEntry, word(own_entry(rules.own_entry_votable))),
        (Word::Decides, word(Word::DecidesVotes)),
        (Word::WinnersEach, number(rules.winners)),
        (Word::Tie, word(tie(rules.tie_break))),
        (Word::Counts, counts(rules.counts, language)),
        (Word::HeldVotes, word(held(rules.challenge))),
        (Word::Reading, word(reading(rules.moderation))),
        (Word::Consent, own(&rules.consent)),
    ];
    html! {
        <table>
            <tbody>{ for lines.into_iter().map(|(term, said)| html! {
                <tr><th scope="row">{ term.in_language(language) }</th><td>{ said }</td></tr>
            }) }</tbody>
        </table>
    }
}

/// What is sent in.
pub fn kind(kind: Kind) -> Word {
    match kind {
        Kind::Photo => Word::Photo,
        Kind::Video => Word::Video,
        Kind::Story => Word::Story,
        Kind::Caption => Word::Caption,
    }
}

fn held(challenge: bool) -> Word {
    if challenge {
        Word::HeldVotesChallenge
    } else {
        Word::HeldVotesMore
    }
}

fn own_entry(votable: bool) -> Word {
    if votable {
        Word::OwnVotable
    } else {
        Word::OwnNotVotable
    }
}

fn tie(tie: TieBreak) -> Word {
    match tie {
        TieBreak::Shared => Word::TieShared,
        TieBreak::Earliest => Word::TieEarliest,
    }
}

fn reading(moderation: Moderation) -> Word {
    match moderation {
        Moderation::Before => Word::ReadBefore,
        Moderation::After => Word::ReadAfter,
    }
}

/// What can be won, and what it is worth.
pub fn prize(prize: &Prize, language: Language) -> Html {
    let isolated = |text: &str| html! { <bdi>{ text.to_owned() }</bdi> };
    html! {
        <>
            { isolated(&prize.name) }
            if !prize.value.is_empty() { { " · " }{ filled(Word::Worth, language, isolated(&prize.value)) } }
        </>
    }
}

fn window(window: &Window, dates: &Dates, language: Language) -> Html {
    let moment = |word, at| filled(word, language, moment(dates, at));
    html! { <>{ moment(Word::FromTo, window.opens_at) }{ " " }{ moment(Word::To, window.closes_at) }</> }
}

fn counts(counts: Counts, language: Language) -> Html {
    let said = match counts {
        Counts::AtClose => Word::CountsClose.in_language(language).to_owned(),
        Counts::InBatches { hidden_last_hours: 0 } => Word::CountsBatches.in_language(language).to_owned(),
        Counts::InBatches { hidden_last_hours } => {
            Word::CountsHidden.with(language, &hidden_last_hours.to_string())
        }
    };
    html! { { said } }
}

/// How far people are known.
pub fn tier(tier: Tier) -> Option<Word> {
    match tier {
        Tier::Email => Some(Word::TierEmail),
        Tier::Sso => Some(Word::TierSso),
        Tier::Guest => Some(Word::TierGuest),
        Tier::Unknown => None,
    }
}

/// Who may take part: how they are known, how old they are, where they live.
fn people(who: &Eligibility, language: Language) -> Html {
    let mut said: Vec<String> = who
        .tiers
        .iter()
        .copied()
        .filter_map(tier)
        .map(|word| word.in_language(language).to_owned())
        .collect();
    said.extend(described(who, language).map(|described| Word::AsTheySay.with(language, &described)));
    html! { <ul>{ for said.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul> }
}

/// What people have to be who may take part, as far as they say it themselves; nothing where the rules don't ask.
pub fn described(who: &Eligibility, language: Language) -> Option<String> {
    let age = who
        .minimum_age
        .map(|age| Word::MinimumAge.with(language, &age.to_string()));
    let names = who
        .countries
        .iter()
        .map(|code| intl::country(language.tag(), code));
    let names: Vec<_> = names.collect();
    let countries = (!names.is_empty()).then(|| Word::Countries.with(language, &names.join(", ")));
    let described: Vec<_> = age.into_iter().chain(countries).collect();
    (!described.is_empty()).then(|| described.join(" · "))
}

/// The same in the mouth of somebody who takes part.
pub fn declaration(who: &Eligibility, language: Language) -> Option<String> {
    described(who, language).map(|described| Word::Declare.with(language, &described))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::contest::draft;
    use crate::pages::{dates, render};

    /// The future of a component that waits for nothing.
    fn rendered(rules: &Rules, language: Language) -> String {
        let dates = dates::dates(language, &rules.zone);
        futures_lite_block(render::text(table(rules, "Acme <b>", &dates, language)))
    }

    fn futures_lite_block(future: impl Future<Output = String>) -> String {
        let mut future = std::pin::pin!(future);
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        loop {
            if let std::task::Poll::Ready(text) = future.as_mut().poll(&mut context) {
                return text;
            }
        }
    }

    #[test]
    fn every_rule_is_said_in_every_language_and_no_text_is_markup() {
        let mut rules = draft::sample();
        rules.voters.minimum_age = Some(16);
        rules.voters.countries = vec!["FR".to_owned(), "TN".to_owned()];
        rules.theme = "<script>".to_owned();
        for language in Language::ALL {
            let text = rendered(&rules, language);
            assert_eq!(text.matches("<tr>").count(), 19, "{text}");
            for said in ["16", "FR, TN", "&lt;script", "Acme &lt;b", rules.zone.as_str()] {
                assert!(text.contains(said), "{said} in {text}");
            }
        }
    }
}
