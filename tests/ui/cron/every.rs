//! An interval has no fields.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["@every 1h"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
