//! rustc's own words, and the function is still there for `main`.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 1 +, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
