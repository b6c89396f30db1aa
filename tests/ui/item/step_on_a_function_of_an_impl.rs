//! Without `self`, rustc's own words.

use hatchet_compute::step;

struct Resize;

impl Resize {
    #[step]
    fn run() {}
}

fn main() {}
