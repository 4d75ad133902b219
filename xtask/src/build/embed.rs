//! The embed: the application in wasm with its glue, the sheet, and the loader that names them; beside it the API
//! document, which is delivered the same way.
//!
//! Invariant: the loader is made last, because it holds the addresses of the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;
use xshell::{Shell, cmd};

use super::asset::{self, Asset, Manifest};
use super::names::{self, Names};
use super::stamp::Stamp;
use super::{Profile, compress, optimize, paths, tool, words};
use crate::progress::step;
use crate::project;
use crate::setup::{self, Tools, WASM_TARGET};

/// Where pages find the loader; the only address without a hash.
const LOADER_ADDRESS: &str = "/embed/v1/fanfare.js";
/// Where the API document is found.
const API_DOCUMENT_ADDRESS: &str = "/openapi.json";
/// What the loader and the glue may use: browsers that have declarative shadow DOM have all of it.
const BROWSERS: &str = "--target=es2022";
/// How much inlining may cost, in LLVM's units; 5 where size counts. Compressed, a little more weighs less.
const INLINE_THRESHOLD: u32 = 15;

/// The modules of the embed as the compiler wrote them.
pub(super) struct Modules {
    application: PathBuf,
    checker: PathBuf,
}

/// Compiles what changed.
pub(super) fn compile(profile: Profile) -> Result<Modules> {
    step("compiling the embed");
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    Ok(Modules {
        application: module(&sh, profile, "fanfare-widget", &["--features", "csr"])?,
        checker: module(&sh, profile, "fanfare-checker", &[])?,
    })
}

/// Builds what changed.
pub(super) fn build(tools: &Tools, profile: Profile, modules: &Modules) -> Result<()> {
    step("building the embed");
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let embed = project::embed_dir();
    let stamp = stamp(&embed, modules, profile)?;
    if stamp.is_current() {
        return Ok(());
    }
    stamp.clear()?;
    sh.remove_path(asset::unpublished())?;
    let work = embed.join("work");
    sh.remove_path(&work)?;
    sh.create_dir(&work)?;

    let mut manifest = Manifest::default();
    // The optimizer has one thread.
    let ((checker, checker_wasm), (app, wasm)) = setup::beside(
        || bound(tools, profile, &modules.checker, &work, "checker"),
        || application(&sh, tools, profile, &modules.application, &work),
    )?;
    let sheet = style(&sh, tools, "fanfare")?;
    let page = style(&sh, tools, "page")?;
    let words = words::write()?;
    let checks = [named("checker", &checker)?, named("checker_wasm", &checker_wasm)?];
    let check = script(&sh, tools, "check", checks.concat())?;
    let check = asset::write_hashed("check", "js", &check)?;
    let qr = script(&sh, tools, "qr", Vec::new())?;
    let qr = asset::write_hashed("qr", "js", &qr)?;
    let list = script(&sh, tools, "contest-list", Vec::new())?;
    let list = asset::write_hashed("contest-list", "js", &list)?;
    let files = [named("qr", &qr)?, named("list", &list)?].concat();
    let contest = script(&sh, tools, "contest-page", files.clone())?;
    let contest = asset::write_hashed("contest", "js", &contest)?;
    let contest_embed = script(&sh, tools, "contest-embed", files)?;
    let contest_embed = asset::write_hashed("contest-embed", "js", &contest_embed)?;
    let sending = script(&sh, tools, "sending", Vec::new())?;
    let sending = asset::write_hashed("sending", "js", &sending)?;
    let variants = script(&sh, tools, "variants", Vec::new())?;
    let variants = asset::write_hashed("variants", "js", &variants)?;
    let pictures = script(&sh, tools, "pictures", named("sending", &sending)?)?;
    let pictures = asset::write_hashed("pictures", "js", &pictures)?;
    let form = script(&sh, tools, "form-page", named("pictures", &pictures)?)?;
    let form = asset::write_hashed("form", "js", &form)?;
    let files = [
        named("app", &app)?,
        named("wasm", &wasm)?,
        named("pictures", &pictures)?,
        named_words(&words)?,
    ]
    .concat();
    let turns = named("contest", &contest_embed)?;
    let interaction = script(&sh, tools, "interaction", [files.clone(), turns].concat())?;
    let interaction = asset::write_hashed("interaction", "js", &interaction)?;
    let page_script = script(&sh, tools, "page", files)?;
    let page_script = asset::write_hashed("page", "js", &page_script)?;
    let files = [named("style", &sheet)?, named("interaction", &interaction)?].concat();
    let loader = script(&sh, tools, "fanfare", files)?;
    let loader = asset::write_at(LOADER_ADDRESS.to_owned(), &loader)?;
    asset::write_at(API_DOCUMENT_ADDRESS.to_owned(), &fs::read(api_document())?)?;
    let parts = [
        ("app", app),
        ("wasm", wasm),
        ("pictures", pictures),
        ("sending", sending),
        ("variants", variants),
        ("check-script", check),
        ("contest-script", contest),
        ("contest-embed", contest_embed),
        ("contest-list", list),
        ("form-script", form),
        ("qr", qr),
        ("checker", checker),
        ("checker-wasm", checker_wasm),
        ("style", sheet),
        ("page", page),
        ("interaction", interaction),
        ("page-script", page_script),
        ("loader", loader),
    ];
    for (part, asset) in parts {
        manifest.files.insert(part.to_owned(), asset);
    }
    for (language, asset) in words {
        manifest.files.insert(["words_", &language].concat(), asset);
    }
    compress::brotli(&sh, &all_files(&asset::unpublished())?)?;
    asset::publish()?;
    manifest.write()?;
    stamp.set()
}

