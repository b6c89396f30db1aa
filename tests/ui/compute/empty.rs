//! At the call.

use hatchet_compute::{Compute, compute, step};

const SMALL: Compute = compute! {  };

#[step(compute = SMALL)]
fn resize() {}

fn main() {
    println!("{SMALL}");
    resize();
}
