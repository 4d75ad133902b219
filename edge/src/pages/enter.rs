//! Who may open a form: everybody where guests may write, else only who is signed in; the brand's people alone where
//! one speaks for it.

use shared::api::community::CommunityView;
use shared::person::Caller;
use shared::policy::{self, Refusal};
use shared::settings::{Settings, Writers};

use super::address;
use super::visit::Visit;
use crate::failure::Failure;
use crate::reply::Reply;

/// Makes sure that a form has a session, a guest's if need be. Where guests may not write, leads to the page
/// where one signs in, and back.
///
/// # Errors
/// When the object refuses a session.
pub async fn first(visit: &mut Visit<'_>, community: &CommunityView) -> Result<Option<Reply>, Failure> {
    visit.recognize().await?;
    let settings = Settings {
        writers: community.writers,
        ..Settings::new(&community.name)
    };
    let known = match &visit.me {
        Some(me) => policy::may_write(
            &settings,
            &Caller::Person {
                id: me.id.clone(),
                tier: me.tier,
                role: me.role,
            },
        )
        .is_ok(),
        None => community.writers == Writers::Everyone,
    };
    if !known {
        return Ok(Some(sign_in(visit)));
    }
    if visit.session.is_none() {
        visit.begin_as_guest().await?;
    }
    Ok(None)
}

/// Makes sure that a form is the brand's people's; who is not signed in is led to the page where one signs in, and back.
///
/// # Errors
/// When who is signed in does not speak for the brand.
pub async fn for_the_brand(visit: &mut Visit<'_>) -> Result<Option<Reply>, Failure> {
    visit.recognize().await?;
    if visit.is_staff() {
        return Ok(None);
    }
    match visit.me {
        None => Ok(Some(sign_in(visit))),
        Some(_) => Err(Refusal::NotAllowed {
            who: "people of the brand",
        }
        .into()),
    }
}

/// Leads to the page where one signs in, and back to this one.
pub fn sign_in(visit: &Visit<'_>) -> Reply {
    let back = address::encode(&visit.address());
    let path = format!("{}?return_to={back}", address::of(visit.community, "sign-in"));
    visit.see(visit.in_same_language(&path))
}
