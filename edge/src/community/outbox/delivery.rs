//! The one adapter to the world: a mail as JSON to an HTTP API, and what follows from its answer.

use shared::time::Millis;

use super::letter::Kind;
use crate::community::rows::outbox::Mail;
use crate::config::Config;
use crate::outbound;

/// How long the mail API has to answer, in milliseconds.
const PATIENCE_MS: u32 = 15_000;
/// The pauses between tries; the last one repeats.
const PAUSES_MS: [i64; 5] = [
    5 * Millis::SECOND,
    30 * Millis::SECOND,
    2 * Millis::MINUTE,
    10 * Millis::MINUTE,
    Millis::HOUR,
];

/// How a try went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The API answered with this status.
    Answered(u16),
    /// It did not answer.
    Silent(String),
}

/// What becomes of a mail after a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// It has left.
    Sent,
    /// It is tried again, at this time, for this reason.
    PutOff(String, Millis),
    /// It is not tried again, for this reason.
    GiveUp(String),
}

/// Tries to send a mail.
pub(super) async fn send(config: &Config, slug: &str, mail: &Mail) -> Outcome {
    match post(config, slug, mail).await {
        Ok(status) => Outcome::Answered(status),
        Err(error) => Outcome::Silent(error.to_string()),
    }
}

/// What follows from a try at `now`. A refusal stays one, but for *too early* and *too many*; everything else may
/// mend itself while the mail is still of use.
pub(super) fn next_step(outcome: Outcome, mail: &Mail, now: Millis) -> Step {
    let reason = match outcome {
        Outcome::Answered(200..=299) => return Step::Sent,
        Outcome::Answered(status @ (408 | 425 | 429)) => format!("the mail API answered {status}"),
        Outcome::Answered(status @ 400..=499) => {
            return Step::GiveUp(format!("the mail API answered {status}"));
        }
        Outcome::Answered(status) => format!("the mail API answered {status}"),
        Outcome::Silent(cause) => format!("the mail API could not be reached: {cause}"),
    };
    let pause = PAUSES_MS
        .get(usize::try_from(mail.attempts).unwrap_or(usize::MAX))
        .or(PAUSES_MS.last())
        .copied()
        .unwrap_or(Millis::HOUR);
    let again = now.plus(pause);
    if again > mail.queued_at.plus(Kind::use_ms(&mail.kind)) {
        Step::GiveUp(reason)
    } else {
        Step::PutOff(reason, again)
    }
}

async fn post(config: &Config, slug: &str, mail: &Mail) -> worker::Result<u16> {
    let id = message_id(config, slug, mail);
    let mut headers = vec![("idempotency-key", id.as_str())];
    if !config.mail_authorization.is_empty() {
        headers.push(("authorization", &config.mail_authorization));
    }
    let body = serde_json::json!({
        "from": config.mail_from, "to": mail.recipient, "subject": mail.subject, "text": mail.text, "message_id": id,
        "list_unsubscribe": mail.stop_url,
    });
    let response = outbound::post(&config.mail_url, &headers, &body, PATIENCE_MS).await?;
    Ok(response.status_code())
}

/// The same for every try of one mail, and of no other mail.
fn message_id(config: &Config, slug: &str, mail: &Mail) -> String {
    let domain = config
        .mail_from
        .rsplit('@')
        .next()
        .unwrap_or_default()
        .trim_end_matches('>');
    format!(
        "{}.{}.{slug}@{}",
        mail.queued_at.get(),
        mail.number,
        if domain.is_empty() { "localhost" } else { domain }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(kind: Kind, attempts: u32) -> Mail {
        Mail {
            number: 7,
            recipient: "shopper@shop.example".to_owned(),
            subject: String::new(),
            text: String::new(),
            kind: kind.as_str().to_owned(),
            attempts,
            state: "waiting".to_owned(),
            queued_at: Millis::new(0),
            error: None,
            stop_url: None,
        }
    }

    #[test]
    fn a_refusal_is_final_and_a_failure_is_not() {
        let step = |status| {
            next_step(
                Outcome::Answered(status),
                &mail(Kind::Answered, 0),
                Millis::new(0),
            )
        };
        assert_eq!(step(202), Step::Sent);
        for status in [400, 401, 404, 422] {
            assert!(matches!(step(status), Step::GiveUp(_)), "{status}");
        }
        for status in [301, 408, 429, 500, 503] {
            assert!(matches!(step(status), Step::PutOff(..)), "{status}");
        }
    }

    #[test]
    fn pauses_grow_to_an_hour_and_end_with_the_day() {
        let pause = |attempts, now: i64| match next_step(
            Outcome::Silent(String::new()),
            &mail(Kind::Answered, attempts),
            Millis::new(now),
        ) {
            Step::PutOff(_, at) => Some(at.get() - now),
            _ => None,
        };
        assert_eq!(pause(0, 0), Some(5_000));
        assert_eq!(pause(3, 0), Some(10 * Millis::MINUTE));
        assert_eq!(pause(400, 0), Some(Millis::HOUR));
        assert_eq!(pause(30, Millis::DAY - Millis::HOUR), Some(Millis::HOUR));
        assert_eq!(pause(30, Millis::DAY), None);
    }

    #[test]
    fn a_sign_in_link_is_not_sent_after_it_stopped_working() {
        let late = Millis::new(14 * Millis::MINUTE);
        assert!(matches!(
            next_step(Outcome::Answered(500), &mail(Kind::SignIn, 3), late),
            Step::GiveUp(_)
        ));
    }
}
