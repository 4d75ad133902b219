//! How much time of the processors a server takes.
//!
//! Invariant: counted by the system for the whole process, so it says what a request costs also where the machine is
//! at other work meanwhile, which throughput does not.

use std::fs;

/// Ticks of a second in `/proc`: the same on every Linux (`USER_HZ`, proc(5)).
const TICKS: f64 = 100.0;

/// Seconds the process took so far, where the system says so.
pub(super) fn seconds(id: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name of the command may hold anything, so the fields are counted from its end; proc(5) has them.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / TICKS)
}
