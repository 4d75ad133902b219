//! The weight of what is delivered, against its budget.
//!
//! Invariant: measured as it travels, compressed; a kilobyte is 1000 bytes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use xshell::{Shell, cmd};

use crate::build::{self, Asset, Bundle, Manifest, Profile};
use crate::cargo::outside;
use crate::project;

const MEASURE: &str = include_str!("size/measure.js");
/// What a test puts into the Worker that fails on demand, and the product must not hold.
const FAULT_MARKER: &str = "fanfare-fault-injection";

/// How an artifact travels.
#[derive(Clone, Copy)]
enum Encoding {
    /// The files of the embed, compressed once at the highest quality.
    Brotli,
    /// The measure of the platform's own limit.
    Gzip,
}

/// Files that travel together, and the most they may weigh.
struct Budget {
    name: &'static str,
    files: Vec<PathBuf>,
    encoding: Encoding,
    /// In bytes.
    limit: u64,
    why: &'static str,
}

#[derive(Deserialize)]
struct Weight {
    raw: u64,
    brotli: u64,
    gzip: u64,
}

/// Builds, weighs, prints a table, and fails when a budget is exceeded.
pub(crate) fn run() -> Result<()> {
    build::build(Profile::Release)?;
    without_faults(&Bundle::Product.directory())?;
    without_private_paths()?;
    let budgets = budgets()?;
    println!("{:<22}{:>10}{:>12}{:>12}", "", "raw", "compressed", "budget");
    let mut exceeded = Vec::new();
    for budget in &budgets {
        let weights = measure(&budget.files)?;
        let raw: u64 = weights.iter().map(|weight| weight.raw).sum();
        let (compressed, encoding) = match budget.encoding {
            Encoding::Brotli => (weights.iter().map(|weight| weight.brotli).sum::<u64>(), "brotli"),
            Encoding::Gzip => (weights.iter().map(|weight| weight.gzip).sum(), "gzip"),
        };
        println!(
            "{:<22}{raw:>10}{compressed:>12}{:>12}  {encoding}; {}",
            budget.name, budget.limit, budget.why
        );
        if compressed > budget.limit {
            exceeded.push(format!("{} by {} bytes", budget.name, compressed - budget.limit));
        }
    }
    if !exceeded.is_empty() {
        bail!("over budget: {}", exceeded.join(", "));
    }
    Ok(())
}

