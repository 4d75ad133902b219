//! The command line: one subcommand per task, each flag with its meaning.
//!
//! Invariant: nothing is decided here; a flag that was not given stays `None` and the task has the default.

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
        }
    }
}
