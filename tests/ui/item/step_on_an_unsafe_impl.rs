//! Behind the `unsafe`.

use hatchet_compute::step;

struct Resize(*const u8);

#[step]
unsafe impl Send for Resize {}

fn main() {}
