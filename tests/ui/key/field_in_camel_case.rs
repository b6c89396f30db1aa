//! As the TypeScript SDK has them.

use hatchet_compute::step;

#[step(compute(cpuKind = "shared", cpus = 2, memoryMb = 1024, numReplicas = 1))]
fn resize() {}

fn main() {
    resize();
}
