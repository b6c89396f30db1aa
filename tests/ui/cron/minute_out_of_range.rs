//! Which field, and its range.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["60 * * * *"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
