//! Why no records come out of a file.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io;

use hatchet_compute::record::RecordError;

/// Why a file is not read. Says what is wrong, not with which file: the caller knows.
#[derive(Debug)]
#[non_exhaustive]
pub enum BinaryError {
    /// The file cannot be opened, or reading stops.
    Io(io::Error),
    /// It is a directory.
    Directory,
    /// It is a pipe, a device or a socket: nothing that can be looked up at any place.
    NotAFile,
    /// It is of none of the formats that are known.
    Unknown,
    /// It is of a known kind that cannot hold records, or in which they cannot be found.
    Unsupported(&'static str),
    /// It is of a known format, but cut off, damaged or made to mislead.
    Damaged {
        /// The format.
        format: &'static str,
        /// What does not fit.
        detail: String,
    },
    /// A record cannot be read.
    Record(RecordError),
    /// The architectures of a universal file say different things.
    Architectures,
    /// There is no record in it.
    NoRecords {
        /// Whether it is a library whose code has yet to be made of LLVM's bitcode.
        is_bitcode: bool,
    },
}

impl Display for BinaryError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(
                f,
                "cannot be read: {error}\nhelp: check the path, and who may read the file"
            ),
            Self::Directory => f.write_str(
                "is a directory, not a program\nhelp: give the path of a file, such as `target/release/NAME`",
            ),
            Self::NotAFile => f.write_str(
                "is a pipe or a device, but only a file can be read at the places where the records are\n\
                 help: write it to a file first",
            ),
            Self::Unknown => f.write_str(
                "is neither a program (ELF, Mach-O, PE), nor an object file or a library, nor a saved plan\n\
                 help: give the program that `cargo build` made, or what `cargo hatchet-compute plan --format json` wrote",
            ),
            Self::Unsupported(kind) => write!(
                f,
                "is {kind}, which has no records\n\
                 help: read the program built for the machines that it runs on"
            ),
            Self::Damaged { format, detail } => write!(
                f,
                "is cut off or damaged: {detail} ({format})\nhelp: build it or copy it again"
            ),
            Self::Record(error) => {
                let text = error.to_string();
                write!(f, "has records, but {text}")?;
                if text.contains("\nhelp: ") {
                    return Ok(());
                }
                f.write_str("\nhelp: build it again, or read it with the version of this command that it was built for")
            }
            Self::Architectures => f.write_str(
                "has several architectures, and their records are not the same\n\
                 help: take one out of it with `lipo -thin` and read that",
            ),
            Self::NoRecords { is_bitcode: true } => f.write_str(
                "has no record of a step: it holds bitcode for link-time optimization\n\
                 help: read the program that is linked with it",
            ),
            Self::NoRecords { is_bitcode: false } => f.write_str(
                "has no record of a step\n\
                 help: check that it is the program meant, and that it names every crate with steps: `use the_crate as _;`",
            ),
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