/// A library as one wasm module: the application, or the check of a contest. It is compiled as a `cdylib` only here:
/// as a crate type in its manifest the Worker's build would write another one to the same path.
fn module(sh: &Shell, profile: Profile, package: &str, more: &[&str]) -> Result<PathBuf> {
    let (flag, directory) = profile.cargo();
    let inline = format!("llvm-args=-inline-threshold={INLINE_THRESHOLD}");
    cmd!(
        sh,
        "cargo rustc {flag...} --package {package} --lib {more...} --target {WASM_TARGET} --crate-type cdylib -- -C {inline}"
    )
    .env("CARGO_ENCODED_RUSTFLAGS", paths::rustflags()?)
    .quiet()
    .run()
    .with_context(|| format!("{package} does not compile"))?;
    Ok(project::root()
        .join("target")
        .join(WASM_TARGET)
        .join(directory)
        .join(package.replace('-', "_"))
        .with_extension("wasm"))
}

/// All that the files depend on, this recipe included.
fn stamp(embed: &Path, modules: &Modules, profile: Profile) -> Result<Stamp> {
    let mut inputs = vec![
        fs::read(project::root().join("package-lock.json"))?,
        fs::read(api_document())?,
        include_bytes!("embed.rs").to_vec(),
        optimize::SOURCES.concat(),
        vec![u8::from(profile == Profile::Dev)],
    ];
    for wasm in [&modules.application, &modules.checker] {
        inputs.push(fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?);
    }
    for directory in ["loader", "style", "src/words"] {
        for file in all_files(&project::root().join("widget").join(directory))? {
            inputs.push(file.to_string_lossy().into_owned().into_bytes());
            inputs.push(fs::read(file)?);
        }
    }
    Ok(Stamp::new(embed, inputs.iter().map(Vec::as_slice)))
}

/// What `shared` says of the API, as its example wrote it.
fn api_document() -> PathBuf {
    project::root().join("shared/openapi.json")
}

fn application(
    sh: &Shell,
    tools: &Tools,
    profile: Profile,
    wasm: &Path,
    work: &Path,
) -> Result<(Asset, Asset)> {
    let bindgen = &tools.wasm_bindgen;
    let bindgen = cmd!(
        sh,
        "{bindgen} {wasm} --target web --no-typescript --omit-default-module-path --out-dir {work} --out-name app"
    );
    tool::run(bindgen, "wasm-bindgen")?;
    let module = work.join("app_bg.wasm");
    if profile == Profile::Release {
        step("optimizing the wasm of the embed");
        optimize::wasm(sh, tools, &module, &["-Oz", "--converge"])?;
    }
    let (glue, names) = glue(sh, tools, work)?;
    let module = names::shorten(&fs::read(module)?, &names)?;
    Ok((
        asset::write_hashed("app", "js", &glue)?,
        asset::write_hashed("app", "wasm", &module)?,
    ))
}

