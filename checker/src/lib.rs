//! The check of a contest's result on a visitor's own device: the verifier that the command runs, as wasm. A page gives
//! it the log part by part and is told what it found in its own language.
//!
//! Invariant: nothing here decides about a log; [`shared::contest::verify`] does.

mod words;

use serde_json::json;
use shared::contest::leaf::split;
use shared::contest::line::Line;
use shared::contest::replay::Replay;
use shared::contest::tampering::Tampering;
use shared::contest::verify::{Asked, Report, Verifier, Witnessed};
use shared::ids::ContestId;
use shared::language::Language;
use shared::time::Millis;
use wasm_bindgen::prelude::*;

/// The most entries of a moment: what a screen shows.
const SHOWN: usize = 10;

/// A check of one log.
#[wasm_bindgen]
pub struct Checker {
    language: Language,
    verifier: Option<Verifier<'static>>,
    replay: Replay,
    lines: u64,
}

#[wasm_bindgen]
impl Checker {
    /// A check whose reasons are said in this language, of the contest of an address. What its page says comes along: the
    /// fingerprint of the key, and who won once it does. So does what somebody kept: a receipt, an acceptance, a
    /// checkpoint or the fingerprint of a key; nothing when empty.
    ///
    /// # Errors
    /// With a sentence, when what was kept is none of these.
    #[wasm_bindgen(constructor)]
    pub fn new(
        language: &str,
        contest: &str,
        fingerprint: &str,
        winners: Option<String>,
        kept: &str,
    ) -> Result<Self, String> {
        let language = Language::of_tag(language).unwrap_or_default();
        let unknown = || words::unknown(language).to_owned();
        let mut witnessed = Witnessed {
            asked: Asked {
                contest: Some(ContestId::parse(contest).map_err(|_| unknown())?),
                fingerprint: Some(fingerprint.to_owned()),
                // What can't be read names nobody the log does.
                winners: winners.map(|winners| split(&winners).unwrap_or_default()),
            },
            ..Witnessed::default()
        };
        if !witnessed.bring(kept) {
            return Err(unknown());
        }
        Ok(Self {
            language,
            verifier: Some(Verifier::new(&is_signed, witnessed)),
            replay: Replay::default(),
            lines: 0,
        })
    }

    /// Takes a part of the log, whole lines; gives where it goes on, if it does.
    ///
    /// # Errors
    /// With the reason why the log fails, as a sentence.
    pub fn take(&mut self, part: &str) -> Result<Option<f64>, String> {
        let mut next = None;
        for text in part.lines() {
            next = self.line(text).map_err(|tampering| self.say(&tampering))?;
        }
        Ok(next)
    }

    /// How many lines were taken.
    #[wasm_bindgen(getter)]
    pub fn lines(&self) -> f64 {
        number(self.lines)
    }

    /// What a log that passed says, as JSON.
    ///
    /// # Errors
    /// With the reason why the log fails, as a sentence.
    pub fn finish(&mut self) -> Result<String, String> {
        let verifier = self.verifier.take().ok_or_else(String::new)?;
        let report = verifier.finish().map_err(|tampering| self.say(&tampering))?;
        Ok(self.report(&report))
    }

    /// What stood at the end of a minute, as JSON; the time in milliseconds.
    pub fn at(&self, time: f64) -> String {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a time in milliseconds is a whole number"
        )]
        let moment = self.replay.at(Millis::new(time as i64), SHOWN);
        let void: Vec<_> = moment
            .void
            .iter()
            .map(|(reason, count)| (words::void(*reason, self.language), count))
            .collect();
        json!({
            "totals": moment.totals,
            "counted": moment.counted,
            "held": moment.held,
            "replaced": moment.replaced,
            "void": void,
        })
        .to_string()
    }
}

impl Checker {
    fn line(&mut self, text: &str) -> Result<Option<f64>, Tampering> {
        self.lines += 1;
        let line: Line = serde_json::from_str(text).map_err(|_| Tampering::Line { line: self.lines })?;
        if let Line::Next(next) = line {
            return Ok(Some(number(next)));
        }
        if let Some(verifier) = &mut self.verifier {
            verifier.take(&line)?;
        }
        self.replay.push(&line);
        Ok(None)
    }

    fn say(&self, tampering: &Tampering) -> String {
        words::reason(tampering, self.language)
    }

    fn report(&self, report: &Report) -> String {
        let (first, last) = self.replay.span();
        json!({
            "fingerprint": report.fingerprint,
            "compared": report.compared,
            "alone": report.compared.is_nothing(),
            "size": report.size,
            "counted": report.counted,
            "held": report.held,
            "void": report.void,
            "replaced": report.replaced,
            "amendments": report.amendments,
            "closed": report.result.is_some(),
            "winners": report.result.as_ref().map(|result| &result.winners),
            "first": first.get(),
            "last": last.get(),
            "words": words::table(self.language),
        })
        .to_string()
    }
}

/// A number as JavaScript has them; what a log counts fits.
fn number(number: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a log has fewer than 2^53 lines")]
    let number = number as f64;
    number
}

/// Whether an Ed25519 signature is this key's; malleable ones are not.
fn is_signed(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    ed25519_dalek::VerifyingKey::from_bytes(public)
        .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
}
