//! The picture or video of what is said by a form: its fields, and taking it in before the words. Where scripts run the
//! form names pictures that are there already (`widget/loader/form-page.js`).
//!
//! Invariant: a picture that was taken in is named by the form that is shown again, so nobody has to send it twice.

use std::iter;

use shared::api::media::{AttachMedium, MediumView};
use shared::api::problem::{Code, Problem};
use shared::api::route::PREFIX;
use shared::ids::MediumId;
use shared::language::Language;
use shared::media::{Cleaned, FORM_BYTES_MAX, clean};
use shared::text;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::controls::{Field, hidden};
use super::form::KEY;
use super::multipart::File;
use super::visit::{Visit, new_key, refusal};
use super::words::Word;
use crate::api;
use crate::blobs::{self, Blobs};
use crate::community_client::Call;
use crate::failure::Failure;
use crate::json;
use crate::media::keep;

/// The field with the file.
const FILE: &str = "picture";
/// The field with what the picture shows.
const ALT: &str = "alt";
/// The field that names a picture that was taken in already.
pub const KEPT: &str = "medium";

/// The fields of a picture, or of a video: the file, and what it shows.
pub fn fields(visit: &Visit<'_>, language: Language, video: bool, problem: Option<&Problem>) -> Html {
    let word = |word: Word| word.in_language(language);
    let file = if video {
        let file = field(visit, language, word(Word::Video), word(Word::VideoHint), problem);
        file_of(visit, file, "video/mp4,video/quicktime")
    } else {
        file(visit, language, word(Word::Picture), problem)
    };
    described(visit, language, problem, file)
}

/// The same of a picture or a video, whichever it is.
pub fn media_fields(visit: &Visit<'_>, language: Language, problem: Option<&Problem>) -> Html {
    let word = |word: Word| word.in_language(language);
    let file = field(
        visit,
        language,
        word(Word::Medium),
        word(Word::MediumHint),
        problem,
    );
    let file = file_of(
        visit,
        file,
        "image/jpeg,image/png,image/webp,video/mp4,video/quicktime",
    );
    described(visit, language, problem, file)
}

fn described(visit: &Visit<'_>, language: Language, problem: Option<&Problem>, file: Html) -> Html {
    let alt = Field {
        name: ALT,
        label: Word::PictureAlt.in_language(language),
        hint: Word::PictureAltHint.in_language(language),
        value: visit.form.get(ALT),
        max: text::ALT_MAX,
        problem,
        ..Field::default()
    };
    html! {
        <>
            { file }
            { alt.line("text", "off") }
            // Of several pictures the first is described in the field.
            { for visit.form.all(ALT).skip(1).map(|alt| hidden(ALT, alt)) }
        </>
    }
}

/// The field of a file alone.
pub fn file(visit: &Visit<'_>, language: Language, label: &str, problem: Option<&Problem>) -> Html {
    let hint = Word::PictureHint.in_language(language);
    let file = field(visit, language, label, hint, problem);
    file_of(visit, file, "image/jpeg,image/png,image/webp")
}

fn field<'a>(
    visit: &Visit<'_>,
    language: Language,
    label: &'a str,
    hint: &'a str,
    problem: Option<&'a Problem>,
) -> Field<'a> {
    let kept = visit.form.typed(KEPT).is_some();
    Field {
        name: FILE,
        label,
        hint: if kept {
            Word::PictureKept.in_language(language)
        } else {
            hint
        },
        problem,
        ..Field::default()
    }
}

fn file_of(visit: &Visit<'_>, file: Field<'_>, accept: &'static str) -> Html {
    html! {
        <>
            { file.file(accept) }
            { for visit.form.all(KEPT).map(|kept| hidden(KEPT, kept)) }
            <p class="status" role="status" data-failed={Words(visit.language(visit.offered)).text(Key::TroubleFailed)}></p>
        </>
    }
}

/// Takes in the picture that came with a form, if one did; what the words are sent with, among it pictures that were
/// there before.
///
/// # Errors
/// When it is no picture that can be shown, is too large for a form, or can't be kept.
pub async fn attached(visit: &mut Visit<'_>) -> Result<Vec<AttachMedium>, Failure> {
    if let Some(file) = visit.form.take_file() {
        let medium = take(visit, file).await?;
        visit.form.set(KEPT, medium.id.as_str());
    }
    let alts = visit.form.all(ALT).chain(iter::repeat(""));
    let kept = visit.form.all(KEPT).zip(alts);
    Ok(kept
        .filter_map(|(id, alt)| {
            let id = MediumId::parse(id).ok()?;
            let alt = alt.to_owned();
            Some(AttachMedium { id, alt })
        })
        .collect())
}

async fn take(visit: &Visit<'_>, file: File) -> Result<MediumView, Failure> {
    let wrong = |detail: String| Failure::field(&format!("/{FILE}"), detail);
    if file.bytes.len() > FORM_BYTES_MAX {
        return Err(wrong(format!(
            "The file has {} bytes; a form takes at most {FORM_BYTES_MAX}. Make it smaller and choose it again.",
            file.bytes.len()
        )));
    }
    let picture = clean(file.bytes).map_err(|refusal| wrong(refusal.to_string()))?;
    // The same form sent twice sends the same picture: it is taken in once.
    let key = api::caller::checked_key(&format!("{}-picture", visit.form.get(KEY)))?;
    match sent(visit, &picture, key.as_deref()).await {
        Err(Failure::Refused {
            code: Code::IdempotencyMismatch | Code::WrongState,
            ..
        }) => sent(visit, &picture, Some(&new_key()?)).await,
        answer => answer,
    }
}

async fn sent(visit: &Visit<'_>, picture: &Cleaned, key: Option<&str>) -> Result<MediumView, Failure> {
    let store = Blobs::of(visit.env).ok_or_else(blobs::off)?;
    let base_url = visit.base_url();
    let client_address = api::client_address(visit.config, visit.incoming);
    let path = format!("{PREFIX}{}/media", visit.community);
    let call = Call {
        method: "POST",
        path: &path,
        session: visit.session.as_ref(),
        idempotency_key: key,
        request_id: &visit.incoming.id,
        base_url: &base_url,
        client_address: &client_address,
        ..Call::default()
    };
    let answer = keep(&store, visit.community, visit.env, call, picture).await?;
    if answer.status != 201 {
        return Err(refusal(&answer));
    }
    Ok(json::read(answer.bytes())?)
}
