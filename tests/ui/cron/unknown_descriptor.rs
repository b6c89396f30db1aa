//! None that anybody has.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["@often"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
