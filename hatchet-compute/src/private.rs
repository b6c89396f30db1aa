//! What the macros expand to. Generated code names only this module. It may change with any version, and no other code
//! should use it.

pub use std::prelude::v1::{Clone, None, Ok, Some};
pub use std::primitive::{i64, u32};
pub use std::sync::Arc;

pub use hatchet_compute_core::record::{Record, step, workflow};
pub use hatchet_compute_core::{ComputeSpec, compute_of_checked as compute};
use hatchet_compute_core::{
    NumberProblem, Written, cpus_problem, memory_mb_problem, num_replicas_problem, retries_problem,
};
pub use hatchet_compute_macros::compute_fields;

pub use crate::__hatchet_compute_expression as expression;
pub use crate::client::*;
pub use crate::registry::generated::*;
pub use crate::{Compute, CpuKind};

// The checks of values that only the compiler knows. Each is `#[track_caller]`, so that an error is at the tokens of
// the call, which are the user's, and does not point into this crate.

/// Refuses CPUs that no machine has, of this kind if it is known.
#[track_caller]
pub const fn check_cpus(cpu_kind: Option<CpuKind>, cpus: u32) {
    refuse(cpus_problem(cpu_kind, cpus as i64), cpus);
}

/// Refuses memory that no machine of this kind and number of CPUs has, or that no machine has if these are not known.
#[track_caller]
pub const fn check_memory_mb(size: Option<(CpuKind, u32)>, memory_mb: u32) {
    let size = if let Some((cpu_kind, cpus)) = size { Some((cpu_kind, cpus as i64)) } else { None };
    refuse(memory_mb_problem(size, memory_mb as i64), memory_mb);
}

/// Refuses a number of machines that is out of range.
#[track_caller]
pub const fn check_num_replicas(num_replicas: u32) {
    refuse(num_replicas_problem(num_replicas as i64), num_replicas);
}

/// Refuses a number of retries that is out of range.
#[track_caller]
pub const fn check_retries(retries: u32) {
    refuse(retries_problem(retries as i64), retries);
}

/// Panics with the message about the value if there is a problem.
#[track_caller]
const fn refuse(problem: Option<NumberProblem>, value: u32) {
    if let Some(problem) = problem {
        panic!("{}", problem.message(Written::Number(value as i64)).as_str());
    }
}

/// The user's expression; anything else is an error at its tokens.
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_expression {
    ($expression:expr) => {
        $expression
    };
}
