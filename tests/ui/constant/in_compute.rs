//! The error is in the constant, not at the steps that name it.

use hatchet_compute::{Compute, compute, step};

const BASE_MB: u32 = 2500;
const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 2 * BASE_MB };

#[step(compute = SMALL)]
fn resize() {}

#[step(compute = SMALL)]
fn crop() {}

fn main() {
    resize();
    crop();
}
