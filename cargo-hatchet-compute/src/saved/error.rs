//! Why a file is no saved plan.

use std::fmt::{self, Display, Formatter};
use std::io;

use hatchet_compute::PlanError;

use super::{FORMAT, VERSION};

/// Why a file is no saved plan. Says what is wrong, not with which file.
#[derive(Debug)]
pub(crate) enum SavedError {
    /// It cannot be read.
    Io(io::Error),
    /// It is other JSON, or none.
    Json(serde_json::Error),
    /// It is some other JSON object.
    Format,
    /// It is of another version.
    Version(u32),
    /// Its steps make no plan.
    Plan(PlanError),
    /// A time limit of a step cannot be read.
    Timeout { action: String, timeout: String },
    /// Its parts do not agree: somebody has changed one of them.
    Edited,
}

impl Display for SavedError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        const AGAIN: &str = "help: write it again with `cargo hatchet-compute plan --format json`";
        match self {
            Self::Io(error) => write!(f, "cannot be read: {error}"),
            Self::Json(error) => {
                // Our own sentences end with a line of help, after which serde's place would be lost.
                let place = format!(" at line {} column {}", error.line(), error.column());
                let text = error.to_string();
                let text = text.strip_suffix(&place).unwrap_or(&text);
                write!(
                    f,
                    "is no saved plan: line {}: {text}\n{AGAIN}",
                    error.line()
                )
            }
            Self::Format => write!(
                f,
                "is JSON, but no saved plan: `format` is not `{FORMAT}`\n{AGAIN}"
            ),
            Self::Version(version) => write!(
                f,
                "is a saved plan of version {version}, but only version {VERSION} is known here\n{AGAIN}"
            ),
            Self::Plan(error) => write!(f, "is a saved plan whose steps make no plan: {error}"),
            Self::Timeout { action, timeout } => write!(
                f,
                "is a saved plan in which `timeout` of `{action}` is {timeout:?}, which is no duration\n{AGAIN}"
            ),
            Self::Edited => write!(
                f,
                "is a saved plan whose `runtime_configs` are not those of its `steps`: it was changed by hand\n{AGAIN}"
            ),
        }
    }
}
