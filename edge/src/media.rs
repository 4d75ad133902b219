//! Pictures and videos at the Worker: taken in, cleaned and kept; given out, whole or in parts.
//!
//! Invariant: the object makes the name before a byte is kept, so every file has a row that knows it; the caller is
//! answered after the file is kept. What is given out was asked of the object first, has the type that was found in
//! its bytes, and can neither run nor be read as anything else.

pub mod budget;
mod range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared::api::header::IDEMPOTENCY_REPLAYED;
use shared::api::media::{AssembleMedium, MediumView};
use shared::api::problem::Code;
use shared::api::route::Method;
use shared::hexadecimal;
use shared::ids::MediumId;
use shared::media::{
    Cleaned, Kind, PART, PART_BYTES_MAX, PART_TYPE, PARTS_MAX, Refusal, VARIANT_BYTES_MAX, VIDEO_BYTES_MAX,
    clean,
};
use shared::time::Millis;
use worker::Env;

use crate::api::isolate_cache::{self, Found};
use crate::blobs::{self, Blobs, Part};
use crate::community::body;
use crate::community_client::{self, Answer, Call};
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::json;
use crate::reply::{self, JSON, Outgoing, Reply};

/// How long a browser may show a picture without asking again; with what isolates remember it stays under a minute.
const PUBLIC_CACHE: &str = "public, max-age=30";
/// A picture that not everybody sees is kept by nobody.
const PRIVATE_CACHE: &str = "private, no-store";
/// Whatever a browser takes it for, it may do nothing.
const POLICY: &str = "default-src 'none'; sandbox";

/// The most bytes of what names the parts of a file.
const PARTS_BODY_MAX: usize = 2_000;

/// A cleaned picture, as the object is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    /// The word of its kind.
    pub kind: String,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// How many bytes it has.
    pub bytes: u32,
    /// Their SHA-256, in hexadecimal digits.
    pub hash: String,
    /// The parts it was sent in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<MediumId>,
}

/// What of a picture is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The file.
    Whole,
    /// Its smaller variant, or a video's poster.
    Variant,
    /// Something that holds its place, of these sides.
    Place(u32, u32),
}

/// A picture, as the object tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    /// What is given.
    pub shown: Shown,
    /// The word of its kind.
    pub kind: String,
    /// How many bytes it has.
    pub bytes: u32,
    /// Whether everybody sees it.
    pub public: bool,
}

/// Takes a picture: `call` is the caller's, without a body.
///
/// # Errors
/// When it is no picture that can be shown, the object refuses it, or it can't be kept.
pub async fn upload(
    slug: &str,
    incoming: &mut Incoming,
    env: &Env,
    call: Call<'_>,
) -> Result<Outgoing, Failure> {
    let store = Blobs::of(env).ok_or_else(blobs::off)?;
    if call.session.is_none() && !call.operator {
        return Err(Failure::refused(
            Code::SignInNeeded,
            "Begin a session with `POST session` and send its token.",
        ));
    }
    let content_type = incoming.header("content-type");
    let variant = call.method == Method::Put.as_str();
    if content_type == PART_TYPE && !variant {
        let _held = budget::hold(PART_BYTES_MAX)?;
        let bytes = incoming.body(PART_BYTES_MAX).await?;
        let told = arrived(PART, [0, 0], &bytes);
        return Ok(keep_as(&store, slug, env, call, &told, &bytes).await?.pass());
    }
    if content_type == JSON && !variant {
        let told = incoming.json_body(PARTS_BODY_MAX).await?;
        return assembled(&store, slug, env, call, &told).await;
    }
    let Some(kind) = Kind::ALL
        .into_iter()
        .find(|kind| kind.content_type() == content_type)
    else {
        return Err(Failure::refused(
            Code::UnsupportedMediaType,
            "Send the bytes as `Content-Type: image/jpeg`, `image/png`, `image/webp` or `video/mp4`, or in parts.",
        ));
    };
    let limit = if variant {
        VARIANT_BYTES_MAX
    } else {
        kind.bytes_max()
    };
    let announced = incoming.header("content-length").parse().ok();
    let _held = budget::hold(announced.map_or(limit, |length: usize| length.min(limit)))?;
    let picture = clean(incoming.body(limit).await?).map_err(|refusal| refused(&refusal))?;
    Ok(keep(&store, slug, env, call, &picture).await?.pass())
}

