//! Another version of the rules, tried on what was counted last: what it would change.
//!
//! Invariant: nothing but the comparison is kept; what is shown stays as it was counted.

use shared::api::recognition::{LevelMoved, Trial};
use shared::level::Level;
use shared::recognition::{Knowledge, Ledger, Rules, Standing};

use super::read::Kept;
use crate::community::rows::recognition;
use crate::community::sql::Sql;
use crate::failure::Failure;
use crate::json;

/// How many levels are named that somebody would rise to, or lose.
const NAMED: usize = 100;

/// A trial that is to be made.
pub(super) fn begun(rules: &Rules) -> Trial {
    Trial {
        version: rules.version.to_owned(),
        done: false,
        people: 0,
        numbers: 0,
        badges: 0,
        levels: Vec::new(),
        moved: 0,
    }
}

/// Compares the next people, in order, with what is shown of them.
pub(super) fn compare(
    sql: &Sql,
    ledger: &Ledger,
    trial: &mut Trial,
    found: &[(Standing, Vec<Knowledge>)],
) -> Result<(), Failure> {
    for (standing, knows) in found {
        let person = ledger.person_id(standing.person);
        let kept: Kept = match recognition::standing(sql, &person)? {
            Some((json, _)) => json::read(json)?,
            None => Kept::default(),
        };
        trial.people += 1;
        trial.numbers += u32::from(kept.helped != standing.helped);
        let askers = knows.iter().map(|known| known.askers);
        trial.badges += u32::from(!kept.knows.iter().map(|known| known.askers).eq(askers));
        let before = kept.ladder.as_ref().map(Level::held).unwrap_or_default();
        let now_held = Level::held(&standing.ladder);
        for level in Level::ALL {
            let held = now_held.contains(&level);
            if held == before.contains(&level) {
                continue;
            }
            trial.moved += 1;
            if trial.levels.len() < NAMED {
                let person = person.clone();
                trial.levels.push(LevelMoved { person, level, held });
            }
        }
    }
    Ok(())
}
