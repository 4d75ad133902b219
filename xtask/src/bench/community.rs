//! A community of a wanted size, with people who can vote and answer.
//!
//! Invariant: made through the API alone, as an operator and its visitors would.

use std::net::SocketAddr;
use std::ops::Range;
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::content;
use super::load::Request;
use crate::http::Client;

/// People: so many votes and answers as a bench sends stay within the limits of each.
pub(super) const PEOPLE: usize = 500;
/// Who acts before a figure, until everything is warm, and who acts for it. Of the voters those whose votes make the
/// figure of votes; of the others, the votes between lists and those between pages.
type Actors = (Range<usize>, Range<usize>);
pub(super) const VOTERS: Actors = (0..100, 100..440);
pub(super) const BETWEEN_LISTS: Actors = (440..450, 450..475);
pub(super) const BETWEEN_PAGES: Actors = (475..480, 480..PEOPLE);
pub(super) const WHO_ANSWERS: Actors = (0..150, 150..PEOPLE);
/// What one person may do at once: see the limits of the API.
const VOTES_OF_ONE: usize = 100;
const ANSWERS_OF_ONE: usize = 20;
/// Items of a batch; a question may bring an answer along.
const BATCH_QUESTIONS: usize = 50;
/// Lists whose pages are read by the figure of uncached lists.
const SORTS: [&str; 4] = ["active", "new", "top", "unanswered"];
const PAGES_OF_A_SORT: usize = 9;
const PAGE: usize = 20;

/// A filled community.
pub(super) struct Community {
    /// Below this everything is found: `/api/v1/{slug}`.
    pub(super) api: String,
    pub(super) slug: String,
    client: Client,
    people: Vec<String>,
    /// Questions taken over in a second.
    pub(super) imported_per_second: f64,
    /// Ids and addresses of some questions, newest first.
    pub(super) questions: Vec<Question>,
    /// Addresses of lists of 20.
    pub(super) lists: Vec<String>,
}

/// A question.
pub(super) struct Question {
    pub(super) id: String,
    /// Where its page is.
    pub(super) page: String,
}

impl Community {
    /// Makes a community with so many questions.
    pub(super) fn fill(address: SocketAddr, operator_token: &str, size: usize) -> Result<Self> {
        let operator = Client {
            address,
            token: operator_token.to_owned(),
        };
        let slug = format!("bench-{size}");
        let api = format!("/api/v1/{slug}");
        let everything_at_once = json!({
            "slug": slug, "name": "Bench",
            "moderation": {"guests": "none", "signed_in": "none", "edits": false, "promised_hours": null, "reports_to_hide": 0},
        });
        operator.post("/api/v1/communities", &slug, &everything_at_once)?;
        let began = Instant::now();
        for from in (0..size).step_by(BATCH_QUESTIONS) {
            let items = content::items(from, size.min(from + BATCH_QUESTIONS));
            operator.post(
                &format!("{api}/imports"),
                &format!("{slug}-{from}"),
                &content::batch(&items),
            )?;
        }
        let mut community = Self {
            client: Client::anonymous(address),
            people: Vec::new(),
            imported_per_second: size as f64 / began.elapsed().as_secs_f64(),
            questions: Vec::new(),
            lists: Vec::new(),
            api,
            slug,
        };
        community.meet()?;
        community.look()?;
        Ok(community)
    }

    /// The token of one of its people.
    pub(super) fn person(&self, place: usize) -> Option<&str> {
        self.people.get(place).map(String::as_str)
    }

    /// Calls with this token.
    pub(super) fn as_person(&self, token: &str) -> Client {
        Client {
            address: self.client.address,
            token: token.to_owned(),
        }
    }