/// Takes a picture or video whose parts are there. Whose they are the object looks at before anything of it is kept; they
/// are deleted with what nobody used, so a retry finds them.
async fn assembled(
    store: &Blobs,
    slug: &str,
    env: &Env,
    call: Call<'_>,
    told: &[u8],
) -> Result<Outgoing, Failure> {
    let AssembleMedium { parts } = body::parse(told)?;
    if !(1..=PARTS_MAX).contains(&parts.len()) {
        let detail = format!("Name one to {PARTS_MAX} parts, in their order.");
        return Err(Failure::field("/parts", detail));
    }
    let _held = budget::hold(VIDEO_BYTES_MAX.min(parts.len() * PART_BYTES_MAX))?;
    let mut bytes = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let found = store.read(&blobs::name(slug, part)).await?;
        let found = found.ok_or_else(|| no_part(place))?;
        bytes.extend_from_slice(&found);
        if bytes.len() > VIDEO_BYTES_MAX {
            let (bytes, most) = (bytes.len(), VIDEO_BYTES_MAX);
            return Err(refused(&Refusal::Bytes { bytes, most }));
        }
    }
    let picture = clean(bytes).map_err(|refusal| refused(&refusal))?;
    let told = Arrived {
        parts,
        ..told_of(&picture)
    };
    Ok(keep_as(store, slug, env, call, &told, &picture.bytes)
        .await?
        .pass())
}

/// What is said of a part that is not there.
pub fn no_part(place: usize) -> Failure {
    let detail =
        "This is no part of yours. Send it as `application/octet-stream`, and name it within two days.";
    Failure::field(&format!("/parts/{place}"), detail)
}

fn told_of(picture: &Cleaned) -> Arrived {
    let sides = [picture.width, picture.height];
    arrived(picture.kind.as_str(), sides, &picture.bytes)
}

fn arrived(kind: &str, [width, height]: [u32; 2], bytes: &[u8]) -> Arrived {
    Arrived {
        kind: kind.to_owned(),
        width,
        height,
        bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        hash: hexadecimal::encode(&Sha256::digest(bytes)),
        parts: Vec::new(),
    }
}

/// Has the object name a cleaned picture, and keeps it; the object's answer.
///
/// # Errors
/// When the object does not answer, or the picture can't be kept.
pub async fn keep(
    store: &Blobs,
    slug: &str,
    env: &Env,
    call: Call<'_>,
    picture: &Cleaned,
) -> Result<Answer, Failure> {
    keep_as(store, slug, env, call, &told_of(picture), &picture.bytes).await
}

async fn keep_as(
    store: &Blobs,
    slug: &str,
    env: &Env,
    call: Call<'_>,
    told: &Arrived,
    bytes: &[u8],
) -> Result<Answer, Failure> {
    let told = serde_json::to_vec(told)?;
    let call = Call {
        body: Some(&told),
        ..call
    };
    let answer = community_client::send(env, slug, &call).await?;
    if !matches!(answer.status, 200 | 201) {
        return Ok(answer);
    }
    if let Some(version) = answer.version() {
        community_client::learn_version(slug, version);
    }
    let view: MediumView = json::read(answer.bytes())?;
    if answer.header(IDEMPOTENCY_REPLAYED).is_some() {
        still_there(slug, env, &call, &view).await?;
    }
    let name = if call.method == Method::Put.as_str() {
        blobs::variant(slug, &view.id)
    } else {
        blobs::name(slug, &view.id)
    };
    store.put(&name, bytes).await?;
    Ok(answer)
}

/// A reply that is replayed may name what was taken back since: a file without a row would stay forever.
async fn still_there(slug: &str, env: &Env, call: &Call<'_>, view: &MediumView) -> Result<(), Failure> {
    let (path, query) = view.url.split_once('?').unwrap_or((&view.url, ""));
    let asked = Call {
        method: "GET",
        path,
        query,
        request_id: call.request_id,
        ..Call::default()
    };
    let answer = community_client::send(env, slug, &asked).await?;
    if answer.status == 200 {
        return Ok(());
    }
    Err(Failure::refused(
        Code::WrongState,
        "This picture was taken back. To send it again, use a new idempotency key.",
    ))
}

