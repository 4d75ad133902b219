//! The directory of a server: its objects and media on disk, its secret, its configuration.
//!
//! Invariant: held by one server at a time, through a lock the system releases when the holder ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::config::{COMMUNITY_KEY, CONTEST_KEY};
use crate::secret;

const OBJECTS: &str = "objects";
const MEDIA: &str = "media";

/// An open state directory.
pub(super) struct State {
    directory: PathBuf,
    _lock: File,
}

impl State {
    /// Opens a directory, making it when it is not there.
    pub(super) fn open(directory: &Path) -> Result<Self> {
        let directory = std::path::absolute(directory)?;
        make(&directory)
            .with_context(|| format!("cannot make the state directory {}", directory.display()))?;
        let lock = File::create(directory.join("lock")).context("cannot write to the state directory")?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                directory,
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => bail!(
                "another server uses the state in {}: stop it or choose another directory with --state",
                directory.display()
            ),
            Err(TryLockError::Error(error)) => Err(error).context("cannot lock the state directory"),
        }
    }

    /// Where workerd keeps the SQLite files.
    pub(super) fn objects_dir(&self) -> PathBuf {
        self.directory.join(OBJECTS)
    }

    /// Where workerd keeps the files people sent.
    pub(super) fn media_dir(&self) -> PathBuf {
        self.directory.join(MEDIA)
    }

    /// Removes what is stored; the secret stays.
    pub(super) fn forget(&self) -> Result<()> {
        fs::remove_dir_all(self.objects_dir())
            .and_then(|()| fs::remove_dir_all(self.media_dir()))
            .and_then(|()| make(&self.directory))
            .context("cannot forget what is stored")
    }

    /// The secret that signs sessions and cursors; another one would end them all.
    pub(super) fn secret(&self) -> Result<String> {
        secret::kept(&self.directory.join("secret"))
    }

    /// Writes the configuration of this run.
    pub(super) fn write_config(&self, config: &str) -> Result<PathBuf> {
        let path = self.directory.join("workerd.capnp");
        fs::write(&path, config).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}

/// Makes the directories of what is stored, where they are not there: the Worker looks into those of objects before
/// there is any.
fn make(directory: &Path) -> io::Result<()> {
    let objects = directory.join(OBJECTS);
    for stored in [
        objects.join(COMMUNITY_KEY),
        objects.join(CONTEST_KEY),
        directory.join(MEDIA),
    ] {
        fs::create_dir_all(stored)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::os::unix::fs::PermissionsExt;

    use super::{State, fs};

    #[test]
    fn a_state_directory_has_one_server_and_keeps_its_secret() {
        let directory = env::temp_dir().join(format!("fanfare-state-{}", std::process::id()));
        let state = State::open(&directory).unwrap();
        let refusal = State::open(&directory).err().unwrap().to_string();
        assert!(refusal.contains("another server"), "{refusal}");

        let secret = state.secret().unwrap();
        assert_eq!(secret.len(), 64);
        assert_eq!(
            fs::metadata(directory.join("secret"))
                .unwrap()
                .permissions()
                .mode()
                & 0o777,
            0o600
        );
        drop(state);
        assert_eq!(State::open(&directory).unwrap().secret().unwrap(), secret);
        fs::remove_dir_all(&directory).unwrap();
    }
}
