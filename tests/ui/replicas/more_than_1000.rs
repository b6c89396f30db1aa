//! 0 to 1000 machines.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 1001))]
fn resize() {}

fn main() {
    resize();
}
