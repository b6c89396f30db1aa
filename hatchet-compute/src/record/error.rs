//! What can be wrong with a record.

use std::fmt::{self, Display, Formatter};

use hatchet_compute_core::record::VERSION;
use hatchet_compute_core::{Message, Violations, error_with_message};

/// A record that cannot be read: where it begins, and what is wrong with it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordError {
    pub(crate) offset: usize,
    pub(crate) problem: RecordProblem,
}

impl RecordError {
    /// Where the record begins, in bytes from the beginning of the section.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What is wrong with it.
    pub fn problem(&self) -> &RecordProblem {
        &self.problem
    }

    /// What is wrong, and what to do about it.
    pub fn message(&self) -> Message {
        let Self { offset, problem } = self;
        let message = Message::new(format!("the record at byte {offset} cannot be read: {problem}"));
        match problem {
            RecordProblem::Version(_) => {
                message.with_help("use the version of hatchet-compute that the program was built with")
            }
            RecordProblem::Format(_) | RecordProblem::Compute(_) => message,
        }
    }
}

error_with_message!(RecordError);

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordProblem {
    /// Its version is not [`VERSION`].
    Version(u16),
    /// Its bytes or its text do not follow the format, and how.
    Format(String),
    /// The configuration breaks rules.
    Compute(Violations),
}

impl Display for RecordProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => {
                write!(f, "it is in version {version} of the format, but this reader knows only version {VERSION}")
            }
            Self::Format(problem) => f.write_str(problem),
            Self::Compute(violations) => violations.fmt(f),
        }
    }
}

/// A violation of the format.
impl From<String> for RecordProblem {
    fn from(problem: String) -> Self {
        Self::Format(problem)
    }
}
