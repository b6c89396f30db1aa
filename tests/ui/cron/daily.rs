//! The five fields that a descriptor means.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["@daily"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
