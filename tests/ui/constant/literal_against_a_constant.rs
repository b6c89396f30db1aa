//! Literal memory that does not fit the CPUs of a constant: the literal is underlined.

use hatchet_compute::step;

const CPUS: u32 = 2;

#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 5000))]
fn resize() {}

fn main() {}
