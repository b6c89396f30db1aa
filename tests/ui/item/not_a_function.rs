//! A step is a function; the error stands at the word that says what it is instead.

use hatchet_compute::step;

#[step]
struct Resize;

#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 1024))]
pub mod resize {}

#[step]
pub(crate) const RESIZE: () = ();

#[step]
impl Resize {}

#[step]
unsafe impl Send for Resize {}

fn main() {}
