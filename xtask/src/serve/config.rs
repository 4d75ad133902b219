//! The configuration of workerd: two services of the same bundle, so that nothing can pass between the
//! Worker and its objects but requests, as on Cloudflare.
//!
//! Invariant: no secret is written to the file; texts reach the Worker through the environment.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::build::Bundle;
use crate::project;

/// The runtime behaves as of this day; the same as in `wrangler.jsonc`.
pub(crate) const COMPATIBILITY_DATE: &str = "2026-11-01";
/// Names the directory of the objects in the state. Another one would lose sight of all that is stored.
pub(super) const COMMUNITY_KEY: &str = "fanfare-community";
/// As that of communities.
pub(super) const CONTEST_KEY: &str = "fanfare-contest";
/// Shorter pauses of the garbage collector. The heap is that of an isolate on Cloudflare, in megabytes.
pub(crate) const V8_FLAGS: &str =
    r#""--max-semi-space-size=1", "--single-threaded-gc", "--max-heap-size=128""#;

/// What a server is told.
pub(super) struct Settings {
    pub(super) bundle: Bundle,
    pub(super) address: SocketAddr,
    pub(super) base_url: String,
    pub(super) operator_token: String,
    pub(super) secret: String,
    pub(super) mailbox: bool,
    pub(super) mail_url: String,
    /// What the mail API wants as `Authorization`.
    pub(super) mail_authorization: String,
    pub(super) mail_from: String,
    /// Where challenges are, the provider's public name for this deployment, and what it is known by there.
    pub(super) challenge: [String; 3],
    pub(super) client_address_header: String,
    /// Directory of the objects' SQLite files.
    pub(super) objects: PathBuf,
    /// Directory of the files people sent.
    pub(super) media: PathBuf,
}

