//! `fanfare owners`: codes for the boxes of a subject, one a line or as a sheet to print.
//!
//! Invariant: the server tells a code once, so the file it goes to is there before any code is made.

mod sheet;

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use shared::api::owner::{MakeOwnerCodes, OwnerCodes};
use shared::api::route::Method;
use shared::owner::CODES_MAX;

use crate::arguments;
use crate::client::{Call, Client, escape};
use crate::failure::Failure;
use crate::output::Output;

/// Does what was asked for.
pub(crate) fn run(command: &arguments::Owners, output: &Output) -> Result<(), Failure> {
    match command {
        arguments::Owners::Codes(options) => codes(options, output),
    }
}

fn codes(options: &arguments::OwnerCodes, output: &Output) -> Result<(), Failure> {
    let client = Client::new(&options.server.server, options.server.operator_token.as_deref())?;
    let file = options.out.as_deref().map(create).transpose()?;
    let made = make(options, &client, output)?;
    let (Some(path), Some(mut file)) = (&options.out, file) else {
        output.result(&made, &made.codes.join("\n"));
        return Ok(());
    };
    let address = options.address.as_deref().unwrap_or(&options.server.server);
    let page = format!(
        "{}/{}/own",
        address.trim_end_matches('/'),
        escape(&options.community)
    );
    let sheet = sheet::html(&made, &page)?;
    file.write_all(sheet.as_bytes())
        .map_err(|cause| unusable(path, cause))?;
    let (count, name) = (made.codes.len(), &made.subject.name);
    output.result(
        &serde_json::json!({ "subject": made.subject, "count": count, "out": path }),
        &format!(
            "{count} codes for {name} are in {}. They are nowhere else.",
            path.display()
        ),
    );
    Ok(())
}

fn make(options: &arguments::OwnerCodes, client: &Client, output: &Output) -> Result<OwnerCodes, Failure> {
    let mut all: Option<OwnerCodes> = None;
    loop {
        let done = all.as_ref().map_or(0, |all| all.codes.len());
        let left = options
            .count
            .saturating_sub(u32::try_from(done).unwrap_or(u32::MAX));
        match all {
            Some(all) if left == 0 => return Ok(all),
            _ => {}
        }
        let request = MakeOwnerCodes {
            subject: options.subject.clone(),
            subject_name: options.subject_name.clone(),
            count: left.min(CODES_MAX),
        };
        let call = Call::new(Method::Post, &options.community, "owners/codes", request);
        let some: OwnerCodes = client.call(&call)?;
        let whole = match all {
            None => some,
            Some(mut all) => {
                all.codes.extend(some.codes);
                all
            }
        };
        output.progress("codes", whole.codes.len(), options.count as usize);
        all = Some(whole);
    }
}

/// A new file that its owner alone reads: what stands in it is worth something.
fn create(path: &Path) -> Result<File, Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|cause| unusable(path, cause))
}

fn unusable(path: &Path, cause: std::io::Error) -> Failure {
    Failure::File {
        path: path.to_owned(),
        cause,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::test_server::TestServer;

    fn run_with(server: &TestServer, more: &str) -> Result<(), Failure> {
        let line = format!(
            "fanfare owners codes --server {} --operator-token t --community acme --subject kettle {more}",
            server.address
        );
        let arguments = arguments::Arguments::parse_from(line.split(' '));
        crate::run(&arguments, &Output::new(true))
    }

    fn server() -> TestServer {
        TestServer::start(|number, request| {
            let asked: MakeOwnerCodes = serde_json::from_str(&request.body).unwrap();
            let code = |at: u32| format!("\"{number:04}-0000-0000-{at:04}\"");
            let codes: Vec<_> = (0..asked.count).map(code).collect();
            let subject = format!(
                "{{\"id\":\"s_{:032x}\",\"key\":\"kettle\",\"name\":\"The <kettle>\"}}",
                1
            );
            Some((
                201,
                format!("{{\"subject\":{subject},\"codes\":[{}]}}", codes.join(",")),
            ))
        })
    }

    #[test]
    fn more_codes_than_one_call_makes_come_by_several() {
        let server = server();
        run_with(&server, "--count 501").unwrap();
        let asked = server.received();
        let counts: Vec<u32> = asked
            .iter()
            .map(|request| {
                serde_json::from_str::<MakeOwnerCodes>(&request.body)
                    .unwrap()
                    .count
            })
            .collect();
        assert_eq!(counts, [500, 1]);
    }

    #[test]
    fn a_sheet_has_a_picture_the_letters_and_the_address_of_each_code() {
        let (server, folder) = (server(), tempfile::tempdir().unwrap());
        let out = folder.path().join("sheet.html");
        let more = format!(
            "--count 2 --address https://kettles.example/ --out {}",
            out.display()
        );
        run_with(&server, &more).unwrap();
        let sheet = std::fs::read_to_string(&out).unwrap();
        assert_eq!(sheet.matches("<svg").count(), 2);
        assert!(sheet.contains("0000-0000-0000-0000") && sheet.contains("0000-0000-0000-0001"));
        assert!(
            sheet.contains("The &lt;kettle&gt;") && sheet.contains("kettles.example/acme/own<"),
            "{sheet}"
        );
    }

    #[test]
    fn a_file_that_is_there_stays_and_no_code_is_made() {
        let (server, folder) = (server(), tempfile::tempdir().unwrap());
        let out = folder.path().join("sheet.html");
        std::fs::write(&out, "printed already").unwrap();
        let more = format!("--count 1 --out {}", out.display());
        assert!(matches!(run_with(&server, &more), Err(Failure::File { .. })));
        assert_eq!(server.received(), []);
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "printed already");
    }
}
