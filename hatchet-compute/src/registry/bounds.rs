//! ELF and Mach-O: the linker names the bounds of the section.
#![allow(unsafe_code)]

use std::slice;

use crate::record::{self, RecordError, Records};

/// What the macros' code needs on this platform.
pub(crate) mod generated {
    pub use crate::__hatchet_compute_record as record;
}

/// Places a record in its section. The name is repeated from [`crate::record`]: an attribute accepts no constants.
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_record {
    ($length:literal, $record:expr) => {
        #[used]
        #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = "hatchet_compute_v1"))]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__hatchet_v1,regular,no_dead_strip"))]
        static __HATCHET_RECORD: $crate::__private::Record<$length> = $record;
    };
}

// SAFETY: every linker for these targets defines both symbols, at the bounds of the output section of that name, if
// there is one; `NO_RECORD` ensures that. Arrays of length zero claim no byte.
unsafe extern "C" {
    // `\x01` keeps the compiler from prepending `_`.
    #[cfg_attr(not(target_vendor = "apple"), link_name = "__start_hatchet_compute_v1")]
    #[cfg_attr(target_vendor = "apple", link_name = "\x01section$start$__DATA$__hatchet_v1")]
    static START: [u8; 0];
    #[cfg_attr(not(target_vendor = "apple"), link_name = "__stop_hatchet_compute_v1")]
    #[cfg_attr(target_vendor = "apple", link_name = "\x01section$end$__DATA$__hatchet_v1")]
    static STOP: [u8; 0];
}

/// Makes the section exist in programs without steps, which would not link otherwise.
// SAFETY: the section holds bytes only, and this adds none.
#[used]
#[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = "hatchet_compute_v1"))]
#[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__hatchet_v1,regular,no_dead_strip"))]
static NO_RECORD: [u8; 0] = [];

#[expect(clippy::unnecessary_wraps, reason = "other platforms have no records")]
pub(crate) fn read() -> Option<Result<Records, RecordError>> {
    let start: *const u8 = (&raw const START).cast();
    let stop: *const u8 = (&raw const STOP).cast();
    // SAFETY: the linker puts the section's bytes between the two, in one loaded segment, and `stop` is not before
    // `start`. They are initialised, never written, and live as long as the program.
    let section = unsafe { slice::from_raw_parts(start, stop.addr() - start.addr()) };
    Some(record::read(section))
}
