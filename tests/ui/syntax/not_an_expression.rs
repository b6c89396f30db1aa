//! What is no expression is rustc's own error at its tokens, and the function is still there for its callers.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 1 +, memory_mb = if), retries = => 3)]
fn resize() {}

#[step(compute = SMALL.)]
fn crop() {}

fn main() {
    resize();
    crop();
}
