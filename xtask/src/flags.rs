//! The command line: one subcommand per task, each flag with its meaning.
//!
//! Invariant: nothing is decided here; a flag that was not given stays `None` and the task has the default.

use std::ffi::OsString;
use std::path::PathBuf;

xflags::xflags! {
    /// The tasks of this repository.
    cmd xtask {
        /// Bring the wasm target and the pinned tools, into a cache outside the checkout.
        cmd setup {}

        /// Build the embed and the Worker into target/embed and target/edge.
        cmd build {
            /// Debug symbols and quick builds instead of small ones.
            optional --dev
            /// The Worker that fails when a test asks it to as well, into target/edge-fault.
            optional --fault-injection
        }

        /// Run the release build under plain workerd, with its state on disk.
        cmd serve {
            /// Port on the loopback address; 0 takes a free one. Default: 8787.
            optional --port port: u16
            /// Directory of the state; made when it is not there.
            required --state state: PathBuf
            /// Token of the operator, who may make communities. Default: FANFARE_OPERATOR_TOKEN.
            optional --operator-token token: String
            /// Show outgoing mail at a local page instead of sending it.
            optional --mailbox
            /// Address of the HTTP mail API; what it wants as Authorization is in FANFARE_MAIL_AUTHORIZATION.
            optional --mail-url url: String
            /// Sender of mail.
            optional --mail-from address: String
            /// Header that carries the client's address, set by a proxy in front. Default: none is trusted.
            optional --client-address-header name: String
            /// Public address, when a proxy in front has another one. Default: http://127.0.0.1:PORT.
            optional --base-url url: String
            /// File to write the process id of workerd to.
            optional --pid-file path: PathBuf
            /// File for the lines of the Worker. Default: standard error.
            optional --log path: PathBuf
            /// Start what is built, without looking whether the sources are newer.
            optional --no-build
            /// The Worker that fails when a test asks it to.
            optional --fault-injection
        }

        /// Run a community with sample content, and a brand's shop page on another site that embeds it.
        cmd demo {
            /// Port of the community. Default: 8787.
            optional --port port: u16
            /// Port of the shop. Default: 8788.
            optional --shop-port port: u16
            /// Directory of the state. Default: target/demo.
            optional --state state: PathBuf
            /// Forget what was written in earlier runs.
            optional --fresh
            /// Start what is built, without looking whether the sources are newer.
            optional --no-build
        }

        /// Run every test: of the crates, of the built Worker, in a real browser.
        cmd test {
            /// More rounds, larger sizes.
            optional --long
            /// Only tests whose name has this in it.
            optional --only name: String
        }

        /// Is the Rust formatted?
        cmd fmt {}

        /// Is the linter content, on the host and on wasm32?
        cmd clippy {}

        /// Is the documentation of the code whole?
        cmd doc {}

        /// Are the rules of the house kept?
        cmd tidy {}

        /// Does every artifact fit its budget?
        cmd size {}

        /// All checks: fmt, clippy, doc, tidy, test, size.
        cmd ci {
            /// The long tests.
            optional --long
        }

        /// Measure the server under load; needs `wrk`. Writes target/bench.
        cmd bench {
            /// Numbers of questions, with commas. Default: 100,1000,10000,100000.
            optional --sizes sizes: String
            /// Seconds of load for each figure. Default: 8.
            optional --seconds seconds: u32
            /// Connections at once. Default: 16.
            optional --connections connections: u32
            /// Contests with so many entries and ballots, and nothing else: 100x1000,10000x1000,100x1000000. Needs `sqlite3`.
            optional --contests contests: String
            /// A community of a million thanks, and nothing else: counting it, and votes with and without. Needs `sqlite3`.
            optional --recognition
            /// When a question's title is first seen in Chromium on a slow line, and nothing else.
            optional --first-content
            /// Loads of each page for the first content. Default: 9.
            optional --loads loads: u32
            /// Measure what is built, without looking whether the sources are newer.
            optional --no-build
        }

        /// Run Wrangler with a Node.js it works with: `cargo xtask wrangler dev`, `cargo xtask wrangler deploy`.
        cmd wrangler {
            /// Its own arguments.
            repeated arguments: OsString
        }
    }
}
