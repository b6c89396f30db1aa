//! Why a command has no answer.

use std::fmt::{self, Display, Formatter};
use std::io;
use std::path::{Path, PathBuf};

use hatchet_compute::PlanError;
use hatchet_compute::cloud::RegisterError;

use crate::binary::BinaryError;
use crate::cargo::CargoError;
use crate::saved::SavedError;

/// Why a command has no answer. Says with which file, and what to do.
#[derive(Debug)]
pub(crate) enum Error {
    /// No records come out of a file.
    Binary {
        path: PathBuf,
        error: Box<BinaryError>,
    },
    /// The records of a file make no plan.
    Plan { path: PathBuf, error: PlanError },
    /// A saved plan cannot be read.
    Saved { path: PathBuf, error: SavedError },
    /// Cargo has no program for us.
    Cargo(CargoError),
    /// The plan is not registered.
    Register(RegisterError),
    /// The answer cannot be written.
    Output(io::Error),
    /// An argument that clap has taken cannot be.
    Usage(String),
    /// Anything else, in words.
    Other(String),
}

impl Error {
    pub(crate) fn binary(path: &Path, error: BinaryError) -> Self {
        Self::Binary {
            path: path.to_owned(),
            error: Box::new(error),
        }
    }

    pub(crate) fn plan(path: &Path, error: PlanError) -> Self {
        Self::Plan {
            path: path.to_owned(),
            error,
        }
    }

    pub(crate) fn saved(path: &Path, error: SavedError) -> Self {
        Self::Saved {
            path: path.to_owned(),
            error,
        }
    }

    /// Whether other arguments are asked for.
    pub(crate) fn is_of_the_arguments(&self) -> bool {
        matches!(
            self,
            Self::Usage(_) | Self::Cargo(CargoError::Several { .. } | CargoError::NoProgram { .. })
        )
    }

    /// Whether it is about what the program holds, not about finding or opening it.
    pub(crate) fn is_problem_of_the_program(&self) -> bool {
        match self {
            Self::Plan { .. } => true,
            Self::Binary { error, .. } => matches!(
                **error,
                BinaryError::Record(_)
                    | BinaryError::Architectures
                    | BinaryError::NoRecords { .. }
                    | BinaryError::Unsupported(_)
            ),
            Self::Saved { .. }
            | Self::Cargo(_)
            | Self::Register(_)
            | Self::Output(_)
            | Self::Usage(_)
            | Self::Other(_) => false,
        }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binary { path, error } => write!(f, "`{}` {error}", path.display()),
            Self::Plan { path, error } => {
                write!(f, "the steps of `{}` make no plan: {error}", path.display())
            }
            Self::Saved { path, error } => write!(f, "`{}` {error}", path.display()),
            Self::Cargo(error) => write!(f, "{error}"),
            Self::Register(error) => write!(f, "{error}"),
            Self::Output(error) => write!(f, "the answer cannot be written: {error}"),
            Self::Usage(text) | Self::Other(text) => f.write_str(text),
        }
    }
}
