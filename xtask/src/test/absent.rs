//! What tests look at where it is, and pass over where it is not. A test that passed says nothing, so it is said here.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::project;

/// A sentence for everything that is not on this machine.
pub(super) fn sentences() -> Vec<String> {
    let data =
        env::var_os("FANFARE_DATA").map_or_else(|| project::root().join("../shared/data"), PathBuf::from);
    absent(&data, &env::var_os("PATH").unwrap_or_default())
}

fn absent(data: &Path, path: &OsStr) -> Vec<String> {
    let posts = data.join("coffee/Posts.xml");
    let coffee = (!posts.is_file()).then(|| {
        format!(
            "{} is not here (FANFARE_DATA names its folder): what is tested with Coffee did not run, or ran with the project's seed",
            posts.display()
        )
    });
    let is_installed = env::split_paths(path).any(|directory| directory.join("exiftool").is_file());
    let exiftool = (!is_installed).then(|| {
        "exiftool is not installed: of what pictures hold only the canary was looked for".to_owned()
    });
    coffee.into_iter().chain(exiftool).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_not_here_is_told_and_nothing_else() {
        let here = env::temp_dir().join(format!("fanfare-absent-{}", std::process::id()));
        fs::create_dir_all(here.join("coffee")).unwrap();
        let told = absent(&here, here.as_os_str());
        assert!(told[0].contains("coffee/Posts.xml is not here"), "{told:?}");
        assert!(told[1].contains("exiftool is not installed"), "{told:?}");
        fs::write(here.join("coffee/Posts.xml"), "").unwrap();
        fs::write(here.join("exiftool"), "").unwrap();
        assert_eq!(absent(&here, here.as_os_str()), Vec::<String>::new());
        fs::remove_dir_all(here).unwrap();
    }
}
