//! A method is a step only in a workflow.

use hatchet_compute::step;

struct Resize;

impl Resize {
    #[step]
    fn run(&self) {}

    #[step(retries = 3)]
    async fn boxed(self: Box<Self>) {}
}

fn main() {}
