//! rustc's own words, at the name.

use hatchet_compute::step;



#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
