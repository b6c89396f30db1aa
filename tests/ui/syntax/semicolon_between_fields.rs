//! At the semicolon.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024; pool = "heavy"))]
fn resize() {}

fn main() {
    resize();
}
