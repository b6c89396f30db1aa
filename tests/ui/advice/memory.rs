//! An amount of memory that today's API or another SDK does not accept.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 768))]
fn below_the_minimum_of_the_api() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1100))]
fn not_a_multiple_of_256() {}

// Two warnings at one value, which are errors here.
#[deny(deprecated)]
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700))]
fn denied() {}

#[allow(deprecated)]
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700))]
fn allowed() {}

fn main() {}
