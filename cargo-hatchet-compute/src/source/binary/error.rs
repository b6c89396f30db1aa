//! Why no records were read from a file.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io;

use hatchet_compute::record::{RecordError, RecordProblem};
use hatchet_compute_core::Message;

/// Why no records were read from a file. Says what is wrong, but not with which file: the caller knows.
#[derive(Debug)]
#[non_exhaustive]
pub enum BinaryError {
    /// The file cannot be opened or read.
    Io(io::Error),
    /// It is a directory.
    Directory,
    /// It is a pipe, a device or a socket, which cannot be read at arbitrary offsets.
    NotAFile,
    /// Its format is unknown.
    Unknown,
    /// Its format is known, but cannot hold records, or they cannot be found in it.
    Unsupported(&'static str),
    /// Its format is known, but the file is truncated, damaged or malicious.
    Damaged {
        /// The format.
        format: &'static str,
        /// What is wrong.
        detail: String,
    },
    /// A record cannot be read.
    Record(RecordError),
    /// The architectures of a universal file have different records.
    Architectures,
    /// It has no records.
    NoRecords {
        /// Whether it is a library that holds LLVM bitcode instead of machine code.
        is_bitcode: bool,
    },
}

impl BinaryError {
    /// What is wrong with the file, to be read after its name, and what to do about it.
    pub(crate) fn message(&self) -> Message {
        let message = |problem: &str, help: &str| Message::new(problem).with_help(help);
        match self {
            Self::Io(error) => message(
                &format!("cannot be read: {error}"),
                "check the path and the permissions of the file",
            ),
            Self::Directory => message(
                "is a directory, not a program",
                "give the path of a file, such as `target/release/NAME`",
            ),
            Self::NotAFile => message(
                "is a pipe or a device, not a file",
                "write it to a file first",
            ),
            Self::Unknown => message(
                "is not a program (ELF, Mach-O, PE), an object file, a library or a saved plan",
                "give a program that `cargo build` built, or the output of `cargo hatchet-compute plan --format json`",
            ),
            Self::Unsupported(kind) => message(
                &format!("is {kind}, which has no records"),
                "read the program as built for the machines that it runs on",
            ),
            Self::Damaged { format, detail } => message(
                &format!("is cut off or damaged: {detail} ({format})"),
                "build it or copy it again",
            ),
            Self::Record(error) => {
                let problem = format!(
                    "has a record that cannot be read, at byte {} of its section",
                    error.offset()
                );
                match (error.problem(), error.message().help()) {
                    // The details have a help for each violation.
                    (RecordProblem::Compute(_), _) => Message::new(problem),
                    (_, Some(help)) => message(&problem, help),
                    (_, None) => message(
                        &problem,
                        "build it again, or use the version of this command that it was built for",
                    ),
                }
            }
            Self::Architectures => message(
                "has several architectures with different records",
                "extract one with `lipo -thin` and read that",
            ),
            Self::NoRecords { is_bitcode: true } => message(
                "has no record of a step: it holds bitcode for link-time optimization",
                "read the program that it is linked into",
            ),
            Self::NoRecords { is_bitcode: false } => message(
                "has no record of a step",
                "check that this is the right program, and that it links every crate with steps: `use the_crate as _;`",
            ),
        }
    }

    /// What the library says about a record, which may include help.
    pub(crate) fn details(&self) -> Option<String> {
        match self {
            Self::Record(error) => Some(error.problem().to_string()),
            _ => None,
        }
    }
}

impl Display for BinaryError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let message = self.message();
        f.write_str(message.problem())?;
        if let Some(details) = self.details() {
            write!(f, ": {details}")?;
        }
        match message.help() {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl Error for BinaryError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Record(error) => Some(error),
            _ => None,
        }
    }
}
