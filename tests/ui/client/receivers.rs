//! Steps that take the value of the workflow otherwise than by reference.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

use std::sync::Arc;

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&mut self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn check(self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn charge(self: Arc<Self>, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {}
