//! A method is a step only in a workflow: at `self`.

use hatchet_compute::step;

trait Resize {
    #[step]
    fn run<'a>(&'a mut self);
}

fn main() {}
