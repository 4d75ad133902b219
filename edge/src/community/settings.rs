//! A community's making and its settings.

use std::rc::Rc;

use shared::api::community::{CreateCommunity, EditSettings, SettingsView};
use shared::api::problem::Code;
use shared::event::Happening;
use shared::settings::Settings;
use shared::slug::CommunitySlug;

use super::context::Context;
use super::rows::{recognition, settings as rows};
use super::sql::Sql;
use super::{body, due, member, namesake, schema};
use crate::failure::Failure;
use crate::intl;
use crate::json;
use crate::reply::Reply;

/// `POST communities`: makes this object a community.
///
/// # Errors
/// When a field breaks its rule or the slug is taken.
pub fn create(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: CreateCommunity = body::parse(request)?;
    let slug =
        CommunitySlug::parse(&request.slug).map_err(|error| Failure::field("/slug", error.to_string()))?;
    if schema::exists(context.sql)? {
        return Err(Failure::refused(
            Code::SlugTaken,
            "There is a community of this slug already; choose another.",
        ));
    }
    let owner_email = request.owner_email.clone();
    if !context.config.holds(request.jurisdiction) {
        return Err(Failure::field(
            "/jurisdiction",
            format!(
                "The `FANFARE_JURISDICTION` of this deployment is \"{}\", for all it keeps. Leave this out, or make the community where it is the one you name.",
                context.config.jurisdiction
            ),
        ));
    }
    let mut settings = Settings::new("")
        .apply(request.edit(), intl::knows_time_zone)
        .map_err(Failure::fields)?;
    settings.jurisdiction = context.config.held_in();
    while schema::advance(context.sql)? {}
    let json = serde_json::to_string(&settings)?;
    rows::create(context.sql, slug.as_str(), &json, context.now)?;
    context.record(None, &Happening::CommunityCreated {})?;
    due::at(context.sql, due::EXPIRE, context.now)?;
    if let Some(email) = owner_email {
        member::invite_owner(context, &email)?;
    }
    Reply::json(
        201,
        &SettingsView {
            slug: slug.as_str().to_owned(),
            settings: settings.redacted(),
        },
    )
}

/// `GET settings`.
///
/// # Errors
/// When SQLite fails.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    Reply::json(
        200,
        &SettingsView {
            slug: context.slug.to_owned(),
            settings: context.settings.redacted(),
        },
    )
}

/// `PATCH settings`.
///
/// # Errors
/// When a field breaks its rule.
pub fn edit(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: EditSettings = body::parse(request)?;
    let settings = context
        .settings
        .apply(request, intl::knows_time_zone)
        .map_err(Failure::fields)?;
    let fields = settings.differences(&context.settings);
    if !fields.is_empty() {
        rows::change(context.sql, &serde_json::to_string(&settings)?)?;
        recognition::set_marks(context.sql, &settings)?;
        if settings.name != context.settings.name {
            namesake::reserve(context, &settings.name)?;
        }
        context.record(None, &Happening::SettingsChanged { fields })?;
    }
    Reply::json(
        200,
        &SettingsView {
            slug: context.slug.to_owned(),
            settings: settings.redacted(),
        },
    )
}

/// The settings as kept, and the slug.
///
/// # Errors
/// When they can't be read.
pub fn load(sql: &Sql) -> Result<(Rc<Settings>, Rc<str>), Failure> {
    let (slug, settings) = rows::find(sql)?.ok_or_else(crate::community_client::unknown)?;
    Ok((Rc::new(json::read(settings)?), Rc::from(slug)))
}
