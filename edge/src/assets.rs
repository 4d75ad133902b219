//! The deployment's files: the loader and the API document under their lasting addresses, all others under names
//! that hold their hash.
//!
//! Invariant: what lies at a hashed address never changes, so it may be kept forever; any page of any origin
//! may load all of them, because they say nothing about anybody.

pub mod manifest;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use shared::api::problem::Code;
use worker::{EncodeBody, Env, Headers, Response, ResponseBuilder};

use crate::config::ASSETS;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::json;

/// Files under hashed names.
const HASHED: &str = "/embed/assets/";
/// The API document. As a file it weighs nothing in the Worker.
const API_DOCUMENT: &str = "/openapi.json";
/// Files whose address stays and whose content follows the release.
const LASTING: &str = "/embed/v1/";
/// A page sees a new release of the loader within five minutes.
const LASTING_CACHE: &str = "public, max-age=300";
/// The API changes with a release, and who reads its document does so once.
const API_DOCUMENT_CACHE: &str = "public, max-age=3600";
const HASHED_CACHE: &str = "public, max-age=31536000, immutable";
/// More files than one build has: what is kept is only what exists, so this is never reached in practice.
const MAX_FILES: usize = 64;

/// A file as it is kept in the isolate.
struct File {
    etag: String,
    plain: Vec<u8>,
    brotli: Option<Vec<u8>>,
}

thread_local! {
    static FILES: RefCell<HashMap<String, Rc<File>>> = RefCell::default();
}

/// Answers with a file.
///
/// # Errors
/// When there is no such file, or another method than `GET` or `HEAD` is used.
pub async fn handle(incoming: &Incoming, env: &Env) -> Result<Response, Failure> {
    if !matches!(incoming.method.as_str(), "GET" | "HEAD") {
        return Err(Failure::refused(
            Code::MethodNotAllowed,
            "Files take GET and HEAD.",
        ));
    }
    let (content_type, cache) = kind(&incoming.path).ok_or_else(Failure::not_found)?;
    let file = file(env, &incoming.path).await?;
    let brotli = file
        .brotli
        .as_ref()
        .filter(|_| accepts_brotli(&incoming.header("accept-encoding")));
    let etag = if brotli.is_some() {
        format!("\"{}-br\"", file.etag)
    } else {
        format!("\"{}\"", file.etag)
    };

    let headers = Headers::new();
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("cache-control", cache),
        ("content-type", content_type),
        ("cross-origin-resource-policy", "cross-origin"),
        ("etag", &etag),
        ("vary", "Accept-Encoding"),
        ("x-content-type-options", "nosniff"),
    ] {
        headers.set(name, value)?;
    }
    if crate::reply::is_known(&incoming.header("if-none-match"), &etag) {
        return Ok(ResponseBuilder::new()
            .with_status(304)
            .with_headers(headers)
            .empty());
    }
    let Some(compressed) = brotli else {
        return Ok(ResponseBuilder::new()
            .with_headers(headers)
            .fixed(file.plain.clone()));
    };
    headers.set("content-encoding", "br")?;
    Ok(ResponseBuilder::new()
        .with_headers(headers)
        .with_encode_body(EncodeBody::Manual)
        .fixed(compressed.clone()))
}

/// The API document.
///
/// # Errors
/// When the files are not there, or it is no JSON.
pub async fn api_document(env: &Env) -> Result<Value, Failure> {
    Ok(json::parse(&file(env, API_DOCUMENT).await?.plain)?)
}

async fn file(env: &Env, path: &str) -> Result<Rc<File>, Failure> {
    if let Some(file) = FILES.with_borrow(|files| files.get(path).cloned()) {
        return Ok(file);
    }
    let plain = read(env, path).await?.ok_or_else(Failure::not_found)?;
    let brotli = read(env, &format!("{path}.br")).await?;
    let etag = URL_SAFE_NO_PAD
        .encode(Sha256::digest(&plain))
        .chars()
        .take(22)
        .collect();
    let file = Rc::new(File { etag, plain, brotli });
    FILES.with_borrow_mut(|files| {
        if files.len() >= MAX_FILES {
            files.clear();
        }
        files.insert(path.to_owned(), file.clone());
    });
    Ok(file)
}

async fn read(env: &Env, path: &str) -> Result<Option<Vec<u8>>, Failure> {
    let mut response = env
        .service(ASSETS)?
        .fetch(format!("https://assets{path}"), None)
        .await?;
    match response.status_code() {
        200 => Ok(Some(response.bytes().await?)),
        404 => Ok(None),
        status => Err(Failure::Internal(format!("the files answered {status}"))),
    }
}

/// The media type and the cache rule of an address, if a file can lie there. Only plain names pass: no path can
/// leave the two folders or name a compressed twin.
fn kind(path: &str) -> Option<(&'static str, &'static str)> {
    if path == API_DOCUMENT {
        return Some(("application/json", API_DOCUMENT_CACHE));
    }
    let (name, cache) = match (path.strip_prefix(HASHED), path.strip_prefix(LASTING)) {
        (Some(name), _) => (name, HASHED_CACHE),
        (_, Some(name)) => (name, LASTING_CACHE),
        (None, None) => return None,
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if name.is_empty() || name.starts_with('.') || !name.bytes().all(plain) {
        return None;
    }
    let content_type = match name.rsplit_once('.')?.1 {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "ts" => "text/plain; charset=utf-8",
        _ => return None,
    };
    Some((content_type, cache))
}

/// Whether an `Accept-Encoding` header takes brotli.
fn accepts_brotli(header: &str) -> bool {
    header.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let refused = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        name.eq_ignore_ascii_case("br") && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_api_document_and_plain_names_in_the_two_folders_are_files() {
        assert_eq!(
            kind("/embed/v1/fanfare.js"),
            Some(("text/javascript; charset=utf-8", LASTING_CACHE))
        );
        assert_eq!(
            kind("/embed/assets/app.0a1b.wasm"),
            Some(("application/wasm", HASHED_CACHE))
        );
        assert_eq!(
            kind("/openapi.json"),
            Some(("application/json", API_DOCUMENT_CACHE))
        );
        for path in [
            "/embed/v1/",
            "/embed/v2/fanfare.js",
            "/embed/v1/../assets/app.js",
            "/embed/assets/%2e%2e/app.js",
            "/embed/assets/a/b.js",
            "/embed/assets/.js",
            "/embed/assets/app.0a1b.wasm.br",
            "/embed/assets/app",
            "/openapi.json.br",
        ] {
            assert_eq!(kind(path), None, "{path}");
        }
    }

    #[test]
    fn brotli_is_sent_only_to_who_takes_it() {
        assert!(accepts_brotli("gzip, deflate, br"));
        assert!(accepts_brotli("BR;q=0.5"));
        for header in ["", "gzip", "br;q=0", "gzip, br; q=0.0", "brotli"] {
            assert!(!accepts_brotli(header), "{header}");
        }
    }
}
