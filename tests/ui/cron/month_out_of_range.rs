//! Which field, and its range or names.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["0 0 1 13 *"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
