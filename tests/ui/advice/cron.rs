//! A cron expression of six fields that looks like five.
//! Six fields begin with seconds.

#![deny(deprecated)]

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow(on_crons = ["0 3 * * * *"])]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
