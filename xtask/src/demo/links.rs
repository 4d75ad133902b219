//! What one can open once the demo runs.
//!
//! Invariant: every link printed here answers.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::COMMUNITY;
use crate::project;

/// Pages of the shop beside the first one: file and what it shows.
const PAGES: [(&str, &str); 6] = [
    ("contest.html", "with a contest"),
    ("fr.html", "in French"),
    ("ar.html", "in Arabic"),
    ("volt.html", "another brand, Volt"),
    ("halden.html", "another brand, Halden"),
    ("strict.html", "under a strict policy"),
];

#[derive(Deserialize)]
struct People {
    people: Vec<Person>,
}

/// Somebody one can be in the shop; without an id a guest.
#[derive(Deserialize)]
struct Person {
    id: String,
    label: Label,
}

#[derive(Deserialize)]
struct Label {
    en: String,
}

/// Prints the links, and how to stop.
pub(super) fn print(community: &str, shop: &str, directory: &Path) -> Result<()> {
    println!("\nFanfare is running.\n");
    line("Shop page", &format!("{shop}/"));
    for (file, what) in PAGES {
        line(&format!("  {what}"), &format!("{shop}/{file}"));
    }
    line("Public pages", &format!("{community}/{COMMUNITY}"));
    line("API document", &format!("{community}/openapi.json"));
    line("Mailbox", &format!("{community}/mailbox?community={COMMUNITY}"));
    println!("\nSign in on the shop page as");
    for person in people()?.into_iter().filter(|person| !person.id.is_empty()) {
        line(
            &format!("  {}", person.label.en),
            &format!("{shop}/?as={}", person.id),
        );
    }
    println!(
        "\nThe operator token and all that is written stay in {}.\nCtrl-C stops everything.",
        directory.display()
    );
    Ok(())
}

fn line(what: &str, link: &str) {
    println!("{what:<34}{link}");
}

fn people() -> Result<Vec<Person>> {
    let path = project::root().join("demo/shop/people.json");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let people: People = serde_json::from_str(&text)
        .with_context(|| format!("{} is not the list of sample people", path.display()))?;
    Ok(people.people)
}
