//! Two mistakes in one annotation, each at its token.
use hatchet_compute::step;
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000, regions = ["Tokyo"]))]
fn resize() {}

fn main() {}
