//! A base that is not last, not given, or not a `Compute`.

use hatchet_compute::{Compute, compute, step};

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024 };
const WORD: &str = "small";

#[step(compute(..SMALL, cpus = 1))]
fn not_last() {}

#[step(compute(cpus = 1, ..SMALL, ..SMALL))]
fn twice() {}

#[step(compute(cpus = 1, ..))]
fn nothing() {}

#[step(compute(cpus = 1, ..WORD))]
fn another_type() {}

#[step(retries = 3, ..SMALL)]
fn in_a_step() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, autoscaling(max_replicas = 2, ..SMALL)))]
fn in_autoscaling() {}

// Without its dots.
#[step(compute(SMALL, cpus = 1))]
fn constant_among_fields() {}

const SAME: Compute = compute! { SMALL };

#[step(compute(cpus = 1, ..=SMALL))]
fn inclusive() {}

#[step(compute(cpus = 1, ...SMALL))]
fn three_dots() {}

#[step(compute(cpus = 1, ..SMALL +))]
fn unfinished() {}

fn main() {}
