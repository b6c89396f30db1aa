//! A step that does not return a `Result`, or one with an error that the client cannot convert.
//! The message is rustc's. Return a `Result` with the client's error, or with one that implements `std::error::Error`.

use hatchet_client::Context;
use hatchet_compute::{step, workflow};

struct Orders;
#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> u32 {
        order
    }
}

struct Shop;
struct Broken;
#[workflow(client = hatchet_client)]
impl Shop {
    #[step]
    async fn fetch(&self, _ctx: Context, _order: u32) -> Result<u32, Broken> {
        Err(Broken)
    }
}

fn main() {}
