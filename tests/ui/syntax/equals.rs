//! A key and its value without `=` between them.

use hatchet_compute::step;

#[step(compute(cpu_kind: "shared", cpus = 2, memory_mb = 1024))]
fn colon() {}

#[step(compute(cpu_kind = "shared", cpus: 2, memory_mb: 1024))]
fn colons() {}

#[step(compute(cpu_kind "shared", cpus 2, memory_mb 1024))]
fn nothing() {}

#[step(retries == 3)]
fn two() {}

#[step(name("resize"))]
fn parentheses() {}

#[step(compute(cpu_kind => "shared", cpus := 2, memory_mb += 1024))]
fn operators() {}

#[step(retries = +3)]
fn sign() {}

// One error for a value with two mistakes, and its help mends both.
#[step(compute(cpu_kind = "shared", cpus: 2, memory_mb: 5000))]
fn value_out_of_range() {}

fn main() {}
