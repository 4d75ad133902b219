//! What the product promises, each promise in a file of its own, over HTTP against the real runtime.

mod answering;
mod asking;
mod deciding;
mod voting;
