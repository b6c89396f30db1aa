//! Which field, and its names.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["0 0 * * fun"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
