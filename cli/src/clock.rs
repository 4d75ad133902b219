//! The clock of this machine.

use std::time::{SystemTime, UNIX_EPOCH};

use shared::time::Millis;

/// Now; the epoch where the clock stands before it.
pub(crate) fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::new(i64::try_from(since.as_millis()).unwrap_or_default())
}
