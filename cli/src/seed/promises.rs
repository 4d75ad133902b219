//! What people of the brand were sorry for and promised, and how it ended.

use serde_json::Value;
use shared::api::promise::{EndPromise, MakePromise, PromiseView, Promises};
use shared::api::question::QuestionSummary;
use shared::api::route::Method;
use shared::ids::Target;
use shared::recognition::Day;

use super::content::Promise;
use super::people::People;
use crate::client::Call;
use crate::clock;
use crate::failure::Failure;

/// Makes the promises about a question that are not there, and ends those that ended.
///
/// # Errors
/// When the server refuses.
pub(super) fn write(
    people: &People<'_>,
    slug: &str,
    question: &QuestionSummary,
    promises: &[Promise],
) -> Result<(), Failure> {
    for promise in promises {
        let route = format!("promises?question={}", question.id);
        let there: Promises = people.call(&promise.by, &Call::get(slug, &route))?;
        if there.data.iter().any(|view| view.step == promise.step) {
            continue;
        }
        let body = MakePromise {
            target: Target::Question(question.id.clone()),
            apology: promise.apology.clone(),
            step: promise.step.clone(),
            due: today().plus(promise.due_in_days).iso(),
        };
        let call = Call::new(Method::Post, slug, "promises", body);
        let made: PromiseView = people.call(&promise.by, &call)?;
        if let Some(ending) = promise.ending {
            let word = promise.word.clone();
            let route = format!("promises/{}", made.id);
            let call = Call::new(Method::Put, slug, &route, EndPromise { ending, word });
            people.call::<Value>(&promise.by, &call)?;
        }
    }
    Ok(())
}

fn today() -> Day {
    Day::of(clock::now())
}
