//! At the call.

use hatchet_compute::{Compute, compute, step};

const SMALL: Compute = compute! { cpu_kind = "shared" };

#[step(compute = SMALL)]
fn resize() {}

fn main() {
    println!("{SMALL}");
    resize();
}
