//! A method is a step only in a workflow: at `self`.

use hatchet_compute::step;

struct Resize;

impl Resize {
    #[step]
    fn run(&self) {}
}

fn main() {}
