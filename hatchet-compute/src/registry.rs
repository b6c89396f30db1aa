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

pub(crate) use self::platform::generated;

/// The steps linked into the running program, from all of its crates, sorted by action, then by location.
///
/// Read once, at the first call. The compiler links a crate into a program only if some code names it: the steps of a
/// dependency that no code names are missing. `use the_crate as _;` names it. A shared library has the steps that are
/// linked into it. A static one (`staticlib`) that another language links may lose the steps of its dependencies.
///
/// A process that is forked during the first call in another thread may wait for ever in its own first call: call this
/// before, or run another program after the fork, as [`std::process::Command`] does.
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

/// Places a record in its section, whose name is that of [`crate::record`]: an attribute takes no constants. Its static is
/// `__HATCHET_RECORD`, once in a block.
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
