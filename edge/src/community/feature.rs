//! Featuring: asking an author, their answer, its end, and the gallery of what they agreed to.
//!
//! Invariant: each step is an event, so whatever is cached of a gallery is out of date the moment a consent ends: when
//! it is revoked, withdrawn, or its time is over. What is hidden or taken back is in no gallery either.

mod about;
mod gallery;

pub use about::About;
pub use gallery::{list as gallery, page_json as gallery_json};

use shared::api::feature::{AnswerFeature, AskFeature, FeatureView};
use shared::api::page::Page;
use shared::api::problem::Code;
use shared::event::Happening;
use shared::feature::{self, Consent, Scope};
use shared::ids::{FeatureId, PersonId};
use shared::language::Language;
use shared::policy::Refusal;
use shared::text::Reason;
use shared::time::Millis;

use super::context::{self, Context};
use super::rows::features::{self, Feature};
use super::rows::people;
use super::store::Store;
use super::{body, contribution, due, outbox};
use crate::failure::Failure;
use crate::reply::Reply;

/// How many consents one alarm ends before others have their turn.
const ENDED_AT_ONCE: u32 = 100;
/// The name of the list in its cursors.
const LIST: &str = "features";

/// `POST features`: asks the author of something that everybody sees.
///
/// # Errors
/// When a field breaks its rule, or the author was asked already.
pub fn ask(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: AskFeature = body::parse(request)?;
    let missing = || {
        let detail = "Name a story or an answer that everybody sees, or an entry with its contest.";
        Failure::field("/target", detail)
    };
    let about = About::find(context, &request.target)?.ok_or_else(missing)?;
    let contest = about.entry().map(|entry| entry.contest);
    if !about.is_shown(context)? || contest.is_some() && contest != request.contest {
        return Err(missing());
    }
    let scopes = scopes(&request.scopes)?;
    if !feature::may_last(context.now, request.until) {
        return Err(Failure::field(
            "/until",
            "A consent lasts from an hour to two years from now.",
        ));
    }
    let note = Reason::parse(&request.note).map_err(|error| Failure::field("/note", error.to_string()))?;
    if features::is_open(context.sql, about.id())? {
        return Err(Failure::refused(
            Code::WrongState,
            "Its author was asked already. Withdraw that first to ask for something else.",
        ));
    }
    let asked_by = context.caller.person().ok_or(Refusal::NotAllowed {
        who: "people of the brand",
    })?;
    let language = Language::first_of(&context.settings.languages);
    let feature = Feature {
        id: FeatureId::new(context.now, context.random()?),
        target: request.target,
        author_id: about.author().clone(),
        asked_by: asked_by.clone(),
        state: Consent::Asked,
        text: feature::text(language, &context.settings.name, &scopes),
        version: feature::VERSION,
        scopes,
        note: note.into_string(),
        until: request.until,
        asked_at: context.now,
        changed_at: context.now,
    };
    features::insert(context.sql, &feature)?;
    due::at(context.sql, due::FEATURES, feature.until)?;
    let happening = Happening::FeatureAsked {
        feature: feature.id.clone(),
        scopes: feature.scopes.clone(),
        until: feature.until,
    };
    contribution::happened(context, feature.target.as_str(), &happening)?;
    outbox::notify_feature(context, &about, &feature)?;
    shown(context, 201, &feature)
}

fn scopes(wanted: &[Scope]) -> Result<Vec<Scope>, Failure> {
    let known: Vec<Scope> = Scope::ALL
        .into_iter()
        .filter(|scope| wanted.contains(scope))
        .collect();
    if known.is_empty() || wanted.contains(&Scope::Unknown) {
        return Err(Failure::field(
            "/scopes",
            "Name where it is to be shown: gallery, newsletter, or both.",
        ));
    }
    Ok(known)
}

/// `GET features`: what the caller was asked, or for people of the brand all that was asked.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["limit", "cursor"])?;
    let limit = contribution::limit(context.query)?;
    let before = contribution::before(context, LIST)?;
    let author = context
        .caller
        .person()
        .filter(|_| !context.caller.role().is_staff());
    let mut rows = features::list(context.sql, author, before.as_deref(), limit + 1)?;
    let next_cursor = contribution::cut(context, LIST, &mut rows, limit, |feature| feature.id.as_str());
    let data = rows
        .iter()
        .filter_map(|feature| view(context, feature).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    Reply::json(200, &Page { data, next_cursor })
}

