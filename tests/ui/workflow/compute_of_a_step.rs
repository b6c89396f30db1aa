//! The errors of a step are the same in a workflow.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000), timeout = "11")]
    fn fetch(&self) {}

    #[step(compute(cpu_kind = "shared", cpus = 2))]
    fn send(&self) {}
}

fn main() {}