fn budgets() -> Result<Vec<Budget>> {
    let manifest = Manifest::read()?;
    let file = |part: &str| {
        let asset = manifest.files.get(part);
        asset
            .map(|asset| asset.file())
            .with_context(|| format!("the manifest has no {part}"))
    };
    let words = manifest
        .files
        .iter()
        .filter(|(part, _)| part.starts_with("words_"));
    let longest_words = words
        .max_by_key(|(_, asset)| asset.bytes)
        .map(|(_, asset)| asset.file())
        .context("the manifest has no words")?;
    let edge = Bundle::Product.directory();
    Ok(vec![
        Budget {
            name: "fragment",
            files: vec![fragment()?],
            encoding: Encoding::Brotli,
            limit: 12_000,
            why: "twenty questions, as the edge paints them",
        },
        Budget {
            name: "loader",
            files: vec![file("loader")?],
            encoding: Encoding::Brotli,
            limit: 3_000,
            why: "on every page of the brand",
        },
        Budget {
            name: "sheet",
            files: vec![file("style")?],
            encoding: Encoding::Brotli,
            limit: 6_000,
            why: "before the first content",
        },
        Budget {
            name: "sheets of a page",
            files: vec![file("style")?, file("page")?],
            encoding: Encoding::Brotli,
            limit: 6_000,
            why: "before a public page is seen",
        },
        Budget {
            name: "script of a page",
            files: vec![file("page-script")?],
            encoding: Encoding::Brotli,
            // A quarter of it are the addresses and hashes of the application and of the words of three languages.
            limit: 3_600,
            why: "after a public page is seen",
        },
        Budget {
            name: "application and glue",
            // A visitor gets the words of one language.
            files: vec![file("app")?, file("wasm")?, longest_words],
            encoding: Encoding::Brotli,
            limit: 120_000,
            why: "when the page is idle",
        },
        Budget {
            name: "pictures",
            files: vec![file("pictures")?],
            encoding: Encoding::Brotli,
            // An eighth of it is for edits: what stands is taken over, put back, moved.
            limit: 4_750,
            why: "when someone begins to write",
        },
        Budget {
            name: "sending of pictures",
            files: vec![file("sending")?],
            encoding: Encoding::Brotli,
            limit: 2_500,
            why: "when someone chooses one, or decides about some",
        },
        Budget {
            name: "variants of pictures",
            files: vec![file("variants")?],
            encoding: Encoding::Brotli,
            limit: 1_500,
            why: "when somebody decides about pictures",
        },
        Budget {
            name: "script of a contest",
            files: vec![file("contest-script")?],
            encoding: Encoding::Brotli,
            limit: 1_600,
            why: "after the page of a contest is seen",
        },
        Budget {
            name: "contest in an embed",
            files: vec![file("contest-embed")?],
            encoding: Encoding::Brotli,
            limit: 1_750,
            why: "after an embed shows a contest",
        },
        Budget {
            name: "list of entries",
            files: vec![file("contest-list")?],
            encoding: Encoding::Brotli,
            limit: 1_250,
            why: "after a contest is seen, on pages and in embeds",
        },
        Budget {
            name: "script of a form",
            files: vec![file("form-script")?],
            encoding: Encoding::Brotli,
            limit: 1_500,
            why: "after a page is seen whose form takes pictures",
        },
        Budget {
            name: "QR code",
            files: vec![file("qr")?],
            encoding: Encoding::Brotli,
            limit: 5_000,
            why: "when somebody shares a contest",
        },
        Budget {
            name: "check of a contest",
            files: vec![file("check-script")?, file("checker")?, file("checker-wasm")?],
            encoding: Encoding::Brotli,
            limit: 120_000,
            why: "when somebody checks a result",
        },
        Budget {
            name: "Worker",
            files: vec![edge.join("index.js"), edge.join("index_bg.wasm")],
            encoding: Encoding::Gzip,
            limit: 1_000_000,
            why: "loaded at a cold start",
        },
    ])
}

/// A list of the sample content, rendered by the components that the edge renders with.
fn fragment() -> Result<PathBuf> {
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let gallery = cmd!(
        sh,
        "cargo run --quiet --package fanfare-widget --example gallery fragment"
    );
    let html = outside(gallery).quiet().read()?;
    let path = project::root().join("target/fragment.html");
    sh.write_file(&path, html)?;
    Ok(path)
}

/// The product must not hold what fails on demand.
fn without_faults(edge: &Path) -> Result<()> {
    let path = edge.join("index_bg.wasm");
    let wasm = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if holds(&wasm, FAULT_MARKER.as_bytes()) {
        bail!(
            "{} can be asked to fail: it was built with fault-injection",
            path.display()
        );
    }
    Ok(())
}

/// Nothing that travels says how the machine that built it is laid out.
fn without_private_paths() -> Result<()> {
    let manifest = Manifest::read()?;
    let mut files: Vec<_> = manifest.files.values().map(Asset::file).collect();
    files.push(Bundle::Product.directory().join("index.js"));
    files.push(Bundle::Product.directory().join("index_bg.wasm"));
    for file in files {
        let content = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        for path in build::private_paths()? {
            if holds(&content, path.as_bytes()) {
                bail!("{} holds the path {path}", file.display());
            }
        }
    }
    Ok(())
}

fn holds(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

/// By the compressors of Node.js, as `build/compress.rs` does.
fn measure(files: &[PathBuf]) -> Result<Vec<Weight>> {
    let sh = Shell::new()?;
    let json = cmd!(sh, "node --eval {MEASURE} {files...}").quiet().read()?;
    serde_json::from_str(&json).context("the compressors said something else than sizes")
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_marker_is_found_anywhere_and_only_whole() {
        assert!(holds(b"abcd", b"cd"));
        assert!(holds(b"abcd", b"ab"));
        assert!(!holds(b"abc", b"cd"));
        assert!(!holds(b"", b"cd"));
    }
}
