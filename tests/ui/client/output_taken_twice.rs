//! The output of one parent as two parameters.

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
    async fn charge(&self, _ctx: Context, _order: u32, fetch: u32, _fetch: u32) -> Result<u32, TaskError> {
        Ok(fetch)
    }
}

fn main() {}
