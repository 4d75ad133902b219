//! A guest's session for the application on our own pages: the same cookie that a form begins.
//!
//! Invariant: the token leaves in the cookie only, so no script ever holds it; whoever has a session keeps it.

use super::visit::Visit;
use crate::api::said;
use crate::failure::Failure;
use crate::reply::Reply;

/// Makes sure that there is a session. What goes wrong is a problem in JSON, since a script reads it.
///
/// # Errors
/// Never: every failure has become an answer.
pub async fn begin(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let reply = match begun(visit).await {
        Ok(()) => Reply::empty(204),
        Err(failure) => said::refusal(visit.incoming, failure),
    };
    Ok(visit.reply(reply))
}

async fn begun(visit: &mut Visit<'_>) -> Result<(), Failure> {
    visit.recognize().await?;
    if visit.session.is_none() {
        visit.begin_as_guest().await?;
    }
    Ok(())
}
