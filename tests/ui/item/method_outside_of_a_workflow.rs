//! `#[step]` in an impl block or a trait that is not a workflow.
//! On a function without `self`, rustc says instead that a `const` item needs a name: write `#[workflow]` there too.

use hatchet_compute::step;

struct Resize;
impl Resize {
    #[step]
    fn run(&self) {}
}

struct Crop;
impl Crop {
    #[step(retries = 3)]
    async fn boxed(self: Box<Self>) {}
}

trait Rotate {
    #[step]
    fn run<'a>(&'a mut self);
}

// Without `self`, the message is rustc's.
impl Crop {
    #[step]
    fn run() {}
}

fn main() {}
