//! A parameter after the input that takes its value apart.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<(u32, u32), TaskError> {
        Ok((order, 1))
    }

    #[step]
    async fn charge(&self, _ctx: Context, _order: u32, (amount, _): (u32, u32)) -> Result<u32, TaskError> {
        Ok(amount)
    }
}

fn main() {}
