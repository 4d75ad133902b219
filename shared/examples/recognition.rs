//! How long recognition takes over a million events, and what it comes to:
//! `cargo run --profile native -p fanfare-shared --example recognition`.

use std::time::{Duration, Instant};

use fanfare_shared::recognition::{Day, Detail, Known, Ledger, Member, RULES, Run, Step, Writing};
use fanfare_shared::state::Kind;
use fanfare_shared::time::Millis;

const PEOPLE: u64 = 100_000;
const ANSWERS: u64 = 100_000;
const EVENTS: u64 = 1_000_000;
const DAYS: u64 = 1_000;
/// Units of work in a piece, as at the edge.
const PIECE: usize = 100_000;

fn main() {
    let begun = Instant::now();
    let ledger = ledger();
    println!(
        "read {} events in {} ms",
        ledger.events(),
        begun.elapsed().as_millis()
    );
    let mut run = Run::new(RULES, Day::new(DAYS as i32));
    let (begun, mut people, mut pieces) = (Instant::now(), 0, 0_u32);
    let mut longest = Duration::ZERO;
    loop {
        let piece = Instant::now();
        let step = run.advance(&ledger, PIECE);
        longest = longest.max(piece.elapsed());
        pieces += 1;
        match step {
            Step::On => {}
            Step::Found(found) => people += found.len(),
            Step::Done => break,
        }
    }
    println!(
        "computed {people} people, {} lines in {} ms, in {pieces} pieces, the longest of {:.1} ms",
        run.lines(),
        begun.elapsed().as_millis(),
        longest.as_secs_f64() * 1e3
    );
}

/// A community in which few help much, and everybody thanks.
fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    for number in 0..PEOPLE {
        let member = Member {
            known: if number % 3 == 0 {
                Known::Brand
            } else {
                Known::Address
            },
            staff: false,
            merged_into: None,
        };
        ledger.person(&format!("p_{number:032x}"), &member);
    }
    for number in 0..ANSWERS {
        let at = Day::new((number * DAYS / ANSWERS) as i32).start();
        let asked = Writing {
            kind: Kind::Question,
            author: format!("p_{:032x}", mixed(number) % PEOPLE),
            question: None,
            subject: format!("sku:{}", number % 500),
            tags: vec![format!("tag{}", number % 40)],
            complaint: false,
            solved_elsewhere: false,
            imported_score: None,
            at,
        };
        let helper = mixed(number + PEOPLE) % (1 + mixed(number) % (PEOPLE / 10));
        let given = Writing {
            kind: Kind::Answer,
            author: format!("p_{helper:032x}"),
            question: Some(format!("q_{:032x}", number * 2)),
            ..asked.clone()
        };
        ledger.contribution(&format!("q_{:032x}", number * 2), &asked);
        ledger.contribution(&format!("a_{:032x}", number * 2 + 1), &given);
    }
    for number in 0..EVENTS {
        let answer = mixed(number * 7 + 1) % ANSWERS;
        let day = (answer * DAYS / ANSWERS) as i64 + (number % 20) as i64;
        let actor = format!("p_{:032x}", mixed(number) % PEOPLE);
        let target = format!("a_{:032x}", answer * 2 + 1);
        let detail = Detail {
            value: 1,
            ..Detail::default()
        };
        ledger.event(
            Millis::new(day * Millis::DAY),
            "voted",
            Some(&actor),
            &target,
            detail,
        );
    }
    ledger
}

/// A number that looks like chance (the finish of splitmix64).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
