//! The records that steps and workflows leave in a program, for tools that read binaries.
//!
//! Each `#[step]` and each `#[workflow]` leaves one record in a section of its own: [`ELF_SECTION`],
//! [`MACH_O_SEGMENT`] and [`MACH_O_SECTION`], or [`PE_SECTION`]. A tool takes the bytes of that section out of the
//! file, by whatever library it likes, and gives them to [`read`]. The program is not run, and may be of any platform.
//! `FORMAT.md` in the repository describes the format for readers in other languages.
//!
//! ```
//! use hatchet_compute::Plan;
//! use hatchet_compute::record::{RecordError, read};
//!
//! # fn section_of(_path: &str) -> Vec<u8> { Vec::new() }
//! let section: Vec<u8> = section_of("target/release/worker");
//! let records = read(&section)?;
//! let plan = Plan::from_records(records)?;
//! # assert!(plan.runtime_configs().is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod decode;
mod error;
mod text;

use std::borrow::Cow;

pub use hatchet_compute_core::record::{
    ELF_SECTION, LineError, MACH_O_SECTION, MACH_O_SEGMENT, MAGIC, PE_SECTION, VERSION,
};

pub(crate) use self::decode::{Decoder, Keep};
pub use self::error::{RecordError, RecordProblem};
use crate::{Step, Workflow};
use hatchet_compute_core::record::Fixed;

/// What the records of a program say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Records {
    /// The steps, sorted by action, then by location.
    pub steps: Vec<Step>,
    /// The workflows, sorted by name, then by location.
    pub workflows: Vec<Workflow>,
}

impl Records {
    /// The same in an order that does not depend on the linker.
    pub(crate) fn sorted(mut self) -> Self {
        self.steps = Step::sorted(self.steps);
        self.workflows.sort_by_cached_key(Workflow::sort_key);
        self
    }
}

/// Reads the records of a whole section.
///
/// Zero bytes between and after records are skipped: linkers fill up with them. Keys of the text that are not known,
/// and fixed parts longer than today's, are taken, as later writers may make them; their additions are not looked at.
/// Whether two records go together, [`Plan::from_records`](crate::Plan::from_records) says.
///
/// # Errors
///
/// The first record that is not as the format says: of another version or kind, of a length that does not fit, with
/// text that cannot be read, or with a compute that [`ComputeSpec::check`](crate::ComputeSpec::check) refuses. Nothing
/// in the bytes is trusted, and none of them make this panic.
pub fn read(section: &[u8]) -> Result<Records, RecordError> {
    read_with(section, Decoder::new(|text| Cow::Owned(text.to_owned())))
}

/// [`read`] with a decoder that says how texts are kept.
pub(crate) fn read_with<'a>(
    section: &'a [u8],
    mut decoder: Decoder<impl Keep<'a>>,
) -> Result<Records, RecordError> {
    let mut rest = section;
    while let Some(zeros) = rest.iter().position(|&byte| byte != 0) {
        rest = &rest[zeros..];
        let offset = section.len() - rest.len();
        rest = read_one(rest, &mut decoder).map_err(|problem| RecordError { offset, problem })?;
    }
    Ok(decoder.records.sorted())
}

/// Reads the record at the beginning of `bytes`. Gives back what comes after it.
fn read_one<'a>(
    bytes: &'a [u8],
    decoder: &mut Decoder<impl Keep<'a>>,
) -> Result<&'a [u8], RecordProblem> {
    let available = bytes.len();
    check_beginning(bytes)?;
    let (fixed, _) = Fixed::split(bytes).ok_or(RecordProblem::Truncated { available })?;
    let length = u32::from_le_bytes(fixed.length);
    let (record, rest) = usize::try_from(length)
        .ok()
        .filter(|&length| length >= size_of::<Fixed>())
        .and_then(|length| bytes.split_at_checked(length))
        .ok_or(RecordProblem::Length { length, available })?;
    let text_offset = u16::from_le_bytes(fixed.text_offset);
    let text = Some(usize::from(text_offset))
        .filter(|&offset| offset >= size_of::<Fixed>())
        .and_then(|offset| record.get(offset..))
        .ok_or(RecordProblem::TextOffset(text_offset))?;
    decoder.decode(&fixed, text)?;
    Ok(rest)
}

/// Checks magic and version, which come first in records of every version.
fn check_beginning(bytes: &[u8]) -> Result<(), RecordProblem> {
    let truncated = RecordProblem::Truncated {
        available: bytes.len(),
    };
    let Some((magic, rest)) = bytes.split_first_chunk() else {
        return Err(truncated);
    };
    if *magic != MAGIC {
        return Err(RecordProblem::Magic);
    }
    match rest
        .first_chunk()
        .map(|version| u16::from_le_bytes(*version))
    {
        None => Err(truncated),
        Some(VERSION) => Ok(()),
        Some(other) => Err(RecordProblem::Version(other)),
    }
}
