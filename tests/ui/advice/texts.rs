//! A time limit of zero, or white space around an event key.

#![deny(deprecated)]

use hatchet_compute::{step, workflow};

#[step(timeout = "0s")]
pub fn fetch() {}

struct Orders;
#[workflow(on_events = [" order:created", "order:changed"], schedule_timeout = "0h0m")]
impl Orders {
    #[step(timeout = "0.0ms")]
    fn fetch(&self) {}

    #[allow(deprecated)]
    #[step(timeout = "0s")]
    fn silent(&self) {}
}

fn main() {}
