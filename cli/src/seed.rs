//! `fanfare seed`: sample content, through the public API alone, as the people of the file would have written it.
//!
//! Invariant: what is there already is not written again, so a seed that was interrupted is finished by running it
//! again and a second one changes nothing. The people are signed in with a key made for the seed: its public part
//! is put into the community's settings, beside the keys that are there.

mod content;
mod contests;
mod people;
mod pictures;
mod promises;
mod staff;
mod stories;
mod thread;

use std::path::Path;

use serde::Serialize;
use shared::api::community::{CreateCommunity, EditSettings, SettingsView};
use shared::api::problem::Code;
use shared::api::route::Method;
use shared::settings::SsoAlgorithm;

use crate::arguments;
use crate::client::{Call, Client};
use crate::community;
use crate::failure::Failure;
use crate::key_file::PrivateKey;
use crate::output::Output;
use crate::recognition;
use content::{Community, Subject};
use people::People;
use pictures::Pictures;
use thread::Threads;

/// The name of the seed's key in the settings.
const KID: &str = "seed";

/// What was done.
#[derive(Debug, Default, Serialize)]
struct Report {
    communities: Vec<String>,
    questions: usize,
    unchanged: usize,
}

/// Seeds the communities of a file.
pub(crate) fn run(options: &arguments::Seed, output: &Output) -> Result<(), Failure> {
    let communities = content::read(&options.content)?;
    let operator = Client::new(&options.server.server, options.server.operator_token.as_deref())?;
    let key = key(options.key.as_deref())?;
    let mut report = Report::default();
    for community in &communities {
        prepare(&operator, community, &options.origins, &key)?;
        let people = People::new(&operator, community, &key);
        let host = options.origins.iter().chain(&community.origins).next();
        staff::appoint(&operator, &people, community, host.map(String::as_str))?;
        let total = community
            .subjects
            .iter()
            .map(|subject| subject.questions.len())
            .sum();
        let mut threads = Threads::new(&people, &community.slug);
        // What is written last is the most active: the first question of the file goes last.
        for (done, (subject, question)) in questions(&community.subjects).rev().enumerate() {
            if threads.write(subject, question)? {
                report.questions += 1
            } else {
                report.unchanged += 1
            }
            output.progress(&community.name, done + 1, total);
        }
        threads.settle(&community.subjects)?;
        let pictures = Pictures::new(&community.slug, &options.content);
        for subject in &community.subjects {
            stories::write(&people, &community.slug, subject, &pictures)?;
        }
        contests::write(&people, community, &pictures)?;
        // All of it is of today, and shows who helped at once.
        recognition::ask(&operator, &community.slug, true)?;
        report.communities.push(community.slug.clone());
    }
    let text = format!(
        "Seeded {}: {} questions written, {} were there already.",
        report.communities.join(", "),
        report.questions,
        report.unchanged
    );
    output.result(&report, &text);
    Ok(())
}

fn questions(subjects: &[Subject]) -> impl DoubleEndedIterator<Item = (&Subject, &content::Question)> {
    subjects
        .iter()
        .flat_map(|subject| subject.questions.iter().map(move |question| (subject, question)))
}

fn key(path: Option<&Path>) -> Result<PrivateKey, Failure> {
    match path {
        Some(path) if path.exists() => PrivateKey::read(path),
        Some(path) => {
            let key = PrivateKey::generate(SsoAlgorithm::EdDSA, KID)?;
            key.write(path).map(|()| key)
        }
        None => PrivateKey::generate(SsoAlgorithm::EdDSA, KID),
    }
}

/// Makes the community if it is not there, and lets it trust the seed's key.
fn prepare(
    operator: &Client,
    community: &Community,
    more_origins: &[String],
    key: &PrivateKey,
) -> Result<(), Failure> {
    let mut origins = community.origins.clone();
    origins.extend(
        more_origins
            .iter()
            .filter(|origin| !community.origins.contains(origin))
            .cloned(),
    );
    let create = CreateCommunity {
        slug: community.slug.clone(),
        name: community.name.clone(),
        owner_email: None,
        origins: Some(origins.clone()),
        languages: community.languages.clone(),
        time_zone: community.time_zone.clone(),
        accent: community.accent.clone(),
        writers: None,
        sso_keys: None,
        moderation: community.moderation,
        levels: None,
        jurisdiction: None,
    };
    let made = operator.call::<SettingsView>(&Call {
        method: Method::Post,
        path: community::PATH.to_owned(),
        key: None,
        body: Some(create),
    });
    match made {
        Ok(_) => {}
        Err(failure) if failure.is(Code::SlugTaken) => {}
        Err(failure) => return Err(failure),
    }
    let now: SettingsView = operator.call(&Call::get(&community.slug, "settings"))?;
    let mut keys = now.settings.sso_keys;
    keys.retain(|other| other.kid != key.kid);
    keys.push(key.setting());
    let edit = EditSettings {
        sso_keys: Some(keys),
        origins: Some(origins),
        ..EditSettings::default()
    };
    operator
        .call::<SettingsView>(&Call::new(Method::Patch, &community.slug, "settings", edit))
        .map(|_| ())
}
