//! Six fields begin with seconds.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_crons = ["60 0 0 * * *"])]
impl Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
