//! Five fields, or six.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["0 0 0 * * * 2026"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
