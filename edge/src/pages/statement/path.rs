//! The ladder as a path: what each level needs, what is there, and what it unlocks.

use shared::language::Language;
use shared::level::{Level, Unlock, community_expert};
use shared::recognition::{Ladder, Need, Rung};
use shared::settings::Levels;
use widget::surface::Links;
use yew::{Html, html};

use crate::pages::people::day;
use crate::pages::people::words::Word;

/// The three levels, lowest first.
pub(super) fn path(links: &Links, ladder: &Ladder, levels: &Levels, language: Language) -> Html {
    let rungs = [
        (Level::Like, &ladder.like, Word::Like, [Word::Days, Word::Days]),
        (
            Level::Love,
            &ladder.love,
            Word::Love,
            [Word::PeopleCount, Word::Days],
        ),
        (
            Level::Defend,
            &ladder.defend,
            Word::Defend,
            [Word::Acts, Word::PeopleCount],
        ),
    ];
    let rung = |(level, rung, means, needs): (Level, &Rung, Word, [Word; 2])| {
        let need = |(word, need): (&Word, &Need)| {
            word.with(
                language,
                &format!("{} / {}", need.have / 1_000, need.need / 1_000),
            )
        };
        let needs: Vec<_> = needs.iter().zip(&rung.needs).map(need).collect();
        let acts = links.statement(&[("level", Some(level.as_str()))]) + "#acts";
        html! {
            <li class="row" aria-current={rung.is_held().then_some("step")}>
                <p><b dir="auto">{ levels.name(level, language).to_owned() }</b>{ " · " }<span class="quiet">{ means.in_language(language) }</span></p>
                <p class="quiet">{ needs.join(" · ") }</p>
                { unlocks(&levels.of(level).unlocks, language) }
                { standing(rung, language) }
                if rung.needs.iter().any(|need| need.have > 0) {
                    <p><a class="quiet" href={acts}>{ Word::Behind.in_language(language) }</a></p>
                }
            </li>
        }
    };
    html! {
        <section>
            <h2 class="heading">{ Word::Ladder.in_language(language) }</h2>
            <ol class="ladder">{ for rungs.into_iter().map(rung) }</ol>
        </section>
    }
}

/// Since when it is held, and when it fades.
fn standing(rung: &Rung, language: Language) -> Html {
    let since = rung
        .since
        .map(|since| Word::Since.with(language, &day(language, since)));
    let fades = rung
        .fades
        .map(|fades| format!(" · {}", Word::Fades.with(language, &day(language, fades))));
    html! {
        if let Some(since) = since {
            <p class="good">{ "✓ " }{ since }{ fades }</p>
        }
    }
}

fn unlocks(unlocks: &[Unlock], language: Language) -> Html {
    let said = |unlock: &Unlock| match unlock {
        Unlock::Links => Word::Links.in_language(language),
        Unlock::NoWaiting => Word::NoWaiting.in_language(language),
        Unlock::CommunityExpert => community_expert(language),
    };
    let said: Vec<_> = unlocks.iter().map(said).collect();
    html! {
        if !said.is_empty() {
            <p class="quiet">{ Word::Unlocks.with(language, &said.join(" · ")) }</p>
        }
    }
}
