//! Steps of one workflow with different inputs.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn check(&self, _ctx: Context, _orders: Vec<u32>) -> Result<u32, TaskError> {
        Ok(1)
    }
}

fn main() {}
