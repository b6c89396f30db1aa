//! Why a command has no answer.

use std::fmt::Display;

use hatchet_compute_core::Message;

/// Why a command has no answer: with which file, and what to do.
#[derive(Debug)]
pub(crate) struct Error {
    pub(crate) kind: ErrorKind,
    pub(crate) message: Message,
    /// What cargo or the library says about it, which may have several lines and include help. It follows the problem.
    pub(crate) details: Option<String>,
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
        Self { kind: ErrorKind::Other, message: Message::new(problem), details: None }
    }

    pub(crate) fn with_kind(self, kind: ErrorKind) -> Self {
        Self { kind, ..self }
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.message = self.message.with_help(help);
        self
    }

    pub(crate) fn with_details(self, details: impl Display) -> Self {
        let details = Some(details.to_string());
        Self { details, ..self }
    }
}
