//! Runs effects: calls, storage, timers, what the page is told. Invariant: each answers by message, and a
//! component that is gone drops what it started.

use shared::api::overlay::Overlay;
use shared::api::problem::Code;
use shared::api::search::Similar;
use shared::api::session::Claim;
use shared::api::view::View;
use shared::language::Language;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use yew::html::Scope;

use super::{App, Arrival, Message};
use crate::browser::{self, Timer};
use crate::client::{self, Answer, Call};
use crate::draft::{self, KeptDraft};
use crate::host::{Host, HostSession};
use crate::place::Place;
use crate::state::effect::{Effect, Purpose};
use crate::state::event::{Event, Read};
use crate::state::trouble::CallError;
use crate::state::write::{Reply, Write};

/// How long nobody has to type before a title is looked up.
const PAUSE: i32 = 200;

impl App {
    pub(super) fn run(&mut self, link: &Scope<Self>, host: &Host, effect: Effect) {
        let (link, host) = (link.clone(), host.clone());
        match effect {
            Effect::Load(place) => spawn_local(look(link, host, place, Look::Page)),
            Effect::LoadMore(place, cursor) => spawn_local(look(link, host, place, Look::More(cursor))),
            Effect::Poll(place, known) => spawn_local(look(link, host, place, Look::Latest(known))),
            Effect::Overlay(place) => spawn_local(async move {
                if let Some((overlay, claimable)) = overlay(&host, &place).await {
                    tell(&link, Event::Read(Read::Overlay(place, Box::new(overlay))));
                    tell(&link, Event::Claimable(claimable));
                }
            }),
            Effect::Lookup { number, title } => self.look_up(&link, host, number, title),
            Effect::StopLookup => self.stop_lookup(),
            Effect::Send { purpose, write, key } => {
                let language = self.state.surface.context.language;
                spawn_local(send(link, host, language, purpose, write, key));
            }
            Effect::Keep(name, kept) => {
                host.keep(&name, kept.as_ref().and_then(KeptDraft::write).as_deref());
            }
            Effect::Restore(form) => {
                let name = draft::name(&form, &self.state.place);
                let kept = name.and_then(|name| KeptDraft::read(&host.kept(&name), browser::now()));
                if let Some(kept) = kept {
                    tell(&link, Event::Restored { form, kept });
                }
            }
            Effect::Remember(place) => host.moved(&place),
            Effect::Arrive => self.arrival = Some(Arrival::Beginning),
            Effect::Focus(form) => self.arrival = Some(Arrival::Form(form)),
            Effect::AskSignIn => {
                if host.emit("login:requested", &js_sys::Object::new(), true) {
                    tell(&link, Event::SignInOffered);
                }
            }
            Effect::Claim(claim) => {
                let language = self.state.surface.context.language;
                spawn_local(claimed(link, host, language, claim));
            }
            Effect::SignOut => host.sign_out(),
        }
    }

    fn look_up(&mut self, link: &Scope<Self>, host: Host, number: u32, title: String) {
        self.stop_lookup();
        let Ok(abort) = AbortController::new() else { return };
        let (link, place, within) = (link.clone(), self.state.place.clone(), abort.clone());
        let timer = Timer::after(PAUSE, move || {
            spawn_local(async move {
                let path = place.similar(&title);
                let call = Call {
                    abort: Some(within),
                    ..Call::get(&path)
                };
                let answer = client::call(&host, &place.community, call).await;
                if let Ok(Some(similar)) = answer.and_then(|answer| answer.read::<Similar>()) {
                    tell(&link, Event::Read(Read::Similar(number, similar.data)));
                }
            });
        });
        self.lookup = Some((timer, abort));
    }

    fn stop_lookup(&mut self) {
        if let Some((_, abort)) = self.lookup.take() {
            abort.abort();
        }
    }
}

fn tell(link: &Scope<App>, event: Event) {
    link.send_message(Message::Event(event));
}

/// What a view is read for.
enum Look {
    /// To show it.
    Page,
    /// To show it below what is there; where it begins.
    More(String),
    /// To find out whether it is another; the tag of the one that is known.
    Latest(Option<String>),
}

