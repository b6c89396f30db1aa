//! Names that the sources of the registry repeat, because attributes take no constants.

use hatchet_compute::record::{ELF_SECTION, MACH_O_SECTION, MACH_O_SEGMENT, PE_SECTION, VERSION};

#[test]
fn attributes_have_the_names_of_the_format() {
    let bounds = include_str!("../src/registry/bounds.rs");
    let references = include_str!("../src/registry/references.rs");
    for (source, times, text) in [
        (bounds, 2, format!("link_section = \"{ELF_SECTION}\"")),
        (bounds, 1, format!("\"__start_{ELF_SECTION}\"")),
        (bounds, 1, format!("\"__stop_{ELF_SECTION}\"")),
        (bounds, 2, format!("link_section = \"{MACH_O_SEGMENT},{MACH_O_SECTION},regular,no_dead_strip\"")),
        (bounds, 1, format!("section$start${MACH_O_SEGMENT}${MACH_O_SECTION}\"")),
        (bounds, 1, format!("section$end${MACH_O_SEGMENT}${MACH_O_SECTION}\"")),
        (references, 1, format!("link_section = \"{PE_SECTION}\"")),
        (references, 3, format!("link_section = \".CRT$XC0hatchet_v{VERSION}_")),
    ] {
        assert_eq!(source.matches(&text).count(), times, "{text}");
    }
}
