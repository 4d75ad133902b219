//! The embed: what the loader calls to bring the application into an element, and to end it.
//!
//! Invariant: until the application has been swapped in, the painted HTML is the truth and works; after a
//! panic it is again.

pub mod panic;
pub mod take_over;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use crate::app::{App, AppProps, Message, start};
use crate::host::{Host, Options};

/// Two kilobytes less in every shopper's browser than the allocator that Rust brings.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The application in one element. Dropping it from JavaScript does not end it: `unmount` does.
#[wasm_bindgen]
pub struct Handle {
    mounted: Rc<RefCell<Mounted>>,
}

#[derive(Default)]
enum Mounted {
    /// Data is on its way.
    #[default]
    Coming,
    /// The application stands beside the painted HTML, or in its place.
    There(AppHandle<App>),
    /// It was ended.
    Ended,
}

/// Brings the application into `frame`, a `div` inside the shadow root that holds the painted HTML.
#[wasm_bindgen]
pub fn mount(frame: Element, options: Options) -> Handle {
    let host = Host::new(options);
    panic::watch(&host);
    let mounted = Rc::new(RefCell::new(Mounted::Coming));
    spawn_local(bring(frame, host, Rc::clone(&mounted)));
    Handle { mounted }
}

#[wasm_bindgen]
impl Handle {
    /// The element's attributes, the place in it, or the person changed; with `anew` what is there now is
    /// fetched, even for the same place.
    pub fn update(&self, anew: bool) {
        self.send(Message::HostChanged { anew });
    }

    /// Puts the caret where one asks.
    #[wasm_bindgen(js_name = focusComposer)]
    pub fn focus_composer(&self) {
        self.send(Message::FocusComposer);
    }

    /// Ends the application.
    pub fn unmount(&self) {
        let mounted = self.mounted.replace(Mounted::Ended);
        if let Mounted::There(app) = mounted {
            app.destroy();
        }
    }

    fn send(&self, message: Message) {
        if let Mounted::There(app) = &*self.mounted.borrow() {
            app.send_message(message);
        }
    }
}

async fn bring(frame: Element, host: Host, mounted: Rc<RefCell<Mounted>>) {
    let beginning = start(&host, &frame).await;
    let ended = matches!(*mounted.borrow(), Mounted::Ended);
    let container = if ended { None } else { take_over::container(&frame) };
    let (Some(beginning), Some(container)) = (beginning, container) else {
        panic::forget(&host);
        return;
    };
    let props = AppProps {
        host,
        beginning: Rc::new(beginning),
        frame,
        container: container.clone(),
    };
    let app = Renderer::<App>::with_root_and_props(container, props).render();
    mounted.replace(Mounted::There(app));
}
