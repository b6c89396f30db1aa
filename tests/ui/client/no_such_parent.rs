//! A parameter after the input that names no step.

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
    async fn charge(&self, _ctx: Context, _order: u32, fetsh: u32) -> Result<u32, TaskError> {
        Ok(fetsh)
    }

    #[step]
    async fn notify(&self, _ctx: Context, _order: u32, helper: u32) -> Result<u32, TaskError> {
        Ok(helper)
    }

    async fn helper(&self) {}
}

fn main() {}
