//! The path of the client as a string.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};

struct Orders;

#[workflow(client = "hatchet_client")]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {
    let _ = Orders.declare(Assignment::Anywhere);
}