/// Gives a picture to whoever the object lets see it.
///
/// # Errors
/// When there is nothing this caller may see, or the store does not answer.
pub async fn serve(
    slug: &str,
    medium: &str,
    incoming: &Incoming,
    env: &Env,
    now: Millis,
) -> Result<Outgoing, Failure> {
    let medium = MediumId::parse(medium).map_err(|_| Failure::not_found())?;
    let address = format!("{}?{}", incoming.path, incoming.query.as_str());
    let call = Call {
        method: "GET",
        path: &incoming.path,
        query: incoming.query.as_str(),
        request_id: &incoming.id,
        ..Call::default()
    };
    let located: Located = match isolate_cache::find_json(&address, &call, slug, env, now).await? {
        Found::Entry(entry) => json::read(entry.body())?,
        Found::Refused(answer) => return Ok(answer.pass()),
    };
    let kind = Kind::parse(&located.kind).ok_or_else(Failure::not_found)?;
    let given = Given::of(&medium, kind, &located);
    let etag = given.etag();
    if reply::is_known(&incoming.header("if-none-match"), &etag) {
        return Ok(given.with_headers(Outgoing::kept(304, None)));
    }
    let name = match located.shown {
        Shown::Whole => blobs::name(slug, &medium),
        Shown::Variant => blobs::variant(slug, &medium),
        Shown::Place(width, height) => {
            return Ok(given.with_headers(Reply::new(200, "", place(width, height)).into()));
        }
    };
    let length = located.bytes;
    let wanted = range::wanted(
        &incoming.header("range"),
        &incoming.header("if-range"),
        &etag,
        length,
    )
    .map_err(|_| unsatisfiable(length))?;
    let store = Blobs::of(env).ok_or_else(blobs::off)?;
    let found = store.get(&name, wanted).await?;
    let mut outgoing = Outgoing::passed(found.ok_or_else(Failure::not_found)?);
    if let Some(Part {
        offset,
        length: taken,
    }) = wanted
    {
        let last = offset + taken - 1;
        outgoing.header("content-range", format!("bytes {offset}-{last}/{length}"));
    }
    let content_length = wanted.map_or(length, |part| part.length);
    outgoing.header("content-length", content_length.to_string());
    Ok(given.with_headers(outgoing))
}

/// What holds the place of a picture: as high for its width as that will be.
fn place(width: u32, height: u32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><path fill=\"#808080\" fill-opacity=\".2\" d=\"M0 0h{width}v{height}H0z\"/></svg>"
    )
}

/// What is given, as its headers tell.
struct Given {
    /// Its bytes never change.
    name: String,
    extension: &'static str,
    content_type: &'static str,
    public: bool,
    /// What a browser does with it that is led to it: one that can't play it keeps it.
    disposition: &'static str,
}

impl Given {
    fn of(medium: &MediumId, kind: Kind, located: &Located) -> Self {
        let (suffix, extension, content_type) = match located.shown {
            Shown::Whole => ("", kind.extension(), kind.content_type()),
            Shown::Variant => ("-variant", kind.extension(), kind.content_type()),
            Shown::Place(..) => ("-place", "svg", "image/svg+xml"),
        };
        Self {
            name: format!("{medium}{suffix}"),
            extension,
            content_type,
            public: located.public,
            disposition: if kind == Kind::LimitedMp4 && located.shown == Shown::Whole {
                "attachment"
            } else {
                "inline"
            },
        }
    }

    fn etag(&self) -> String {
        format!("\"{}\"", self.name)
    }

    fn with_headers(&self, mut outgoing: Outgoing) -> Outgoing {
        let cache = if self.public { PUBLIC_CACHE } else { PRIVATE_CACHE };
        let disposition = format!(
            "{}; filename=\"{}.{}\"",
            self.disposition, self.name, self.extension
        );
        outgoing.header("accept-ranges", "bytes");
        outgoing.header("cache-control", cache);
        outgoing.header("content-disposition", disposition);
        outgoing.header("content-security-policy", POLICY);
        outgoing.header("content-type", self.content_type);
        // Any page that embeds the community may show it.
        outgoing.header("cross-origin-resource-policy", "cross-origin");
        outgoing.header("etag", self.etag());
        outgoing.header("referrer-policy", "no-referrer");
        outgoing.header("x-content-type-options", "nosniff");
        outgoing
    }
}

/// The problem of a file that is not taken.
pub fn refused(refusal: &Refusal) -> Failure {
    match refusal {
        Refusal::Kind | Refusal::Form | Refusal::VideoForm | Refusal::Moving => {
            Failure::refused(Code::UnsupportedMediaType, refusal.to_string())
        }
        Refusal::Bytes { .. } => Failure::refused(Code::BodyTooLarge, refusal.to_string()),
        _ => Failure::field("", refusal.to_string()),
    }
}

fn unsatisfiable(length: u32) -> Failure {
    Failure::refused(
        Code::RangeNotSatisfiable,
        format!("The file has {length} bytes; ask for a part of those."),
    )
}
