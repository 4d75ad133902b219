//! `fanfare recognition`: counts who helped anew, and explains a statement.

use std::thread;
use std::time::{Duration, Instant};

use shared::api::people::{Givers, Statement, StatementLine};
use shared::api::recognition::{Counted, RulesView, RunAsked, RunRecognition};
use shared::api::route::Method;
use shared::level::Level;

use crate::arguments::{self, Server};
use crate::client::{Call, Client, escape};
use crate::failure::Failure;
use crate::output::Output;

/// How often it is looked whether a run is done.
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// How long a run may take: a million events take half a minute.
const PATIENCE: Duration = Duration::from_secs(300);

/// Does what was asked for.
pub(crate) fn run(command: &arguments::Recognition, output: &Output) -> Result<(), Failure> {
    match command {
        arguments::Recognition::Recompute(options) => recompute(options, output),
        arguments::Recognition::Explain(options) => explain(options, output),
    }
}

/// Asks for a run, today included or not; it comes when the community finds the time.
pub(crate) fn ask(client: &Client, community: &str, today: bool) -> Result<RunAsked, Failure> {
    begin(client, community, RunRecognition { today, trial: None })
}

fn begin(client: &Client, community: &str, body: RunRecognition) -> Result<RunAsked, Failure> {
    client.call(&Call::new(Method::Post, community, "recognition/runs", body))
}

fn recompute(options: &arguments::Recompute, output: &Output) -> Result<(), Failure> {
    let client = client(&options.server)?;
    if let Some(version) = &options.rules {
        return attempt(&client, &options.community, version, output);
    }
    let before = rules(&client, &options.community)?.counted;
    let asked = ask(&client, &options.community, options.today)?;
    let counted = awaited(&client, &options.community, |rules| {
        rules.counted.filter(|counted| counted.runs > asked.runs)
    })?;
    output.result(&counted, &compared(before.as_ref(), &counted));
    Ok(())
}

/// Tries a version of the rules: what it would change.
fn attempt(client: &Client, community: &str, version: &str, output: &Output) -> Result<(), Failure> {
    let request = RunRecognition {
        today: false,
        trial: Some(version.to_owned()),
    };
    begin(client, community, request)?;
    let trial = awaited(client, community, |rules| {
        rules.trial.filter(|trial| trial.done && trial.version == version)
    })?;
    let mut text = format!(
        "By the rules {} the number of {} of {} people would be another, what they know about of {}, and {} levels would be won or lost. Nothing was changed.",
        trial.version, trial.numbers, trial.people, trial.badges, trial.moved
    );
    for moved in &trial.levels {
        let way = if moved.held { "rises to" } else { "falls from" };
        text.push_str(&format!("\n{} {way} {}", moved.person, moved.level.as_str()));
    }
    output.result(&trial, &text);
    Ok(())
}

/// Looks until something is done.
fn awaited<T>(client: &Client, community: &str, done: impl Fn(RulesView) -> Option<T>) -> Result<T, Failure> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(done) = done(rules(client, community)?) {
            return Ok(done);
        }
        if Instant::now() > deadline {
            return Err(Failure::Usage(
                "It is still counting; look again later.".to_owned(),
            ));
        }
        thread::sleep(LOOK_EVERY);
    }
}

/// What a run came to, beside the one before.
fn compared(before: Option<&Counted>, counted: &Counted) -> String {
    let same = match before.filter(|before| before.until == counted.until) {
        Some(before) if before.digest == counted.digest => ", the same as before",
        Some(_) => ", another than before",
        None => "",
    };
    let mended = match counted.mended {
        0 => String::new(),
        people => format!(" What was kept of {people} was not as it had been written; it is again."),
    };
    format!(
        "Counted everything before {}: {} people, {} lines, {}{same}.{mended}",
        counted.until.iso(),
        counted.people,
        counted.lines,
        counted.digest
    )
}

fn explain(options: &arguments::Explain, output: &Output) -> Result<(), Failure> {
    let client = client(&options.server)?;
    let route = format!("people/{}/statement?limit=100", escape(&options.person));
    let mut statement = read(&client, &options.community, &route)?;
    while let Some(cursor) = statement.next_cursor.take() {
        let next = read(
            &client,
            &options.community,
            &format!("{route}&cursor={}", escape(&cursor)),
        )?;
        statement.lines.extend(next.lines);
        statement.next_cursor = next.next_cursor;
    }
    let mut text = format!(
        "{} helped {} people by the rules {}: {} thanked them, {} of these were damped. Guests: {}. Thanks of the brand: {}. Imported score: {}.",
        if statement.person.name.is_empty() {
            "Somebody without a name"
        } else {
            &statement.person.name
        },
        statement.helped,
        statement.version,
        statement.thanked_by,
        statement.thanked_by.saturating_sub(statement.helped),
        statement.guests,
        statement.staff_thanks,
        statement.imported,
    );
    for line in &statement.lines {
        text.push('\n');
        text.push_str(&said(line));
    }
    for level in Level::ALL {
        let route = format!(
            "people/{}/statement?level={}",
            escape(&options.person),
            level.as_str()
        );
        let acts = read(&client, &options.community, &route)?;
        text.push_str(&format!("\nThe last acts that count for {}:", level.as_str()));
        for line in &acts.lines {
            text.push('\n');
            text.push_str(&said(line));
        }
    }
    output.result(&statement, &text);
    Ok(())
}

fn said(line: &StatementLine) -> String {
    let title = line
        .question
        .as_ref()
        .map_or("", |question| question.title.as_str());
    let correction = if line.correction { "  correction of " } else { "  " };
    format!(
        "{}{correction}{}  {} people, {} guests  {}  {title}",
        line.released.iso(),
        line.day.iso(),
        givers(line.people),
        givers(line.guests),
        line.contribution
    )
}

fn givers(givers: Givers) -> String {
    match givers {
        Givers::Nobody => "no".to_owned(),
        Givers::Someone => "some".to_owned(),
        Givers::Number(number) => number.to_string(),
    }
}

fn client(server: &Server) -> Result<Client, Failure> {
    Client::new(&server.server, server.operator_token.as_deref())
}

fn rules(client: &Client, community: &str) -> Result<RulesView, Failure> {
    let call = Call::<()> {
        body: None,
        ..Call::new(Method::Get, community, "recognition/rules", ())
    };
    client.call(&call)
}

fn read(client: &Client, community: &str, route: &str) -> Result<Statement, Failure> {
    let call = Call::<()> {
        body: None,
        ..Call::new(Method::Get, community, route, ())
    };
    client.call(&call)
}
