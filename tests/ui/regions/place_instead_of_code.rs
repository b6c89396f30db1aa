//! A city, a country or a wrong case means a code.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["Tokyo", "EWR", " lhr", "Germany", "us-east", "São Paulo"]))]
fn step() {}

fn main() {}
