//! A field of a cron expression whose value is out of range.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow(on_crons = ["0 24 * * *"])]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

struct Invoices;
#[workflow(on_crons = [
    "60 * * * *",
    "0 0 0 * *",
    "0 0 1 13 *",
    "0 0 * * fun",
    // Sunday is 0.
    "0 0 * * 7",
    // Six fields begin with seconds.
    "60 0 0 * * *",
    "5-1 * * * *",
    "*/0 * * * *",
])]
impl Invoices {
    #[step]
    fn send(&self) {}
}

struct Reports;
#[workflow(on_crons = ["0 3 * * * tz=Europe/Berlin"])]
impl Reports {
    #[step]
    fn write(&self) {}
}

fn main() {}
