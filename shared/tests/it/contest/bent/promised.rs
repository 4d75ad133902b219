//! Logs that do not hold what was promised to a voter, and acceptances that are none of theirs.

use ed25519_dalek::SigningKey;
use fanfare_shared::contest::acceptance::{Acceptance, Shown};
use fanfare_shared::contest::commitment::encode;
use fanfare_shared::contest::leaf::Act;
use fanfare_shared::contest::verify::Witnessed;

use super::super::sample::{Sample, nonce, salt};
use super::{Bent, ballot};

/// All of them.
pub(super) fn all() -> Vec<Bent> {
    let mut all = Vec::new();
    let mut against = |how, reason, bend: &dyn Fn(&mut Sample) -> Acceptance| {
        let mut sample = Sample::new();
        let acceptances = vec![bend(&mut sample)];
        all.push(Bent {
            how,
            reason,
            lines: sample.lines(),
            witnessed: Witnessed {
                acceptances,
                ..Witnessed::default()
            },
        });
    };
    against("a promised leaf is another", "Promised", &|sample| {
        let mut other = sample.clone();
        ballot(&mut other, 4, |voter, _| *voter = encode(&[77; 32]));
        other.accept(4)
    });
    against(
        "a promised leaf is missing from a log that closed",
        "Promised",
        &|sample| {
            let mut other = sample.clone();
            let act = other.leaves[4].act.clone();
            let index = usize::try_from(other.push(act)).unwrap();
            other.accept(index)
        },
    );
    against("an acceptance is of another key", "Acceptance", &|sample| {
        let mut other = sample.clone();
        other.key = SigningKey::from_bytes(&[4; 32]);
        other.accept(4)
    });
    against("an acceptance was changed", "Acceptance", &|sample| {
        let mut kept = sample.accept(4);
        kept.note = kept.note.replace("\n4\n", "\n5\n");
        Acceptance::parse(&kept.note).unwrap()
    });
    against("an acceptance is of another log", "Acceptance", &|sample| {
        let mut other = sample.clone();
        other.origin = "other.example/log".to_owned();
        other.accept(4)
    });
    against(
        "a voter was shown another leaf than was promised",
        "Acceptance",
        &|sample| Acceptance {
            shown: sample.kept(5, &[2]).shown,
            ..sample.accept(4)
        },
    );
    against(
        "a leaf fixes another choice than its voter's",
        "Acceptance",
        &|sample| sample.kept(4, &[2]),
    );
    against(
        "a voter was shown the leaf of another who chose the same",
        "Acceptance",
        &|sample| {
            let mut shown = sample.kept(4, &[1]).shown.unwrap();
            shown.nonce = Some(nonce(9));
            Acceptance {
                shown: Some(shown),
                ..sample.accept(4)
            }
        },
    );
    against(
        "what a voter's device made is not in their leaf",
        "Acceptance",
        &|sample| {
            let mut bent = sample.clone();
            if let Act::Ballot { nonce, .. } = &mut bent.leaves[4].act {
                *nonce = None;
            }
            let kept = bent.kept(4, &[1]);
            *sample = bent;
            kept
        },
    );
    against("a voter was shown another salt", "Acceptance", &|sample| {
        Acceptance {
            shown: Some(Shown {
                leaf: sample.leaves[4].text(),
                salt: encode(&salt(99)),
                choice: None,
                nonce: None,
            }),
            ..sample.accept(4)
        }
    });
    all
}