    /// Requests for votes, each by somebody on something they have not voted on.
    pub(super) fn votes(&self, people: Range<usize>) -> Vec<Request<'_>> {
        let people = self.people.get(people).unwrap_or_default();
        let targets = self.targets();
        // Person by person would ask one question after the other; this way all are busy at all times.
        let pairs = targets
            .iter()
            .flat_map(|target| people.iter().map(move |person| (target, person)));
        pairs
            .map(|(target, token)| Request {
                method: "PUT",
                path: format!("{}/votes/{}", self.api, target.id),
                token,
                body: r#"{"value":1}"#.to_owned(),
            })
            .collect()
    }

    /// How many votes stand on everything that is voted on.
    pub(super) fn standing_votes(&self) -> Result<u64> {
        self.targets()
            .iter()
            .map(|question| self.number(question, "score"))
            .sum()
    }

    /// Requests for answers by these people.
    pub(super) fn answers(&self, people: Range<usize>) -> Vec<Request<'_>> {
        let people = self.people.get(people).unwrap_or_default();
        let mut words = content::Words::new(0xA5);
        let mut requests = Vec::new();
        for _ in 0..ANSWERS_OF_ONE {
            for token in people {
                let Some(question) = self.targets().get(words.below(self.targets().len())) else {
                    continue;
                };
                requests.push(Request {
                    method: "POST",
                    path: format!("{}/questions/{}/answers", self.api, question.id),
                    token,
                    body: json!({"markdown": words.take(40)}).to_string(),
                });
            }
        }
        requests
    }

    /// How many answers stand below everything that is answered.
    pub(super) fn standing_answers(&self) -> Result<u64> {
        self.targets()
            .iter()
            .map(|question| self.number(question, "answer_count"))
            .sum()
    }

    /// Reads with a write before every half of them, so that each finds a newer version than at its last turn.
    /// A vote that was given before would change nothing, so the writers are people who have not voted yet.
    pub(super) fn after_writes(
        &self,
        writers: Range<usize>,
        reads: &[String],
        turns: usize,
    ) -> Vec<Request<'_>> {
        let mut votes = self.votes(writers).into_iter();
        let half = reads.len().div_ceil(2).max(1);
        let mut requests = Vec::new();
        for _ in 0..turns {
            for part in reads.chunks(half) {
                let Some(vote) = votes.next() else {
                    return requests;
                };
                requests.push(vote);
                requests.extend(part.iter().map(|path| Request::get(path.clone())));
            }
        }
        requests
    }

    /// Asks something more, so that whatever was kept is old.
    pub(super) fn change(&self, key: &str) -> Result<()> {
        let person = Client {
            address: self.client.address,
            token: self.people.first().cloned().unwrap_or_default(),
        };
        let question = json!({"subject": super::SUBJECT, "title": format!("Is it warm before {key}?")});
        person.post(
            &format!("{}/questions", self.api),
            &format!("change-{key}"),
            &question,
        )?;
        Ok(())
    }

    /// The share of questions found among the first three by a title with a word left out and its ends swapped.
    pub(super) fn recall(&self, size: usize) -> Result<f64> {
        let probes = size.min(200);
        let mut found = 0;
        for probe in 0..probes {
            let title = content::title(probe * size / probes);
            let mut words: Vec<&str> = title.split(' ').collect();
            words.remove(probe % words.len());
            words.rotate_left(3);
            let answer = self
                .client
                .get(&format!("{}/similar?q={}", self.api, words.join("+")))?;
            let first_three = data(&answer).iter().take(3);
            found += usize::from(
                first_three
                    .into_iter()
                    .any(|found| found["title"] == title.as_str()),
            );
        }
        Ok(found as f64 / probes as f64)
    }

    fn targets(&self) -> &[Question] {
        self.questions.get(..VOTES_OF_ONE).unwrap_or(&self.questions)
    }

    fn number(&self, question: &Question, name: &str) -> Result<u64> {
        let answer = self
            .client
            .get(&format!("{}/questions/{}", self.api, question.id))?;
        answer[name]
            .as_u64()
            .with_context(|| format!("a question has no {name}"))
    }

    fn meet(&mut self) -> Result<()> {
        for number in 0..PEOPLE {
            let guest = json!({"kind": "guest", "name": format!("Sample {number}")});
            let key = format!("{}-guest-{number}", self.slug);
            let session = self.client.post(&format!("{}/session", self.api), &key, &guest)?;
            let token = session["token"].as_str().context("a session has no token")?;
            self.people.push(token.to_owned());
        }
        Ok(())
    }

    fn look(&mut self) -> Result<()> {
        for sort in SORTS {
            let mut path = format!("{}/questions?sort={sort}&limit={PAGE}", self.api);
            for _ in 0..PAGES_OF_A_SORT {
                let page = self.client.get(&path)?;
                if data(&page).len() == PAGE {
                    self.lists.push(path.clone());
                }
                if sort == "new" {
                    self.questions
                        .extend(data(&page).iter().filter_map(|found| question(&self.slug, found)));
                }
                let Some(cursor) = page["next_cursor"].as_str() else {
                    break;
                };
                path = format!("{}/questions?sort={sort}&limit={PAGE}&cursor={cursor}", self.api);
            }
        }
        Ok(())
    }
}

fn question(community: &str, found: &Value) -> Option<Question> {
    let id = found["id"].as_str()?.to_owned();
    let page = format!("/{community}/questions/{id}/{}", found["slug"].as_str()?);
    Some(Question { id, page })
}

fn data(page: &Value) -> &[Value] {
    page["data"].as_array().map_or(&[], Vec::as_slice)
}
