//! ELF: the linker names the bounds of a section whose name is a C identifier. The only file with unsafe code.
#![allow(unsafe_code)]

use std::slice;

use crate::record::{self, RecordError, Records};

/// What the macros' code needs on this platform.
pub(crate) mod generated {
    pub use crate::__hatchet_compute_static as record;
}

// SAFETY: every linker for these targets defines both symbols, at the bounds of the output section of that name, if
// there is one; `NO_RECORD` ensures that. Arrays of length zero claim no byte.
unsafe extern "C" {
    #[link_name = "__start_hatchet_compute_v1"]
    static START: [u8; 0];
    #[link_name = "__stop_hatchet_compute_v1"]
    static STOP: [u8; 0];
}

/// Makes the section exist in programs without steps, which would not link otherwise.
// SAFETY: the section holds bytes only, and this adds none.
#[used]
#[unsafe(link_section = "hatchet_compute_v1")]
static NO_RECORD: [u8; 0] = [];

/// Reads the records of the running program.
pub(crate) fn read() -> Result<Records, RecordError> {
    let start: *const u8 = (&raw const START).cast();
    let stop: *const u8 = (&raw const STOP).cast();
    // SAFETY: the linker puts the section's bytes between the two, in one loaded segment, and `stop` not before
    // `start`. They are initialised, never written, and there as long as the program.
    record::read(unsafe { slice::from_raw_parts(start, stop.addr() - start.addr()) })
}
