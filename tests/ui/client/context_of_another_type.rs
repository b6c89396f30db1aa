//! A first parameter that is not the context of the client.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: &Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn check(&self, _ctx: String, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {}
