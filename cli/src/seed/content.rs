//! The file of a seed: communities, their people, and what these people wrote.
//!
//! Invariant: whoever is named exists among the people, a duplicate stands after its original, and
//! what a guest asks has no answers; checked here, before anything is sent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use shared::contest::rules::{Kind, Prize};
use shared::language::Language;
use shared::person::Role;
use shared::promise::Ending;
use shared::settings::Moderation;
use shared::state::Act;
use shared::story::StoryAct;

use crate::failure::Failure;
use crate::json_file;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// For people who read the file.
    #[serde(rename = "note")]
    _note: String,
    communities: Vec<Community>,
}

/// A community.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Community {
    pub(super) slug: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) accent: Option<String>,
    #[serde(default)]
    pub(super) languages: Option<Vec<Language>>,
    #[serde(default)]
    pub(super) time_zone: Option<String>,
    #[serde(default)]
    pub(super) origins: Vec<String>,
    #[serde(default)]
    pub(super) moderation: Option<Moderation>,
    /// By the brand's own name for each.
    pub(super) people: BTreeMap<String, Person>,
    #[serde(default)]
    pub(super) contests: Vec<Contest>,
    /// The files of its subjects, beside this one.
    files: Vec<PathBuf>,
    #[serde(skip)]
    pub(super) subjects: Vec<Subject>,
}

/// A sample person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) name: String,
    #[serde(default)]
    pub(super) role: Option<Role>,
    #[serde(default)]
    pub(super) title: String,
    /// The path of a picture on the brand's own host.
    #[serde(default)]
    pub(super) face: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subjects {
    subjects: Vec<Subject>,
}

/// A subject with its questions; the first stands first in the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Subject {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) language: String,
    pub(super) questions: Vec<Question>,
    /// What people share about it, the newest first.
    #[serde(default)]
    pub(super) stories: Vec<Story>,
}

/// A picture of somebody's own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Picture {
    /// A WebP file, named from where the seed stands.
    pub(super) file: PathBuf,
    /// What it shows, for who doesn't see it.
    pub(super) alt: String,
}

/// A story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) by: String,
    pub(super) title: String,
    #[serde(default)]
    pub(super) markdown: String,
    #[serde(default)]
    pub(super) picture: Option<Picture>,
    /// How many others do which act.
    #[serde(default)]
    pub(super) acts: BTreeMap<StoryAct, usize>,
    /// Who of the brand asked its author to have it shown in galleries, to which they agreed.
    #[serde(default)]
    pub(super) featured_by: Option<String>,
}

/// A contest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contest {
    pub(super) kind: Kind,
    /// The picture that needs words, in a contest for captions.
    #[serde(default)]
    pub(super) picture: Option<PathBuf>,
    pub(super) title: String,
    pub(super) theme: String,
    #[serde(default)]
    pub(super) prize: Option<Prize>,
    pub(super) consent: String,
    /// How long it takes entries and votes.
    pub(super) lasts: Lasting,
    pub(super) entries: Vec<Entry>,
}

/// How long a contest lasts from the moment it is seeded.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Lasting {
    /// Entries are taken for three weeks, votes for one more.
    FourWeeks,
    /// Long enough to be seeded: whoever looks at the demo sees the result.
    AMinute,
}

/// An entry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) by: String,
    pub(super) title: String,
    /// Words below a picture.
    #[serde(default)]
    pub(super) markdown: String,
    #[serde(default)]
    pub(super) picture: Option<Picture>,
    /// How many others vote for it.
    #[serde(default)]
    pub(super) votes: usize,
}

/// A question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    /// Who asks; absent for a guest, whose words wait.
    #[serde(default)]
    pub(super) by: Option<String>,
    pub(super) title: String,
    #[serde(default)]
    pub(super) markdown: String,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    /// How many others say *me too*.
    #[serde(default)]
    pub(super) me_too: usize,
    #[serde(default)]
    pub(super) answers: Vec<Answer>,
    #[serde(default)]
    pub(super) promises: Vec<Promise>,
    #[serde(default)]
    pub(super) closed: Option<Decision>,
    #[serde(default)]
    pub(super) duplicate: Option<Duplicate>,
}

