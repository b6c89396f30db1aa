//! macOS and Windows: a slice that the linker fills with references to the records.

use linkme::distributed_slice;

use crate::record::read::Reader;
use crate::record::{RecordError, Records};
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

/// Reads the records of the running program.
pub(crate) fn read() -> Result<Records, RecordError> {
    let mut reader = Reader::default();
    // As if one followed the other, as in the file.
    let mut offset = 0;
    for RecordRef { fixed, text } in HATCHET_COMPUTE_0_1_RECORDS_V1 {
        reader.add(fixed, text).map_err(|problem| RecordError { offset, problem })?;
        offset += size_of::<Fixed>() + text.len();
    }
    Ok(reader.finish())
}

#[cfg(test)]
mod tests {
    #[test]
    fn slice_carries_the_versions() {
        let (major, minor) = (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"));
        let name = format!("HATCHET_COMPUTE_{major}_{minor}_RECORDS_V{}", crate::record::VERSION);
        assert!(include_str!("linkme.rs").contains(&format!("pub static {name}: ")), "{name}");
    }
}
