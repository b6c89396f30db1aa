//! A value that is not an integer, where an integer is expected.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = "2", memory_mb = 1024))]
fn string() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "1024"), retries = "3")]
fn strings() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "1024 MB"))]
fn megabytes() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "2GB"))]
fn gigabytes() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "1.5 GiB"))]
fn fraction_of_gigabytes() {}

#[step(compute(cpu_kind = "shared", cpus = '2', memory_mb = 1024.0, num_replicas = [2]))]
fn character_fraction_list() {}

#[step(compute(cpu_kind = "shared", cpus = 2u8, memory_mb = 1024i64))]
fn suffixes_of_other_types() {}

#[step(compute(cpu_kind = "shared", cpus = 2 cores, memory_mb = 1024 MB))]
fn measures() {}

// Today's API takes no less.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 512Mi))]
fn below_the_minimum_of_the_api() {}

// Only memory has such units.
#[step(compute(cpu_kind = "shared", cpus = "500m", memory_mb = 1024))]
fn part_of_a_cpu() {}

#[step(compute(cpu_kind = "shared", cpus = 500m, memory_mb = 1024KB), retries = 5m)]
fn suffixes_that_are_no_types() {}

// It is not clear which integer is meant.
#[step(compute(cpu_kind = "shared", cpus = true, memory_mb = "much", num_replicas = "three"))]
fn words() {}

#[step(compute(cpu_kind = "shared", cpus = 1.5, memory_mb = 1024))]
fn fraction() {}

fn main() {}
