//! The static that holds a record, in the section that the object format of the target asks for.
//!
//! The names are those of [`crate::record`]; an attribute takes no constants.

/// Places a record in its section. Its static is `__HATCHET_RECORD`, once in a block.
#[cfg(target_vendor = "apple")]
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_static {
    ($length:literal, $record:expr) => {
        #[used]
        #[unsafe(link_section = "__DATA,__hatchet_v1")]
        static __HATCHET_RECORD: $crate::__private::Record<$length> = $record;
    };
}

/// Places a record in its section. Its static is `__HATCHET_RECORD`, once in a block.
#[cfg(windows)]
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_static {
    ($length:literal, $record:expr) => {
        #[used]
        #[unsafe(link_section = ".hatch1")]
        static __HATCHET_RECORD: $crate::__private::Record<$length> = $record;
    };
}

/// Places a record in its section. Its static is `__HATCHET_RECORD`, once in a block.
#[cfg(not(any(target_vendor = "apple", windows)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_static {
    ($length:literal, $record:expr) => {
        #[used]
        #[unsafe(link_section = "hatchet_compute_v1")]
        static __HATCHET_RECORD: $crate::__private::Record<$length> = $record;
    };
}
