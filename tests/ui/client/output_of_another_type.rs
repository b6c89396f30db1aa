//! A parent whose output has another type.

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
    async fn charge(&self, _ctx: Context, order: u32, _fetch: String) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn notify(&self, _ctx: Context, order: u32, _fetch: Vec<u32>) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {}
