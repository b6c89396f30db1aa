//! Steps without context, input, or both.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self) -> Result<u32, TaskError> {
        Ok(1)
    }

    #[step]
    async fn check(&self, _ctx: Context) -> Result<u32, TaskError> {
        Ok(1)
    }

    #[step]
    async fn charge(order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {}
