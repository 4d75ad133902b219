//! The content tests look at: the Coffee community that lies beside a checkout, and the project's own seed.
//!
//! Invariant: a test whose data is absent says so, and the seed stands in for it.

use std::env;
use std::path::PathBuf;

use crate::server;

/// Names another folder of data than the one beside the checkout.
pub const DATA: &str = "FANFARE_DATA";

/// The posts of Coffee, if they are here.
pub fn coffee() -> Option<PathBuf> {
    let data = env::var_os(DATA).map_or_else(|| server::root().join("../shared/data"), PathBuf::from);
    let posts = data.join("coffee/Posts.xml");
    if posts.is_file() {
        return Some(posts);
    }
    eprintln!(
        "{} is not here ({DATA} names its folder): the project's seed stands in",
        posts.display()
    );
    None
}

/// The content of the demo.
pub fn seed() -> PathBuf {
    server::root().join("demo/seed.json")
}
