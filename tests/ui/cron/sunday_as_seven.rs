//! Sunday is 0.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["0 0 * * 7"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
