//! The strictest host program: the expansions trigger no lint, use none of its names and add none.
//!
//! Three packages compile it, one per edition. They use these lints instead of the workspace's.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unused,
    unused_qualifications,
    unreachable_pub,
    single_use_lifetimes,
    trivial_casts,
    rust_2018_idioms,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo
)]
// Triggered by this code, not by the expansions.
#![allow(
    clippy::unused_async,
    clippy::unused_self,
    clippy::must_use_candidate,
    clippy::many_single_char_names,
    clippy::cargo_common_metadata,
    clippy::missing_const_for_fn,
    clippy::needless_pass_by_value,
    clippy::extra_unused_type_parameters,
    clippy::future_not_send,
    clippy::redundant_pub_crate,
    clippy::missing_errors_doc
)]
// Triggered by the client's dependencies.
#![allow(clippy::multiple_crate_versions)]

pub mod client;
pub mod names;
pub mod shadowed;
pub mod signatures;
pub mod without_prelude;

use hatchet_compute::{compute, step, workflow, Compute};

/// Shared by many steps.
pub const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"] };

const CPUS: u32 = 2;

/// With every option.
#[step(
    name = "everything",
    timeout = "1h30m",
    retries = 1 + 2,
    crate = ::hatchet_compute,
    compute(
        cpu_kind = "performance",
        cpus = CPUS,
        memory_mb = CPUS * 4096,
        num_replicas = 65_536 / 65_535,
        regions = ["lhr"],
        pool = "heavy",
    ),
)]
pub fn everything() {}

/// With literals that clippy would write differently.
#[step(compute(cpu_kind = "shared", cpus = 0x8, memory_mb = 16384u32, num_replicas = 1000), retries = 1000000)]
pub fn literals() {}

/// A workflow.
#[derive(Debug)]
pub struct Orders;

#[workflow(name = "orders", on_events = ["order:created"], on_crons = ["0 3 * * *"], description = "two\nlines")]
impl Orders {
    /// Its constant.
    pub const ROWS: usize = 3;

    /// Its first step.
    #[step(compute = SMALL, retries = { CPUS })]
    #[must_use]
    pub fn fetch(&self) -> usize {
        Self::ROWS
    }

    /// Its second step.
    #[inline]
    #[hatchet_compute::step(parents = [fetch])]
    pub async fn send(&mut self, (first, [second, ..]): (u8, [u8; 3])) -> u8 {
        first + second
    }

    /// Compiled out.
    #[cfg(any())]
    #[step(compute(cpu_kind = "none"))]
    pub fn gone(&self) {}
}

/// Silenced advice.
#[allow(deprecated)]
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700, regions = ["atl", "hkg"]))]
pub fn on_the_function() {}

/// Silenced advice, with the attribute below the annotation.
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700, regions = ["atl", "hkg"]))]
#[allow(deprecated)]
pub fn below_the_annotation() {}

/// Silenced advice on a constant.
#[allow(deprecated)]
pub const OLD: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 700 };

/// Silenced advice in a module.
#[allow(deprecated)]
pub mod on_the_module {
    use hatchet_compute::step;

    /// Silenced by the attribute of the module.
    #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700))]
    pub fn step_on_the_module() {}
}

/// Silenced advice in a workflow.
#[derive(Debug)]
pub struct Quiet;

#[allow(deprecated)]
#[workflow]
impl Quiet {
    /// Silenced by the attribute of the impl block.
    #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700))]
    pub fn fetch(&self) {}
}

#[cfg(test)]
mod tests {
    use hatchet_compute::{step, steps, Compute};

    /// Exists only in unit tests.
    #[step]
    fn only_in_tests() {}

    #[test]
    fn steps_of_the_library_and_its_tests_are_linked() {
        only_in_tests();
        let is_linked = |name| steps().iter().any(|step| step.name() == name);
        assert!(is_linked("only_in_tests"));
        assert!(is_linked("everything"));
        assert!(!is_linked("gone"));
        let constants = steps().iter().find(|step| step.name() == "constants").and_then(|step| step.compute());
        assert_eq!(constants.map(Compute::memory_mb), Some(1024));
    }
}