async fn look(link: Scope<App>, host: Host, place: Place, look: Look) {
    let (cursor, known) = match &look {
        Look::Page => (None, None),
        Look::More(cursor) => (Some(cursor.as_str()), None),
        Look::Latest(known) => (None, known.as_deref()),
    };
    let found = view(&host, &place, cursor, known).await;
    let read = match (look, found) {
        (Look::Page, Ok(Some((view, etag)))) => Read::Page(place, view, etag),
        (Look::More(_), Ok(Some((view, _)))) => Read::More(place, view),
        (Look::Latest(_), Ok(Some((view, etag)))) => Read::Latest(place, view, etag),
        // A poll that fails is followed by another.
        (Look::Latest(_), _) => return,
        (Look::Page, failed) => Read::Failed(place, failed.err().unwrap_or(CallError::Unreadable)),
        (Look::More(_), failed) => Read::MoreFailed(place, failed.err().unwrap_or(CallError::Unreadable)),
    };
    tell(&link, Event::Read(read));
}

type Found = Option<(Box<View>, Option<String>)>;

async fn view(
    host: &Host,
    place: &Place,
    cursor: Option<&str>,
    known: Option<&str>,
) -> Result<Found, CallError> {
    let path = place.view(cursor);
    let answer = client::call(
        host,
        &place.community,
        Call {
            known,
            ..Call::get(&path)
        },
    )
    .await?;
    let view = answer.read::<View>()?;
    Ok(view.map(|view| (Box::new(view), answer.etag)))
}

/// What is mine, and how much a guest did here that can be mine; nobody's without a session.
async fn overlay(host: &Host, place: &Place) -> Option<(Overlay, u32)> {
    let Ok(Some(HostSession { token, claimable, .. })) = host.session(false).await else {
        return Some((Overlay::default(), 0));
    };
    let path = place.overlay();
    let call = Call {
        token: Some(&token),
        ..Call::get(&path)
    };
    match client::call(host, &place.community, call).await {
        Ok(answer) => Some((answer.read().ok()??, claimable)),
        Err(error) if error.code() == Some(Code::BadToken) => {
            host.drop_session();
            Some((Overlay::default(), 0))
        }
        Err(_) => None,
    }
}

async fn send(link: Scope<App>, host: Host, language: Language, purpose: Purpose, write: Write, key: String) {
    let place = host.place();
    let event = match answer(&host, &place.community, language, &write, &key).await {
        Ok(answer) => match write.reply(&answer.body) {
            Some(reply) => {
                if let Some(name) = write.event() {
                    host.emit(name, &answer.body, false);
                }
                Event::Replied {
                    purpose,
                    write,
                    reply,
                }
            }
            None => Event::Refused {
                purpose,
                write,
                key,
                error: CallError::Unreadable,
            },
        },
        Err(error) => Event::Refused {
            purpose,
            write,
            key,
            error,
        },
    };
    tell(&link, event);
}

/// Sends a write; a session that ended meanwhile is replaced once.
async fn answer(
    host: &Host,
    community: &str,
    language: Language,
    write: &Write,
    key: &str,
) -> Result<Answer, CallError> {
    let request = write.request();
    let body = match request.body {
        Some(body) => host.complete(&request.path, &body).await?,
        None => None,
    };
    let mut renewed = false;
    loop {
        let session = host.session(write.needs_session()).await?;
        let token = session.as_ref().map(|session| session.token.as_str());
        let call = Call {
            method: request.method,
            path: &request.path,
            body: body.clone(),
            key: Some(key),
            token,
            language: language.tag(),
            ..Call::get("")
        };
        match client::call(host, community, call).await {
            Err(error) if error.code() == Some(Code::BadToken) && !renewed => {
                host.drop_session();
                renewed = true;
            }
            answered => return answered,
        }
    }
}

async fn claimed(link: Scope<App>, host: Host, language: Language, claim: bool) {
    let guest = host
        .session(false)
        .await
        .ok()
        .flatten()
        .and_then(|session| session.guest);
    if let (true, Some(guest_token)) = (claim, guest) {
        let write = Write::Claim(Claim { guest_token });
        let community = host.place().community;
        let key = host.key();
        match answer(&host, &community, language, &write, &key)
            .await
            .map(|answer| write.reply(&answer.body))
        {
            Ok(reply) => tell(
                &link,
                Event::Replied {
                    purpose: Purpose::Act,
                    write,
                    reply: reply.unwrap_or(Reply::Done),
                },
            ),
            Err(error) => {
                return tell(
                    &link,
                    Event::Refused {
                        purpose: Purpose::Act,
                        write,
                        key,
                        error,
                    },
                );
            }
        }
    }
    host.forget_guest();
}
