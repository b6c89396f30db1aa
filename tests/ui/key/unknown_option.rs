//! An option that does not exist.

use hatchet_compute::{step, workflow};

#[step(priority = 1)]
fn unknown() {}

#[step(compte(cpu_kind = "shared", cpus = 2, memory_mb = 1024))]
fn mistyped() {}

#[step(retry = 3)]
fn singular() {}

struct Orders;
#[workflow(on_event = ["order:created"], schedule = "0 3 * * *")]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
