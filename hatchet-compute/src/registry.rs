//! The records of the running program: how they are placed in it, and how it finds them.
//!
//! Every `record!` macro places a record in the section of [`crate::record`], where the command line finds it. How the
//! program finds it depends on the linker. Each way is a file:
//!
//! - `bounds.rs`, ELF and Mach-O: the linker names the bounds of the section. No relocation, no code at start-up.
//! - `references.rs`, Windows: references to the records, in sections that the linker sorts by name.
//! - `platform.rs`, everywhere else, such as WebAssembly, and in Miri, which has no linker: nothing is kept, and making
//!   a plan is an error.
//!
//! `--cfg hatchet_compute_registry="none"` in `RUSTFLAGS` forces the last one, for tests.

use std::sync::OnceLock;

use crate::record::{RecordError, Records};
use crate::step::Step;
use crate::workflow::Workflow;

// The only list of systems.
#[cfg_attr(
    all(
        not(any(miri, hatchet_compute_registry = "none")),
        any(
            target_os = "linux",
            target_os = "android",
            target_os = "freebsd",
            target_os = "netbsd",
            target_os = "openbsd",
            target_os = "dragonfly",
            target_os = "fuchsia",
            target_os = "illumos",
            target_vendor = "apple",
        ),
    ),
    path = "registry/bounds.rs"
)]
#[cfg_attr(all(not(any(miri, hatchet_compute_registry = "none")), windows), path = "registry/references.rs")]
mod platform;

pub(crate) use self::platform::generated;

/// The steps linked into the running program, from all of its crates, sorted by action, then by location.
///
/// Read once, at the first call. The compiler links a crate into a program only if some code names it: the steps of a
/// dependency that no code names are missing. `use the_crate as _;` names it. A shared library has the steps that are
/// linked into it, and a program that links a Rust `dylib` with steps finds no others. A static library (`staticlib`)
/// that another language links may lose the steps of its dependencies.
///
/// A process that is forked during the first call in another thread may wait forever in its own first call: call this
/// before forking, or run another program after the fork, as [`std::process::Command`] does.
///
/// ```standalone_crate
/// #[hatchet_compute::step(retries = 3)]
/// fn resize() {}
///
/// let [step] = hatchet_compute::steps() else { panic!("there is one step") };
/// assert_eq!((step.action(), step.retries()), ("resize:resize", 3));
/// ```
///
/// Empty on platforms where a program cannot find its records, such as WebAssembly, and in Miri
/// ([`PlanError::Platform`](crate::PlanError::Platform)), and if another tool has written an unreadable record.
/// [`Plan::collect`](crate::Plan::collect) then returns an error.
pub fn steps() -> &'static [Step] {
    records().and_then(|records| records.as_ref().ok()).map_or(&[], |records| &records.steps)
}

/// The workflows linked into the running program, from all of its crates, sorted by name, then by location.
///
/// A step outside a workflow is not included. What [`steps`] says about missing steps applies to workflows too.
pub fn workflows() -> &'static [Workflow] {
    records().and_then(|records| records.as_ref().ok()).map_or(&[], |records| &records.workflows)
}

/// The running program's records, read once; `None` on platforms where a program cannot find them.
pub(crate) fn records() -> Option<&'static Result<Records, RecordError>> {
    static RECORDS: OnceLock<Option<Result<Records, RecordError>>> = OnceLock::new();
    RECORDS.get_or_init(platform::read).as_ref()
}
