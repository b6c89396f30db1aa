//! The records of the running program: how they are placed in it, and how it finds them.
//!
//! Three ways, each in a file of its own with the `record!` macro that goes with it. The macro is chosen here, in the
//! library, so that programs that use it are free of `cfg`s:
//!
//! - `elf`: the linker gives the section's bounds names. No relocation, no code at start-up.
//! - `linkme`, on macOS and Windows: a slice of references to the records, which stand in their section as well.
//! - `none`, everywhere else, such as WebAssembly: nothing is kept, and the program finds no records.
//!
//! `--cfg hatchet_compute_registry="linkme"` or `"none"` in `RUSTFLAGS` forces one of the others, for tests.

use std::sync::{Arc, OnceLock};

use crate::record::{RecordError, Records};
use crate::step::Step;
use crate::workflow::Workflow;

#[cfg(all(
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
))]
#[path = "registry/elf.rs"]
mod platform;

#[cfg(any(
    hatchet_compute_registry = "linkme",
    all(
        not(hatchet_compute_registry = "none"),
        any(target_os = "macos", target_os = "ios", target_os = "tvos", windows),
    ),
))]
#[path = "registry/linkme.rs"]
mod platform;

#[cfg(all(
    not(hatchet_compute_registry = "linkme"),
    any(
        hatchet_compute_registry = "none",
        not(any(
            target_os = "linux",
            target_os = "android",
            target_os = "freebsd",
            target_os = "netbsd",
            target_os = "openbsd",
            target_os = "dragonfly",
            target_os = "fuchsia",
            target_os = "illumos",
            target_os = "macos",
            target_os = "ios",
            target_os = "tvos",
            windows,
        )),
    ),
))]
#[path = "registry/none.rs"]
mod platform;

mod section;

pub(crate) use self::platform::generated;

/// The steps linked into the running program, whichever crate they stand in, sorted by action, then by location.
///
/// Decoded once, at the first call. The compiler takes a crate into a program only if some code names it: of a
/// dependency that no code names, the steps are not there. `use the_crate as _;` names it. A shared library has the
/// steps that are linked into it, and a static one (`staticlib`) that another language links may lose those of its
/// dependencies: that is not supported.
///
/// On platforms without sections that a program can find, such as WebAssembly, there are none. The macros write no
/// record that cannot be read; if the section holds one all the same (other tools could write into it), this is empty
/// and [`Plan::collect`](crate::Plan::collect) returns the error.
///
/// ```
/// for step in hatchet_compute::steps() {
///     println!("{} at {}", step.action(), step.location());
/// }
/// ```
#[must_use]
pub fn steps() -> &'static [Step] {
    program().map_or(&[], |program| &program.steps)
}

/// The workflows linked into the running program, whichever crate they stand in, sorted by name, then by location.
///
/// A step that stands alone is a workflow of its own for Hatchet, but has no description and is not here. What is said
/// at [`steps`] about dependencies, platforms and records that cannot be read goes for workflows too.
#[must_use]
pub fn workflows() -> &'static [Workflow] {
    program().map_or(&[], |program| &program.workflows)
}

/// The steps and workflows of the running program, sorted.
pub(crate) struct Program {
    pub(crate) steps: Arc<Vec<Step>>,
    pub(crate) workflows: Vec<Workflow>,
}

/// The running program's records, read once.
pub(crate) fn program() -> Result<&'static Program, &'static RecordError> {
    static PROGRAM: OnceLock<Result<Program, RecordError>> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| {
        let Records { steps, workflows } = platform::read()?;
        let steps = Arc::new(steps);
        Ok(Program { steps, workflows })
    });
    program.as_ref()
}
