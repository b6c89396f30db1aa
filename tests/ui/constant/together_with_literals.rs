//! What the macro finds and what rustc finds appear in one compile.

use hatchet_compute::step;

const CPUS: u32 = 65;

#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024, num_replicas = 1001, regions = ["mars"]))]
fn resize() {}

fn main() {
    resize();
}
