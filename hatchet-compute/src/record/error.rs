//! What can be wrong with a record.

use std::fmt::{self, Display, Formatter};

use hatchet_compute_core::record::{FIXED_LENGTH_MIN, LineError, MAGIC, VERSION};
use hatchet_compute_core::{Message, RETRIES_MAX, Violations, error_with_message};

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
        if !matches!(problem, RecordProblem::Version(_)) {
            return message;
        }
        message.with_help("use the version of hatchet-compute that the program was built with")
    }
}

error_with_message!(RecordError);

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordProblem {
    /// It does not begin with [`MAGIC`].
    Magic,
    /// Its version is not [`VERSION`].
    Version(u16),
    /// The section ends inside the fixed part.
    Truncated {
        /// The bytes from the beginning of the record to the end of the section.
        available: usize,
    },
    /// It is shorter than its fixed part, or longer than the rest of the section.
    Length {
        /// Its length as it says, in bytes.
        length: u32,
        /// The bytes from the beginning of the record to the end of the section.
        available: usize,
    },
    /// Its text begins inside the fixed part or past the end of the record.
    TextOffset(u16),
    /// Its checksum is the first number, but that of its bytes is the second.
    Checksum(u16, u16),
    /// It is neither that of a step nor that of a workflow.
    Kind(u8),
    /// It has a flag that is not known.
    Flags(u8),
    /// It has bytes other than zero in fields that have no meaning; the text says why they have none.
    NotZero(&'static str),
    /// Its text is not UTF-8.
    NotUtf8,
    /// A line of its text is malformed.
    Line(LineError),
    /// It lacks a line that it must have.
    MissingKey(&'static str),
    /// It has a line twice that it may have only once.
    RepeatedKey(&'static str),
    /// It has a line that only another kind of record has.
    MisplacedKey(&'static str),
    /// The line with this key has a value, given without escapes, that the key does not take.
    Value(&'static str, String),
    /// The retries are more than [`RETRIES_MAX`].
    Retries(u32),
    /// No kind of CPU has this number.
    CpuKind(u8),
    /// Bits of the regions that no region has.
    Regions(u64),
    /// The name of the pool is not UTF-8.
    PoolNotUtf8,
    /// The configuration breaks rules.
    Compute(Violations),
}

impl Display for RecordProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => write!(f, "it does not begin with `{}`", MAGIC.escape_ascii()),
            Self::Version(version) => {
                write!(f, "it has version {version} of the format, but only version {VERSION} is known here")
            }
            Self::Truncated { available } => {
                write!(
                    f,
                    "a record has at least {FIXED_LENGTH_MIN} bytes, but only {available} are left of the section"
                )
            }
            Self::Length { length, available } => write!(
                f,
                "its length is {length}, but must be {FIXED_LENGTH_MIN} to {available}, the bytes left of the section"
            ),
            Self::TextOffset(offset) => write!(
                f,
                "its text begins at byte {offset}, but must begin at byte {FIXED_LENGTH_MIN} or later, inside the record"
            ),
            Self::Checksum(found, expected) => {
                write!(f, "it is damaged: its checksum is {found}, but that of its bytes is {expected}")
            }
            Self::Flags(flags) => write!(
                f,
                "its flags are {flags:#x}, but only 1 (a compute), 2 (autoscaling) and 4 (scaling to zero) are known here, each with those before it"
            ),
            Self::NotZero(why) => write!(f, "{why}, but the bytes of one are not zero"),
            Self::Kind(kind) => write!(f, "its kind is {kind}, but must be 1 (a step) or 2 (a workflow)"),
            Self::NotUtf8 => f.write_str("its text is not UTF-8"),
            Self::Line(error) => write!(f, "{error}"),
            Self::MissingKey(key) => write!(f, "its text has no line `{key}=…`"),
            Self::RepeatedKey(key) => write!(f, "its text has the line `{key}=…` twice"),
            Self::MisplacedKey(key) => {
                write!(f, "its text has the line `{key}=…`, which this kind of record cannot have")
            }
            Self::Value(key, value) => write!(f, "`{key}` cannot be `{value:?}`"),
            Self::Retries(retries) => write!(f, "`retries` is {retries}, but 0 to {RETRIES_MAX} are allowed"),
            Self::CpuKind(number) => write!(f, "no kind of CPU has the number {number}"),
            Self::Regions(bits) => write!(f, "no region has the number {}", bits.trailing_zeros()),
            Self::PoolNotUtf8 => f.write_str("the name of its pool is not UTF-8"),
            Self::Compute(violations) => write!(f, "{violations}"),
        }
    }
}
