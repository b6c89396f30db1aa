//! `compute!` has the errors of `compute(…)`; a value of the type stands in its place, so that nothing cascades.

use hatchet_compute::{Compute, compute, step};

const MISSING: Compute = compute! { cpu_kind = "shared" };
const EMPTY: Compute = compute! {};
const WRONG: Compute = compute! { cpu_kind = "gpu", cpus = 65, memory_mb = 1024, regions = ["mars"] };

#[step(compute = WRONG)]
fn resize() {}

fn main() {
    let here: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 5000 };
    println!("{here} {MISSING} {EMPTY}");
    resize();
}