/// An answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) by: String,
    pub(super) markdown: String,
    /// How many it helped.
    #[serde(default)]
    pub(super) helped: usize,
    /// Whether it solved it for the asker.
    #[serde(default)]
    pub(super) accepted: bool,
    #[serde(default)]
    pub(super) comments: Vec<Comment>,
    /// What a person of the brand says beside it.
    #[serde(default)]
    pub(super) caution: Option<Caution>,
}

/// What a person of the brand was sorry for, and promised.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Promise {
    pub(super) by: String,
    pub(super) apology: String,
    pub(super) step: String,
    pub(super) due_in_days: i32,
    /// How it ended; absent while it is open.
    #[serde(default)]
    pub(super) ending: Option<Ending>,
    #[serde(default)]
    pub(super) word: String,
}

/// A comment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comment {
    pub(super) by: String,
    pub(super) text: String,
}

/// What staff decided about a question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    pub(super) by: String,
    pub(super) reason: String,
}

/// The question that stands for this one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Duplicate {
    pub(super) by: String,
    /// Its title, in the same subject.
    pub(super) of: String,
}

/// *Outdated* or *not right*.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Caution {
    pub(super) act: Act,
    pub(super) by: String,
    pub(super) reason: String,
}

/// Reads a seed and the files it names.
///
/// # Errors
/// When a file can't be read or breaks a rule, with the line where there is one.
pub(super) fn read(path: &Path) -> Result<Vec<Community>, Failure> {
    let mut file: File = json_file::read(path)?;
    for community in &mut file.communities {
        for name in &community.files {
            let path = path.parent().unwrap_or(Path::new("")).join(name);
            let part: Subjects = json_file::read(&path)?;
            check(community, &part.subjects).map_err(|reason| Failure::Content {
                path,
                line: 1,
                reason,
            })?;
            community.subjects.extend(part.subjects);
        }
    }
    Ok(file.communities)
}

fn check(community: &Community, subjects: &[Subject]) -> Result<(), String> {
    let mut entrants = community.contests.iter().flat_map(|contest| &contest.entries);
    if let Some(entry) = entrants.find(|entry| !community.people.contains_key(&entry.by)) {
        return Err(format!("{} is none of the people (contests).", entry.by));
    }
    for subject in subjects {
        let mut writers = subject
            .stories
            .iter()
            .flat_map(|story| story.featured_by.iter().chain([&story.by]));
        if let Some(name) = writers.find(|name| !community.people.contains_key(*name)) {
            return Err(format!("{name} is none of the people (stories)."));
        }
        for (place, question) in subject.questions.iter().enumerate() {
            let unknown = names(question).find(|name| !community.people.contains_key(*name));
            if let Some(name) = unknown {
                return Err(format!("{name} is none of the people ({}).", question.title));
            }
            let earlier = subject.questions.iter().take(place);
            let missing = question
                .duplicate
                .as_ref()
                .filter(|duplicate| !earlier.clone().any(|other| other.title == duplicate.of));
            if let Some(duplicate) = missing {
                return Err(format!(
                    "The question `{}` does not stand before its duplicate.",
                    duplicate.of
                ));
            }
            if question.by.is_none() && !question.answers.is_empty() {
                return Err(format!(
                    "What a guest asks waits and has no answers ({}).",
                    question.title
                ));
            }
        }
    }
    Ok(())
}

fn names(question: &Question) -> impl Iterator<Item = &str> {
    let answers = question.answers.iter().flat_map(|answer| {
        let comments = answer.comments.iter().map(|comment| &comment.by);
        comments
            .chain([&answer.by])
            .chain(answer.caution.as_ref().map(|caution| &caution.by))
    });
    let decisions = question
        .closed
        .iter()
        .map(|closed| &closed.by)
        .chain(question.duplicate.iter().map(|duplicate| &duplicate.by))
        .chain(question.promises.iter().map(|promise| &promise.by));
    question
        .by
        .iter()
        .chain(answers)
        .chain(decisions)
        .map(String::as_str)
}

#[cfg(test)]
mod tests;
