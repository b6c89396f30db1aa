//! A list of regions that is empty or repeats a region.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 3, regions = ["ewr", "lax", "ewr"]))]
fn twice() {}

// The first is unknown, the second is the first again.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["zzz", "zzz"]))]
fn unknown_twice() {}

// Both mean a region that the list has.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 3, regions = ["nrt", "Tokyo", "Japan"]))]
fn meant_twice() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = Region::ALL))]
fn all() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = []))]
fn empty() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["ewr", Region::Ewr]))]
fn twice_in_other_words() {}

fn main() {}