/// `GET features/{id}`.
///
/// # Errors
/// When it is neither the caller's nor do they speak for the brand.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    shown(context, 200, &visible(context)?)
}

/// `PUT features/{id}`: the author agrees, refuses or revokes; the brand withdraws.
///
/// # Errors
/// When this caller may not do it, or it can't follow the state.
pub fn answer(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: AnswerFeature = body::parse(request)?;
    let mut feature = visible(context)?;
    feature::may_act(&context.caller, &feature.author_id, request.act)?;
    // The alarm that ends it may be late: what is over covers nothing already.
    let ended = feature.until <= context.now;
    let to = feature
        .state
        .next(request.act)
        .filter(|_| !ended)
        .ok_or_else(|| {
            let detail =
                "This consent has ended, or was answered already. Read it again to see how it stands.";
            Failure::refused(Code::WrongState, detail)
        })?;
    change(context, &mut feature, to)?;
    shown(context, 200, &feature)
}

/// The consent that the path names, if it concerns the caller.
fn visible(context: &Context<'_>) -> Result<Feature, Failure> {
    let id = FeatureId::parse(context.parameter).map_err(|_| Failure::not_found())?;
    features::get(context.sql, &id)?
        .filter(|feature| context.caller.is(&feature.author_id) || context.caller.role().is_staff())
        .ok_or_else(Failure::not_found)
}

fn change(context: &Context<'_>, feature: &mut Feature, to: Consent) -> Result<(), Failure> {
    let happening = Happening::FeatureChanged {
        feature: feature.id.clone(),
        from: feature.state,
        to,
    };
    features::set_state(context.sql, &feature.id, to, context.now)?;
    contribution::happened(context, feature.target.as_str(), &happening)?;
    feature.state = to;
    feature.changed_at = context.now;
    Ok(())
}

/// Ends what is over; when to look again.
///
/// # Errors
/// When SQLite fails.
pub fn end_due(store: &Store, now: Millis) -> Result<Option<Millis>, Failure> {
    store.write(|sql| {
        for feature in features::over(sql, now, ENDED_AT_ONCE)? {
            let Some(to) = feature.state.expired() else {
                continue;
            };
            let what = Happening::FeatureChanged {
                feature: feature.id.clone(),
                from: feature.state,
                to,
            };
            features::set_state(sql, &feature.id, to, now)?;
            context::record(sql, now, None, Some(feature.target.as_str()), &what)?;
        }
        Ok(features::next_end(sql)?.map(|end| end.max(now)))
    })
}

fn shown(context: &Context<'_>, status: u16, feature: &Feature) -> Result<Reply, Failure> {
    let view = view(context, feature)?.ok_or_else(Failure::not_found)?;
    Reply::json(status, &view)
}

/// A consent as its author and the brand's people see it; nothing once what it is about was erased.
fn view(context: &Context<'_>, feature: &Feature) -> Result<Option<FeatureView>, Failure> {
    let Some(about) = About::find(context, &feature.target)? else {
        return Ok(None);
    };
    Ok(Some(FeatureView {
        id: feature.id.clone(),
        target: feature.target.clone(),
        excerpt: about.excerpt(),
        question: about.question(),
        story: about.story(),
        entry: about.entry(),
        author: person(context, &feature.author_id)?,
        state: feature.state,
        text: feature.text.clone(),
        version: feature.version,
        scopes: feature.scopes.clone(),
        until: feature.until,
        asked_by: person(context, &feature.asked_by)?,
        note: feature.note.clone(),
        asked_at: feature.asked_at,
        changed_at: feature.changed_at,
    }))
}

fn person(context: &Context<'_>, id: &PersonId) -> Result<shared::api::person::PersonView, Failure> {
    Ok(people::get(context.sql, id)?.map_or_else(contribution::nobody, |person| person.view()))
}
