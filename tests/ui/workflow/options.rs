//! The options of a workflow are checked as those of a step.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(nam = "orders", name = "two words", on_events = "order:created", on_cron = ["0 3 * * *"], timeout = "11s", version = 2)]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

struct Invoices;

#[workflow(on_events = [""], crate = "hatchet_compute")]
impl Invoices {
    #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000), timeout = "11")]
    fn fetch(&self) {}

    #[step(compute(cpu_kind = "shared", cpus = 2))]
    fn send(&self) {}
}

fn main() {}
