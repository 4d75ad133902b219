//! The ladder as a path: what each level needs, and what is there.

use shared::language::Language;
use shared::recognition::{Ladder, Need, Rung};
use widget::surface::Dates;
use yew::{Html, html};

use crate::pages::people::day;
use crate::pages::people::words::Word;

/// The three levels, lowest first.
pub(super) fn path(ladder: &Ladder, dates: &Dates, language: Language) -> Html {
    let rungs = [
        (Word::Like, &ladder.like, [Word::Days, Word::Days]),
        (Word::Love, &ladder.love, [Word::PeopleCount, Word::Days]),
        (Word::Defend, &ladder.defend, [Word::Acts, Word::PeopleCount]),
    ];
    html! {
        <section>
            <h2 class="heading">{ Word::Ladder.in_language(language) }</h2>
            <ol>{ for rungs.into_iter().map(|(name, rung, needs)| level(name, rung, needs, dates, language)) }</ol>
        </section>
    }
}

fn level(name: Word, rung: &Rung, words: [Word; 2], dates: &Dates, language: Language) -> Html {
    let need = |(word, need): (&Word, &Need)| {
        let have = format!("{} / {}", need.have / 1_000, need.need / 1_000);
        html! { <span>{ word.with(language, &have) }{ " " }</span> }
    };
    let since = rung
        .since
        .map(|since| Word::Since.with(language, &day(dates, since)));
    let fades = rung
        .fades
        .map(|fades| Word::Fades.with(language, &day(dates, fades)));
    html! {
        <li class="row" aria-current={rung.is_held().then_some("step")}>
            <p><b>{ name.in_language(language) }</b></p>
            <p class="quiet">{ for words.iter().zip(&rung.needs).map(need) }</p>
            if let Some(since) = since {
                <p class="good">{ "✓ " }{ since }{ fades.map(|fades| format!(" · {fades}")).unwrap_or_default() }</p>
            }
        </li>
    }
}
