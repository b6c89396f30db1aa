//! The records of the running program: how they are placed in it, and how it finds them.
//!
//! There are three ways, each in a separate file with its `record!` macro:
//!
//! - `elf.rs`: the linker names the bounds of the section. No relocation, no code at start-up.
//! - `linkme.rs`, on macOS and Windows: a slice of references to the records, which are in their section as well.
//! - `platform.rs`, everywhere else, such as WebAssembly: nothing is kept, and the program finds no records.
//!
//! `--cfg hatchet_compute_registry="linkme"` or `"none"` in `RUSTFLAGS` forces one of the others, for tests.

use std::sync::OnceLock;

use crate::record::{RecordError, Records};
use crate::step::Step;
use crate::workflow::Workflow;

#[cfg_attr(
    all(
        not(hatchet_compute_registry = "linkme"),
        not(hatchet_compute_registry = "none"),
        any(
            target_os = "linux",
            target_os = "android",
            target_os = "freebsd",
            target_os = "netbsd",
            target_os = "openbsd",
            target_os = "dragonfly",
            target_os = "fuchsia",
            target_os = "illumos",
        ),
    ),
    path = "registry/elf.rs"
)]
// Cargo.toml has the same list, for the dependency.
#[cfg_attr(
    any(
        hatchet_compute_registry = "linkme",
        all(
            not(hatchet_compute_registry = "none"),
            any(target_os = "macos", target_os = "ios", target_os = "tvos", target_os = "windows",),
        ),
    ),
    path = "registry/linkme.rs"
)]
mod platform;

mod section;

pub(crate) use self::platform::generated;

/// The steps linked into the running program, from all of its crates, sorted by action, then by location.
///
/// Read once, at the first call. The compiler links a crate into a program only if some code names it: the steps of a
/// dependency that no code names are missing. `use the_crate as _;` names it. A shared library has the steps that are
/// linked into it. A static one (`staticlib`) that another language links may lose the steps of its dependencies.
///
/// Empty on platforms where a program cannot find sections, such as WebAssembly, and if another tool has written a
/// record that cannot be read: then [`Plan::collect`](crate::Plan::collect) returns the error.
pub fn steps() -> &'static [Step] {
    records().as_ref().map_or(&[], |records| &records.steps)
}

/// The workflows linked into the running program, from all of its crates, sorted by name, then by location.
///
/// A step outside of a workflow is not here. What [`steps`] says about what is missing is true for workflows too.
pub fn workflows() -> &'static [Workflow] {
    records().as_ref().map_or(&[], |records| &records.workflows)
}

/// The running program's records, read once.
pub(crate) fn records() -> &'static Result<Records, RecordError> {
    static RECORDS: OnceLock<Result<Records, RecordError>> = OnceLock::new();
    RECORDS.get_or_init(platform::read)
}

#[cfg(test)]
mod tests {
    fn systems(text: &str) -> Vec<&str> {
        text.split("target_os = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn the_manifest_has_the_systems_with_a_linkme_slice() {
        let (_, source) = include_str!("registry.rs").split_once("path = \"registry/elf.rs\"").unwrap();
        let (source, _) = source.split_once("path = \"registry/linkme.rs\"").unwrap();
        let manifest = include_str!("../Cargo.toml");
        let target = manifest.lines().find(|line| line.starts_with("[target.") && line.contains("linkme")).unwrap();
        assert_eq!(systems(source), systems(target));
        assert!(systems(source).contains(&"macos"));
    }
}
