//! `fanfare contest`: drafts, opens, amends, closes and saves contests.

pub(crate) mod export;

use shared::api::contest::{AmendContest, CloseContest, ContestSummary, ContestView};
use shared::api::route::Method;
use shared::contest::rules::Rules;

use crate::arguments;
use crate::client::{Call, Client, escape};
use crate::failure::Failure;
use crate::json_file;
use crate::output::Output;

/// Does what was asked for.
pub(crate) fn run(command: &arguments::Contest, output: &Output) -> Result<(), Failure> {
    match command {
        arguments::Contest::Create(options) => create(options, output),
        arguments::Contest::Open(options) => open(options, output),
        arguments::Contest::Amend(options) => amend(options, output),
        arguments::Contest::Close(options) => close(options, output),
        arguments::Contest::Export(options) => export::run(options, output),
    }
}

fn create(options: &arguments::CreateContest, output: &Output) -> Result<(), Failure> {
    let rules: Rules = json_file::read(&options.rules)?;
    let client = Client::new(&options.server.server, options.server.operator_token.as_deref())?;
    let made: ContestSummary =
        client.call(&Call::new(Method::Post, &options.community, "contests", rules))?;
    let advice = if made.rules.shows_what_a_prize_wants() {
        " With a prize, counts are better hidden until the close (`at_close`): who sees them can buy the votes that are missing."
    } else {
        ""
    };
    output.result(
        &made,
        &format!(
            "{} is drafted as {}. `fanfare contest open` freezes its rules.{advice}",
            made.rules.title, made.id
        ),
    );
    Ok(())
}

fn open(options: &arguments::OneContest, output: &Output) -> Result<(), Failure> {
    let client = Client::new(&options.server.server, options.server.operator_token.as_deref())?;
    let route = format!("contests/{}/opening", escape(&options.contest));
    let call = Call::<()> {
        body: None,
        ..Call::new(Method::Post, &options.community, &route, ())
    };
    let opened: ContestSummary = client.call(&call)?;
    output.result(
        &opened,
        &format!("{} is open; its rules are frozen.", opened.rules.title),
    );
    Ok(())
}

fn amend(options: &arguments::AmendContest, output: &Output) -> Result<(), Failure> {
    let one = &options.contest;
    let body = AmendContest {
        rules: json_file::read(&options.rules)?,
        reason: options.reason.clone(),
    };
    let client = Client::new(&one.server.server, one.server.operator_token.as_deref())?;
    let route = format!("contests/{}/amendments", escape(&one.contest));
    let amended: ContestView = client.call(&Call::new(Method::Post, &one.community, &route, body))?;
    output.result(
        &amended,
        &format!(
            "{} is amended; its rules are {} now.",
            amended.rules.title, amended.rules_hash
        ),
    );
    Ok(())
}

fn close(options: &arguments::CloseContest, output: &Output) -> Result<(), Failure> {
    let one = &options.contest;
    let client = Client::new(&one.server.server, one.server.operator_token.as_deref())?;
    let route = format!("contests/{}/closing", escape(&one.contest));
    let body = CloseContest {
        without_held: options.without_held,
    };
    let closed: ContestView = client.call(&Call::new(Method::Post, &one.community, &route, body))?;
    let winners: Vec<_> = closed.winners.iter().map(|entry| entry.as_str()).collect();
    let won = if winners.is_empty() {
        "nobody won".to_owned()
    } else {
        format!("won by {}", winners.join(", "))
    };
    output.result(&closed, &format!("{} is closed, {won}.", closed.rules.title));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use shared::contest::rules::{Rules, check};

    use crate::json_file;

    #[test]
    fn the_sample_in_the_documentation_is_a_contest() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules.json");
        let rules: Rules = json_file::read(&path).unwrap();
        assert!(check::check(rules, |zone| zone == "Europe/Paris").is_ok());
    }
}
