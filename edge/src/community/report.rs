//! Reports: anyone with a session tells staff that something should not stand.

use shared::api::report::{MakeReport, ReportView};
use shared::event::Happening;
use shared::person::Caller;
use shared::policy::{self, Refusal};
use shared::state::Act;
use shared::text::Note;

use super::context::Context;
use super::rows::{events, people, reports};
use super::target::{self, Written};
use super::{body, contribution};
use crate::failure::Failure;
use crate::reply::Reply;

/// `POST reports`: one per person and thing; after a decision about it the same person's next one is another case. The
/// answer is the same whether staff heard of it before or not.
///
/// # Errors
/// When this caller does not see the thing, wrote it, or a field breaks its rule.
pub fn make(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: MakeReport = body::parse(request)?;
    let person = context.caller.person().ok_or(Refusal::SignInNeeded)?;
    let written = target::any_visible(context, request.target.as_str()).map_err(|failure| {
        failure.or_refused(|| Failure::field("/target", "There is nothing of this identifier to report."))
    })?;
    policy::may_report(&context.caller, written.author())?;
    let note = Note::parse(&request.note).map_err(|error| Failure::field("/note", error.to_string()))?;
    let known = reports::waits(context.sql, written.id(), person)?;
    reports::put(
        context.sql,
        written.id(),
        person,
        request.reason,
        note.as_str(),
        context.now,
    )?;
    if !known {
        let reason = request.reason.as_str().to_owned();
        contribution::happened(context, written.id(), &Happening::Reported { reason })?;
        hide_if_enough(context, &written)?;
    }
    Reply::json(201, &ReportView { received: true })
}

/// Takes something out of sight until staff decides, once enough different people reported it. What staff let stand stays
/// where it is while its words do: reports bring it before them again, and no number of people overrules them.
fn hide_if_enough(context: &Context<'_>, written: &Written) -> Result<(), Failure> {
    let author = people::get(context.sql, written.author())?.ok_or_else(Failure::not_found)?;
    let reporters = reports::open_by_others(context.sql, written.id(), written.author())?;
    let from = written.state();
    let Ok(to) = from.next(written.kind(), Act::Hide) else {
        return Ok(());
    };
    if !policy::reports_hide(&context.settings, author.role, reporters)
        || events::stands_by_decision(context.sql, written.id())?
    {
        return Ok(());
    }
    written.set_state(context, to, None)?;
    let community = contribution::acting(context, Caller::Visitor);
    contribution::happened(
        &community,
        written.id(),
        &Happening::Moderated {
            act: Act::Hide,
            from,
            to,
            code: None,
        },
    )
}
