//! At the key that a comma should stand before.

use hatchet_compute::{Compute, compute, step};

const SMALL: Compute = compute! { cpu_kind = "shared" cpus = 2, memory_mb = 1024 };

#[step(compute = SMALL)]
fn resize() {}

fn main() {
    println!("{SMALL}");
    resize();
}
