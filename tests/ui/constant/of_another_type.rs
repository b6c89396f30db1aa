//! rustc's own words: a constant of another type, or none at all.

use hatchet_compute::step;

const WIDE: u64 = 2;
const NAME: &str = "small";

#[step(compute(cpu_kind = "shared", cpus = WIDE, memory_mb = 1024))]
fn wide() {}

#[step(compute = NAME)]
fn text() {}

#[step(compute = NOWHERE)]
fn nowhere() {}

fn main() {}
