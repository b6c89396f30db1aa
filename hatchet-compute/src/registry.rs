//! The records of the running program: how they are placed in it, and how it finds them.
//!
//! There are three ways, each in a file of its own with the `record!` macro that belongs to it. The way is chosen here,
//! in the library, so that programs that use it have no `cfg`s:
//!
//! - `elf.rs`: the linker names the bounds of the section. No relocation, no code at start-up.
//! - `linkme.rs`, on macOS and Windows: a slice of references to the records, which are in their section as well.
//! - `platform.rs`, everywhere else, such as WebAssembly: nothing is kept, and the program finds no records.
//!
//! `--cfg hatchet_compute_registry="linkme"` or `"none"` in `RUSTFLAGS` forces one of the others, for tests.

use std::sync::{Arc, OnceLock};

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
/// linked into it. A static one (`staticlib`) that another language links may lose the steps of its dependencies: that
/// is not supported.
///
/// On platforms without sections that a program can find, such as WebAssembly, there are none. The macros write no
/// record that cannot be read; if the section has one anyway (other tools could write into it), this is empty and
/// [`Plan::collect`](crate::Plan::collect) returns the error.
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

/// The workflows linked into the running program, from all of its crates, sorted by name, then by location.
///
/// A step outside of a workflow is a workflow by itself for Hatchet, but has no description and is not here. What
/// [`steps`] says about dependencies, platforms and records that cannot be read is true for workflows too.
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
