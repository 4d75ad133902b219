//! What can be typed after `fanfare`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use shared::settings::SsoAlgorithm;

/// Takes communities over, makes them, signs people in for a trial.
///
/// Exit codes: 0 done, 1 refused by the server or a log that fails, 2 wrong usage, 3 a file can't be used, 4 the server can't be reached.
#[derive(Debug, Parser)]
#[command(name = "fanfare", version)]
pub(crate) struct Arguments {
    /// Write the result as JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Takes questions and answers over from elsewhere.
    #[command(subcommand)]
    Import(Import),
    /// Makes communities, and changes their settings.
    #[command(subcommand)]
    Community(Community),
    /// Drafts, opens, closes and saves contests.
    #[command(subcommand)]
    Contest(Contest),
    /// Makes codes for boxes: who redeems one owns what it is for.
    #[command(subcommand)]
    Owners(Owners),
    /// Counts who helped anew, and explains it.
    #[command(subcommand)]
    Recognition(Recognition),
    /// Checks a contest's log: PASS, or FAIL with the reason.
    Verify(Verify),
    /// Signs a sign-in token for trying out, as the brand's server would.
    Token(Token),
    /// Fills communities with sample content.
    Seed(Seed),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// From the Posts.xml of a Stack Exchange data dump.
    Stackexchange(Stackexchange),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Community {
    /// Makes a community; a slug and a name suffice.
    Create(CreateCommunity),
    /// Shows a community's settings, as a file that can be changed and given back.
    Settings(CommunitySettings),
}

#[derive(Debug, Args)]
pub(crate) struct CommunitySettings {
    /// Settings to change, as JSON; what it does not name stays.
    #[arg(value_name = "SETTINGS.JSON")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) server: Server,
    /// The community.
    #[arg(long, value_name = "SLUG")]
    pub(crate) community: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Contest {
    /// Drafts a contest from a file with its rules.
    Create(CreateContest),
    /// Freezes the rules and opens the contest.
    Open(OneContest),
    /// Amends the rules of an open contest, in the open and never against entrants or voters.
    Amend(AmendContest),
    /// Closes a contest whose time is over, which it also does by itself.
    Close(CloseContest),
    /// Saves the published log as a folder.
    Export(ExportContest),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Owners {
    /// Makes single-use codes of a subject, to print: the server keeps their hashes alone.
    Codes(OwnerCodes),
}

#[derive(Debug, Args)]
pub(crate) struct OwnerCodes {
    #[command(flatten)]
    pub(crate) server: Server,
    /// The community.
    #[arg(long, value_name = "SLUG")]
    pub(crate) community: String,
    /// The key of the subject; it is made if nobody asked about it yet.
    #[arg(long, value_name = "KEY")]
    pub(crate) subject: String,
    /// The subject's name, where it is new.
    #[arg(long, value_name = "NAME")]
    pub(crate) subject_name: Option<String>,
    /// How many.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) count: u32,
    /// Write a sheet to print to this file, with a QR code for each; it is not written over.
    #[arg(long, value_name = "SHEET.HTML")]
    pub(crate) out: Option<PathBuf>,
    /// The address of the community's pages, where it is another than the server's.
    #[arg(long, value_name = "URL")]
    pub(crate) address: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Recognition {
    /// Counts everything anew from the ledger, and says whether it came to the same.
    Recompute(Recompute),
    /// Writes the statement of a person, to its last line.
    Explain(Explain),
}

#[derive(Debug, Args)]
pub(crate) struct Recompute {
    #[command(flatten)]
    pub(crate) server: Server,
    /// The community.
    #[arg(long, value_name = "SLUG")]
    pub(crate) community: String,
    /// Count today, too, to try something out: numbers can move within the day then.
    #[arg(long)]
    pub(crate) today: bool,
    /// Try a version of the rules instead, such as v1: says what it would change, and changes nothing.
    #[arg(long, value_name = "VERSION", requires = "dry_run", conflicts_with = "today")]
    pub(crate) rules: Option<String>,
    /// Keep nothing of it.
    #[arg(long, requires = "rules")]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The person: p_ and 32 digits.
    #[arg(value_name = "PERSON")]
    pub(crate) person: String,
    #[command(flatten)]
    pub(crate) server: Server,
    /// The community.
    #[arg(long, value_name = "SLUG")]
    pub(crate) community: String,
}

/// The server, and the right to set it up.
#[derive(Debug, Clone, Args)]
pub(crate) struct Server {
    /// The address of the server, for example `http://127.0.0.1:8787`.
    #[arg(long, env = "FANFARE_SERVER", value_name = "URL")]
    pub(crate) server: String,
    /// The operator's token of that server.
    #[arg(
        long,
        env = "FANFARE_OPERATOR_TOKEN",
        hide_env_values = true,
        value_name = "TOKEN"
    )]
    pub(crate) operator_token: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Stackexchange {
    /// The file.
    #[arg(value_name = "POSTS.XML")]
    pub(crate) posts: PathBuf,
    #[command(flatten)]
    pub(crate) server: Server,
    /// The community it goes to.
    #[arg(long, value_name = "SLUG")]
    pub(crate) community: String,
    /// The site it comes from, for example coffee.stackexchange.com; without it, the name of the file's folder.
    #[arg(long, value_name = "HOST")]
    pub(crate) site: Option<String>,
    /// The key of the subject the questions belong to; without it, the site's address.
    #[arg(long, value_name = "KEY")]
    pub(crate) subject: Option<String>,
    /// The subject's name; without it, the site's.
    #[arg(long, value_name = "NAME")]
    pub(crate) subject_name: Option<String>,
    /// Only say what would be done.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CreateCommunity {
    #[command(flatten)]
    pub(crate) server: Server,
    /// The name in addresses: 2 to 40 of a-z, 0-9 and inner hyphens.
    #[arg(long)]
    pub(crate) slug: String,
    /// The brand's name.
    #[arg(long)]
    pub(crate) name: String,
    /// An origin whose pages may embed the community, for example `https://shop.example`; may be repeated.
    #[arg(long = "origin", value_name = "ORIGIN")]
    pub(crate) origins: Vec<String>,
    /// The address of the first owner.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) owner_email: Option<String>,
    /// The brand's color, for example #9c4122.
    #[arg(long, value_name = "#RRGGBB")]
    pub(crate) accent: Option<String>,
    /// The interface languages; the first is the default.
    #[arg(long, value_delimiter = ',', value_name = "en,fr,ar")]
    pub(crate) languages: Vec<String>,
    /// The IANA zone of dates, for example Europe/Paris.
    #[arg(long, value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CreateContest {
    /// The rules as JSON: what `POST contests` takes.
    #[arg(value_name = "RULES.JSON")]
    pub(crate) rules: PathBuf,
    #[command(flatten)]
    pub(crate) server: Server,
    /// The community.
    #[arg(long, value_name = "SLUG")]
    pub(crate) community: String,
}

#[derive(Debug, Args)]
pub(crate) struct OneContest {
    /// The contest: ct_ and 32 digits.
    #[arg(value_name = "CONTEST")]
    pub(crate) contest: String,
    #[command(flatten)]
    pub(crate) server: Server,
    /// The community.
    #[arg(long, value_name = "SLUG")]
    pub(crate) community: String,
}

#[derive(Debug, Args)]
pub(crate) struct AmendContest {
    #[command(flatten)]
    pub(crate) contest: OneContest,
    /// The rules that are to hold as JSON, all of them.
    #[arg(long, value_name = "RULES.JSON")]
    pub(crate) rules: PathBuf,
    /// Why: everybody reads it.
    #[arg(long, value_name = "WORDS")]
    pub(crate) reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct CloseContest {
    #[command(flatten)]
    pub(crate) contest: OneContest,
    /// Close though ballots still wait for a decision: they do not count.
    #[arg(long)]
    pub(crate) without_held: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExportContest {
    /// The contest: ct_ and 32 digits.
    #[arg(value_name = "CONTEST")]
    pub(crate) contest: String,
    /// The address of the server.
    #[arg(long, env = "FANFARE_SERVER", value_name = "URL")]
    pub(crate) server: String,
    /// The community.
    #[arg(long, value_name = "SLUG")]
    pub(crate) community: String,
    /// The folder; made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The address of a contest, or a folder with its saved log.
    #[arg(value_name = "URL-OR-FOLDER")]
    pub(crate) source: String,
    /// The key the log has to be signed with: its fingerprint, or the whole verifier key.
    #[arg(long, value_name = "KEY")]
    pub(crate) key: Option<String>,
    /// A receipt or a signed acceptance somebody kept; may be repeated.
    #[arg(long = "receipt", value_name = "FILE")]
    pub(crate) receipts: Vec<PathBuf>,
    /// A checkpoint somebody kept; may be repeated.
    #[arg(long = "checkpoint", value_name = "FILE")]
    pub(crate) checkpoints: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Token {
    #[command(subcommand)]
    pub(crate) command: Option<TokenCommand>,
    /// The community the person signs in to.
    #[arg(long, value_name = "SLUG", required = true)]
    pub(crate) community: Option<String>,
    /// The file of the private key, as `fanfare token key` writes it.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "secret",
        required_unless_present = "secret"
    )]
    pub(crate) key: Option<PathBuf>,
    /// The shared secret of an HS256 key, in base64url as in the settings.
    #[arg(long, value_name = "SECRET", requires = "kid")]
    pub(crate) secret: Option<String>,
    /// The name of the key; without it, the one in the file.
    #[arg(long)]
    pub(crate) kid: Option<String>,
    /// The algorithm; it has to be the key's.
    #[arg(long)]
    pub(crate) algorithm: Option<Algorithm>,
    /// The brand's own name for the person, for example a customer number.
    #[arg(long, required = true)]
    pub(crate) sub: Option<String>,
    /// The name others see.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Where notices go; shown to nobody.
    #[arg(long)]
    pub(crate) email: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Makes a key, and the entry for the community's settings.
    Key(MakeKey),
}

#[derive(Debug, Args)]
pub(crate) struct MakeKey {
    /// The algorithm: EdDSA or ES256 by preference.
    #[arg(long, default_value = "EdDSA")]
    pub(crate) algorithm: Algorithm,
    /// The name tokens refer to.
    #[arg(long, default_value = "trial")]
    pub(crate) kid: String,
    /// Write the private key to this file, readable by its owner alone, and not to the output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Algorithm {
    #[value(name = "EdDSA", alias = "eddsa")]
    EdDsa,
    #[value(name = "ES256", alias = "es256")]
    Es256,
    #[value(name = "HS256", alias = "hs256")]
    Hs256,
}

impl From<Algorithm> for SsoAlgorithm {
    fn from(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::EdDsa => Self::EdDSA,
            Algorithm::Es256 => Self::ES256,
            Algorithm::Hs256 => Self::HS256,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Seed {
    /// The content, for example demo/seed.json.
    #[arg(value_name = "SEED.JSON")]
    pub(crate) content: PathBuf,
    #[command(flatten)]
    pub(crate) server: Server,
    /// An origin whose pages may embed the communities, besides those of the file; may be repeated.
    #[arg(long = "origin", value_name = "ORIGIN")]
    pub(crate) origins: Vec<String>,
    /// The private key the sample people are signed in with; made when the file is not there. Without it, a key
    /// of this run only.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_token_needs_who_and_for_which_community() {
        let parse = |line: &str| Arguments::try_parse_from(line.split(' '));
        assert!(parse("fanfare token --community acme --key k.json --sub ada").is_ok());
        assert!(parse("fanfare token --community acme --secret abc --kid one --sub ada").is_ok());
        assert!(parse("fanfare token --community acme --secret abc --sub ada").is_err());
        assert!(parse("fanfare token --community acme --key k.json").is_err());
        assert!(parse("fanfare token key --algorithm ES256").is_ok());
    }
}
