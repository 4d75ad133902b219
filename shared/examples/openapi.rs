//! Writes the API document to the standard output:
//! `cargo run -p fanfare-shared --features schema --example openapi > shared/openapi.json`.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    let document = serde_json::to_string_pretty(&fanfare_shared::api::openapi::document())?;
    writeln!(std::io::stdout(), "{document}")
}
