//! Braces, brackets or `=` instead of parentheses.

use hatchet_compute::{step, workflow};

#[step(compute { cpus = 2 })]
fn braces() {}

#[step(compute[cpus = 2])]
fn brackets() {}

struct Orders;
#[workflow]
impl Orders {
    #[step = "fetch"]
    fn fetch(&self) {}
}

fn main() {}
