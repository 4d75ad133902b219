//! `fanfare community`: makes communities, shows and changes their settings.

use shared::api::community::{CreateCommunity, EditSettings, SettingsView};
use shared::api::route::Method;
use shared::language::Language;
use shared::settings::Settings;

use crate::arguments::{self, Community};
use crate::client::{Call, Client};
use crate::failure::Failure;
use crate::json_file;
use crate::output::Output;

/// The path of the route.
pub(crate) const PATH: &str = "/api/v1/communities";

/// Does what was asked for.
pub(crate) fn run(command: &Community, output: &Output) -> Result<(), Failure> {
    match command {
        Community::Create(options) => create(options, output),
        Community::Settings(options) => settings(options, output),
    }
}

/// Makes a community.
fn create(options: &arguments::CreateCommunity, output: &Output) -> Result<(), Failure> {
    let client = Client::new(&options.server.server, options.server.operator_token.as_deref())?;
    let body = CreateCommunity {
        slug: options.slug.clone(),
        name: options.name.clone(),
        owner_email: options.owner_email.clone(),
        origins: some(&options.origins),
        languages: languages(&options.languages)?,
        time_zone: options.time_zone.clone(),
        accent: options.accent.clone(),
        writers: None,
        sso_keys: None,
        moderation: None,
        levels: None,
        jurisdiction: None,
    };
    let made: SettingsView = client.call(&Call {
        method: Method::Post,
        path: PATH.to_owned(),
        key: None,
        body: Some(body),
    })?;
    let address = format!("{}/{}", options.server.server.trim_end_matches('/'), made.slug);
    output.result(&made, &format!("{} is there: {address}", made.settings.name));
    Ok(())
}

/// Changes the settings that a file names, and shows all of them as such a file: secrets read as `…`, and one that is
/// given back so stays.
fn settings(options: &arguments::CommunitySettings, output: &Output) -> Result<(), Failure> {
    let client = Client::new(&options.server.server, options.server.operator_token.as_deref())?;
    let community = &options.community;
    let now: SettingsView = match &options.file {
        Some(path) => {
            let edit: EditSettings = json_file::read(path)?;
            client.call(&Call::new(Method::Patch, community, "settings", edit))?
        }
        None => client.call(&Call::get(community, "settings"))?,
    };
    let file = as_file(now.settings);
    let text = serde_json::to_string_pretty(&file).map_err(|cause| Failure::Usage(cause.to_string()))?;
    output.result(&file, &text);
    Ok(())
}

fn as_file(settings: Settings) -> EditSettings {
    EditSettings {
        name: Some(settings.name),
        origins: Some(settings.origins),
        languages: Some(settings.languages),
        time_zone: Some(settings.time_zone),
        accent: settings.accent,
        writers: Some(settings.writers),
        sso_keys: Some(settings.sso_keys),
        moderation: Some(settings.moderation),
        levels: Some(settings.levels),
    }
}

fn some(list: &[String]) -> Option<Vec<String>> {
    (!list.is_empty()).then(|| list.to_vec())
}

fn languages(tags: &[String]) -> Result<Option<Vec<Language>>, Failure> {
    if tags.is_empty() {
        return Ok(None);
    }
    let known = || Language::ALL.map(Language::tag).join(", ");
    let read = |tag: &String| {
        Language::of_tag(tag).ok_or_else(|| {
            Failure::Usage(format!(
                "{tag} is no language of this release; choose among {}.",
                known()
            ))
        })
    };
    tags.iter().map(read).collect::<Result<_, _>>().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_shown_as_the_file_that_changes_them() {
        let shown = serde_json::to_value(as_file(Settings::new("Halden"))).unwrap();
        let read: EditSettings = serde_json::from_value(shown).unwrap();
        assert_eq!(
            Settings::new("").apply(read, |_| true).unwrap(),
            Settings::new("Halden")
        );
    }

    #[test]
    fn an_unknown_language_names_the_known_ones() {
        let failure = languages(&["en".to_owned(), "tlh".to_owned()]).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "tlh is no language of this release; choose among en, fr, ar."
        );
        assert!(matches!(languages(&[]), Ok(None)));
    }
}
