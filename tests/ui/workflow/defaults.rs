//! A wrong default of a workflow.
//! It is one error, at the default, however many steps have it.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow(
    compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000),
    timeout = "5 minutes",
    schedule_timeout = "soon",
    retries = -1,
)]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = [fetch], retries = 3)]
    fn summarize(&self) {}
}

const MANY: u32 = 4_000_000_000;
struct Reports;
#[workflow(compute(cpu_kind = "performance", cpus = 2, memory_mb = MANY), retries = MANY)]
impl Reports {
    #[step]
    fn fetch(&self) {}

    #[step]
    fn summarize(&self) {}
}

struct Advised;
#[workflow(compute(cpu_kind = "shared", cpus = 1, memory_mb = 512))]
impl Advised {
    #[step]
    fn fetch(&self) {}

    #[step]
    fn summarize(&self) {}
}

fn main() {}
