//! Windows: references to the records, in sections that every linker joins in the order of their names.
//!
//! GNU ld drops what nothing refers to, `#[used]` or not, but keeps the sections `.CRT$XC…` and what they refer to. The
//! C runtime calls the functions that it finds there from `.CRT$XCA` on. `.CRT$XC0…` comes before, so nothing calls
//! ours.
#![allow(unsafe_code)]

use std::hint::black_box;
use std::slice;

use hatchet_compute_core::record::Record;

use crate::record::{self, RecordError, Records};

/// What the macros' code needs on this platform.
pub(crate) mod generated {
    pub use std::primitive::u8;

    pub use super::bytes_of;
    pub use crate::__hatchet_compute_record as record;
}

/// Places a record in its section, whose name is that of [`crate::record`], and a reference to it between the two ends.
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_record {
    ($length:literal, $record:expr) => {
        #[used]
        #[unsafe(link_section = ".hatch1")]
        static __HATCHET_RECORD: $crate::__private::Record<$length> = $record;
        #[used]
        #[unsafe(link_section = ".CRT$XC0hatchet_v1_b")]
        static __HATCHET_REFERENCE: &[$crate::__private::u8] = $crate::__private::bytes_of(&__HATCHET_RECORD);
    };
}

// SAFETY: like the references between them, both are slices. They are empty, so that they can be read as well: some
// compilers would give them a byte if they were arrays of length zero.
#[used]
#[unsafe(link_section = ".CRT$XC0hatchet_v1_a")]
static START: &[u8] = &[];
#[used]
#[unsafe(link_section = ".CRT$XC0hatchet_v1_c")]
static STOP: &[u8] = &[];

/// The bytes of a record.
pub const fn bytes_of<const N: usize>(record: &'static Record<N>) -> &'static [u8] {
    // SAFETY: a record is bytes only, and without padding.
    unsafe { slice::from_raw_parts((&raw const *record).cast(), size_of::<Record<N>>()) }
}

/// Reads the records of the running program, one after the other, as in the file.
#[expect(clippy::unnecessary_wraps, reason = "other platforms have no records")]
pub(crate) fn read() -> Option<Result<Records, RecordError>> {
    // The compiler must not see which statics these are: it would conclude that nothing else is between them.
    let (start, stop) = (black_box(&raw const START), black_box(&raw const STOP));
    // SAFETY: the linker puts the references between the two, without gaps, and `stop` is not before `start`. They are
    // initialised, never written, and live as long as the program.
    let records = unsafe { slice::from_raw_parts(start, (stop.addr() - start.addr()) / size_of::<&[u8]>()) };
    Some(record::read(&records.concat()))
}
