//! A step is 1 or more.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["*/0 * * * *"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
