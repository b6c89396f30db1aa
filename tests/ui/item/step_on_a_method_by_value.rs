//! A method is a step only in a workflow: at `self`.

use hatchet_compute::step;

struct Resize;

impl Resize {
    #[step(retries = 3)]
    async fn boxed(self: Box<Self>) {}
}

fn main() {}
