//! Writes the wire contract for people to the standard output:
//! `cargo run -p fanfare-shared --features schema --example wire > docs/wire.md`.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    write!(
        std::io::stdout(),
        "{}",
        fanfare_shared::api::openapi::wire::markdown()
    )
}
