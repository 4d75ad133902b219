//! The components as the edge renders them, and the sheet.

mod contrast;
mod render;
#[path = "../../examples/gallery/sample.rs"]
mod sample;
