//! The pictures of the sample people, files beside the seed.
//!
//! Invariant: one person sends one picture once for one thing, however often a seed is run.

use std::fs;
use std::path::Path;

use shared::api::media::{AttachMedium, MediumView};

use super::content::Picture;
use super::people::People;
use super::thread::fingerprint;
use crate::failure::Failure;

/// Where pictures are read from, and the community they are sent to.
pub(super) struct Pictures<'a> {
    slug: &'a str,
    /// The file of the seed, beside which they stand.
    content: &'a Path,
}

impl<'a> Pictures<'a> {
    pub(super) const fn new(slug: &'a str, content: &'a Path) -> Self {
        Self { slug, content }
    }

    /// What goes with words that have a picture: nothing where they have none.
    ///
    /// # Errors
    /// When the file can't be read, or the server refuses it.
    pub(super) fn attach(
        &self,
        people: &People<'_>,
        person: &str,
        picture: Option<&Picture>,
        thing: &str,
    ) -> Result<Vec<AttachMedium>, Failure> {
        let Some(Picture { file, alt }) = picture else {
            return Ok(Vec::new());
        };
        let id = self.send(people, person, file, thing)?.id;
        Ok(vec![AttachMedium { id, alt: alt.clone() }])
    }

    /// Sends a picture for a thing.
    ///
    /// # Errors
    /// When the file can't be read, or the server refuses it.
    pub(super) fn send(
        &self,
        people: &People<'_>,
        person: &str,
        file: &Path,
        thing: &str,
    ) -> Result<MediumView, Failure> {
        let path = self.content.with_file_name(file);
        let picture = fs::read(&path).map_err(|cause| Failure::File { path, cause })?;
        let key = fingerprint(&[self.slug, person, "picture", thing, &file.to_string_lossy()]);
        people.upload(person, &key, "image/webp", &picture)
    }
}
