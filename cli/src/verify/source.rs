//! Where a log comes from: the address of a contest, or a folder that `fanfare contest export` made.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;

use shared::api::route::PREFIX;
use shared::ids::ContestId;

use crate::client::Client;
use crate::contest::export;
use crate::failure::Failure;

/// Where a log comes from.
pub(super) enum Source {
    /// A contest on a server.
    Address {
        client: Client,
        community: String,
        contest: ContestId,
    },
    /// A saved log.
    File(PathBuf),
}

impl Source {
    /// Reads what was typed: an address of the API or of the public page, a folder, or the log itself.
    pub(super) fn of(text: &str) -> Result<Self, Failure> {
        if !(text.starts_with("http://") || text.starts_with("https://")) {
            let path = PathBuf::from(text);
            return Ok(Self::File(if path.is_dir() {
                path.join(export::LOG)
            } else {
                path
            }));
        }
        let address = parts(text).and_then(|(server, community, contest)| {
            Some((server, community, ContestId::parse(contest).ok()?))
        });
        let (server, community, contest) = address.ok_or_else(|| {
            Failure::Usage(format!(
                "{text} is not the address of a contest: it has no /contests/ct_… in it."
            ))
        })?;
        Ok(Self::Address {
            client: Client::new(server, None)?,
            community: community.to_owned(),
            contest,
        })
    }

    /// The contest that an address names; a saved log is of whichever it says.
    pub(super) fn contest(&self) -> Option<ContestId> {
        match self {
            Self::Address { contest, .. } => Some(contest.clone()),
            Self::File(_) => None,
        }
    }

    /// Gives every line.
    pub(super) fn lines(&self, mut take: impl FnMut(&str) -> Result<(), Failure>) -> Result<(), Failure> {
        match self {
            Self::Address {
                client,
                community,
                contest,
            } => export::lines(client, community, &format!("contests/{contest}"), take),
            Self::File(path) => {
                let failed = |cause| Failure::File {
                    path: path.clone(),
                    cause,
                };
                for line in BufReader::new(File::open(path).map_err(failed)?).lines() {
                    take(&line.map_err(failed)?)?;
                }
                Ok(())
            }
        }
    }
}

/// The server, the community and the contest of an address.
fn parts(address: &str) -> Option<(&str, &str, &str)> {
    let path_at = address.find("://")? + 3;
    let slash = path_at + address.get(path_at..)?.find('/')?;
    let (server, path) = address.split_at_checked(slash)?;
    let path = path.strip_prefix(PREFIX).unwrap_or(path).trim_start_matches('/');
    let (community, rest) = path.split_once("/contests/")?;
    let contest = rest.split(['/', '?', '#']).next()?;
    contest.starts_with("ct_").then_some((server, community, contest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_api_and_of_the_page_name_the_same_contest() {
        for address in [
            "https://fanfare.example/api/v1/acme/contests/ct_1/log?from=7",
            "https://fanfare.example/acme/contests/ct_1/autumn",
            "https://fanfare.example/acme/contests/ct_1",
        ] {
            assert_eq!(parts(address), Some(("https://fanfare.example", "acme", "ct_1")));
        }
        assert_eq!(parts("https://fanfare.example/acme"), None);
        assert_eq!(parts("https://fanfare.example"), None);
    }
}
