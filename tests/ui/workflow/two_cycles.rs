//! Each once.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step(parents = [b])]
    fn a(&self) {}

    #[step(parents = [a])]
    fn b(&self) {}

    #[step(parents = [d])]
    fn c(&self) {}

    #[step(parents = [c])]
    fn d(&self) {}
}

fn main() {}
