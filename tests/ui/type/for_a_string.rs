//! A value that is not a string, where a string is expected.

use hatchet_compute::{step, workflow};

#[step(compute(cpu_kind = shared, cpus = 2, memory_mb = 1024))]
fn word() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = 5))]
fn integer() {}

// An integer means seconds.
#[step(timeout = 11)]
fn duration() {}

#[step(name = ["resize"])]
fn list() {}

#[step(name = b"resize")]
fn byte_string() {}

#[step(timeout = 5 minutes)]
fn measure() {}

#[step(timeout = 100ms)]
fn milliseconds() {}

#[step(compute(cpu_kind = CpuKind::Shared, cpus = 2, memory_mb = 1024, pool = None))]
fn variants() {}

#[step(compute(cpu_kind = KIND, cpus = 2, memory_mb = 1024, pool = Some("heavy")))]
fn constant() {}

// Only a literal: its text becomes part of the record.
#[step(name = concat!("re", "size"))]
fn expression() {}

struct Orders;
#[workflow(version = 2)]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
