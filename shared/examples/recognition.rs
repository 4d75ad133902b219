//! A community of a million thanks: how long recognition takes over it, and what it comes to,
//! `cargo run --profile native -p fanfare-shared --example recognition`; with `rows`, as SQL for the database of a
//! community: `cargo xtask bench --recognition` counts it at the edge.

use std::io::{self, BufWriter, Write};
use std::time::{Duration, Instant};

use fanfare_shared::recognition::{Day, Detail, Known, Ledger, Member, RULES, Run, Step, Writing};
use fanfare_shared::state::Kind;
use fanfare_shared::time::Millis;

const PEOPLE: u64 = 100_000;
const ANSWERS: u64 = 100_000;
const EVENTS: u64 = 1_000_000;
const DAYS: u64 = 1_000;
/// Who wrote every eighth answer: a statement of a hundred thousand lines.
const STAR: u64 = 1;
/// Units of work in a piece, as at the edge.
const PIECE: usize = 100_000;

fn main() -> io::Result<()> {
    if std::env::args().nth(1).is_some_and(|word| word == "rows") {
        return rows(BufWriter::new(io::stdout().lock()));
    }
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
    Ok(())
}

/// A community in which few help much, and everybody thanks.
fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    for number in 0..PEOPLE {
        let known = if is_of_brand(number) {
            Known::Brand
        } else {
            Known::Address
        };
        let member = Member {
            known,
            staff: false,
            merged_into: None,
        };
        ledger.person(&person(number), &member);
    }
    for number in 0..ANSWERS {
        let asked = Writing {
            kind: Kind::Question,
            author: person(asker(number)),
            question: None,
            subject: format!("sku:{}", number % 500),
            tags: vec![tag(number)],
            complaint: false,
            solved_elsewhere: false,
            imported_score: None,
            at: written_at(number),
        };
        let given = Writing {
            kind: Kind::Answer,
            author: person(helper(number)),
            question: Some(question(number)),
            ..asked.clone()
        };
        ledger.contribution(&question(number), &asked);
        ledger.contribution(&answer(number), &given);
    }
    let detail = Detail {
        value: 1,
        ..Detail::default()
    };
    for Thanks { at, giver, answer } in (0..EVENTS).map(thanks) {
        ledger.event(at, "voted", Some(&giver), &answer, detail);
    }
    ledger
}

/// The same, all of one subject, as rows of a community that has this subject.
fn rows(mut out: impl Write) -> io::Result<()> {
    writeln!(out, "PRAGMA cache_size = -400000; BEGIN;")?;
    let into = "people (id, name, skeleton, tier, created_at, seen_at)";
    insert(&mut out, into, PEOPLE, |number| {
        let tier = if is_of_brand(number) { "sso" } else { "email" };
        format!("'{}','Sample {number}','','{tier}',0,0", person(number))
    })?;
    let subject = "(SELECT id FROM subjects LIMIT 1)";
    let into = "questions (id, subject_id, author_id, title, slug, tags, state, listed, created_at, active_at, answer_count)";
    insert(&mut out, into, ANSWERS, |number| {
        let (id, author, at) = (question(number), person(asker(number)), written_at(number).get());
        let tag = tag(number);
        format!(
            "'{id}',{subject},'{author}','Sample {number}','sample','[\"{tag}\"]','published',1,{at},{at},1"
        )
    })?;
    insert(&mut out, "question_tags (tag, question_id)", ANSWERS, |number| {
        format!("'{}','{}'", tag(number), question(number))
    })?;
    let into = "answers (id, question_id, author_id, excerpt, state, listed, created_at)";
    insert(&mut out, into, ANSWERS, |number| {
        let (id, of, author) = (answer(number), question(number), person(helper(number)));
        format!(
            "'{id}','{of}','{author}','Sample','published',1,{}",
            written_at(number).get()
        )
    })?;
    insert(
        &mut out,
        "events (at, kind, actor, target, data)",
        EVENTS,
        |number| {
            let Thanks { at, giver, answer } = thanks(number);
            format!(
                "{},'voted','{giver}','{answer}','{{\"before\":0,\"value\":1}}'",
                at.get()
            )
        },
    )?;
    writeln!(out, "COMMIT;")
}

/// Inserts so many rows, each in the words of `row`.
fn insert(out: &mut impl Write, into: &str, rows: u64, row: impl Fn(u64) -> String) -> io::Result<()> {
    for from in (0..rows).step_by(500) {
        let rows: Vec<String> = (from..rows.min(from + 500)).map(&row).collect();
        writeln!(out, "INSERT INTO {into} VALUES ({});", rows.join("),("))?;
    }
    Ok(())
}

struct Thanks {
    at: Millis,
    giver: String,
    answer: String,
}

/// Thanks come within three weeks of the answer.
fn thanks(number: u64) -> Thanks {
    let given = mixed(number * 7 + 1) % ANSWERS;
    Thanks {
        at: written_at(given).plus((number % 20) as i64 * Millis::DAY),
        giver: person(mixed(number) % PEOPLE),
        answer: answer(given),
    }
}

fn person(number: u64) -> String {
    format!("p_{number:032x}")
}

fn question(number: u64) -> String {
    format!("q_{:032x}", number * 2)
}

fn answer(number: u64) -> String {
    format!("a_{:032x}", number * 2 + 1)
}

fn tag(number: u64) -> String {
    format!("tag{}", number % 40)
}

fn is_of_brand(person: u64) -> bool {
    person.is_multiple_of(3)
}

/// Who asked a question, and who answered it.
fn asker(number: u64) -> u64 {
    mixed(number) % PEOPLE
}

fn helper(number: u64) -> u64 {
    if number.is_multiple_of(8) {
        STAR
    } else {
        mixed(number + PEOPLE) % (1 + mixed(number) % (PEOPLE / 10))
    }
}

fn written_at(number: u64) -> Millis {
    Day::new((number * DAYS / ANSWERS) as i32).start()
}

/// A number that looks like chance (the finish of splitmix64).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
