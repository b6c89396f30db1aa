//! 

use hatchet_compute::step;

#[step(retries = -1)]
fn step1() {}

#[step(retries = 2147483648)]
fn step2() {}

#[step(retries = "3")]
fn step3() {}

fn main() {}
