//! Which field, and its range.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["0 0 0 * *"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
