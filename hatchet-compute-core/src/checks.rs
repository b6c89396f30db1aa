//! Checks of values that only the compiler knows, called by the code that the macros generate. Each is
//! `#[track_caller]`, so that an error points at the tokens of the call, which are the user's.

use crate::kind::CpuKind;
use crate::number::{
    NumberProblem, cpus_message, cpus_problem, increment_problem, max_replicas_problem, memory_mb_problem,
    min_awake_replicas_problem, num_replicas_problem, retries_problem,
};

/// Panics if no machine (of this kind, if known) has this number of CPUs. The memory, if known, is for the help.
#[track_caller]
pub const fn check_cpus(cpu_kind: Option<CpuKind>, cpus: u32, memory_mb: Option<u32>) {
    if let Some(problem) = cpus_problem(cpu_kind, cpus as i64) {
        let memory_mb = if let Some(memory_mb) = memory_mb { Some(memory_mb as i64) } else { None };
        panic!("{}", cpus_message(problem, cpu_kind, cpus as i64, memory_mb).as_str());
    }
}

/// Panics if no machine of the given kind has this number of CPUs, which comes from a base.
#[track_caller]
pub const fn check_cpus_of_base(cpu_kind: Option<CpuKind>, cpus: u32) {
    panic_on(cpus_problem(cpu_kind, cpus as i64), cpus, Some("write `cpus` here too: its value comes from the base"));
}

/// Panics if no machine of this kind and number of CPUs has this memory; no machine at all if these are not known.
#[track_caller]
pub const fn check_memory_mb(size: Option<(CpuKind, u32)>, memory_mb: u32) {
    panic_on(memory_problem(size, memory_mb), memory_mb, None);
}

/// Panics if no machine of this kind and number of CPUs has this memory, which comes from a base.
#[track_caller]
pub const fn check_memory_mb_of_base(size: Option<(CpuKind, u32)>, memory_mb: u32) {
    let help = "write `memory_mb` here too: its value comes from the base";
    panic_on(memory_problem(size, memory_mb), memory_mb, Some(help));
}

const fn memory_problem(size: Option<(CpuKind, u32)>, memory_mb: u32) -> Option<NumberProblem> {
    let size = if let Some((cpu_kind, cpus)) = size { Some((cpu_kind, cpus as i64)) } else { None };
    memory_mb_problem(size, memory_mb as i64)
}

/// Panics if a number of machines is out of range.
#[track_caller]
pub const fn check_num_replicas(num_replicas: u32) {
    panic_on(num_replicas_problem(num_replicas as i64), num_replicas, None);
}

/// Panics if autoscaling cannot have this maximum.
#[track_caller]
pub const fn check_max_replicas(max_replicas: u32) {
    panic_on(max_replicas_problem(max_replicas as i64), max_replicas, None);
}

/// Panics if there are more always-awake machines than there can be.
#[track_caller]
pub const fn check_min_awake_replicas(max_replicas: u32, min_awake: u32) {
    panic_on(min_awake_replicas_problem(Some(max_replicas as i64), min_awake as i64), min_awake, None);
}

/// Panics if the number of machines to start or stop at a time is out of range.
#[track_caller]
pub const fn check_increment(max_replicas: u32, increment: u32) {
    panic_on(increment_problem(Some(max_replicas as i64), increment as i64), increment, None);
}

/// Panics if a number of retries is out of range.
#[track_caller]
pub const fn check_retries(retries: u32) {
    panic_on(retries_problem(retries as i64), retries, None);
}

/// Panics with the message if there is a problem. A value from a base has no token to replace, so its help differs.
#[track_caller]
const fn panic_on(problem: Option<NumberProblem>, value: u32, help: Option<&str>) {
    if let Some(problem) = problem {
        let mut message = problem.message(value as i64);
        if let Some(help) = help {
            message.begin_help();
            message.push_str(help);
        }
        panic!("{}", message.as_str());
    }
}
