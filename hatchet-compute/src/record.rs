//! The records that steps and workflows leave in a program, for tools that read binaries.
//!
//! Each `#[step]` and each `#[workflow]` leaves one record in the section [`ELF_SECTION`], [`PE_SECTION`], or
//! [`MACH_O_SECTION`] of [`MACH_O_SEGMENT`]. A tool passes the bytes of that section to [`read`]. The program is not run,
//! and may be for any platform. `FORMAT.md` in the repository describes the format for readers in other languages.
//!
//! ```
//! use hatchet_compute::{Plan, record};
//!
//! # fn section_of(_path: &str) -> Vec<u8> { Vec::new() }
//! let section: Vec<u8> = section_of("target/release/worker");
//! let plan = Plan::from_records(record::read(&section)?)?;
//! # assert!(plan.runtime_configs().is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod read;

pub use hatchet_compute_core::record::{ELF_SECTION, MACH_O_SECTION, MACH_O_SEGMENT, MAGIC, PE_SECTION, VERSION};

pub use self::read::{RecordError, RecordProblem, Records, read};
