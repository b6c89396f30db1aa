//! An option that does not exist.

use hatchet_compute::{step, workflow};

#[step(priority = 1)]
fn unknown() {}

#[step(compte(cpu_kind = "shared", cpus = 2, memory_mb = 1024))]
fn mistyped() {}

#[step(retry = 3)]
fn singular() {}

#[step(timeout_minutes = 5, max_attempts = 3, schedule_timeout = "5m", slots = 10)]
fn of_other_systems() {}

struct Orders;
#[workflow(on_event = ["order:created"], schedule = "0 3 * * *")]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

struct Reports;
#[workflow(cron = "@daily", timezone = "Europe/Berlin", on = "push")]
impl Reports {
    #[step]
    fn fetch(&self) {}

    #[step(depends_on = fetch)]
    fn send(&self) {}
}

fn main() {}
