//! Where it belongs.

use hatchet_compute::{Compute, compute, step};

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024, retries = 3 };

#[step(compute = SMALL)]
fn resize() {}

fn main() {
    println!("{SMALL}");
    resize();
}
