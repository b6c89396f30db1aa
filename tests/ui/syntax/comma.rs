//! A comma that is missing, doubled, or a semicolon.

use hatchet_compute::{Compute, compute, step};

#[step(compute(cpu_kind = "shared" cpus = 2, memory_mb = 1024))]
fn missing_between_fields() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024) name = "resize")]
fn missing_between_options() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr" "lhr"]))]
fn missing_in_a_list() {}

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
#[step(compute(cpus = 2 ..SMALL))]
fn missing_before_a_base() {}

#[step(retries = 3 on_failure)]
fn missing_before_a_word() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024; pool = "heavy"))]
fn semicolon_between_fields() {}

#[step(retries = 3; name = "resize")]
fn semicolon_between_options() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024),, name = "resize")]
fn two() {}

#[step(retries = 3,;)]
fn semicolon_after_a_comma() {}

fn main() {}
