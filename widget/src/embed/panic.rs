//! When the application panics: every element it lives in gets its painted HTML back.
//!
//! Invariant: nothing here can panic, and each element is told once. The module's memory can't be trusted
//! afterwards, so all elements of the page are told, whichever one failed.

use std::cell::RefCell;
use std::panic::PanicHookInfo;

use crate::host::Host;

thread_local! {
    static WATCHED: RefCell<Option<Vec<Host>>> = const { RefCell::new(None) };
}

/// Tells this element when the application panics.
pub fn watch(host: &Host) {
    WATCHED.with(|watched| {
        let mut hosts = watched.borrow_mut();
        if hosts.is_none() {
            yew::set_custom_panic_hook(Box::new(tell));
        }
        hosts.get_or_insert_default().push(host.clone());
    });
}

/// This element is gone.
pub fn forget(host: &Host) {
    WATCHED.with(|watched| {
        if let Some(hosts) = watched.borrow_mut().as_mut() {
            hosts.retain(|other| other != host);
        }
    });
}

fn tell(info: &PanicHookInfo<'_>) {
    let line = info
        .location()
        .map(|location| location.line())
        .unwrap_or_default();
    // The name of the file is enough: its path says how the build machine is laid out.
    let file = info
        .location()
        .and_then(|location| location.file().rsplit('/').next())
        .unwrap_or_default();
    let message = ["the application failed at ", file, ":", &line.to_string()].concat();
    let hosts = WATCHED.try_with(|watched| {
        watched
            .try_borrow_mut()
            .ok()
            .and_then(|mut hosts| hosts.replace(Vec::new()))
    });
    for host in hosts.ok().flatten().unwrap_or_default() {
        host.fail(&message);
    }
}
