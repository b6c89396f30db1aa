//! A pool name that is empty, too long, or has characters that are not allowed.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = "a/b"))]
fn slash() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = "a-pool-whose-name-has-33-letters-"))]
fn too_long() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = ""))]
fn empty() {}

fn main() {}
