//! The people of the brand: their roles, and their faces.

use serde_json::Value;
use shared::api::person::SetMember;
use shared::api::route::Method;

use super::content::Community;
use super::people::People;
use crate::client::{Call, Client};
use crate::failure::Failure;

/// Gives each person of the brand their role, name, title and face; faces are on `host`, the origin of the brand's pages.
///
/// # Errors
/// When the server refuses.
pub(super) fn appoint(
    operator: &Client,
    people: &People<'_>,
    community: &Community,
    host: Option<&str>,
) -> Result<(), Failure> {
    for (id, person) in &community.people {
        let Some(role) = person.role else { continue };
        let member = SetMember {
            email: None,
            name: Some(person.name.clone()),
            role,
            title: person.title.clone(),
            face: host
                .zip(person.face.as_deref())
                .map(|(host, path)| [host, path].concat()),
        };
        let route = format!("members/{}", people.id(id)?);
        operator.call::<Value>(&Call::new(Method::Put, &community.slug, &route, member))?;
    }
    Ok(())
}
