//! Five fields, or six.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["* * *"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
