//! Only the platform's maximum is judged where the CPUs are wrong themselves.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 70000))]
fn resize() {}

fn main() {
    resize();
}
