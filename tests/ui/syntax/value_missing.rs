//! At the `=`.

use hatchet_compute::step;

#[step(compute(cpu_kind = , cpus = 2, memory_mb =))]
fn resize() {}

fn main() {
    resize();
}
