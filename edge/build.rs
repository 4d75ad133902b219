//! Hands the names of the embed's files to the Worker: `target/embed/manifest.json`, or an empty one before
//! the embed was built, so that the crate can always be checked and tested. And the schemas, without what is only
//! written for people.

use std::path::Path;
use std::{env, fs, io};

/// What the Worker reads when there is no embed.
const EMPTY: &str = "{\"files\":{}}\n";

fn main() -> io::Result<()> {
    let manifest = Path::new("../target/embed/manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    let text = fs::read_to_string(manifest).unwrap_or_else(|_| EMPTY.to_owned());
    let directory =
        env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no output directory"))?;
    let directory = Path::new(&directory);
    fs::write(directory.join("manifest.json"), text)?;
    for object in ["community", "contest"] {
        statements(
            &Path::new("src").join(object).join("schema"),
            &directory.join(object),
        )?;
    }
    Ok(())
}

/// Writes the files of a schema down without comments and indentation: these would be three kilobytes of the Worker.
fn statements(schema: &Path, directory: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", schema.display());
    fs::create_dir_all(directory)?;
    for file in fs::read_dir(schema)? {
        let file = file?.path();
        let text = fs::read_to_string(&file)?;
        let lines = text.lines().map(str::trim);
        let told = lines.filter(|line| !line.is_empty() && !line.starts_with("--"));
        let told: String = told.flat_map(|line| [line, "\n"]).collect();
        fs::write(directory.join(file.file_name().unwrap_or_default()), told)?;
    }
    Ok(())
}