/// A module of its own with what stands between it and the browser.
fn bound(tools: &Tools, profile: Profile, wasm: &Path, work: &Path, name: &str) -> Result<(Asset, Asset)> {
    let sh = &Shell::new()?;
    sh.change_dir(project::root());
    let bindgen = &tools.wasm_bindgen;
    let bindgen = cmd!(
        sh,
        "{bindgen} {wasm} --target web --no-typescript --omit-default-module-path --out-dir {work} --out-name {name}"
    );
    tool::run(bindgen, "wasm-bindgen")?;
    let module = work.join(format!("{name}_bg.wasm"));
    if profile == Profile::Release {
        // It hashes each leaf of a log: speed counts, too.
        optimize::wasm(sh, tools, &module, &["-O3"])?;
    }
    let glue = minify(sh, tools, &work.join(name).with_extension("js"), &[])?;
    Ok((
        asset::write_hashed(name, "js", &glue)?,
        asset::write_hashed(name, "wasm", &fs::read(module)?)?,
    ))
}

/// What stands between the wasm and the browser, and the short names it calls the wasm by.
fn glue(sh: &Shell, tools: &Tools, work: &Path) -> Result<(Vec<u8>, Names)> {
    let table = work.join("names.json");
    let flags = names::flags(&table)?;
    let glue = minify(sh, tools, &work.join("app.js"), &flags)?;
    Ok((glue, names::read(&table)?))
}

/// A sheet: `fanfare` of a surface, `page` of what stands around it on our own pages.
fn style(sh: &Shell, tools: &Tools, name: &str) -> Result<Asset> {
    let entry = project::root()
        .join("widget/style")
        .join(name)
        .with_extension("css");
    let sheet = minify(sh, tools, &entry, &["--bundle".to_owned()])?;
    asset::write_hashed(name, "css", &sheet)
}

/// A script of the loader: `fanfare` paints, `interaction` comes after the first paint, `pictures` when someone
/// writes and `sending` when they chose one, `variants` when somebody decides about pictures; `page` brings the
/// application to our own pages, `form-page` brings pictures to their forms, `contest-page` and `qr` show entries and share them there,
/// `contest-embed` in an embed, `contest-list` grows lists of entries and counts down for both, `check` counts a contest again. They read the addresses of the `files` named for them.
fn script(sh: &Shell, tools: &Tools, name: &str, files: Vec<String>) -> Result<Vec<u8>> {
    let entry = project::root()
        .join("widget/loader")
        .join(name)
        .with_extension("js");
    let flags = [vec!["--bundle".to_owned(), "--format=esm".to_owned()], files].concat();
    minify(sh, tools, &entry, &flags)
}

/// What a script reads as `FANFARE_ASSETS.<part>.path` and `.integrity`.
fn named(part: &str, asset: &Asset) -> Result<Vec<String>> {
    [("path", &asset.path), ("integrity", &asset.integrity)]
        .map(|(name, value)| {
            let value = serde_json::to_string(value)?;
            Ok(format!("--define:FANFARE_ASSETS.{part}.{name}={value}"))
        })
        .into_iter()
        .collect()
}

/// What a script reads as `FANFARE_ASSETS.words`: each language's file by the language's tag.
fn named_words(words: &BTreeMap<String, Asset>) -> Result<Vec<String>> {
    let table: BTreeMap<_, _> = words
        .iter()
        .map(|(language, asset)| {
            let file = json!({ "path": asset.path, "integrity": asset.integrity });
            (language, file)
        })
        .collect();
    Ok(vec![format!(
        "--define:FANFARE_ASSETS.words={}",
        serde_json::to_string(&table)?
    )])
}

fn minify(sh: &Shell, tools: &Tools, entry: &Path, flags: &[String]) -> Result<Vec<u8>> {
    if !entry.is_file() {
        bail!("{} is not there", entry.display());
    }
    let esbuild = tools.npm_bin("esbuild");
    let esbuild = cmd!(
        sh,
        "{esbuild} {entry} --minify {BROWSERS} --log-level=warning --legal-comments=none {flags...}"
    );
    // The few packages that a script is made of lie beside the tools.
    let esbuild = esbuild.env("NODE_PATH", &tools.node_modules);
    tool::run(esbuild, "esbuild")
}

/// All files below a directory, in the order of their names; none when it is not there.
fn all_files(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !directory.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(all_files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
