//! How much of the isolate's memory uploads may take together. Invariant: what is held is given back when the upload
//! ends, however it ends; past the limit an upload is refused before a byte of it is read.

use std::cell::Cell;

use shared::api::problem::Code;

use crate::failure::Failure;

/// Half of the isolate's 128 MB.
const MAX_HELD: usize = 64 * 1024 * 1024;
/// A picture or video stands in memory as it came, cleaned, and on its way to the store.
const COPIES: usize = 3;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// Memory that an upload holds.
#[derive(Debug)]
pub struct Held(usize);

impl Drop for Held {
    fn drop(&mut self) {
        HELD.set(HELD.get().saturating_sub(self.0));
    }
}

/// Holds memory for an upload of so many bytes.
///
/// # Errors
/// When other uploads hold it.
pub fn hold(bytes: usize) -> Result<Held, Failure> {
    let wanted = bytes.saturating_mul(COPIES);
    let held = HELD.get().saturating_add(wanted);
    if held > MAX_HELD {
        return Err(Failure::Refused {
            code: Code::Unavailable,
            detail: "Many pictures and videos are on their way. Send it again in a few seconds, with the same idempotency key."
                .to_owned(),
            errors: Vec::new(),
            retry_after: Some(2),
        });
    }
    HELD.set(held);
    Ok(Held(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_uploads_hold_together_has_a_limit_and_is_given_back() {
        let large = shared::media::BYTES_MAX;
        let held: Vec<_> = (0..2).map(|_| hold(large)).collect();
        assert!(held.iter().all(Result::is_ok));
        assert!(hold(large).is_err());
        assert!(hold(1_000_000).is_ok(), "a small one still fits");
        drop(held);
        assert!(hold(large).is_ok());
        assert!(
            hold(shared::media::VIDEO_BYTES_MAX).is_ok(),
            "a video has room by itself"
        );
    }
}
