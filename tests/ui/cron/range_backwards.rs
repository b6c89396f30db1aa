//! From the smaller to the larger.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["5-1 * * * *"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
