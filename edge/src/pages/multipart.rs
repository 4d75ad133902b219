//! Forms with a picture, taken apart by the runtime.
//!
//! Invariant: such a form is not read before there is memory for it, and what it holds of that is given back with the
//! form.

use js_sys::{Array, Promise, Uint8Array};
use shared::api::problem::Code;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::media::budget::{self, Held};

/// What such a form is sent as.
pub const CONTENT_TYPE: &str = "multipart/form-data";

#[wasm_bindgen(module = "/src/pages/multipart.js")]
extern "C" {
    fn parts(bytes: &[u8], content_type: &str) -> Promise;
}

/// A file of a form.
#[derive(Debug)]
pub struct File {
    /// Its bytes.
    pub bytes: Vec<u8>,
    _held: Held,
}

/// The texts of a form by their names, and the first file that holds something.
pub struct Parts {
    /// Names and texts.
    pub fields: Vec<(String, String)>,
    /// The file.
    pub file: Option<File>,
}

/// Reads a form of at most `limit` bytes.
///
/// # Errors
/// When it is larger, no such form, or others hold the memory.
pub async fn read(incoming: &mut Incoming, content_type: &str, limit: usize) -> Result<Parts, Failure> {
    let announced = incoming.header("content-length").parse().ok();
    let held = budget::hold(announced.map_or(limit, |length: usize| length.min(limit)))?;
    let found = {
        let body = incoming.body(limit).await?;
        JsFuture::from(parts(&body, content_type)).await
    };
    let found = found
        .ok()
        .and_then(|found| found.dyn_into::<Array>().ok())
        .ok_or_else(|| {
            Failure::refused(
                Code::BadRequest,
                "The form can't be read. Open the page again and send it from there.",
            )
        })?;
    let (mut fields, mut bytes) = (Vec::new(), None);
    let mut found = found.iter();
    while let (Some(name), Some(value)) = (found.next(), found.next()) {
        if let (Some(name), Some(text)) = (name.as_string(), value.as_string()) {
            fields.push((name, text));
        } else if let Ok(file) = value.dyn_into::<Uint8Array>()
            && file.length() > 0
            && bytes.is_none()
        {
            bytes = Some(file.to_vec());
        }
    }
    Ok(Parts {
        fields,
        file: bytes.map(|bytes| File { bytes, _held: held }),
    })
}
