//! The README's way to Cloudflare: `deploy` sends what was built, with its storage and its files. Who receives it here
//! is a stand-in that answers as Cloudflare's API does.

use std::fs;
use std::sync::mpsc::Receiver;

use fanfare_tests::command::xtask;
use fanfare_tests::server::root;
use fanfare_tests::stub::{self, Received};
use serde_json::{Value, json};

/// The account that is deployed to.
const ACCOUNT: &str = "0123456789abcdef0123456789abcdef";
/// Where everything of the Worker is.
const SCRIPT: &str = "/workers/scripts/fanfare";

#[test]
fn what_is_deployed_is_what_was_built_with_its_storage_and_files() {
    let (address, received) = stub::serve(|_, received| answer(received));
    let deployed = xtask()
        .args(["wrangler", "deploy"])
        .env("CI", "1")
        .env("CLOUDFLARE_API_BASE_URL", &address)
        .env("CLOUDFLARE_API_TOKEN", "a-token-of-the-test")
        .env("CLOUDFLARE_ACCOUNT_ID", ACCOUNT)
        .output()
        .expect("the task runner starts");
    assert!(
        deployed.status.success(),
        "{}",
        String::from_utf8_lossy(&deployed.stderr)
    );

    let upload = sent(&received, &format!("PUT /accounts/{ACCOUNT}{SCRIPT}?"));
    let metadata = metadata(&upload.bytes);
    let steps = &metadata["migrations"]["steps"];
    assert_eq!(
        steps,
        &json!([{"new_sqlite_classes": ["Community"]}, {"new_sqlite_classes": ["Contest"]}])
    );
    for (name, kind) in [
        ("COMMUNITIES", "durable_object_namespace"),
        ("CONTESTS", "durable_object_namespace"),
        ("MEDIA", "r2_bucket"),
        ("ASSETS", "assets"),
    ] {
        let bindings = metadata["bindings"].as_array().unwrap();
        let bound = bindings
            .iter()
            .any(|binding| binding["name"] == name && binding["type"] == kind);
        assert!(bound, "{name} is no {kind}: {metadata}");
    }
    assert_eq!(metadata["assets"]["config"]["run_worker_first"], true);
    let worker = fs::read(root().join("target/edge/index_bg.wasm")).unwrap();
    assert!(
        holds(&upload.bytes, &worker),
        "the wasm that was built was not sent"
    );
}

/// What Cloudflare answers to a first deployment, as its API describes it.
fn answer(received: &Received) -> (u16, String) {
    let path = received.line.split([' ', '?']).nth(1).unwrap_or_default();
    let result = match path.trim_start_matches(&format!("/accounts/{ACCOUNT}")) {
        "/workers/services/fanfare" => {
            let errors = json!([{"code": 10_090, "message": "there is no such Worker yet"}]);
            let refusal = json!({"success": false, "errors": errors, "messages": [], "result": null});
            return (404, refusal.to_string());
        }
        path if path.ends_with("/assets-upload-session") => {
            let files = received.body["manifest"].as_object().cloned().unwrap_or_default();
            let hashes: Vec<Value> = files.values().map(|file| file["hash"].clone()).collect();
            json!({"jwt": "files-to-come", "buckets": [hashes]})
        }
        "/workers/assets/upload" => return (201, succeeded(&json!({"jwt": "files-sent"}))),
        path if path.ends_with("/secrets") => json!([]),
        path if path.ends_with("/deployments") => json!({"deployments": []}),
        path if path.ends_with("/settings") => json!({"bindings": [], "tags": []}),
        SCRIPT => {
            json!({"id": "fanfare", "startup_time_ms": 1, "deployment_id": ACCOUNT, "has_assets": true})
        }
        "/workers/workers/fanfare" => {
            json!({"name": "fanfare", "subdomain": {"enabled": true, "previews_enabled": true}})
        }
        "/workers/subdomain" => json!({"subdomain": "sample"}),
        path if path.ends_with("/subdomain") => json!({"enabled": true, "previews_enabled": true}),
        _ => json!({}),
    };
    (200, succeeded(&result))
}

fn succeeded(result: &Value) -> String {
    json!({"success": true, "errors": [], "messages": [], "result": result}).to_string()
}

/// The request that began so.
fn sent(received: &Receiver<Received>, beginning: &str) -> Received {
    let mut lines = Vec::new();
    for request in received.try_iter() {
        if request.line.starts_with(beginning) {
            return request;
        }
        lines.push(request.line);
    }
    panic!("nothing began with {beginning}: {lines:#?}")
}

/// The part of an upload that says what it is: JSON on a line of its own.
fn metadata(upload: &[u8]) -> Value {
    upload
        .split(|byte| *byte == b'\n')
        .find_map(|line| serde_json::from_slice(line).ok().filter(Value::is_object))
        .expect("an upload says what it is")
}

fn holds(whole: &[u8], part: &[u8]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}
