//! The sentence of `#[step]`.

use hatchet_compute::{Compute, compute, step};

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 5000 };

#[step(compute = SMALL)]
fn resize() {}

fn main() {
    println!("{SMALL}");
    resize();
}
