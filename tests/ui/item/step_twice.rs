//! Two `#[step]` on one function.

use hatchet_compute::{step, workflow};

#[step]
#[step(name = "again")]
fn resize() {}

// Other paths.
#[step]
#[::hatchet_compute::step]
fn crop() {}

#[step]
#[cfg_attr(all(), inline, cfg_attr(all(), hatchet_compute::step))]
fn rotate() {}

#[step(crate = ::hatchet_compute)]
#[::hatchet_compute::step]
fn turn() {}

struct Orders;
#[workflow]
impl Orders {
    #[step]
    #[step(retries = 3)]
    fn fetch(&self) {}

    #[step]
    #[::hatchet_compute::step]
    fn check(&self) {}
}

fn main() {}
