//! `true` is no constant of type `u32`.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = true, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
