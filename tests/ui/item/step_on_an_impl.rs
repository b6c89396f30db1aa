//! A workflow would be meant.

use hatchet_compute::step;

struct Resize;

#[step]
impl Resize {}

fn main() {}
