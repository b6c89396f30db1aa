//! The errors of the command.

use std::fmt::{self, Display, Formatter};
use std::io;
use std::path::Path;

use hatchet_compute::record::{RecordError, RecordProblem};
use hatchet_compute::{Location, PlanError};
use hatchet_compute_core::error_with_display;

/// Why a command failed: what is wrong, and what to do about it.
///
/// An error from [`binary`](crate::binary) is about a file: its text continues the name of that file, which the caller
/// knows.
pub struct Error {
    pub(crate) kind: ErrorKind,
    pub(crate) problem: String,
    /// What cargo or the library says about it, which may have several lines and include help. It follows the problem.
    pub(crate) details: Option<String>,
    pub(crate) help: Option<String>,
}

/// What an error is about: the exit code depends on it, and whether `check` reports it as a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// The arguments: the command needs others.
    Usage,
    /// What the program contains.
    Program,
    /// Anything else: a file that cannot be opened, a build that fails, a server.
    Other,
}

impl Error {
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Other, problem: problem.into(), details: None, help: None }
    }

    pub(crate) fn usage(problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Usage, ..Self::new(problem).with_help(help) }
    }

    pub(crate) fn program(problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Program, ..Self::new(problem).with_help(help) }
    }

    pub(crate) fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(crate) fn with_details(self, details: impl Display) -> Self {
        Self { details: Some(details.to_string()).filter(|text| !text.is_empty()), ..self }
    }

    /// What is wrong, without the help.
    pub(crate) fn text(&self) -> String {
        match &self.details {
            Some(details) => format!("{}: {details}", self.problem),
            None => self.problem.clone(),
        }
    }

    pub(crate) fn about(self, path: &Path) -> Self {
        Self { problem: format!("`{}` {}", path.display(), self.problem), ..self }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())?;
        self.help.iter().try_for_each(|help| write!(f, "\nhelp: {help}"))
    }
}

error_with_display!(Error);

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::new(format!("cannot be read: {error}")).with_help("check the path and the permissions of the file")
    }
}

impl From<RecordError> for Error {
    fn from(error: RecordError) -> Self {
        let problem = format!("has a record that cannot be read, at byte {} of its section", error.offset());
        let rebuild = "build it again, or use the version of this command that matches its version of hatchet-compute";
        let failed = Self::program(problem, error.message().help().unwrap_or(rebuild)).with_details(error.problem());
        match error.problem() {
            // Its text says what to do.
            RecordProblem::Compute(_) => Self { help: None, ..failed },
            _ => failed,
        }
    }
}

impl From<PlanError> for Error {
    fn from(error: PlanError) -> Self {
        let invalid = Self::new("has steps that do not form a valid plan");
        // The library writes each place on a separate line. Here they share one line, which no text in a record can
        // break.
        let message = error.message();
        let twice = |what: &str, name: &str, first: &Location, second: &Location| {
            let problem = format!("defines the {what} `{name}` twice, at {first} and at {second}");
            Self::program(problem, message.help().unwrap_or_default())
        };
        match &error {
            PlanError::ActionTwice { first: a, second: b } => twice("action", a.action(), a.location(), b.location()),
            PlanError::WorkflowTwice { first: a, second: b } => twice("workflow", a.name(), a.location(), b.location()),
            _ => Self { kind: ErrorKind::Program, ..invalid.with_details(error) },
        }
    }
}
