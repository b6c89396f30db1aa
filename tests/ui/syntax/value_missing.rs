//! A key without a value.

use hatchet_compute::step;

#[step(compute(cpu_kind = , cpus = 2, memory_mb = 1024))]
fn after_equals() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb =))]
fn at_the_end() {}

#[step(compute(cpu_kind = "shared", cpus, memory_mb = 1024))]
fn field() {}

#[step(name)]
fn option() {}

#[step(compute)]
fn compute() {}

// The next entry is not the value.
#[step(compute(cpu_kind = "shared", cpus = memory_mb = 1024))]
fn before_a_field() {}

#[step(compute(cpu_kind = "shared", cpus: memory_mb: 1024))]
fn before_a_field_with_colons() {}

#[step(retries = timeout = "5m")]
fn before_an_option() {}

#[step(compute(cpu_kind = "shared", cpus memory_mb = 1024))]
fn without_a_sign() {}

fn main() {}
