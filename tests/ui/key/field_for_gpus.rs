//! What other SDKs have and nobody can ask for here.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, gpu_kind = "a10", gpus = 1))]
fn resize() {}

fn main() {
    resize();
}
