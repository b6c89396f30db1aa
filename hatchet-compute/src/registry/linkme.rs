//! macOS and Windows: a slice that the linker fills with references to the records.

use linkme::distributed_slice;

use crate::record::{self, RecordError, Records};
use hatchet_compute_core::record::{Fixed, Record};

/// What the macros' code needs on this platform.
pub(crate) mod generated {
    pub use linkme;

    pub use super::{HATCHET_COMPUTE_0_1_RECORDS_V1, RecordRef};
    pub use crate::__hatchet_compute_record as record;
}

/// Places a record in its section and a reference to it in the slice.
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_record {
    ($length:literal, $record:expr) => {
        $crate::__hatchet_compute_static! { $length, $record }
        #[$crate::__private::linkme::distributed_slice($crate::__private::HATCHET_COMPUTE_0_1_RECORDS_V1)]
        #[linkme(crate = $crate::__private::linkme)]
        static __HATCHET_RECORD_REF: $crate::__private::RecordRef =
            $crate::__private::RecordRef::new(&__HATCHET_RECORD);
    };
}

/// The records of the running program. The name has the versions of the library and of the format, since linkme refuses
/// a second slice with the same name in a program.
#[distributed_slice]
pub static HATCHET_COMPUTE_0_1_RECORDS_V1: [RecordRef];

/// A reference to a record elsewhere in the program.
pub struct RecordRef {
    fixed: &'static Fixed,
    text: &'static [u8],
}

impl RecordRef {
    /// Refers to a record of any length.
    pub const fn new<const N: usize>(record: &'static Record<N>) -> Self {
        Self { fixed: &record.fixed, text: &record.text }
    }
}

/// Reads the records of the running program, as if they were one section.
pub(crate) fn read() -> Result<Records, RecordError> {
    let mut section = Vec::new();
    for RecordRef { fixed, text } in HATCHET_COMPUTE_0_1_RECORDS_V1 {
        section.extend(fixed.to_bytes());
        section.extend_from_slice(text);
    }
    record::read(&section)
}
