//! All mistakes of one `compute!`, and the constant has a value all the same.

use hatchet_compute::{Compute, compute, step};

const SMALL: Compute = compute! { cpu_kind = "gpu", cpus = 65, memory_mb = 70000, regions = ["mars"], pool = "a b" };

#[step(compute = SMALL)]
fn resize() {}

fn main() {
    println!("{SMALL}");
    resize();
}
