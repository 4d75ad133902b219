//! The application in the browser: one component that holds the [`State`], shows its surface, and runs the
//! effects of what happens.
//!
//! Invariant: the state changes only in `update`, by [`State::reduce`]; what runs meanwhile answers by message.

mod arrival;
mod beginning;
mod dates;
mod effects;

use std::rc::Rc;

use web_sys::{AbortController, Element};
use yew::prelude::*;

pub use beginning::{Beginning, start};

use crate::browser::{self, Frame, Listener, Timer};
use crate::components::{Stage, surface_view};
use crate::embed::{panic, take_over};
use crate::host::Host;
use crate::state::State;
use crate::state::event::Event;
use crate::surface::{Form, Surface};

/// How often a visible page looks for something new.
const POLL: i32 = 30_000;
/// How soon it is tried again to change places while someone is in the middle of something.
const UNSETTLED: i32 = 150;

/// What the application begins with.
#[derive(Properties, Clone)]
pub struct AppProps {
    /// The element around it.
    pub host: Host,
    /// What it shows first.
    pub beginning: Rc<Beginning>,
    /// The `div` with the painted HTML.
    pub frame: Element,
    /// The `div` of this application in it.
    pub container: Element,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.beginning, &other.beginning)
    }
}

/// What the component is told.
pub enum Message {
    /// Something happened.
    Event(Event),
    /// The element's attributes, the place in it, or the person changed; or the page wants what is there now.
    HostChanged {
        /// Whether it wants that.
        anew: bool,
    },
    /// The caret is wanted where one asks.
    FocusComposer,
    /// Time to look for something new.
    Tick,
    /// The painted HTML can be replaced, if nobody is in the middle of something.
    TakeOver,
    /// The frame of the swap.
    Swap,
}

/// The application.
pub struct App {
    state: State,
    /// Whether it is visible.
    taken: bool,
    /// Where the caret or the reader goes after the next render.
    arrival: Option<Arrival>,
    lookup: Option<(Timer, AbortController)>,
    poll: Option<Timer>,
    swap: Option<(Option<Timer>, Option<Frame>)>,
    act: Callback<crate::action::Action>,
    _listeners: Vec<Listener>,
}

/// Where the caret or the reader goes after a render.
enum Arrival {
    /// To the beginning of what is shown.
    Beginning,
    /// Into a form.
    Form(Form),
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let AppProps { host, beginning, .. } = ctx.props();
        let link = ctx.link();
        let mut app = Self {
            state: State::new(
                Surface::clone(&beginning.surface),
                beginning.place.clone(),
                beginning.etag.clone(),
            ),
            taken: false,
            arrival: None,
            lookup: None,
            poll: None,
            swap: None,
            act: link.callback(|action| Message::Event(Event::Act(action))),
            _listeners: listeners(link),
        };
        for effect in app.state.begin(&beginning.painted) {
            app.run(link, host, effect);
        }
        app
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let AppProps {
            host,
            frame,
            container,
            ..
        } = ctx.props();
        let event = match message {
            Message::Event(event) => event,
            Message::HostChanged { anew } => match host.place() {
                place if anew && place == self.state.place => Event::Reload,
                place => Event::HostMoved(place),
            },
            Message::FocusComposer => {
                self.arrival = Some(Arrival::Form(Form::Ask));
                return true;
            }
            Message::Tick => {
                self.poll_later(ctx.link());
                Event::Ticked {
                    now: browser::now(),
                    visible: browser::is_visible(),
                }
            }
            Message::TakeOver => {
                self.take_over(ctx);
                return false;
            }
            Message::Swap => {
                if host.settled() {
                    take_over::carry_text(frame, container);
                    take_over::swap(frame, container);
                    host.taken();
                    self.taken = true;
                    self.swap = None;
                    self.poll_later(ctx.link());
                } else {
                    self.take_over(ctx);
                }
                return false;
            }
        };
        for effect in self.state.reduce(event, &host.key()) {
            self.run(ctx.link(), host, effect);
        }
        true
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        let surface = Rc::new(self.state.surface.clone());
        surface_view(Stage {
            surface,
            act: self.act.clone(),
        })
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let AppProps { frame, container, .. } = ctx.props();
        if first {
            ctx.link().send_message(Message::TakeOver);
        }
        if self.taken
            && let Some(arrival) = self.arrival.take()
        {
            arrival::arrive(frame, container, &self.state.surface.context.prefix, &arrival);
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        panic::forget(&ctx.props().host);
    }
}

impl App {
    /// Changes places in the next frame, or tries again when that would get in someone's way.
    fn take_over(&mut self, ctx: &Context<Self>) {
        let AppProps { host, .. } = ctx.props();
        let link = ctx.link().clone();
        let place = host.place();
        if place != self.state.place {
            // Someone followed a link of the painted HTML meanwhile.
            link.send_message(Message::Event(Event::HostMoved(place)));
            self.swap = Some((
                Some(Timer::after(UNSETTLED, move || {
                    link.send_message(Message::TakeOver)
                })),
                None,
            ));
        } else if host.settled() {
            self.swap = Some((None, Some(Frame::next(move || link.send_message(Message::Swap)))));
        } else {
            self.swap = Some((
                Some(Timer::after(UNSETTLED, move || {
                    link.send_message(Message::TakeOver)
                })),
                None,
            ));
        }
    }

    fn poll_later(&mut self, link: &html::Scope<Self>) {
        let link = link.clone();
        self.poll = Some(Timer::after(POLL, move || link.send_message(Message::Tick)));
    }
}

/// What the browser tells by itself. A page that comes back into view looks at once.
fn listeners(link: &html::Scope<App>) -> Vec<Listener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let mut listeners = Vec::new();
    for kind in ["online", "offline"] {
        let link = link.clone();
        let online = kind == "online";
        listeners.push(Listener::on(&window, kind, move || {
            link.send_message(Message::Event(Event::Online(online)))
        }));
    }
    if let Some(document) = window.document() {
        let link = link.clone();
        listeners.push(Listener::on(&document, "visibilitychange", move || {
            if browser::is_visible() {
                link.send_message(Message::Tick);
            }
        }));
    }
    listeners
}
