//! Media: a picture or video that was sent, and its way into what is said.

use serde::{Deserialize, Serialize};

use crate::ids::MediumId;

/// A picture or video, where it may be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MediumView {
    /// Which.
    pub id: MediumId,
    /// Its address at this deployment, a path. While not everybody sees it, it holds a key: whoever has the address
    /// sees the picture.
    pub url: String,
    /// Its width in pixels, as it is shown.
    pub width: u32,
    /// Its height in pixels, as it is shown.
    pub height: u32,
    /// What it shows, in words, for those who do not see it; may be empty.
    pub alt: String,
    /// Whether it is a video, which is played.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub video: bool,
    /// Whether it is a video that some browsers alone play (HEVC, AV1): the others offer it to be kept.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub limited: bool,
    /// Whether `variant=1` behind its address gives it 480 pixels wide, or the file itself where that is small; else that
    /// gives what holds its place. Of a video it gives the poster.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub variant: bool,
}

impl MediumView {
    /// The address of its smaller variant, or of a video's poster: `address` is its own, with its origin where it needs one.
    pub fn variant_address(address: &str) -> String {
        let begin = if address.contains('?') { "&" } else { "?" };
        [address, begin, "variant=1"].concat()
    }
}

/// `POST media` of a file whose parts are there: each was sent by itself, as `application/octet-stream`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssembleMedium {
    /// The parts in their order, one to twenty of them: the answers to `upload_medium`.
    pub parts: Vec<MediumId>,
}

/// A picture or video of one's own for what one is about to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AttachMedium {
    /// Which: the answer to `upload_medium`.
    pub id: MediumId,
    /// What it shows, in words, at most 300 characters.
    #[serde(default)]
    pub alt: String,
}
