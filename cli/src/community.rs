//! `fanfare community create`.

use shared::api::community::{CreateCommunity, SettingsView};
use shared::api::route::Method;
use shared::language::Language;

use crate::arguments;
use crate::client::{Call, Client};
use crate::failure::Failure;
use crate::output::Output;

/// The path of the route.
pub(crate) const PATH: &str = "/api/v1/communities";

/// Makes a community.
pub(crate) fn create(options: &arguments::CreateCommunity, output: &Output) -> Result<(), Failure> {
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
    fn an_unknown_language_names_the_known_ones() {
        let failure = languages(&["en".to_owned(), "tlh".to_owned()]).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "tlh is no language of this release; choose among en, fr, ar."
        );
        assert!(matches!(languages(&[]), Ok(None)));
    }
}
