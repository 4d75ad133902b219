//! What people share about the subjects of a community, and what of it is featured.

use serde_json::{Value, json};
use shared::api::feature::FeatureView;
use shared::api::page::{MAX_LIMIT, Page};
use shared::api::route::Method;
use shared::api::story::{ShareStory, StoryView};
use shared::api::vote::PutVote;
use shared::story::StoryAct;
use shared::time::Millis;

use super::content::{Story, Subject};
use super::people::People;
use super::pictures::Pictures;
use super::thread::fingerprint;
use crate::client::{Call, escape};
use crate::clock;
use crate::failure::Failure;

/// How long the sample consents last: a year.
const CONSENT_MS: i64 = 365 * Millis::DAY;

/// Writes the stories of a subject, as far as they are not there.
///
/// # Errors
/// When a picture can't be read, or the server refuses.
pub(super) fn write(
    people: &People<'_>,
    slug: &str,
    subject: &Subject,
    pictures: &Pictures<'_>,
) -> Result<(), Failure> {
    if subject.stories.is_empty() {
        return Ok(());
    }
    let route = format!("stories?subject={}&limit={MAX_LIMIT}", escape(&subject.key));
    let there: Page<StoryView> = people.call(&People::shopper(0), &Call::get(slug, &route))?;
    // The first of the file is the newest.
    for story in subject.stories.iter().rev() {
        let view = match there.data.iter().find(|view| view.title == story.title) {
            Some(view) => view.clone(),
            None => share(people, slug, subject, story, pictures)?,
        };
        for (act, wanted) in &story.acts {
            say(people, slug, &view, *act, *wanted)?;
        }
        if let Some(staff) = &story.featured_by {
            feature(people, slug, staff, story, &view)?;
        }
    }
    Ok(())
}

fn share(
    people: &People<'_>,
    slug: &str,
    subject: &Subject,
    story: &Story,
    pictures: &Pictures<'_>,
) -> Result<StoryView, Failure> {
    let body = ShareStory {
        subject: subject.key.clone(),
        subject_name: Some(subject.name.clone()),
        title: story.title.clone(),
        markdown: story.markdown.clone(),
        media: pictures.attach(people, &story.by, story.picture.as_ref(), &story.title)?,
        name: None,
    };
    let key = fingerprint(&[slug, &story.by, "story", &subject.key, &story.title]);
    let call = Call::new(Method::Post, slug, "stories", json!(body)).with_key(&key);
    people.call(&story.by, &call)
}

/// Lets shoppers do an act until as many did it as wanted.
fn say(
    people: &People<'_>,
    slug: &str,
    view: &StoryView,
    act: StoryAct,
    wanted: usize,
) -> Result<(), Failure> {
    let there = match act {
        StoryAct::WillTry => view.acts.will_try,
        StoryAct::Smiled => view.acts.smiled,
        StoryAct::Helped => view.acts.helped,
        StoryAct::Unknown => return Ok(()),
    };
    for number in there as usize..wanted {
        let body = PutVote {
            value: 1,
            act: Some(act),
            reason: None,
            notify: None,
        };
        let call = Call::new(Method::Put, slug, &format!("votes/{}", view.id), body);
        people.call::<Value>(&People::shopper(number + 1), &call)?;
    }
    Ok(())
}

fn feature(
    people: &People<'_>,
    slug: &str,
    staff: &str,
    story: &Story,
    view: &StoryView,
) -> Result<(), Failure> {
    let asked: Page<FeatureView> = people.call(
        &story.by,
        &Call::get(slug, &format!("features?limit={MAX_LIMIT}")),
    )?;
    if asked
        .data
        .iter()
        .any(|feature| feature.target.as_str() == view.id.as_str())
    {
        return Ok(());
    }
    let body = json!({
        "target": view.id, "scopes": ["gallery"], "until": clock::now().plus(CONSENT_MS),
        "note": "We would love to show this.",
    });
    let feature: FeatureView = people.call(staff, &Call::new(Method::Post, slug, "features", body))?;
    let agree = json!({ "act": "agree" });
    people
        .call::<Value>(
            &story.by,
            &Call::new(Method::Put, slug, &format!("features/{}", feature.id), agree),
        )
        .map(|_| ())
}
