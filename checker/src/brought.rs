//! What somebody kept and brings along, told apart by its form.

use shared::contest::verify::Witnessed;
use shared::log::key;
use shared::log::note;
use shared::log::receipt::Receipt;

/// Reads it: nothing, a receipt, a checkpoint, a verifier's key or its fingerprint. `None` when it is none of these.
pub(crate) fn read(text: &str) -> Option<Witnessed> {
    let text = text.replace("\r\n", "\n");
    let kept = text.trim_start();
    if kept.is_empty() {
        return Some(Witnessed::default());
    }
    // A text that was copied may have lost the line feed at its end.
    let whole = format!("{}\n", kept.trim_end());
    if let Some(receipt) = Receipt::parse(&whole) {
        return Some(Witnessed {
            receipts: vec![receipt],
            ..Witnessed::default()
        });
    }
    if note::parts(&whole).is_some() {
        return Some(Witnessed {
            checkpoints: vec![whole],
            ..Witnessed::default()
        });
    }
    Some(Witnessed {
        fingerprint: Some(key::brought(kept.trim_end())?),
        ..Witnessed::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_told_apart_by_its_form() {
        let checkpoint =
            "fanfare.example/acme/contests/1\n3\nAAAA\n\n— fanfare.example/acme/contests/1 AAAA\n";
        let receipt = format!("c2sp.org/tlog-proof@v1\nindex 2\n\n{checkpoint}");
        let fingerprint = "AB".repeat(32);
        assert_eq!(read(" \n"), Some(Witnessed::default()));
        assert_eq!(read(&receipt).unwrap().receipts[0].index, 2);
        assert_eq!(read(checkpoint.trim_end()).unwrap().checkpoints, [checkpoint]);
        assert_eq!(read(&fingerprint).unwrap().fingerprint, Some("ab".repeat(32)));
        assert_eq!(read("something else"), None);
    }
}
