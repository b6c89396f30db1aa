//! A day that none of the months has.
//! With a day of the week, the cron also runs on that day.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow(on_crons = ["0 0 30 2 *", "0 0 30 2 mon"])]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

struct Shop;
#[workflow(on_crons = ["0 0 31 2,4,6 *", "0 0 0 31 sep ?", "TZ=Europe/Berlin 0 0 31 4-6/2 *"])]
impl Shop {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
