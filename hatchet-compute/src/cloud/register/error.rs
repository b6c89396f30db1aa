//! Why nothing was registered.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use super::failure::Failure;
use crate::PlanError;

/// Why a plan was not registered with Hatchet Cloud. None of it shows the token.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegisterError {
    /// What the environment says, or the program in its place, is not enough or wrong. Nothing was sent.
    Settings(SettingsError),
    /// The plan cannot have the namespace of the environment. Nothing was sent.
    Plan(PlanError),
    /// No step has compute, or `HATCHET_CLOUD_ACTIONS` leaves out those that do. Nothing was sent.
    Empty {
        /// The entries of `HATCHET_CLOUD_ACTIONS`, if it restricts the plan.
        runnable: Option<Vec<String>>,
        /// The actions with compute that it leaves out, with the plan's namespace.
        left_out: Vec<String>,
    },
    /// The request was sent, or tried to be, and Hatchet Cloud did not confirm it.
    Failed(Box<Failure>),
}

/// What is missing or wrong in [`Settings`](super::Settings).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingsError {
    /// The value of this variable is no Unicode.
    NotUnicode(&'static str),
    /// There is no token.
    TokenMissing,
    /// The token is no JWT, for this reason.
    Token(&'static str),
    /// Neither the environment nor the token says where the server is.
    ServerUrlMissing,
    /// The token is not to go to this server.
    ServerUrl {
        /// Where the URL comes from.
        origin: &'static str,
        /// The URL, without secrets.
        url: String,
        /// What is wrong with it.
        problem: &'static str,
        /// What to do instead.
        help: &'static str,
    },
    /// There is no register id, which is no error for [`register`](super::register).
    RegisterIdMissing,
    /// The register id, here without secrets, is no UUID.
    RegisterId(String),
    /// The root certificates are no certificates in PEM.
    RootCertificates,
}

impl Display for RegisterError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings(error) => Display::fmt(error, f),
            Self::Plan(error) => Display::fmt(error, f),
            Self::Empty {
                runnable: None, ..
            } => f.write_str(
                "the plan is empty: no step has compute, so there is nothing to register with Hatchet Cloud\n\
                 help: give a step `compute(…)`; if it has one in another crate, link that: `use the_crate as _;`",
            ),
            Self::Empty {
                runnable: Some(runnable),
                left_out,
            } => empty_by_filter(f, runnable, left_out),
            Self::Failed(failure) => Display::fmt(failure, f),
        }
    }
}

fn empty_by_filter(f: &mut Formatter<'_>, runnable: &[String], left_out: &[String]) -> fmt::Result {
    write!(
        f,
        "the plan is empty: `HATCHET_CLOUD_ACTIONS` is `{}`, and no step with compute is one of these",
        runnable.join(", ")
    )?;
    if left_out.is_empty() {
        return f.write_str("\nhelp: give a step `compute(…)`");
    }
    write!(
        f,
        "\nhelp: unset `HATCHET_CLOUD_ACTIONS`, or name actions with compute: `{}`",
        left_out.join("`, `")
    )
}

impl Display for SettingsError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUnicode(variable) => write!(
                f,
                "the value of `{variable}` is no Unicode\nhelp: set it again, or unset it"
            ),
            Self::TokenMissing => f.write_str(
                "`HATCHET_CLIENT_TOKEN` is not set, and Hatchet Cloud registers nothing without a token\n\
                 help: set it to an API token of the tenant",
            ),
            Self::Token(reason) => write!(
                f,
                "`HATCHET_CLIENT_TOKEN` is no JWT: {reason}\nhelp: set it to an API token as Hatchet shows it, whole"
            ),
            Self::ServerUrlMissing => f.write_str(
                "where Hatchet Cloud is, neither a variable nor the claim `server_url` of the token says\n\
                 help: set `HATCHET_CLIENT_SERVER_URL`, as in `https://cloud.onhatchet.run`",
            ),
            Self::ServerUrl {
                origin,
                url,
                problem,
                help,
            } => write!(f, "{origin} is `{url}`, {problem}\nhelp: {help}"),
            Self::RegisterIdMissing => f.write_str(
                "there is no register id\nhelp: set `HATCHET_CLOUD_REGISTER_ID` to the id that Hatchet Cloud gives",
            ),
            Self::RegisterId(id) => write!(
                f,
                "`HATCHET_CLOUD_REGISTER_ID` is `{id}`, but a register id is a UUID\n\
                 help: set it to the id that Hatchet Cloud gives, as in `11111111-2222-4333-8444-555555555555`"
            ),
            Self::RootCertificates => f.write_str(
                "the root certificates are no certificates in PEM\n\
                 help: give one or more blocks that begin with `-----BEGIN CERTIFICATE-----`",
            ),
        }
    }
}

impl Error for RegisterError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Settings(error) => Some(error),
            Self::Plan(error) => Some(error),
            Self::Empty { .. } => None,
            Self::Failed(failure) => Some(&**failure),
        }
    }
}

impl Error for SettingsError {}

impl From<SettingsError> for RegisterError {
    fn from(error: SettingsError) -> Self {
        Self::Settings(error)
    }
}

impl From<PlanError> for RegisterError {
    fn from(error: PlanError) -> Self {
        Self::Plan(error)
    }
}
