//! A literal is judged by its value, however it is written.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 20, memory_mb = 65_536))]
fn resize() {}

fn main() {
    resize();
}