impl Settings {
    /// The text bindings, by the names the Worker reads.
    pub(super) fn environment(&self) -> [(&'static str, String); 11] {
        let [challenge_url, site_key, challenge_secret] = self.challenge.clone();
        [
            ("FANFARE_BASE_URL", self.base_url.clone()),
            ("FANFARE_CHALLENGE_URL", challenge_url),
            ("FANFARE_CHALLENGE_SITE_KEY", site_key),
            ("FANFARE_CHALLENGE_SECRET", challenge_secret),
            (
                "FANFARE_CLIENT_ADDRESS_HEADER",
                self.client_address_header.clone(),
            ),
            ("FANFARE_MAIL_AUTHORIZATION", self.mail_authorization.clone()),
            ("FANFARE_MAIL_FROM", self.mail_from.clone()),
            ("FANFARE_MAILBOX", if self.mailbox { "on" } else { "" }.to_owned()),
            ("FANFARE_MAIL_URL", self.mail_url.clone()),
            ("FANFARE_OPERATOR_TOKEN", self.operator_token.clone()),
            ("FANFARE_SECRET", self.secret.clone()),
        ]
    }

    /// The configuration as Cap'n Proto text.
    pub(super) fn config(&self) -> Result<String> {
        let bundle = self.bundle.directory();
        let script = embed(&bundle.join("index.js"))?;
        let wasm = embed(&bundle.join("index_bg.wasm"))?;
        let assets = quoted(&project::embed_dir().join("public"))?;
        let objects = quoted(&self.objects)?;
        let communities = quoted(&self.objects.join(COMMUNITY_KEY))?;
        let contests = quoted(&self.objects.join(CONTEST_KEY))?;
        let media = quoted(&self.media)?;
        let address = self.address;
        let allow = self.reachable()?;
        let texts: String = self
            .environment()
            .iter()
            .map(|(name, _)| format!("    (name = \"{name}\", fromEnvironment = \"{name}\"),\n"))
            .collect();
        Ok(format!(
            r#"using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "edge", worker = .edge),
    (name = "objects", worker = .objects),
    (name = "assets", disk = (path = {assets})),
    (name = "state", disk = (path = {objects}, writable = true)),
    (name = "communities", disk = (path = {communities})),
    (name = "contests", disk = (path = {contests})),
    (name = "media", disk = (path = {media}, writable = true)),
    (name = "outside", network = (allow = [{allow}], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "{address}", http = (), service = "edge")],
  v8Flags = [{V8_FLAGS}],
);

const edge :Workerd.Worker = (
  modules = .modules,
  compatibilityDate = "{COMPATIBILITY_DATE}",
  globalOutbound = "outside",
  bindings = [
    (name = "COMMUNITIES", durableObjectNamespace = (className = "Community", serviceName = "objects")),
    (name = "CONTESTS", durableObjectNamespace = (className = "Contest", serviceName = "objects")),
    (name = "COMMUNITIES_FILES", service = "communities"),
    (name = "CONTESTS_FILES", service = "contests"),
    (name = "ASSETS", service = "assets"),
    (name = "MEDIA", service = "media"),
{texts}  ],
);

const objects :Workerd.Worker = (
  modules = .modules,
  compatibilityDate = "{COMPATIBILITY_DATE}",
  globalOutbound = "outside",
  durableObjectNamespaces = [
    (className = "Community", uniqueKey = "{COMMUNITY_KEY}", enableSql = true),
    (className = "Contest", uniqueKey = "{CONTEST_KEY}", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "state"),
  bindings = [
    (name = "COMMUNITIES", durableObjectNamespace = "Community"),
    (name = "CONTESTS", durableObjectNamespace = "Contest"),
    (name = "ASSETS", service = "assets"),
    (name = "MEDIA", service = "media"),
{texts}  ],
);

const modules :List(Workerd.Worker.Module) = [
  (name = "index.js", esModule = {script}),
  (name = "index_bg.wasm", wasm = {wasm}),
];
"#
        ))
    }

    /// The networks that fetches may reach: none, unless mail is to be sent or challenges are asked about, and then their
    /// own kind only.
    fn reachable(&self) -> Result<String> {
        let [challenge_url, site_key, _] = &self.challenge;
        let challenges = match challenge_url.as_str() {
            "" if site_key.is_empty() => "",
            "" => "https://challenges.cloudflare.com",
            url => url,
        };
        let mut networks: Vec<&str> = Vec::new();
        for url in [self.mail_url.as_str(), challenges] {
            if !url.is_empty() {
                networks.extend(networks_of(url)?);
            }
        }
        networks.sort_unstable();
        networks.dedup();
        Ok(networks.join(", "))
    }
}

/// The networks an address may be in.
fn networks_of(url: &str) -> Result<&'static [&'static str]> {
    let host = host_of(url).with_context(|| format!("{url} is not an http address"))?;
    Ok(match host.parse::<IpAddr>() {
        Ok(address) if address.is_loopback() => &["\"local\""],
        _ if host == "localhost" || host.ends_with(".localhost") => &["\"local\""],
        _ => &["\"public\"", "\"private\""],
    })
}

/// The host of an http address, without the brackets of IPv6.
fn host_of(url: &str) -> Option<&str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let authority = authority.rsplit('@').next()?;
    let host = match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next()?,
        None => authority.split(':').next()?,
    };
    (!host.is_empty()).then_some(host)
}

/// A file whose content is part of the configuration.
pub(crate) fn embed(path: &Path) -> Result<String> {
    if !path.is_file() {
        bail!("{} is not built: run `cargo xtask build`", path.display());
    }
    Ok(format!("embed {}", quoted(path)?))
}

/// A path as a Cap'n Proto text.
pub(crate) fn quoted(path: &Path) -> Result<String> {
    let text = path
        .to_str()
        .with_context(|| format!("{} is not UTF-8", path.display()))?;
    Ok(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{host_of, quoted};

    #[test]
    fn the_host_of_a_mail_address_is_found() {
        assert_eq!(host_of("https://mail.example/send?x"), Some("mail.example"));
        assert_eq!(host_of("http://127.0.0.1:9/send"), Some("127.0.0.1"));
        assert_eq!(host_of("http://user@[::1]:9"), Some("::1"));
        assert_eq!(host_of("ftp://mail.example"), None);
        assert_eq!(host_of("http:///send"), None);
    }

    #[test]
    fn a_path_cannot_leave_its_quotes() {
        assert_eq!(quoted(Path::new("/a \"b\"\\c")).unwrap(), r#""/a \"b\"\\c""#);
    }
}
