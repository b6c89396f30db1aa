//! Names and lists that the sources of the registry repeat, because attributes take no constants.

use hatchet_compute::record::{ELF_SECTION, MACH_O_SECTION, MACH_O_SEGMENT, PE_SECTION, VERSION};

fn systems(text: &str) -> Vec<&str> {
    text.split("target_os = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_manifest_has_the_systems_with_a_linkme_slice() {
    let (_, source) = include_str!("../src/registry.rs").split_once("path = \"registry/elf.rs\"").unwrap();
    let (source, _) = source.split_once("path = \"registry/linkme.rs\"").unwrap();
    let manifest = include_str!("../Cargo.toml");
    let target = manifest.lines().find(|line| line.starts_with("[target.") && line.contains("linkme")).unwrap();
    assert_eq!(systems(source), systems(target));
    assert!(systems(source).contains(&"macos"));
}

#[test]
fn attributes_have_the_names_of_the_format() {
    let source = include_str!("../src/registry.rs");
    let mach_o = format!("{MACH_O_SEGMENT},{MACH_O_SECTION}");
    for section in [ELF_SECTION, PE_SECTION, &mach_o] {
        assert_eq!(source.matches(&format!("link_section = \"{section}\"")).count(), 1, "{section}");
    }
}

#[test]
fn the_slice_carries_the_versions() {
    let (major, minor) = (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"));
    let name = format!("HATCHET_COMPUTE_{major}_{minor}_RECORDS_V{VERSION}");
    assert!(include_str!("../src/registry/linkme.rs").contains(&format!("pub static {name}: ")), "{name}");
}
