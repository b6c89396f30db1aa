//! A field or an option that is given twice.

use hatchet_compute::{step, workflow};

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, cpus = 4))]
fn field() {}

#[step(name = "a", name = "b")]
fn option() {}

// Once with fields and once with a constant.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024), compute = SMALL)]
fn compute() {}

struct Orders;
#[workflow(version = "1", version = "2", on_events = ["a", "b", "a"], on_crons = ["0 3 * * *", "0 3 * * *"])]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
