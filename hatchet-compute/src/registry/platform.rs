//! All other platforms: the program could not find a section. The compiler checks records, and nothing keeps them.

use crate::record::{RecordError, Records};

/// What the macros' code needs on this platform.
pub(crate) mod generated {
    pub use crate::__hatchet_compute_record as record;
}

/// Evaluates a record, so that what is wrong with it is an error here too.
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_record {
    ($length:literal, $record:expr) => {
        const _: $crate::__private::Record<$length> = $record;
    };
}

/// There are no records to read.
#[expect(clippy::unnecessary_wraps, reason = "the other platforms can find a record that cannot be read")]
pub(crate) fn read() -> Result<Records, RecordError> {
    Ok(Records::default())
}
