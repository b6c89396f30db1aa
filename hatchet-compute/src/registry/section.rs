//! The static that holds a record, in the section that the object format of the target asks for.
//!
//! The names are those of [`crate::record`]; an attribute takes no constants.

/// Places a record in its section. Its static is `__HATCHET_RECORD`, once in a block.
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_static {
    ($length:literal, $record:expr) => {
        #[used]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__hatchet_v1"))]
        #[cfg_attr(windows, unsafe(link_section = ".hatch1"))]
        #[cfg_attr(not(any(target_vendor = "apple", windows)), unsafe(link_section = "hatchet_compute_v1"))]
        static __HATCHET_RECORD: $crate::__private::Record<$length> = $record;
    };
}

#[cfg(test)]
mod tests {
    use crate::record::{ELF_SECTION, MACH_O_SECTION, MACH_O_SEGMENT, PE_SECTION};

    #[test]
    fn attributes_have_the_names_of_the_format() {
        let source = include_str!("section.rs");
        let mach_o = format!("{MACH_O_SEGMENT},{MACH_O_SECTION}");
        for section in [ELF_SECTION, PE_SECTION, &mach_o] {
            assert_eq!(source.matches(&format!("link_section = \"{section}\"")).count(), 1, "{section}");
        }
    }
}
