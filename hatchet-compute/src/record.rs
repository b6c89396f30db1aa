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

mod error;
pub(crate) mod read;

pub use hatchet_compute_core::record::{
    ELF_SECTION, LineError, MACH_O_SECTION, MACH_O_SEGMENT, MAGIC, PE_SECTION, VERSION,
};

pub use self::error::{RecordError, RecordProblem};
pub use self::read::{Records, read};
