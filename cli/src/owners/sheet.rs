//! A sheet of codes to print and cut: a QR code, the code in letters, and where it is typed.
//!
//! Invariant: it is one file that loads nothing, and has no words of its own to translate.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};
use shared::api::owner::OwnerCodes;
use shared::markdown::render::escape;

use crate::failure::Failure;

/// The empty edge that scanners need, in modules
/// ([ISO/IEC 18004](https://www.iso.org/standard/83389.html), the quiet zone).
const QUIET_ZONE: usize = 4;

const STYLE: &str = "@page{margin:10mm}body{margin:0;font:10pt/1.4 system-ui,sans-serif;color:#000;background:#fff}\
ol{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(44mm,1fr))}\
li{padding:4mm;border:.2mm dashed #999;text-align:center;break-inside:avoid}\
svg{inline-size:30mm;block-size:30mm}b{display:block}code{display:block;font:11pt/1.6 ui-monospace,monospace}\
small{overflow-wrap:anywhere}";

/// The sheet; `page` is where a code is typed, and below it each code has an address.
pub(super) fn html(made: &OwnerCodes, page: &str) -> Result<String, Failure> {
    let name = escape(&made.subject.name);
    let shown = escape(page.split_once("://").map_or(page, |(_, rest)| rest));
    let mut html = format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>{name}</title><style>{STYLE}</style></head><body><ol>\n"
    );
    for code in &made.codes {
        let picture = picture(&format!("{page}/{code}"))?;
        let code = escape(code);
        // A string takes whatever is written to it.
        let _ = writeln!(
            html,
            "<li><b>{name}</b>{picture}<code>{code}</code><small>{shown}</small></li>"
        );
    }
    html.push_str("</ol></body></html>\n");
    Ok(html)
}

/// A QR code as a path of squares; a quarter of it may be dirty or torn.
fn picture(address: &str) -> Result<String, Failure> {
    let code = QRBuilder::new(address)
        .ecl(ECL::Q)
        .build()
        .map_err(|cause| Failure::Usage(format!("{address} is no address for a QR code: {cause}.")))?;
    let mut path = String::new();
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code[row][*column].value()) {
            let _ = write!(path, "M{} {}h1v1h-1z", column + QUIET_ZONE, row + QUIET_ZONE);
        }
    }
    let side = code.size + 2 * QUIET_ZONE;
    Ok(format!(
        "<svg viewBox=\"0 0 {side} {side}\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_edge() {
        let picture = picture("https://kettles.example/acme/own/7K3Q-0V9A-10AB-CDEF").unwrap();
        // Version 5: 37 modules and the edge; the corner of a finder begins where the edge ends.
        assert!(picture.contains("viewBox=\"0 0 45 45\""), "{picture}");
        for corner in ["M4 4h", "M40 4h", "M4 40h"] {
            assert!(picture.contains(corner), "{corner}");
        }
        assert!(!picture.contains("M3 ") && !picture.contains("M41 "));
    }

    #[test]
    fn what_is_too_long_for_a_code_is_said() {
        assert!(picture(&"a".repeat(4_000)).is_err());
    }
}
