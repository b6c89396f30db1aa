//! Behind the visibility.

use hatchet_compute::step;

#[step]
pub(crate) const RESIZE: () = ();

fn main() {}
